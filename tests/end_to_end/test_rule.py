"""`ukjapan rule`: one rule's entry, the list, and the page in docs/."""

import json
import sys
from pathlib import Path

import pytest
from tests.end_to_end.program import run, run_on_terminal, run_process
from tests.end_to_end.test_completion import complete, words

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"


@pytest.mark.parametrize("said", ["UKJ201", "ukj201", "Zero Weight", "zero weight"])
def test_a_rule_by_its_code_or_name(empty: Path, said: str) -> None:
    ran = run("rule", said, cwd=empty)
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == "UKJ201 zero weight (warning)"
    assert "        weight: 0  # <--" in ran.lines


@pytest.mark.parametrize(
    ("said", "helps"),
    [
        ("zero weigth", "no rule is called 'zero weigth'; did you mean 'UKJ201'?"),
        ("UKJ999", "no rule is called 'UKJ999'"),
        ("UKJ12", "'UKJ12' could be more than one rule: UKJ120, UKJ121, UKJ122"),
        ("ukj12", "'ukj12' could be more than one rule: UKJ120, UKJ121, UKJ122"),
        ("\x1b]0;x", "no rule is called '\\x1b]0;x'"),
    ],
)
def test_an_unknown_rule_is_wrong_usage(empty: Path, said: str, helps: str) -> None:
    ran = run("rule", said, cwd=empty)
    assert (ran.code, ran.raw) == (2, b"")
    assert helps in ran.err


def test_all_and_a_code_contradict_each_other(empty: Path) -> None:
    ran = run("rule", "UKJ201", "--all", cwd=empty)
    assert (ran.code, ran.raw) == (2, b"")
    assert "'--all'" in ran.err


def test_without_a_code_the_rules_are_listed(empty: Path) -> None:
    ran = run("rule", cwd=empty)
    assert (ran.code, ran.err) == (0, "")
    assert ran.lines[0] == "UKJ101  error    unreadable file"
    assert "UKJ201  warning  zero weight" in ran.lines
    assert [line[:6] for line in ran.lines] == sorted({line[:6] for line in ran.lines})


def test_all_prints_every_entry(empty: Path) -> None:
    listed = run("rule", cwd=empty).lines
    shown = run("rule", "--all", cwd=empty).lines
    for line in listed:
        code, severity, name = line.split(maxsplit=2)
        assert f"{code} {name} ({severity})" in shown


def test_the_page_in_docs_is_what_the_command_prints(empty: Path) -> None:
    printed = run("rule", "--all", "--format", "markdown", cwd=empty).out
    assert DOCS.read_text(encoding="utf-8") == printed, (
        "write it anew: ukjapan rule --all --format markdown > docs/rules.md"
    )


def test_json_has_one_rule_or_all(empty: Path) -> None:
    one = json.loads(run("rule", "UKJ201", "--format", "json", cwd=empty).out)
    every = json.loads(run("rule", "--format", "json", cwd=empty).out)
    assert [rule["code"] for rule in one["rules"]] == ["UKJ201"]
    assert len(every["rules"]) == len(run("rule", cwd=empty).lines)
    assert one["rules"][0] in every["rules"]


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_gets_prose_that_fits_it(empty: Path) -> None:
    shown = run_on_terminal("rule", "UKJ201", cwd=empty, columns=50)
    assert shown.code == 0
    assert max(len(line) for line in shown.lines) <= 50
    piped = run("rule", "UKJ201", cwd=empty)
    assert max(len(line) for line in piped.lines) > 200
    assert " ".join(shown.raw.split()) == " ".join(piped.out.split())


def test_codes_complete(empty: Path) -> None:
    assert words(complete("ukjapan rule UKJ12", cwd=empty)) == [f"UKJ12{n}" for n in range(5)]
    assert complete("ukjapan rule UKJ201", cwd=empty, shell="fish").out == "UKJ201\tzero weight\n"


@pytest.mark.process
@pytest.mark.parametrize("arguments", [["UKJ201"], ["--all"], ["--all", "--format", "markdown"]])
def test_python_without_docstrings_says_that_they_are_missing(
    empty: Path, arguments: list[str]
) -> None:
    command = [sys.executable, "-OO", "-m", "ukjapan_cli"]
    ran = run_process("rule", *arguments, cwd=empty, command=command)
    assert (ran.code, ran.err) == (0, "")
    assert "UKJ201" in ran.out
    assert "-OO" in ran.out
