"""Folders that somebody prepared: one a line, with the exit code and the words that are right.

What needs more than files of a folder is elsewhere: rights in test_checkouts.py, places to write
to in test_out.py, git in tests/documents/test_walking.py, columns and tables in
test_table_names.py, streams and signals in test_endings.py.
"""

import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.end_to_end.decisions import TWO_CRITERIA, options
from tests.end_to_end.program import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX links, pipes and names")

SECRET = "hunter2-of-the-runner"


def named(one: str, other: str = "Other") -> dict[str, str]:
    """A decision of two options with these names."""
    return {
        "criteria.yaml": TWO_CRITERIA,
        "options.yaml": options(
            f'{{id: a, name: "{one}", scores: {{cost: 5, gain: 8}}}}',
            f'{{id: b, name: "{other}", scores: {{cost: 4, gain: 3}}}}',
        ),
    }


PLAIN = named("Plan")
CRITERIA, OPTIONS = PLAIN["criteria.yaml"], PLAIN["options.yaml"]
BOM = "\ufeff"
LOOSE = OPTIONS.replace("cost: 5", "cost: {value: 5, low: 1}")


def waived(count: int, of: int) -> str:
    """So many options, the first of them with a waiver of the missing reason for a range."""
    lines = "".join(
        ("  # ukjapan: ignore[UKJ302] because known\n" if place < count else "")
        + f"  - {{id: o{place}, name: N{place}, scores: {{cost: {{value: 5, low: 1, high: 9}}, "
        + f"gain: {place % 10}}}}}\n"
        for place in range(of)
    )
    return f"version: 1\noptions:\n{lines}"


class Case(NamedTuple):
    """What stands in a folder, what is run there, and what is right.

    Attributes:
        files: text by path; `-> target` is a link, `|` a pipe.
        command: what is run.
        code: its exit code.
        says: what it says among the rest, on either stream.
    """

    files: dict[str, str]
    command: str
    code: int
    says: str


CASES = {
    "nothing is wrong": Case(PLAIN, "check --select UKJ1 --strict .", 0, "no errors, no warnings"),
    # Half a decision
    "no criteria": Case(
        {"d/options.yaml": OPTIONS}, "check .", 1, "d/options.yaml:1:1: error UKJ123"
    ),
    "no options": Case({"criteria.yaml": CRITERIA}, "check", 1, "criteria.yaml:1:1: error UKJ123"),
    "a misnamed partner": Case(
        {"options.yaml": OPTIONS, "Criteria.yaml": CRITERIA}, "check .", 1, "error UKJ123"
    ),
    "an empty partner": Case(
        PLAIN | {"criteria.yaml": ""}, "check .", 1, "criteria.yaml:1:1: error UKJ107"
    ),
    "a partner under two names": Case(PLAIN | {"criteria.yml": CRITERIA}, "check .", 1, "UKJ123"),
    "a partner that is a folder": Case(
        {"options.yaml": OPTIONS, "criteria.yaml/x": ""}, "check .", 1, "error UKJ123"
    ),
    "a partner of a partner's kind": Case(
        {"options.yaml": OPTIONS, "criteria.yaml": OPTIONS}, "check .", 1, "error UKJ123"
    ),
    # Links and pipes
    "a link to secrets": Case(
        PLAIN | {"d/options.yaml": "-> /proc/self/environ", "d/criteria.yaml": CRITERIA},
        "check .",
        1,
        "'d/options.yaml' is not read: it is a link that leads out of the folder",
    ),
    "a link to other secrets": Case(
        PLAIN | {".env": f"TOKEN={SECRET}", "options.yaml": "-> .env"},
        "check .",
        1,
        "it is a link to what is no file of a decision",
    ),
    "a link to what is written to": Case(
        PLAIN | {"d/criteria.yaml": "-> /dev/stdin"}, "check .", 0, "'d/criteria.yaml' is not read"
    ),
    "a link to nothing": Case(
        PLAIN | {"criteria.yaml": "-> gone.yaml"}, "check .", 1, "there is no such file"
    ),
    "a link to itself": Case(
        PLAIN | {"criteria.yaml": "-> criteria.yaml"},
        "check .",
        1,
        "criteria.yaml:1:1: error UKJ101",
    ),
    "a folder that is a link out": Case(
        PLAIN | {"d": "-> /proc"},
        "check .",
        0,
        "links out of the folder, which are not followed: 'd'",
    ),
    "a folder that is a loop": Case(PLAIN | {"d/e": "-> .."}, "check .", 0, "no errors"),
    "a pipe": Case(PLAIN | {"options.yaml": "|"}, "check . --fix", 1, "it is no regular file"),
    "a pipe for criteria": Case(
        PLAIN | {"criteria.yaml": "|"}, "score", 2, "it is no regular file"
    ),
    # What is another's
    "another program's options": Case(
        PLAIN | {"addon/options.yaml": "name: x\noptions: {log_level: info}\n"},
        "check .",
        0,
        "'addon/options.yaml' is another program's",
    ),
    "what is excluded": Case(
        PLAIN | {"old/options.yaml": "nonsense: [\n"}, "check . --exclude old", 0, "excluded: 'old'"
    ),
    # Names
    "two of one name": Case(named("Plan", "Plan"), "check", 1, "UKJ124"),
    "a space without width": Case(named("Plan", r"Pl\u200ban"), "check", 1, "UKJ124"),
    "a mark without ink": Case(named("Plan", r"Pl\u034fan"), "score", 2, "UKJ124"),
    "another normalisation": Case(named(r"Caf\u00e9", r"Cafe\u0301"), "check", 1, "UKJ124"),
    "a blank name": Case(named("   "), "check", 1, "UKJ109"),
    "a name without ink": Case(named(r"\u3164\u200b"), "check", 1, "UKJ109"),
    "a letter of another script": Case(
        named("Plan", r"Pl\u0430n"), "check --select UKJ311 --strict", 1, "UKJ311"
    ),
    "a letter of one shape": Case(
        named("Plan I", "Plan l"), "check --select UKJ311", 0, "warning UKJ311"
    ),
    # Findings that are hidden
    "waivers up to the cap": Case(
        {"criteria.yaml": CRITERIA, "options.yaml": waived(1_000, 1_010)},
        "check --select UKJ302 --strict",
        1,
        "'o1009'",
    ),
    "waivers of all": Case(
        {"criteria.yaml": CRITERIA, "options.yaml": waived(1_010, 1_010)},
        "check --select UKJ302 --strict",
        0,
        "no errors, no warnings",
    ),
    "a code that is selected and ignored": Case(
        PLAIN, "check --select UKJ2 --ignore UKJ2", 2, "UKJ2 is selected as well"
    ),
    "a code that nothing has": Case(PLAIN, "check --select UKJ999", 2, "UKJ999"),
    "a range with one end": Case(
        PLAIN | {"options.yaml": LOOSE}, "check", 1, "'low' is there without 'high'"
    ),
    "byte order marks": Case(
        PLAIN | {"options.yaml": BOM * 2 + OPTIONS.replace("version", "versoin")},
        "check --select UKJ1",
        1,
        "options.yaml:1:1: error UKJ106",
    ),
    "a number of one kind of reader": Case(
        PLAIN | {"options.yaml": OPTIONS.replace("cost: 5", "cost: 1e-05")},
        "check --select UKJ1",
        0,
        "write 1.0e-05 for the number",
    ),
    # What would be written over
    "a report over the options": Case(
        PLAIN, "check --out options.yaml", 2, "is a file of the decision"
    ),
    "a report into a folder": Case(PLAIN | {"d/x": ""}, "check --out d", 2, "'d' is a folder"),
}


def make(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text.startswith("-> "):
            path.symlink_to(text.removeprefix("-> "))
        elif text == "|":
            os.mkfifo(path)
        else:
            path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_the_outcome_is_right(name: str, tmp_path: Path) -> None:
    files, command, code, says = CASES[name]
    make(tmp_path, files)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = run(*command.split(), cwd=tmp_path, settings={"A_TOKEN": SECRET})
    told = ran.out + ran.err
    assert ran.code == code, told
    assert says in told
    assert SECRET not in told
    assert "Traceback" not in told
    if "/proc" not in "".join(files.values()):
        assert {path: path.read_bytes() for path in before} == before
