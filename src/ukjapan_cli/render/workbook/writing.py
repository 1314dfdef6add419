"""Sheets → the bytes of an xlsx file, the same for the same sheets."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from textwrap import wrap
from typing import Any
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import DataBarRule
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.functions import tostring

from ukjapan_cli.render.record import FORMULA_STARTS
from ukjapan_cli.render.visible import visible
from ukjapan_cli.render.workbook.page import Cell, Formula, Page, Row, at, letters

_LONGEST = 32_767
"""Characters that a cell can hold."""

_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as a character's code, such as the first _ of _x0041_."""

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?(?:/>|></v>)</c>')
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_A4 = 9
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
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the least that a zip archive can say
_UNDATED = date(2000, 1, 1)

_STYLE = "ukjapan {}"
_BAR = "9CC3E6"
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>ukjapan</Application></Properties>"
)
"""Who wrote the file: not a spreadsheet, so that spreadsheets compute it anew."""

_GREY, _INK, _INPUT, _HEAD = "57606A", "1F2328", "FFF4CE", "E6ECF2"


def written(pages: Sequence[Page], made: date | None) -> bytes:
    """The file that holds these sheets.

    Args:
        pages: the sheets in order.
        made: the date that the file says it is of.
    """
    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    results = [_fill(book, page) for page in pages]
    book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    book.save(out)
    return _settled(out.getvalue(), results, made or _UNDATED)


def _styles() -> Iterable[NamedStyle]:
    """The styles that cells name."""
    line = Side(style="thin", color="D0D7DE")
    under = Border(bottom=line)
    box = Border(left=line, right=line, top=line, bottom=line)
    top = {"vertical": "top"}
    wrapped = {**top, "wrap_text": True}
    number = {**top, "horizontal": "right", "indent": 1}
    head_text = {"vertical": "bottom", "wrap_text": True}
    head_number = {**head_text, "horizontal": "right", "indent": 1}
    tint, head = PatternFill("solid", fgColor=_INPUT), PatternFill("solid", fgColor=_HEAD)

    def style(
        name: str,
        *,
        align: Mapping[str, Any],
        form: str = "General",
        bold: bool = False,
        size: int = 11,
        color: str = _INK,
        **more: Any,
    ) -> NamedStyle:
        font = Font(name="Calibri", size=size, bold=bold, color=color)
        return NamedStyle(
            _STYLE.format(name),
            font=font,
            alignment=Alignment(**align),
            number_format=form,
            **more,
        )

    yield style("Title", align=top, size=16, bold=True)
    yield style("Note", align=top, color=_GREY)
    yield style("Head", align=head_text, bold=True, fill=head)
    yield style("Head number", align=head_number, bold=True, fill=head)
    yield style("Subhead", align=wrapped, color=_GREY, border=under, size=9)
    yield style("Subhead number", align={**number, **wrapped}, color=_GREY, border=under, size=9)
    yield style("Text", align=wrapped)
    yield style("Strong", align=wrapped, bold=True)
    yield style("Plain", align=top, color=_GREY)
    yield style("Amount", align=number)
    yield style("Value", align=number, form="0.0")
    yield style("Value bold", align=number, form="0.0", bold=True)
    yield style("Share", align=number, form="0.0%")
    yield style("Count", align=number, form="0", bold=True)
    yield style("Working", align=number, form="0.0000##", color=_GREY)
    yield style("Working count", align=number, form="0", color=_GREY)
    yield style("Input", align=number, fill=tint, border=box)
    yield style("Input text", align=number, fill=tint, border=box, form="@")
    yield style("Input sample", align=top, fill=tint, border=box)


def _fill(book: Any, page: Page) -> dict[str, float | str]:
    """Write a sheet, and give what its formulas come to, by cell."""
    sheet = book.create_sheet(page.title)
    rows = list(page.rows)
    width = max(map(len, rows))
    _set_up(sheet, page, width)
    results: dict[str, float | str] = {}
    heights = [_height(row, page.widths) for row in rows]
    if page.moves:
        heights[page.head :] = [max(heights[page.head :])] * (len(rows) - page.head)
    for number, (row, height) in enumerate(zip(rows, heights, strict=True), 1):
        sheet.row_dimensions[number].height = height
        sheet.append([None if cell is None else _made(sheet, cell) for cell in row])
        for column, cell in enumerate(row, 1):
            if cell is not None and isinstance(cell.value, Formula):
                results[at(column, number)] = cell.value.result
    if page.can_filter:
        sheet.auto_filter.ref = f"{at(1, page.head)}:{at(width, len(rows))}"
    return results


def _set_up(sheet: Any, page: Page, width: int) -> None:
    """Columns, what stays in view, what may be typed, and paper."""
    for column in range(1, width + 1):
        sheet.column_dimensions[letters(column)].width = _width(column, page.widths)
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


def _height(row: Row, widths: Sequence[float]) -> float:
    """The height of a row in points that shows all of its text."""
    height = _LINE
    for column, cell in enumerate(row, 1):
        if cell is None or cell.value is None:
            continue
        if cell.style == "Title":
            height = max(height, _TITLE)
        elif cell.style in _LETTERS_IN_A_DIGIT:
            value = cell.value.result if isinstance(cell.value, Formula) else cell.value
            width = _width(column, widths) - 2 * cell.indent
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


def _width(column: int, widths: Sequence[float]) -> float:
    return widths[min(column, len(widths)) - 1]


def _made(sheet: Any, cell: Cell) -> Any:
    """The cell itself; text from files stays text, whatever it begins with."""
    match cell.value:
        case str() as text:
            shown = _shown(text)
            made = WriteOnlyCell(sheet, value=shown)
            made.data_type = "s"
        case Formula(text=formula):
            made = WriteOnlyCell(sheet, value=formula)
        case number:
            made = WriteOnlyCell(sheet, value=number)
    made.style = _STYLE.format(cell.style)
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


def _settled(raw: bytes, results: Sequence[Mapping[str, float | str]], made: date) -> bytes:
    """The same file with the results of its formulas, without the time at which it was written."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as written,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled,
    ):
        for name in sorted(written.namelist()):
            content = written.read(name)
            sheet = _SHEET.fullmatch(name)
            if sheet:
                content = _with_results(content, results[int(sheet[1]) - 1])
            elif name == "docProps/core.xml":
                content = _properties(made)
            elif name == "docProps/app.xml":
                content = _APPLICATION
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(entry, content)
    return out.getvalue()


def _with_results(content: bytes, results: Mapping[str, float | str]) -> bytes:
    def complete(found: re.Match[bytes]) -> bytes:
        address, attributes, formula = found.groups()
        result = results[address.decode()]
        if isinstance(result, str):
            kind, shown = b' t="str"', escape(_shown(result)).encode()
        else:
            kind, shown = b"", repr(result).encode()
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (address, attributes, kind, formula, shown)

    return _FORMULA.sub(complete, content)


def _properties(made: date) -> bytes:
    midnight = datetime(made.year, made.month, made.day, tzinfo=UTC)
    properties = DocumentProperties(creator="ukjapan", created=midnight, modified=midnight)
    content: bytes = tostring(properties.to_tree())
    return content
