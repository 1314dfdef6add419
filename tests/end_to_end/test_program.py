"""A run in this process is what a process of its own gives, and leaves nothing behind."""

import gc
import os
import shlex
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.program import run, run_process

COMMANDS = [
    "",
    "--version",
    "scores",
    "score",
    "score --weight reach",
    "explain m",
    "explain 日本",
    "check --strict",
    "check --format sarif",
    "sensitivity --format csv",
    "robustness --draws 1000 --format json",
    "portfolio --budget capital=1000 --frontier staff",
    "timeline --format markdown",
    pytest.param("report --format markdown --draws 100", marks=pytest.mark.charts),
    "rule UKJ201",
    "schema options",
]


@pytest.mark.process
@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_bytes_and_exit_code_in_a_process_of_its_own(library: Path, command: str) -> None:
    words = shlex.split(command)
    assert run(*words, cwd=library) == run_process(*words, cwd=library)


def state() -> list[Any]:
    """What a run might change for those that come after it."""
    return [
        Path.cwd(),
        dict(os.environ),
        list(sys.argv),
        [sys.stdin, sys.stdout, sys.stderr, sys.modules["__main__"]],
        list(warnings.filters),
        [gc.get_threshold(), sys.excepthook],
    ]


def test_nothing_of_a_run_stays(library: Path) -> None:
    before = state()
    settings = {"UKJAPAN_OPTIONS": "gone.yaml", "COLUMNS": "30"}
    assert run("score", cwd=library, settings=settings).code == 2
    assert state() == before


def test_what_python_reads_at_its_start_needs_a_process(library: Path) -> None:
    with pytest.raises(ValueError, match="PYTHONHASHSEED, TZ: use run_process"):
        run("score", cwd=library, settings={"TZ": "UTC", "PYTHONHASHSEED": "1"})
