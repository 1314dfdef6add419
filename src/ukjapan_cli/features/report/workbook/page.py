"""A sheet of a workbook before it is written: cells with formulas, and what they come to."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, TypeAlias

Style: TypeAlias = Literal[
    "Title",
    "Note",
    "Head",
    "Head number",
    "Subhead",
    "Subhead number",
    "Text",
    "Strong",
    "Plain",
    "Amount",
    "Value",
    "Value bold",
    "Share",
    "Share head",
    "Count",
    "Working",
    "Working count",
    "Input",
    "Input text",
    "Input sample",
]


class Formula(NamedTuple):
    """A formula, and what it comes to with the numbers that are written beside it.

    Programs that show a workbook without computing, such as previews in mail, show the result.
    """

    text: str
    result: float | str


class Cell(NamedTuple):
    """What stands in a cell; text is shown, never computed.

    Attributes:
        value: of the cell.
        style: by name.
        indent: how far it is set in.
    """

    value: str | float | Formula | None
    style: Style = "Text"
    indent: int = 0


class Rule(NamedTuple):
    """What may be typed into cells.

    Attributes:
        cells: a range.
        kind: `list` for one of the cells of a range, `decimal` for a number.
        low: the range of a list, or the formula of the least number.
        high: the formula of the greatest number; empty where there is none.
        message: shown to somebody who types something else.
    """

    cells: str
    kind: Literal["list", "decimal"]
    low: str
    high: str
    message: str


Row: TypeAlias = Sequence[Cell | None]


class Page(NamedTuple):
    """A sheet.

    Attributes:
        title: of its tab.
        rows: from the top.
        widths: of its columns, in characters; the last is that of all further columns.
        head: how many rows stay in view and are printed on every page.
        side: how many columns stay in view.
        rules: for what is typed.
        bars: a range whose numbers of 0 to 100 are drawn as bars; empty for none.
        can_filter: whether the last row of the head offers filters.
        moves: whether what stands in a row may come to stand in another, so that all are as tall.
    """

    title: str
    rows: Iterable[Row]
    widths: Sequence[float]
    head: int = 0
    side: int = 0
    rules: tuple[Rule, ...] = ()
    bars: str = ""
    can_filter: bool = False
    moves: bool = False

    def width(self, column: int) -> float:
        """The width of a column, counted from 1, in characters."""
        return self.widths[min(column, len(self.widths)) - 1]


def letters(column: int) -> str:
    """The letters of a column, counted from 1."""
    before, last = divmod(column - 1, 26)
    return (letters(before) if before else "") + chr(ord("A") + last)


def at(column: int, row: int) -> str:
    """A cell's address, which moves when the formula is copied."""
    return f"{letters(column)}{row}"


def fixed(column: int, row: int) -> str:
    """A cell's address, which stays."""
    return f"${letters(column)}${row}"


def down(column: int, first: int, last: int) -> str:
    """The fixed address of a piece of a column."""
    return f"{fixed(column, first)}:{fixed(column, last)}"


def summed(column: int, rows: Iterable[int]) -> str:
    """The sum of some cells of a column, as a formula without its equals sign."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    name = letters(column)
    parts = [
        f"{name}${first}:{name}${last}" if first < last else f"{name}${first}"
        for first, last in runs
    ]
    most = 200  # a spreadsheet's function takes no more than 255 arguments
    return "+".join(
        f"SUM({','.join(parts[start : start + most])})" for start in range(0, len(parts), most)
    )
