"""Rows in groups: while one is dealt with, the next is worked out."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa


def groups(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    """The same rows, at least so many at a time but for the last; two groups are held at once.

    Args:
        batches: taken in a thread of their own, and one group ahead.
        rows: how many make a group.
    """
    made = _grouped(batches, rows)
    with ThreadPoolExecutor(max_workers=1) as ahead:
        coming = ahead.submit(next, made, None)
        while (group := coming.result()) is not None:
            coming = ahead.submit(next, made, None)
            yield group


def _grouped(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    held: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        held.append(batch)
        count += batch.num_rows
        if count >= rows:
            yield pa.Table.from_batches(held)
            held, count = [], 0
    if count:
        yield pa.Table.from_batches(held)
