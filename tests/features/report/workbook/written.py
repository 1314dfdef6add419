"""Workbooks of decisions, and what they come to in LibreOffice."""

import io
import shutil
import subprocess
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import Workbook, load_workbook

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.check.result import Checked
from ukjapan_cli.features.explain.analysis.explanation import explain
from ukjapan_cli.features.report.analysis import Appraisal
from ukjapan_cli.features.report.contents import Paper
from ukjapan_cli.features.report.workbook import xlsx
from ukjapan_cli.model.scoring import score

_LIMIT = 240


def paper(decision: Decision) -> Paper:
    """A paper with the ranking alone, since nothing else is drawn into a workbook."""
    scoring = score(decision)
    explanation = explain(decision, scoring.ranking[0].option.id)
    appraisal = Appraisal(scoring, None, (explanation,), None, None, None, None, (), ())
    return Paper(appraisal, Checked(()), 1, "ukjapan report --out report.xlsx")


def opened(content: bytes | Path, *, results: bool = False) -> Workbook:
    """A workbook with its formulas, or with what they come to."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl drops what LibreOffice adds to bars, and says so
        return load_workbook(
            io.BytesIO(content) if isinstance(content, bytes) else content, data_only=results
        )


def cell(book: Workbook, sheet: str, row: str, column: str) -> Any:
    """The cell in the row with this id and the column with this heading or id."""
    found = book[sheet]
    (at_row,) = (cells[0].row for cells in found.iter_rows() if cells[1].value == row)
    heads = found.iter_cols(min_row=4, max_row=6)
    (at_column,) = (cells[0].column for cells in heads if column in [c.value for c in cells])
    return found.cell(at_row, at_column)


class Change(NamedTuple):
    """A cell that somebody changes: by sheet, row's id and column's heading or id."""

    sheet: str
    row: str
    column: str
    value: Any


CHOICE = "B3"
"""Where somebody chooses a perspective, on the sheet of weights."""


def changed(decision: Decision, *changes: Change, perspective: str = "") -> bytes:
    """A decision's workbook after somebody typed into it, without any results."""
    book = opened(xlsx(paper(decision)))
    for change in changes:
        cell(book, change.sheet, change.row, change.column).value = change.value
    if perspective:
        book["Weights"][CHOICE].value = perspective
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, Workbook]:
    """Workbooks as LibreOffice computes them, by name."""
    before = folder / "before"
    before.mkdir()
    for name, content in books.items():
        (before / f"{name}.xlsx").write_bytes(content)
    after = converted(sorted(before.iterdir()), folder)
    return {name: opened(after / f"{name}.xlsx", results=True) for name in books}


def converted(files: Sequence[Path], folder: Path, *flags: str) -> Path:
    """The folder of workbooks that LibreOffice makes of files."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("there is no LibreOffice here; -m 'not office' leaves its tests out")
    after = folder / "after"
    done = subprocess.run(
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            *flags,
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            after,
            *files,
        ],
        capture_output=True,
        text=True,
        timeout=_LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return after
