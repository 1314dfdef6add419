"""The way out: data to stdout, everything else to stderr."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from contextvars import ContextVar
from typing import IO, TYPE_CHECKING, AnyStr, TextIO

if TYPE_CHECKING:
    from ukjapan_cli.formats.terminal import Screen


_of_data: ContextVar[TextIO] = ContextVar("_of_data")


@contextmanager
def data_alone() -> Iterator[None]:
    """Keep stdout for what is emitted; whatever else is printed goes to stderr."""
    token = _of_data.set(_stdout())
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        _of_data.reset(token)


def _stdout() -> TextIO:
    return _of_data.get(sys.stdout)


def emit(text: str) -> None:
    """Write data to stdout; a reader that has gone away is no fault."""
    _write(text, _stdout())


def emit_bytes(raw: bytes) -> None:
    """Write data to stdout as it is, whatever encoding and line ends text would have there."""
    _write(raw, _stdout().buffer)


def tell(text: str) -> None:
    """Write what is not data to stderr; where that cannot be written to, nobody is to be told."""
    with suppress(OSError):
        _write(text, sys.stderr)


def _write(text: AnyStr, stream: IO[AnyStr]) -> None:
    try:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # What is still buffered would raise again when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def screen() -> "Screen":
    """The terminal that stdout is, or a pipe of any width."""
    from ukjapan_cli.formats.terminal import Screen

    return Screen(width=width(), colour=shows_colour())


def width() -> int | None:
    """The columns of the terminal that stdout is, or None for a pipe of any width."""
    return shutil.get_terminal_size().columns if _stdout().isatty() else None


def shows_colour() -> bool:
    """Whether stdout is a terminal that shows colours, and nobody has said that none are wanted."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return _stdout().isatty() and not is_plain
