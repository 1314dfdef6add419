"""Two streams of rows side by side."""

from collections.abc import Iterable, Iterator

import pyarrow as pa


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


def _joined(left: pa.RecordBatch, right: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [*left.columns, *right.columns], names=[*left.schema.names, *right.schema.names]
    )
