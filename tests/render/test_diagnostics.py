import json

import pytest

from ukjapan_cli.diagnostics import Diagnostic, Rule, Severity
from ukjapan_cli.render import diagnostics as render

ERROR = Rule("UKJ901", "an error")
WARNING = Rule("UKJ902", "a warning", Severity.WARNING)
FIRST = Diagnostic(
    ERROR, "there is no x", "write x", "north/options.yaml", 3, 5, 3, 9, "/options/0/x"
)
SECOND = Diagnostic(WARNING, "y is odd", "", "criteria.yaml", 1, 1, 1, 1, "")


def test_text_is_as_compilers_print_it() -> None:
    assert render.text([FIRST, SECOND]) == (
        "north/options.yaml:3:5: error UKJ901: there is no x\n"
        "    hint: write x\n"
        "criteria.yaml:1:1: warning UKJ902: y is odd\n"
    )
    assert render.text([]) == ""


@pytest.mark.parametrize(
    ("diagnostics", "files", "line"),
    [
        ([], 2, "no errors, no warnings in 2 files\n"),
        ([FIRST], 1, "1 error, no warnings in 1 file\n"),
        ([SECOND], 2, "no errors, 1 warning in 2 files\n"),
        ([FIRST, FIRST, SECOND, SECOND], 2, "2 errors, 2 warnings in 2 files\n"),
    ],
)
def test_summary(diagnostics: list[Diagnostic], files: int, line: str) -> None:
    assert render.summary(diagnostics, files) == line


def test_json_is_the_contract() -> None:
    result = json.loads(render.json([FIRST, SECOND], 2))
    assert list(result) == ["schema", "diagnostics", "summary"]
    assert result["schema"] == "ukjapan/check/1"
    assert list(result["diagnostics"][0].items()) == [
        ("code", "UKJ901"),
        ("severity", "error"),
        ("message", "there is no x"),
        ("hint", "write x"),
        ("file", "north/options.yaml"),
        ("line", 3),
        ("column", 5),
        ("end_line", 3),
        ("end_column", 9),
        ("path", "/options/0/x"),
    ]
    assert list(result["summary"].items()) == [("errors", 1), ("warnings", 1), ("files", 2)]


def test_hostile_text_is_shown() -> None:
    hostile = Diagnostic(
        ERROR, "'\x1b[31m\n::error::x'", "##[error]", "::error::\x1b/x.yaml", 1, 1, 1, 1, "/\u202e"
    )
    assert render.text([hostile]) == (
        "\\x3a:error::\\x1b/x.yaml:1:1: error UKJ901: '\\x1b[31m ::error::x'\n"
        "    hint: \\x23#[error]\n"
    )
    written = render.json([hostile], 1)
    assert written.isascii()
    assert "##[" not in written
    assert json.loads(written)["diagnostics"][0]["file"] == "::error::\x1b/x.yaml"
