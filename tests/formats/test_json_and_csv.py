import csv
import io
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.features.report.workbook.written import converted

from ukjapan_cli.formats.escape import visible_cell
from ukjapan_cli.formats.json_and_csv import csv_text, json_document, json_text

TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("=+-@'\",\n\r\t#["))
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_the_schema_comes_first_and_keys_keep_their_order() -> None:
    text = json_text("s", {"b": 1, "a": {"d": None, "c": [True]}})
    assert list(json.loads(text)) == ["schema", "b", "a"]
    assert text == json.dumps(json.loads(text), indent=2) + "\n"


@given(TEXTS, NUMBERS)
def test_json_says_what_it_was_given_in_ascii_and_numbers_to_twelve_digits(
    text: str, number: float
) -> None:
    written = json_text("s", {"text": text, "number": number})
    assert json.loads(written) == {"schema": "s", "text": text, "number": float(f"{number:.12g}")}
    assert written.isascii()
    assert "##[" not in written
    assert all(character == "\n" or character.isprintable() for character in written)


def test_nought_has_no_sign() -> None:
    written = json_text("s", {"a": -0.0, "b": [{"c": (-0.0, -1.0)}]})
    assert json.loads(written) == {"schema": "s", "a": 0.0, "b": [{"c": [0.0, -1.0]}]}
    assert "-0.0" not in written
    assert csv_text(["a"], [[-0.0]]) == '"a"\n0.0\n'


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_json_has_no_numbers_that_json_has_not(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text("s", {"number": number})


@given(st.lists(st.tuples(TEXTS, NUMBERS, st.none() | st.booleans()), max_size=4))
def test_csv_is_read_back_cell_by_cell(rows: list[tuple[str, float, bool | None]]) -> None:
    text = csv_text(["text", "number", "flag"], rows)
    assert "\r" not in text
    found = read(text)
    assert found[0] == ["text", "number", "flag"]
    for (given_text, number, flag), cells in zip(rows, found[1:], strict=True):
        assert cells[0].replace("'", "") == visible_cell(given_text).replace("'", "")
        assert float(cells[1]) == float(f"{number:.12g}")
        assert cells[2] == {None: "", True: "true", False: "false"}[flag]
        assert not cells[0].startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", r"\x09=1"),
        ("＝1+1", "'＝1+1"),  # full-width signs are formulas to some spreadsheets
        ("＠x", "'＠x"),
        ("a=b", "a=b"),
        ("x;=1+1;y", "x;'=1+1;y"),
        ('x; "=1+1"', 'x; "\'=1+1"'),
        ("x|+1|-1", "x|'+1|'-1"),
        ("Rail; bus - or tram", "Rail; bus - or tram"),
        ("", ""),
        (None, ""),
        (-1.5, "-1.5"),
        (0.1 + 0.2, "0.3"),
        (3, "3"),
        ("two\nlines", r"two\x0alines"),
        ("  a  b\u00a0 ", "  a  b\u00a0 "),
        (" =1+1", " '=1+1"),
        ("'=1+1", "''=1+1"),
        ("\x1b[31m", r"\x1b[31m"),
    ],
)
def test_a_cell_by_hand(cell: object, written: str) -> None:
    assert read(csv_text(["x", "y"], [[cell, 0]]))[1] == [written, "0"]


def test_all_text_is_in_quotes_and_nothing_else() -> None:
    text = csv_text(["id", "value"], [["a", 1.5], ['x;"y"', 2], ["", None], ["b", True]])
    assert text == '"id","value"\n"a",1.5\n"x;""y""",2\n"",\n"b",true\n'


FORMULAS = [
    "x;=1+1;y", 'x;"=1+1";y', "x; =1+1", "x;'=1+1", "=1+1", '"=1+1"', "x|=1+1|y", ";=1+1",
    "a;@SUM(A1)", "a;+1+1", "a;-1+1", 'x;""=1+1', '";=1+1;"', "x;＝1+1", "x\t=1+1", "x, =1+1,y",
    ";;=1;;=2", "x;{=1+1}", "x;\u200b=1+1",
]  # fmt: skip


@pytest.mark.office
@pytest.mark.parametrize("separators", ["59", "44", "9", "44/59"])
def test_a_spreadsheet_finds_no_formula_whatever_separates(separators: str, tmp_path: Path) -> None:
    """Most of Europe separates by `;`, where the quotes of a second column hold nothing."""
    rows = [[text, 1.5, text] for text in FORMULAS] + [[1, text, 2] for text in FORMULAS]
    source = tmp_path / "formulas.csv"
    source.write_text(csv_text(["id", "number", "=1+1"], rows), encoding="utf-8")
    made = converted([source], tmp_path, f"--infilter=CSV:{separators},34,76,1")
    book = load_workbook(made / "formulas.xlsx")
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert len(cells) > len(rows)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_a_long_list_has_an_item_a_line() -> None:
    short: dict[str, list[object]] = {"a": [{"b": 0.1}]}
    long: dict[str, list[object]] = {"a": [{"b": 0.1}] * 101, "c": [1]}
    assert json_document(short) == '{\n  "a": [\n    {\n      "b": 0.1\n    }\n  ]\n}\n'
    text = json_document(long)
    assert json.loads(text) == long
    lines = text.splitlines()
    assert lines[:3] == ["{", '  "a": [', '    {"b": 0.1},']
    assert lines[102:] == ['    {"b": 0.1}', "  ],", '  "c": [', "    1", "  ]", "}"]
