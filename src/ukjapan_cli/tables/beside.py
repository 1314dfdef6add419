"""Two streams of rows side by side."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from ukjapan_cli.tables.fault import TableError

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
