"""Copying rows of text to Parquet, a part of them at a time."""

from itertools import islice

from ukjapan_cli.tables.fault import TableError
from ukjapan_cli.tables.headers import positions
from ukjapan_cli.tables.text_rows import TextRows

_CELLS = 1_000_000  # that are held at a time


def copy(rows: TextRows, to: str) -> None:
    """Write the columns that have names, each called by its position among those.

    Raises:
        TableError: the rows cannot be read, or there is no room for them.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    named = [place for place, name in enumerate(rows.names) if name]
    schema = pa.schema([(column, pa.string()) for column in positions(len(named))])
    taken = iter(rows)
    at_a_time = max(1, _CELLS // len(rows.names))
    try:
        with pq.ParquetWriter(to, schema, compression="lz4") as writer:
            while part := list(islice(taken, at_a_time)):
                columns = list(zip(*part, strict=True))
                cells = [pa.array(columns[place], pa.string()) for place in named]
                writer.write_table(pa.table(cells, schema=schema))
    except OSError as error:
        reason = error.strerror or error
        raise TableError(f"a copy of the table cannot be written: {reason}") from None
