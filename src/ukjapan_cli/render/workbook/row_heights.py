"""How tall a row has to be to show its text: not every spreadsheet finds that out by itself."""

from collections.abc import Sequence
from textwrap import wrap
from unicodedata import east_asian_width

from ukjapan_cli.render.workbook.page import Formula, Page, Row

_LINE, _TITLE, _TALLEST = 15.0, 24.0, 409.0  # points; no row can be taller
_LETTERS_IN_A_DIGIT = {
    "Head": 1.0,
    "Head number": 0.95,
    "Subhead": 1.2,
    "Subhead number": 1.1,
    "Text": 1.12,
    "Strong": 1.0,
}
"""Letters of text in the width of a digit, by which columns are measured, where text is wrapped."""


def row_heights(page: Page, rows: Sequence[Row]) -> list[float]:
    """The heights of a page's rows in points."""
    heights = [_height(row, page) for row in rows]
    if page.moves:
        heights[page.head :] = [max(heights[page.head :])] * (len(rows) - page.head)
    return heights


def _height(row: Row, page: Page) -> float:
    """The height of a row in points that shows all of its text."""
    height = _LINE
    for column, cell in enumerate(row, 1):
        if cell is None or cell.value is None:
            continue
        if cell.style == "Title":
            height = max(height, _TITLE)
        elif cell.style in _LETTERS_IN_A_DIGIT:
            value = cell.value.result if isinstance(cell.value, Formula) else cell.value
            width = page.width(column) - 2 * cell.indent
            room = width * _LETTERS_IN_A_DIGIT[cell.style]
            height = max(height, _LINE * _lines(str(value), room))
    return min(height, _TALLEST)


def _lines(text: str, room: float) -> int:
    """How many lines a text takes, when a wide letter takes two places."""
    places = len(text) + sum(east_asian_width(letter) in "WF" for letter in text)
    if places <= room:
        return 1
    wide = places / len(text)
    return len(wrap(text, max(1, int(room / wide))))
