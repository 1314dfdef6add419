"""Sheets → the bytes of an xlsx file, the same for the same sheets."""

import io
import re
from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from ukjapan_cli.features.report.workbook.page import Cell, Formula, Page, Row, at, letters
from ukjapan_cli.features.report.workbook.sealing import sealed
from ukjapan_cli.features.report.workbook.styles import name_of, styles
from ukjapan_cli.formats.digits import significant
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.json_and_csv import FORMULA_STARTS

_LONGEST = 32_767
"""Characters that a cell can hold."""

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as a character's code, such as the first _ of _x0041_."""

_A4 = 9
_UNDATED = date(2000, 1, 1)
_BAR = "9CC3E6"


def written(pages: Sequence[Page], made: date | None) -> bytes:
    """The file that holds these sheets.

    Args:
        pages: the sheets in order.
        made: the date that the file says it is of.
    """
    book = Workbook(write_only=True)
    for style in styles():
        book.add_named_style(style)
    results = [_fill(book, page) for page in pages]
    book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    book.save(out)
    return sealed(out.getvalue(), results, made or _UNDATED)


def _fill(book: Any, page: Page) -> dict[str, float | str]:
    """Write a sheet, and give what its formulas come to, by cell."""
    sheet = book.create_sheet(page.title)
    rows = list(page.rows)
    width = max(map(len, rows))
    _set_up(sheet, page, width)
    results: dict[str, float | str] = {}
    texts: dict[Cell, Any] = {}  # a cell is written as soon as it is taken, and may come again
    heights = row_heights(page, rows)
    for number, (row, height) in enumerate(zip(rows, heights, strict=True), 1):
        sheet.row_dimensions[number].height = height
        sheet.append([None if cell is None else _taken(sheet, cell, texts) for cell in row])
        for column, cell in enumerate(row, 1):
            if cell is not None and isinstance(cell.value, Formula):
                result = cell.value.result
                results[at(column, number)] = (
                    _shown(result) if isinstance(result, str) else significant(result)
                )
    if page.can_filter:
        sheet.auto_filter.ref = f"{at(1, page.head)}:{at(width, len(rows))}"
    return results


def _set_up(sheet: Any, page: Page, width: int) -> None:
    """Columns, what stays in view, what may be typed, and paper."""
    for column in range(1, width + 1):
        sheet.column_dimensions[letters(column)].width = page.width(column)
    if page.head:
        sheet.freeze_panes = at(1 + page.side, 1 + page.head)
        sheet.print_title_rows = f"1:{page.head}"
    for rule in page.rules:
        validation = DataValidation(
            type=rule.kind,
            formula1=rule.low,
            formula2=rule.high or None,
            operator=None
            if rule.kind == "list"
            else "between"
            if rule.high
            else "greaterThanOrEqual",
            allow_blank=False,
            showErrorMessage=True,
            errorTitle="ukjapan",
            error=rule.message,
        )
        validation.add(rule.cells)
        sheet.data_validations.append(validation)
    if page.bars:
        bar = DataBarRule("num", 0, "num", 100, color=_BAR, minLength=0, maxLength=100)
        sheet.conditional_formatting.add(page.bars, bar)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = "&A · &P/&N"


def _taken(sheet: Any, cell: Cell, texts: dict[Cell, Any]) -> Any:
    """The cell itself; of a text that is on the sheet already, the one that was made then."""
    if not isinstance(cell.value, str):
        return _made(sheet, cell)
    if cell not in texts:
        texts[cell] = _made(sheet, cell)
    return texts[cell]


def _made(sheet: Any, cell: Cell) -> Any:
    """The cell itself; text from files stays text, whatever it begins with."""
    match cell.value:
        case str() as text:
            shown = _shown(text)
            made = WriteOnlyCell(sheet, value=shown or None)
            made.data_type = "s" if shown else "n"
        case Formula(text=formula):
            made = WriteOnlyCell(sheet, value=formula)
        case number:
            made = WriteOnlyCell(sheet, value=number)
    made.style = name_of(cell.style)
    if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS):
        made.quotePrefix = True
    if cell.indent:
        made.alignment = Alignment(
            wrap_text=True, vertical="top", horizontal="left", indent=cell.indent
        )
    return made


def _shown(text: str) -> str:
    """The text as a cell holds it."""
    safe = _ESCAPED.sub("_x005F_", visible(text))
    return safe if len(safe) <= _LONGEST else safe[: _LONGEST - 1] + "…"


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
