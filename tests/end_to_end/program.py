"""Runs of the command: in this process, in one of its own, or on a terminal."""

import contextlib
import io
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from unittest import mock

import pytest
from tests import contracts
from tests.end_to_end.forks import forked_on_terminal

from ukjapan_cli.cli.app import main

_SCRIPT = Path(sys.executable).with_name("ukjapan.exe" if sys.platform == "win32" else "ukjapan")
COMMAND = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "ukjapan_cli"]
_LIMIT = 60
_SETTINGS = re.compile(
    r"UKJAPAN_|_UKJAPAN|_TYPER|COMP_|NO_COLOR|FORCE_COLOR|TTY_|COLUMNS$|LINES$|TERM|COLORTERM"
    r"|TERMINAL_WIDTH|PYTHON|GITHUB_"
)
_READ_AT_THE_START = re.compile(r"PYTHON|TZ$|LANG$|LC_|OMP_|OPENBLAS_")
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without anything that changes what the command writes."""
    kept = {name: value for name, value in os.environ.items() if not _SETTINGS.match(name)}
    return {**kept, "PYTHONIOENCODING": "utf-8", **settings}


@dataclass(frozen=True)
class Ran:
    """What a run wrote, and how it ended."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        return self.raw.decode().replace("\r\n", "\n")

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def run(*arguments: str, cwd: Path, settings: Mapping[str, str] | None = None) -> Ran:
    """Run the command in this process, with its outputs kept: a new process costs half a second.

    The same run in the same folder is done once: write a folder's files before the first.

    Raises:
        ValueError: a setting is one that Python reads when a process starts.
    """
    if started := sorted(filter(_READ_AT_THE_START.match, settings or {})):
        raise ValueError(f"{', '.join(started)}: use run_process, since a process reads it once")
    return _run(arguments, cwd, tuple((settings or {}).items()))


@cache
def _run(words: tuple[str, ...], cwd: Path, settings: tuple[tuple[str, str], ...]) -> Ran:
    out, err = io.BytesIO(), io.BytesIO()
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, environment(**dict(settings)), clear=True),
        Path(os.devnull).open(encoding="utf-8") as nothing,
        pytest.MonkeyPatch.context() as patch,
        warnings.catch_warnings(),
    ):
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))  # whose name a usage shows
        patch.setattr(sys, "argv", ["ukjapan", *words])
        patch.setattr(sys, "excepthook", sys.excepthook)
        patch.setattr(sys, "stdin", nothing)
        patch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8"))
        patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8", "backslashreplace"))
        code = _exit_code()
        sys.stdout.flush()
        sys.stderr.flush()
        raw, told = out.getvalue(), err.getvalue()
    return Ran(code, raw, told.decode().replace("\r\n", "\n"))


def _exit_code() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def run_process(
    *arguments: str,
    cwd: Path,
    command: Sequence[str] = COMMAND,
    settings: Mapping[str, str] | None = None,
) -> Ran:
    """Run the installed command, or another, in a process of its own with its outputs piped.

    As in `run`, the same is done once, and JSON is held to its schema.
    """
    return _run_process((*command, *arguments), cwd, tuple((settings or {}).items()))


@cache
def _run_process(words: tuple[str, ...], cwd: Path, settings: tuple[tuple[str, str], ...]) -> Ran:
    done = subprocess.run(
        words,
        cwd=cwd,
        env=environment(**dict(settings)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_LIMIT,
        check=False,
    )
    contracts.hold(done.stdout.decode(errors="replace"))
    return Ran(done.returncode, done.stdout, done.stderr.decode().replace("\r\n", "\n"))


def run_python(code: str, *arguments: str, cwd: Path) -> Ran:
    """Run Python code in a process of its own."""
    return run_process("-c", code, *arguments, cwd=cwd, command=[sys.executable])


@dataclass(frozen=True)
class Shown:
    """What a run put on a terminal.

    Attributes:
        raw: everything that was sent to the terminal.
        rows: what stands on the screen afterwards, without spaces at the ends.
        coloured: whether any cell of the screen has a colour of its own.
        code: the exit code.
    """

    raw: str
    rows: list[str]
    coloured: bool
    code: int | None

    @property
    def lines(self) -> list[str]:
        """The lines that were sent, without their styles."""
        return STYLE.sub("", self.raw).replace("\r\n", "\n").splitlines()

    @property
    def text(self) -> str:
        return "\n".join(self.rows)


def run_on_terminal(
    *arguments: str, cwd: Path, columns: int, settings: Mapping[str, str] | None = None
) -> Shown:
    """Run the command on a pseudo-terminal of so many columns and read the screen."""
    import pyte

    rows = 400
    kept = environment(**{"TERM": "xterm-256color", **(settings or {})})
    code, raw = forked_on_terminal(arguments, cwd=cwd, environment=kept, size=(rows, columns))
    sent = raw.decode()
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(sent)
    shown = [row.rstrip() for row in screen.display]
    while shown and not shown[-1]:
        shown.pop()
    coloured = any(
        cell.fg != "default" or cell.bg != "default"
        for row in screen.buffer.values()
        for cell in row.values()
    )
    return Shown(sent, shown, coloured, code)


def run_on_new_terminal(script: str, *, cwd: Path, columns: int) -> tuple[int | None, str]:
    """The exit code of a shell's script on a pseudo-terminal, and what it sent; nothing is forked.

    For what is done to the streams of a process that begins.
    """
    import pexpect

    child = pexpect.spawn(
        "sh",
        ["-c", script],
        cwd=str(cwd),
        env=environment(TERM="xterm-256color"),
        dimensions=(400, columns),
        timeout=_LIMIT,
        encoding="utf-8",
    )
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, str(child.before)
