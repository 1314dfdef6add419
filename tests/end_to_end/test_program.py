"""A run in this process, or forked, is what a process of its own gives, and leaves nothing."""

import gc
import os
import shlex
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from tests.end_to_end.forks import Streams, can_fork, ended, fork
from tests.end_to_end.program import (
    COMMAND,
    environment,
    run,
    run_on_new_terminal,
    run_on_terminal,
    run_process,
)

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


@pytest.mark.process
@pytest.mark.skipif(not can_fork(), reason="forks, as Unix does")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_forked_process_gives_the_same(library: Path, tmp_path: Path, command: str) -> None:
    words = shlex.split(command)
    out, err = tmp_path / "out", tmp_path / "err"
    out.touch()
    err.touch()
    streams = Streams(os.devnull, str(out), str(err))
    code = ended(fork(words, cwd=library, environment=environment(), streams=streams))
    ran = run_process(*words, cwd=library)
    assert (code, out.read_bytes(), err.read_text("utf-8")) == (ran.code, ran.raw, ran.err)


@pytest.mark.process
@pytest.mark.skipif(not can_fork(), reason="forks, as Unix does")
@pytest.mark.parametrize("command", ["score", "score --help", "nothing", "plot"])
def test_a_terminal_of_a_forked_process_gives_the_same(library: Path, command: str) -> None:
    new = run_on_new_terminal(f"{COMMAND[0]} {command}", cwd=library, columns=70)
    forked = run_on_terminal(*command.split(), cwd=library, columns=70)
    assert (forked.code, forked.raw) == new


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
