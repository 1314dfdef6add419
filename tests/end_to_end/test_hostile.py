"""Text from people we don't know: shown in every format, obeyed in none."""

import csv
import io
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from tests.end_to_end.decisions import TWO_CRITERIA, options, write
from tests.end_to_end.program import STYLE, Ran, run, run_on_terminal

HOSTILE = {  # as YAML's double-quoted scalars have it, and how it is shown
    r"\e[31mred\e[0m": r"\x1b[31mred\x1b[0m",
    r"\x9b31mred": r"\x9b31mred",
    r"\e]0;owned\a title": r"\x1b]0;owned\x07 title",
    r"\e]8;;http://evil.example\e\\click": r"\x1b]8;;http://evil.example\x1b\click",
    "[red]rich[/red] [/nope]": "[red]rich[/red] [/nope]",
    "[link=http://evil.example]rich[/link]": "[link=http://evil.example]rich[/link]",
    r"safe\u202Egnp.exe": r"safe\u202egnp.exe",
    r"safe\u2066isolated\u2069": r"safe\u2066isolated\u2069",
    r"two\n::error file=a,line=1::lines": "two ::error file=a,line=1::lines",
    "::error::at the start": r"\x3a:error::at the start",
    "##[error]anywhere ##[group]": r"\x23#[error]anywhere \x23#[group]",
    '=HYPERLINK(\\"http://evil.example\\")': '=HYPERLINK("http://evil.example")',
    "+1-2": "+1-2",
    "-2+3": "-2+3",
    "@SUM(1)": "@SUM(1)",
    r"\t=1+1": "=1+1",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "| pipe | and \\\\| more": r"| pipe | and \| more",
    "`tick` *star* _under_ ~~gone~~ [a](http://b)": "`tick` *star* _under_ ~~gone~~ [a](http://b)",
    "![image](http://evil.example/x.png)": "![image](http://evil.example/x.png)",
    "# heading #": "# heading #",
    r"carriage\rreturn\vtab\fform": "carriage return tab form",
    r"back\b\b\bspace\x7f": r"back\x08\x08\x08space\x7f",
    r"\uFEFFmark\u200Bzero": r"\ufeffmark\u200bzero",
    "👩‍👩‍👧 family 🇯🇵 flag": "👩‍👩‍👧 family 🇯🇵 flag",
    "日本語の名前": "日本語の名前",
    "Cafe\u0301": "Cafe\u0301",
    "x" * 200: "x" * 200,
}
SHOWN = list(HOSTILE.values())
FORMATS = ["table", "json", "csv", "markdown"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decision with each of them as an option's name, reason, and summary, and in every text."""
    texts = list(HOSTILE)
    escape, workflow = texts[0], texts[8]
    names = [text if len(text) <= 60 else text[:60] for text in texts]
    levels = ", ".join(f'"{name}": {100 * i / (len(names) - 1)}' for i, name in enumerate(names))
    criteria = f"""\
version: 1
title: "{escape} {workflow}"
criteria:
  - id: cost
    name: "{escape} | {texts[16]}"
    weight: 1
    because: "{workflow}"
    scale: {{worst: 1000, best: 0, unit: "{escape}"}}
  - id: gain
    name: "{texts[9]}"
    weight: 1
    must: {{at_least: 1}}
    scale: {{worst: 0, best: 10}}
  - {{id: tone, name: Tone, weight: 1, scale: {{levels: {{{levels}}}}}}}
perspectives:
  - {{id: evil, name: "{escape}{workflow}", weights: {{cost: 1}}}}
"""
    lines = [
        f'{{id: o{i}, name: "{text}", summary: "{text}", because: "{text}", '
        f'enablers: ["{text}"], '
        f'costs: {{money: {{value: 1, because: "{text}"}}}}, '
        f'scores: {{cost: {{value: {i}, because: "{text}", source: "s {escape}"}}, gain: 5, '
        f'tone: "{names[i]}"}}}}'
        for i, text in enumerate(texts)
    ]
    lines.append(
        f'{{id: out, name: "{workflow} too", because: "{workflow}", '
        f'scores: {{cost: 1, gain: 0, tone: "{names[0]}"}}}}'
    )
    lines.append(
        f'{{id: base, name: "{texts[10]} too", role: baseline, '
        f'scores: {{cost: 1, gain: 1, tone: "{names[9]}"}}}}'
    )
    text = options(*lines)
    text += f'sources: [{{id: s, title: "{escape}"}}]\ncost_units: {{money: "{escape}"}}\n'
    text += f'synergies:\n  - {{options: [o0, o1], value: 1, because: "{workflow}"}}\n'
    return write(tmp_path_factory.mktemp("hostile"), text, criteria)


def assert_harmless(text: str, *, allowed: str = "") -> None:
    """Nothing in the text moves a cursor, turns writing round or commands a CI runner."""
    assert text.endswith("\n")
    bad = {
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and character not in "\n\u200d" + allowed
    }
    assert not bad
    for line in text.split("\n"):
        assert not line.strip().startswith("::")
        assert "##[" not in line


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "command", [("score",), ("score", "--perspective", "evil"), ("perspectives",)]
)
def test_a_ranking_is_harmless(hostile: Path, command: tuple[str, ...], format_: str) -> None:
    ran = run(*command, "--format", format_, cwd=hostile)
    assert (ran.code, ran.err) == (0, "")
    assert_harmless(ran.out, allowed="\u2060" if format_ == "markdown" else "")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("words", ["o0", "o8 --against o9", "out"])
def test_an_explanation_is_harmless(hostile: Path, words: str, format_: str) -> None:
    ran = run("explain", *words.split(), "--format", format_, cwd=hostile)
    assert (ran.code, ran.err) == (0, "")
    assert_harmless(ran.out, allowed="\u2060" if format_ == "markdown" else "")


def test_a_table_shows_every_name_letter_by_letter(hostile: Path) -> None:
    out = run("score", cwd=hostile).out
    assert [text for text in SHOWN if text not in out] == []


def test_json_keeps_every_name_as_it_is(hostile: Path) -> None:
    ran = run("score", "--format", "json", cwd=hostile)
    assert ran.raw.isascii()
    names = {row["option"]: row["name"] for row in json.loads(ran.out)["ranking"]}
    assert names["o0"] == "\x1b[31mred\x1b[0m"
    assert names["o8"] == "two\n::error file=a,line=1::lines"
    assert names["o10"] == "##[error]anywhere ##[group]"
    assert names["o27"] == "x" * 200


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "command",
    [("score",), ("perspectives",), *(("explain", f"o{i}") for i in (8, 11, 12, 14))],
)
def test_no_cell_of_csv_is_a_formula(hostile: Path, command: tuple[str, ...]) -> None:
    rows = cells_of(run(*command, "--format", "csv", cwd=hostile).out)
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert is_number(cell) or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_marks_formulas_and_keeps_the_rest(hostile: Path) -> None:
    rows = cells_of(run("score", "--format", "csv", cwd=hostile).out)
    names = {row[2]: row[3] for row in rows[1:]}
    letter_by_letter = {  # so that what differs by white space alone stays apart
        "two ::error file=a,line=1::lines": r"two\x0a::error file=a,line=1::lines",
        "carriage return tab form": r"carriage\x0dreturn\x0btab\x0cform",
    }
    for i, shown in enumerate(SHOWN):
        cell = letter_by_letter.get(shown, shown)
        assert names[f"o{i}"] == ("'" if cell[0] in "=+-@" else "") + cell


def rendered(text: str) -> tuple[list[Any], str]:
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    parser.disable("linkify")
    return parser.parse(text), parser.render(text)


@pytest.mark.parametrize("command", [("score",), *(("explain", f"o{i}") for i in range(0, 28, 7))])
def test_markdown_makes_tables_lists_and_headings_only(
    hostile: Path, command: tuple[str, ...]
) -> None:
    ran = run(*command, "--format", "markdown", cwd=hostile)
    assert ran.code == 0
    tokens, html = rendered(ran.out)
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
    assert {t.type for t in tokens if t.type.startswith("html")} == set()
    for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL):
        assert len(re.findall(r"<t[hd]", row)) in {2, 5, 6, 7}


def test_markdown_shows_every_name_letter_by_letter(hostile: Path) -> None:
    tokens, _ = rendered(run("score", "--format", "markdown", cwd=hostile).out)
    texts = [
        "".join(child.content for child in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]
    texts = [text.replace("\u2060", "") for text in texts]
    assert [shown for shown in SHOWN if shown not in texts] == []


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("command", [("score",), ("explain", "o0"), ("explain", "o8")])
def test_a_terminal_gets_no_escapes_but_ours(hostile: Path, command: tuple[str, ...]) -> None:
    shown = run_on_terminal(*command, cwd=hostile, columns=160)
    assert "\x1b" not in STYLE.sub("", shown.raw)
    assert_harmless("\n".join(shown.lines) + "\n")
    assert r"\x1b[31mred\x1b[0m" in shown.text


PROBLEMS = r"""
version: 1
"\e[31mkey\n::error::x": 1
"\u202Eunknown": 1
options:
  - {id: "\e]0;id\a", name: "ok", scores: {"\e[31mcriterion": 1, "##[error]x": 1, cost: "\e[2J"}}
  - {id: a, id: "\n::error::dup", name: "\e[31m", name: 1, scores: {cost: 5, gain: "::error::"}}
  - {id: b, name: B, role: "\n::error::", requires: ["\n::error::x"], scores: {cost: 1, gain: 99}}
  - {id: c, name: C, scores: {cost: {value: 1, source: "\e[31m x"}, gain: {low: "\b", high: 1}}}
"""


CHECK_FORMATS = ["text", "github", "json", "sarif", "junit"]
ANNOTATION = re.compile(
    r"::(error|warning) file=[^:,]*,line=\d+(,col=\d+)?,endLine=\d+(,endColumn=\d+)?"
    r",title=UKJ\d{3} [a-z _]+::"
)


def assert_checked_harmlessly(ran: Ran, format_: str) -> None:
    """As for every output, but that GitHub's format has annotations of ours before the counts."""
    text = ran.out
    if format_ == "github":
        count = sum(line.startswith("::") for line in ran.lines)
        for line in ran.lines[:count]:
            assert ANNOTATION.match(line), line
        text = "\n".join(
            [*(ANNOTATION.sub("", line) for line in ran.lines[:count]), *ran.lines[count:], ""]
        )
    assert_harmless(text)
    if format_ == "junit":
        assert {element.tag for element in ET.fromstring(ran.out).iter()} <= {
            *("testsuites", "testsuite", "testcase", "failure", "system-out", "skipped")
        }
    if format_ in {"json", "sarif"}:
        json.loads(ran.out)
    if format_ in {"json", "sarif", "junit"}:
        assert ran.raw.isascii()


@pytest.mark.parametrize("format_", CHECK_FORMATS)
def test_diagnostics_are_harmless(tmp_path: Path, format_: str) -> None:
    folder = write(tmp_path, PROBLEMS)
    ran = run("check", "--format", format_, cwd=folder)
    assert ran.code == 1
    assert ran.err == ""
    assert_checked_harmlessly(ran, format_)
    loaded = run("score", cwd=folder)
    assert loaded.code == 2
    assert_harmless(loaded.err)
    if format_ == "text":
        assert ran.out.count(" error UKJ") >= 10
        assert r"\x1b[31m" in ran.out


# What formats take for their own: a command, its escape, XML's and Markdown's marks, a lone mark.
NASTY = r"x\n::error::b%0A, ]]> <script>alert(1)</script> | \e[31m \u202E \uFFFE [a](http://b.c) @d"


@pytest.mark.parametrize("format_", CHECK_FORMATS)
def test_nasty_names_are_text_in_every_format(tmp_path: Path, format_: str) -> None:
    text = options(
        f'{{id: a, name: "{NASTY}", scores: {{cost: 5, gain: 5, "{NASTY}": 1}}}}',
        f'{{id: b, name: B, "{NASTY}": 1, scores: {{cost: 6, gain: 5}}}}',
    )
    summary = tmp_path / "summary.md"
    settings = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    folder = write(tmp_path / "decision", text)
    ran = run("check", "--format", format_, cwd=folder, settings=settings)
    assert ran.code == 1
    assert_checked_harmlessly(ran, format_)
    assert ran.out.count("UKJ106") >= 1
    _, html = rendered(summary.read_text(encoding="utf-8"))
    assert set(re.findall(r"<(\w+)", html)) <= {
        *("h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li")
    }
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("format_", CHECK_FORMATS)
def test_what_is_waived_is_text_in_every_format(tmp_path: Path, format_: str) -> None:
    nasty = "::error::b%0A ]]> <script> | ##[error] [a](http://b.c)"
    criteria = TWO_CRITERIA.replace(
        "  - {id: cost, name: Cost, weight: 1,",
        f"  # ukjapan: ignore[UKJ201] because {nasty}\n  - {{id: cost, name: Cost, weight: 0,",
    )
    text = options(
        f'{{id: a, name: "{NASTY}", scores: {{cost: 5, gain: 5}}}}',
        "{id: b, name: B, scores: {cost: 6, gain: 4}}",
    )
    summary = tmp_path / "summary.md"
    settings = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    folder = write(tmp_path / "decision", text, criteria)
    ran = run("check", "--format", format_, "--select", "UKJ201", cwd=folder, settings=settings)
    assert ran.code == 0
    assert_checked_harmlessly(ran, format_)
    assert "b%0A" in ran.out
    tokens, html = rendered(summary.read_text(encoding="utf-8"))
    assert "is first with" in html
    assert "<h3>1 waived</h3>" in html
    assert not [t for t in tokens if t.type.startswith("html")]
    assert "<a" not in html


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["\x1b[31m\u202e\n::error::x", "::error::.yaml"])
def test_paths_are_harmless(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path, options("{id: a, name: A, scores: {}}"))
    (folder / "options.yaml").rename(folder / name)
    for format_ in CHECK_FORMATS:
        ran = run("check", name, "--format", format_, cwd=folder)
        assert ran.code == 1
        assert_checked_harmlessly(ran, format_)
    ran = run("score", "-o", name, "-c", "criteria.yaml", cwd=folder)
    assert ran.code == 2
    assert_harmless(ran.err)
    (folder / name).write_text(
        options(
            "{id: a, name: A, scores: {cost: 1, gain: 1}}",
            "{id: b, name: B, scores: {cost: 2, gain: 1}}",
        ),
        encoding="utf-8",
    )
    for format_ in ("table", "json", "markdown"):  # which name their files
        ran = run("score", "-o", name, "-c", "criteria.yaml", "--format", format_, cwd=folder)
        assert (ran.code, ran.err) == (0, "")
        assert_harmless(ran.out, allowed="\u2060" if format_ == "markdown" else "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", "\x1b[31mx\n::error::y"],
        ["explain", "kiosk", "--against", "\x1b[31mx\n::error::y"],
        ["score", "--perspective", "\x1b[31mx\n::error::y"],
        ["score", "--weight", "\x1b[31mx\n::error::y=1"],
        ["score", "--weight", "\x1b[31mx\n::error::y"],
        ["score", "--as-of", "\x1b[31mx\n::error::y"],
        ["score", "--format", "\x1b[31mx\n::error::y"],
        ["schema", "\x1b[31mx\n::error::y"],
    ],
)
def test_arguments_are_harmless(library: Path, arguments: list[str]) -> None:
    """They may come from a pull request's title as well."""
    ran = run(*arguments, cwd=library)
    assert ran.code == 2
    assert_harmless(ran.err)
