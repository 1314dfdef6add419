"""Runs of the command in processes that are forked, each of which saves the imports of a new one.

The server that they are forked from has imported all that the program may; what a run does is its
own: arguments, folder, environment, descriptors, end. Imports are for `run_process` to try.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

LIMIT = 60  # seconds
_IMPORTED = [
    *("__main__", "tests.end_to_end.forks", "numpy", "highspy", "yaml", "jinja2", "openpyxl"),
    *("altair", "vl_convert", "rich.console", "rich.table", "rich.text", "rich.markup", "typer"),
]


class Streams(NamedTuple):
    """Names of what the three standard streams are opened on; None is a closed one."""

    stdin: str | None
    stdout: str | None
    stderr: str | None


def can_fork() -> bool:
    """Whether processes are forked here; Windows has none."""
    return "forkserver" in multiprocessing.get_all_start_methods()


def fork(
    words: Sequence[str],
    *,
    cwd: Path,
    environment: Mapping[str, str],
    streams: Streams,
    before: Callable[[], None] | None = None,
) -> BaseProcess:
    """Start the command, after a function of a module's if one is given; `ended` waits for it."""
    server: ForkServerContext = multiprocessing.get_context("forkserver")
    ours = Path(__file__).parents[2] / "src" / "ukjapan_cli"
    modules = (path.relative_to(ours.parent).with_suffix("") for path in ours.rglob("*.py"))
    names = (".".join(module.parts).removesuffix(".__init__") for module in modules)
    server.set_forkserver_preload([*_IMPORTED, *(n for n in names if ".table" not in n)])
    made = server.Process(target=_be, args=(words, cwd, dict(environment), streams, before))
    made.start()
    return made


def ended(process: BaseProcess) -> int:
    """The exit code of a run that has ended or does so in time."""
    process.join(LIMIT)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(f"runs after {LIMIT} seconds")
    return process.exitcode


def forked_on_terminal(
    words: Sequence[str], *, cwd: Path, environment: Mapping[str, str], size: tuple[int, int]
) -> tuple[int, bytes]:
    """The exit code of a run on a terminal of so many rows and columns, and all that it wrote."""
    import termios

    ours, its = os.openpty()
    termios.tcsetwinsize(its, size)
    process = fork(words, cwd=cwd, environment=environment, streams=Streams(*[os.ttyname(its)] * 3))
    codes: list[int] = []

    def wait() -> None:
        try:
            codes.append(ended(process))
        finally:
            os.close(its)

    waiting = threading.Thread(target=wait)
    waiting.start()
    read = _read_all(ours)
    waiting.join()
    os.close(ours)
    return codes[0], read


def _read_all(descriptor: int) -> bytes:
    parts: list[bytes] = []
    with suppress(OSError):  # what a terminal says that nobody holds any more
        while part := os.read(descriptor, 65536):
            parts.append(part)
    return b"".join(parts)


def _be(
    words: Sequence[str],
    cwd: Path,
    environment: dict[str, str],
    streams: Streams,
    before: Callable[[], None] | None,
) -> None:
    """Be the command, as Python begins it."""
    os.setsid()  # so that a terminal that is opened is the process's own
    for number, (name, stream) in enumerate(streams._asdict().items()):
        if number:
            getattr(sys, name).flush()
        os.close(number)
        if stream is None:
            opened = None
        else:
            found = os.open(stream, os.O_WRONLY if number else os.O_RDONLY)
            if found != number:
                os.dup2(found, number)
                os.close(found)
            errors = "backslashreplace" if name == "stderr" else "strict"
            opened = os.fdopen(number, "w" if number else "r", -1, "utf-8", errors, closefd=False)
        setattr(sys, name, opened)
        setattr(sys, f"__{name}__", opened)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = ["ukjapan", *words]
    sys.modules["__main__"] = ModuleType("__main__")  # whose name a usage shows
    from ukjapan_cli.__main__ import main

    if before:
        before()
    main()
