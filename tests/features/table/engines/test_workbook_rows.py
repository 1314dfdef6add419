"""What is read of a workbook, and what is not."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from tests.features.table.engines.made_files import ENGINES, read

from ukjapan_cli.diagnostics import MissingExtraError
from ukjapan_cli.features.table.engines import workbook_rows as module
from ukjapan_cli.features.table.engines.fault import TableError
from ukjapan_cli.features.table.engines.workbook_rows import workbook_rows

pytestmark = [pytest.mark.tables, pytest.mark.charts]  # and openpyxl, which that extra brings


def saved(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def rows_of(path: Path) -> list[tuple[int, list[str]]]:
    with workbook_rows(str(path)) as (_, rows):
        return list(rows)


def test_cells_are_as_a_sheet_saved_as_csv_has_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    day, hour = datetime.date(2026, 4, 1), datetime.datetime.fromisoformat("2026-04-01T09:30")
    sheet.append(["a", 7, 7.5, 7.0, 0.1, True, day, hour, None, "007", "n/a", 1e16])
    sheet.append([0.4, 0.125])
    for cell in sheet[2]:
        cell.number_format = "0.0%"
    book.save(tmp_path / "t.xlsx")
    first = ["a", "7", "7.5", "7", "0.1", "TRUE", "2026-04-01", "2026-04-01 09:30:00", ""]
    assert rows_of(tmp_path / "t.xlsx") == [
        (1, [*first, "007", "n/a", "1e+16"]),
        (2, ["40%", "12.5%", *[""] * 10]),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_blank_rows_are_counted_but_for_those_at_the_end(engine: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in ((), ("id", "cost", None), (), ("a", 1), ("b",), (None, None)):
        sheet.append(row)
    sheet.cell(500, 1).number_format = "0%"
    book.save(tmp_path / "t.xlsx")
    found = read(tmp_path / "t.xlsx", engine)
    assert found.rows == [{"id": "a", "cost": "1"}, {"id": "b", "cost": None}]
    assert found.notes == ("2 blank rows are skipped",)


def test_the_first_sheet_that_is_shown_is_read_and_told_of(tmp_path: Path) -> None:
    book = Workbook()
    book.active.sheet_state = "hidden"
    for title in ("Sites", "Notes"):
        book.create_sheet(title).append(["id", title])
    book.save(tmp_path / "t.xlsx")
    found = read(tmp_path / "t.xlsx", "polars")
    assert found.notes == ("of 3 sheets 'Sites' is read",)


def test_a_workbook_is_read_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "t.xlsx", [[1] * 10] * 4)
    monkeypatch.setattr(module, "MOST_CELLS", 40)
    assert len(rows_of(path)) == 4
    monkeypatch.setattr(module, "MOST_CELLS", 39)
    with pytest.raises(TableError, match="of more than 39 cells; save the sheet as CSV"):
        rows_of(path)


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(path: Path, xml: bytes) -> Path:
    """A workbook whose sheet is such XML."""
    made = saved(path.with_name("made.xlsx"), [["id", "cost"]])
    with ZipFile(made) as parts, ZipFile(path, "w", ZIP_DEFLATED) as other:
        for part in parts.infolist():
            other.writestr(part.filename, xml if part.filename == SHEET else parts.read(part))
    return path


_ROWS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (b" " * 100_000_001, "of more than 1,000,000 cells"),
        (_ROWS % b'<row r="99999999999"><c r="A1"><v>1</v></c></row>', "more than 1,000,000 cells"),
        (_ROWS % (b'<row><c r="XFD1"><v>1</v></c></row>' * 62), "more than 1,000,000 cells"),
        (_ROWS % b"<row><c><v>1</v></row>", "is damaged, or not a workbook"),
        (b"no XML", "is damaged, or not a workbook"),
        (_ROWS % b'<row><c t="s"><v>99</v></c></row>', "is damaged, or not a workbook"),
    ],
)
def test_a_hostile_workbook_is_refused(xml: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=message):
        rows_of(with_sheet(tmp_path / "t.xlsx", xml))


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"id,cost\na,1\n")
    with pytest.raises(TableError, match="not a workbook, or a password protects it; save the"):
        rows_of(tmp_path / "t.xlsx")
    with ZipFile(tmp_path / "zip.xlsx", "w") as parts:
        parts.writestr("a.txt", "nothing of a workbook")
    with pytest.raises(TableError, match="is damaged, or not a workbook"):
        rows_of(tmp_path / "zip.xlsx")


def test_a_sheet_that_is_locked_against_changes_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.security = WorkbookProtection(workbookPassword="x", lockStructure=True)
    book.active.append(["id"])
    book.save(tmp_path / "t.xlsx")
    assert rows_of(tmp_path / "t.xlsx") == [(1, ["id"])]


def test_without_openpyxl_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "t.xlsx", [["id"]])
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'ukjapan-cli\[report\]'"):
        rows_of(path)
