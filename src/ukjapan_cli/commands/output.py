"""The way out: data to stdout, everything else to stderr."""

import os
import shutil
import sys
from typing import IO, TYPE_CHECKING, AnyStr

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen


def emit(text: str) -> None:
    """Write data to stdout; a reader that has gone away is no fault."""
    _write(text, sys.stdout)


def emit_bytes(raw: bytes) -> None:
    """Write data to stdout as it is, whatever encoding and line ends text would have there."""
    _write(raw, None if sys.stdout is None else sys.stdout.buffer)


def tell(text: str) -> None:
    """Write what is not data to stderr."""
    _write(text, sys.stderr)


def _write(text: AnyStr, stream: IO[AnyStr] | None) -> None:
    if stream is None:  # closed before the process began, as by `>&-`
        return
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
    from ukjapan_cli.render.screen import Screen

    return Screen(width=width(), colour=shows_colour())


def width() -> int | None:
    """The columns of the terminal that stdout is, or None for a pipe of any width."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def shows_colour() -> bool:
    """Whether stdout is a terminal that shows colours, and nobody has said that none are wanted."""
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return sys.stdout is not None and sys.stdout.isatty() and not is_plain
