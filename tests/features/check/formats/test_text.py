import json
import re

import pytest
from tests.features.found import ERROR, HOSTILE, WAIVED, WARNING, checked, finding

from ukjapan_cli.diagnostics import Diagnostic, Excerpt
from ukjapan_cli.features.check.formats import text as render
from ukjapan_cli.formats import diagnostics as as_text


def test_text_shows_the_line_and_marks_the_place() -> None:
    assert as_text.text([ERROR, WARNING]) == (
        "north/options.yaml:6:24: error UKJ111: no criterion is called 'suport'\n"
        "  |\n"
        "6 |     scores: {cost: 85, suport: split}\n"
        "  |                        ^^^^^^\n"
        "  = hint: did you mean 'support'?\n"
        "north/criteria.yaml:12:13: warning UKJ201: 'reach' weighs nothing\n"
        "   |\n"
        "12 |     weight: 0\n"
        "   |             ^\n"
    )
    assert as_text.text([]) == ""


def test_a_fault_of_the_whole_file_has_no_line() -> None:
    unreadable = finding(line=1, column=1, end_line=1, end_column=1, excerpt=Excerpt())
    assert as_text.text([unreadable]) == (
        "north/options.yaml:1:1: error UKJ111: no criterion is called 'suport'\n"
        "  = hint: did you mean 'support'?\n"
    )


def test_colour_changes_no_word() -> None:
    coloured = as_text.text([ERROR, WARNING], colour=True)
    assert "\x1b[1;31merror UKJ111\x1b[0m" in coloured
    assert "\x1b[1;33mwarning UKJ201\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text.text([ERROR, WARNING])


@pytest.mark.parametrize(
    ("diagnostics", "files", "line"),
    [
        ([], 2, "no errors, no warnings in 2 files\n"),
        ([ERROR], 1, "1 error, no warnings in 1 file\n"),
        ([WARNING], 2, "no errors, 1 warning in 2 files\n"),
        ([ERROR, ERROR, WARNING, WARNING], 2, "2 errors, 2 warnings in 2 files\n"),
    ],
)
def test_counts(diagnostics: list[Diagnostic], files: int, line: str) -> None:
    assert as_text.counts(diagnostics, files) == line


def test_the_summary_lists_what_is_waived_and_what_was_not_checked() -> None:
    assert render.summary(checked(ERROR, waived=(WAIVED,), notes=("UKJ402 was not run",))) == (
        "1 error, no warnings in 2 files\n"
        "1 waived:\n"
        "  north/criteria.yaml:20 UKJ201, because the council asked for it\n"
        "note: UKJ402 was not run\n"
    )


def test_json_is_the_contract() -> None:
    result = json.loads(render.json(checked(ERROR, WARNING, waived=(WAIVED,), notes=("a note",))))
    assert list(result) == ["schema", "diagnostics", "summary"]
    assert result["schema"] == "ukjapan/check/1"
    assert list(result["diagnostics"][0].items()) == [
        ("code", "UKJ111"),
        ("severity", "error"),
        ("message", "no criterion is called 'suport'"),
        ("hint", "did you mean 'support'?"),
        ("file", "north/options.yaml"),
        ("line", 6),
        ("column", 24),
        ("end_line", 6),
        ("end_column", 30),
        ("path", "/options/0/scores/suport"),
    ]
    summary = result["summary"]
    assert list(summary) == ["errors", "warnings", "files", "waived", "notes"]
    assert (summary["errors"], summary["warnings"], summary["files"]) == (1, 1, 2)
    (excused,) = summary["waived"]
    assert (excused["code"], excused["line"]) == ("UKJ201", 20)
    assert excused["because"] == "the council asked for it"
    assert summary["notes"] == ["a note"]


def test_hostile_text_is_shown() -> None:
    hostile = finding(
        message="'\x1b[31m\n::error::x'",
        hint="##[error]",
        file="::error::\x1b/x.yaml",
        excerpt=Excerpt(f"{'a' * 23}::error::\x1b ##[error]"),
    )
    assert as_text.text([hostile]) == (
        "\\x3a:error::\\x1b/x.yaml:6:24: error UKJ111: '\\x1b[31m ::error::x'\n"
        "  |\n"
        f"6 | {'a' * 23}::error::\\x1b \\x23#[error]\n"
        f"  | {' ' * 23}^^^^^^\n"
        "  = hint: \\x23#[error]\n"
    )
    written = render.json(checked(finding(message=HOSTILE, file="::error::\x1b/x.yaml")))
    assert written.isascii()
    assert "##[" not in written
    assert json.loads(written)["diagnostics"][0]["file"] == "::error::\x1b/x.yaml"
    assert json.loads(written)["diagnostics"][0]["message"] == HOSTILE
