"""What is in a workbook's file, whoever opens it."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, write
from tests.features.made import BEST, FIELD, LAST, MIDDLE, TODAY, TWIN, decision, option
from tests.features.report.workbook.written import cell, opened, paper

from ukjapan_cli import load
from ukjapan_cli.decision.decision import Decision, File, Perspective
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Triangular
from ukjapan_cli.features.report.workbook import workbook, xlsx
from ukjapan_cli.features.report.workbook.workbook import TooLargeForAWorkbookError

# What Excel 2007 and LibreOffice both compute; nothing among them spills into other cells.
KNOWN = {
    "ABS",
    "AND",
    "COUNT",
    "COUNTIF",
    "EXACT",
    "IF",
    "INDEX",
    "ISNUMBER",
    "ISTEXT",
    "LARGE",
    "LOOKUP",
    "MATCH",
    "MAX",
    "MIN",
    "NOT",
    "OR",
    "RANK",
    "SUM",
    "SUMPRODUCT",
}
STARTS = ["=1+1", "+1", "-1", "@SUM(1)", "=", "#N/A", "#REF!", "1E3", "TRUE", "2026-01-01"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Decision:
    folder = write(tmp_path_factory.mktemp("library"), LIBRARY_OPTIONS, LIBRARY_CRITERIA)
    return load(folder / "options.yaml", folder / "criteria.yaml")


@pytest.fixture(scope="module")
def book(library: Decision) -> Workbook:
    return opened(xlsx(paper(library)))


def formulas(book: Workbook) -> list[Any]:
    return [
        found
        for sheet in book
        for row in sheet.iter_rows()
        for found in row
        if found.data_type == "f"
    ]


def test_sheets_are_those_that_the_decision_has_data_for(book: Workbook) -> None:
    assert book.sheetnames == [
        "Read me",
        "Ranking",
        "Weights",
        "Perspectives",
        "Performances",
        "Scales",
        "Values",
        "Musts",
        "Scores",
        "Reasons",
        "Sources",
    ]
    small = opened(xlsx(paper(FIELD)))
    assert not {"Perspectives", "Musts", "Sources"} & set(small.sheetnames)


def test_numbers_that_may_be_changed_are_numbers_and_all_others_are_computed(
    book: Workbook,
) -> None:
    assert cell(book, "Weights", "running-cost", "Weight").value == 40
    assert cell(book, "Performances", "old-station", "running-cost").value == 60
    assert cell(book, "Performances", "old-station", "reach").value == 2000
    assert cell(book, "Performances", "old-station", "support").value == "split"
    for sheet, column in (("Values", "support"), ("Scores", "support"), ("Scores", "Rank")):
        assert cell(book, sheet, "old-station", column).data_type == "f"


def test_results_are_in_the_file_for_those_who_do_not_compute(library: Decision) -> None:
    book = opened(xlsx(paper(library)), results=True)
    assert cell(book, "Scores", "market-hall", "Overall value").value == pytest.approx(70)
    assert cell(book, "Scores", "kiosk", "Status").value == "fails a must"
    ranking = [[c.value for c in row[:4]] for row in book["Ranking"].iter_rows(min_row=7)]
    assert [row[1:3] for row in ranking] == [
        ["The market hall", "market-hall"],
        ["The old station", "old-station"],
        ["The mobile van", "mobile-van"],
        ["As today", "today"],
        ["A kiosk", "kiosk"],
    ]
    assert [row[0] for row in ranking] == [1, 2, 3, "–", "–"]
    assert [row[3] for row in ranking] == pytest.approx([70, 66, 53.5, 38, 57.2])


def test_formulas_use_what_every_spreadsheet_knows(book: Workbook) -> None:
    used = set()
    for found in formulas(book):
        used |= set(re.findall(r"([A-Z.]+)\(", re.sub(r'"[^"]*"', "", found.value)))
        assert len(found.value) < 8192
    assert used <= KNOWN


def test_perspectives_are_chosen_from_a_list_and_numbers_within_their_bounds(
    book: Workbook,
) -> None:
    (choice,) = (v for v in book["Weights"].data_validations.dataValidation if "B3" in v.sqref)
    assert (choice.type, choice.formula1) == ("list", "Perspectives!$C$6:$D$6")
    offered = [book["Perspectives"].cell(6, column).value for column in (3, 4)]
    assert offered == ["Stated weights", "council"]
    assert book["Weights"]["B3"].value == "Stated weights"
    rules = {str(v.sqref): v for v in book["Performances"].data_validations.dataValidation}
    assert rules["D7:D11"].formula1 == "MIN(Scales!$D$6:$D$7)"  # running cost, 120 to 40
    assert rules["G7:G11"].type == "list"  # support
    assert all(rule.showErrorMessage for rule in rules.values())


@pytest.mark.parametrize("text", STARTS)
def test_text_that_looks_like_something_else_is_text(text: str) -> None:
    named = replace(BEST, name=text, scores={**BEST.scores, "cost": Score(Triangular(1, 0, 2))})
    because = {**named.scores, "gain": replace(named.scores["gain"], because=text)}
    hostile = decision(TODAY, MIDDLE, replace(named, scores=because), title=text)
    hostile = replace(
        hostile,
        files=(File(text, "0" * 64),),
        perspectives=(Perspective("mine", text, {"cost": 1, "gain": 2}, because=text),),
    )
    plain = replace(
        hostile,
        options=tuple(replace(o, name="Plain") for o in hostile.options),
        perspectives=(Perspective("mine", "Mine", {"cost": 1, "gain": 2}, because="so"),),
    )
    book = opened(xlsx(paper(hostile)))
    assert len(formulas(book)) == len(formulas(opened(xlsx(paper(plain)))))
    shown = [
        found for sheet in book for row in sheet.iter_rows() for found in row if found.value == text
    ]
    assert {found.parent.title for found in shown} >= {"Read me", "Performances", "Reasons"}
    assert {found.data_type for found in shown} == {"s"}
    if text[0] in "=+-@":
        assert all(found.quotePrefix for found in shown)


def test_text_that_a_file_cannot_hold_is_written_out() -> None:
    book = opened(xlsx(paper(decision(TODAY, LAST, replace(BEST, name="a\x00b\ud800 \u202ec")))))
    assert cell(book, "Performances", "best", "Option").value == "a\\x00b\\ud800 \\u202ec"


def test_text_longer_than_a_cell_is_cut() -> None:
    long = replace(
        BEST, scores={k: replace(s, because="x" * 40_000) for k, s in BEST.scores.items()}
    )
    book = opened(xlsx(paper(decision(TODAY, LAST, long))))
    texts = [row[5].value for row in book["Reasons"].iter_rows(min_row=5)]
    assert max(map(len, filter(None, texts))) == 32_767


def test_same_paper_same_bytes_without_the_time(library: Decision) -> None:
    content = xlsx(paper(library))
    assert content == xlsx(paper(library))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", properties)) == {"2026-04-01T00:00:00"}


def test_read_me_tells_where_it_comes_from() -> None:
    files = (File("criteria.yaml", "a" * 64), File("options.yaml", "b" * 64))
    day = replace(FIELD, files=files, as_of=date(2026, 4, 1))
    sheet = opened(xlsx(paper(day)))["Read me"]
    told = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, 40)}
    assert sheet["A1"].value == "Which one?"
    assert told["Command"] == "ukjapan report --out report.xlsx"
    assert told["Seed of the draws"] == "1"
    assert told["options.yaml"] == f"SHA-256 {'b' * 64}"
    assert told["First"] == "Best. Rank 1 of 4 · 95.0 points · 30.0 ahead of Middle"


@pytest.mark.parametrize(
    ("limit", "what"),
    [
        ("MOST_OPTIONS", "5 options"),
        ("MOST_CRITERIA", "2 criteria"),
        ("MOST_SCORES", "10 scores"),
    ],
)
def test_too_much_is_refused(limit: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, limit, 1)  # the field has five options on two criteria
    with pytest.raises(TooLargeForAWorkbookError, match=f"{what} are too many for a workbook"):
        xlsx(paper(FIELD))


def test_options_of_one_name_are_told_apart_by_id() -> None:
    same = decision(TODAY, *(replace(o, name="Same") for o in (BEST, TWIN, LAST)))
    book = opened(xlsx(paper(same)), results=True)
    ids = [row[2].value for row in book["Ranking"].iter_rows(min_row=7)]
    assert ids == ["best", "twin", "last", "today"]


def test_one_ranked_option_is_a_workbook_too(tmp_path: Path) -> None:
    book = opened(xlsx(paper(decision(TODAY, option("only", cost=1, gain=1)))), results=True)
    assert [row[1].value for row in book["Ranking"].iter_rows(min_row=7)] == ["Only", "Today"]
