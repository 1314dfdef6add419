"""Rows of text under a header, whatever file they come from: each as long as the header."""

from collections.abc import Iterable, Iterator
from itertools import islice

from ukjapan_cli.decision.names import BLANKS
from ukjapan_cli.features.table.engines.csv_rows import Row
from ukjapan_cli.features.table.engines.fault import TableError
from ukjapan_cli.features.table.engines.headers import positions

_SHOWN = 3


class TextRows:
    """The rows below the header; blank ones are passed over, what is cut short is filled up.

    Attributes:
        names: the header's cells; empty for a column without a name.
        blank: how many rows had nothing in any cell, of those that were taken so far.
        short: how many lacked cells under a name.
    """

    def __init__(self, file: str, rows: Iterable[Row]) -> None:
        self._file = file
        self._rows = iter(rows)
        self.blank = self.short = 0
        self.names = self._header()

    def _header(self) -> tuple[str, ...]:
        for _, row in self._rows:
            if any(map(_text, row)):
                return tuple(name if _text(name) else "" for name in row)
            self.blank += 1
        raise TableError(f"'{self._file}' is empty: there is no row of column names")

    def __iter__(self) -> Iterator[list[str]]:
        """The rows in their order.

        Raises:
            TableError: some have cells that no column is for; after all rows were taken.
        """
        width = len(self.names)
        named = max(place for place, name in enumerate(self.names) if name) + 1
        long, lines = 0, []
        for line, row in self._rows:
            if not row or (not _text(row[0]) and not any(map(_text, row))):
                self.blank += 1
                continue
            if len(row) != width:
                if len(row) < named:
                    self.short += 1
                if any(map(_text, row[width:])):
                    long += 1
                    lines += [line] if long <= _SHOWN else []
                row = row[:width] + [""] * (width - len(row))
            yield row
        if long:
            raise TableError(_too_long(self._file, long, lines, width))


def _text(cell: str) -> str:
    return cell.strip(BLANKS)


def _too_long(file: str, count: int, lines: list[int], width: int) -> str:
    has = "1 row has" if count == 1 else f"{count:,} rows have"
    listed = ", ".join(f"{line:,}" for line in lines) + (", …" if count > len(lines) else "")
    return (
        f"'{file}': {has} more cells than the {width:,} columns, on line {listed}; "
        "put quotes around a cell that holds what separates cells"
    )


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
