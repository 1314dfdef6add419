"""Rows of text under a header, whatever file they come from: each as long as the header."""

from collections.abc import Iterable, Iterator

from ukjapan_cli.decision.names import BLANKS
from ukjapan_cli.tables.csv_rows import Row
from ukjapan_cli.tables.fault import TableError

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
