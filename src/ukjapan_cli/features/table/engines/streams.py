"""Streams of rows: side by side, and in groups of which the next is worked out meanwhile."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from ukjapan_cli.features.table.engines.fault import TableError

OPTION = "option"


def beside(
    left: Iterable[pa.RecordBatch], right: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """The columns of both, row by row, whatever parts they come in; both have as many rows."""
    held: pa.RecordBatch | None = None
    others = iter(left)
    for batch in right:
        start = 0
        while start < batch.num_rows:
            if held is None or not held.num_rows:
                held = next(others)
            count = min(held.num_rows, batch.num_rows - start)
            yield _joined(held.slice(0, count), batch.slice(start, count))
            held = held.slice(count)
            start += count


def in_order(
    options: Iterable[pa.RecordBatch], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """The batches as they are, as long as their options come in the order of those given.

    Raises:
        TableError: they do not.
    """
    for batch in beside(options, batches):
        if batch.column(0) != batch.column(OPTION).cast(batch.column(0).type):
            raise TableError(
                "the table's rows come in another order every time; write it to files, "
                "and score those"
            )
        yield batch.select(batch.schema.names[1:])


def _joined(left: pa.RecordBatch, right: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [*left.columns, *right.columns], names=[*left.schema.names, *right.schema.names]
    )


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
