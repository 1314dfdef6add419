"""What commands that draw or lay out share: the extra that they need, the file they make."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from ukjapan_cli.commands.output import tell
from ukjapan_cli.commands.streams import unmoved
from ukjapan_cli.diagnostics import MissingExtraError
from ukjapan_cli.documents.writing import NotWrittenError
from ukjapan_cli.render.visible import visible

_EXTRA = frozenset({"altair", "jinja2", "openpyxl", "vl_convert"})


@contextmanager
def report_extra() -> Iterator[None]:
    """Say what to install where a library of the extra is missing.

    Raises:
        MissingExtraError: one is.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _EXTRA:
            raise
        raise MissingExtraError(missing, "report") from error


def check_out(out: Path) -> None:
    """Refuse a file that cannot be made, before the work is done.

    Raises:
        typer.BadParameter: a folder has its name, it is read-only, or there is no folder to put it
            in.
    """
    if out.is_dir():
        raise typer.BadParameter(f"'{out}' is a folder", param_hint="'--out'")
    if out.exists():
        if not out.stat().st_mode & stat.S_IWUSR or not os.access(out, os.W_OK):
            raise typer.BadParameter(f"'{out}' is read-only", param_hint="'--out'")
    elif not out.resolve().parent.is_dir():
        raise typer.BadParameter(f"there is no folder '{out.parent}'", param_hint="'--out'")


def is_stream(out: Path) -> bool:
    """Whether it is a pipe or a device, which is written to and has nothing beside it."""
    return out.exists() and not out.is_file()


def figures_folder(out: Path) -> Path:
    """Where the figures of a Markdown report stand."""
    return out.with_name(f"{out.stem}-figures")


def write_out(out: Path, raw: bytes) -> None:
    """Put a whole file in place, and say so; a pipe or a device is written to as it is.

    Raises:
        NotWrittenError: it cannot be written; what was there is as it was.
    """
    from ukjapan_cli.placing import placed

    try:
        if is_stream(out):
            unmoved(out).write_bytes(raw)
        else:
            with placed(out) as written:
                written.write_bytes(raw)
    except OSError as error:
        raise NotWrittenError(f"cannot write '{out}': {error.strerror or error}") from error
    tell(f"ukjapan: wrote {visible(str(out))} ({_size(len(raw))})\n")


def _size(count: int) -> str:
    return f"{count:,} bytes" if count < 10_000 else f"{count / 1000:,.0f} kB"
