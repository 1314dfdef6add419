"""`--out`: a file that is judged before the work is done, and written whole after it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import typer

from ukjapan_cli.atomic_write import NotWrittenError, Place, judge, placed, writing
from ukjapan_cli.cli.output import tell
from ukjapan_cli.formats.escape import visible, visible_path


def check_out(out: Path, *read: Path | None) -> Place:
    """Refuse a file that cannot be written or is read, before the work is done.

    Args:
        out: where it is to go.
        read: files that were named to be read.

    Raises:
        typer.BadParameter: it is a folder, it is read-only, there is no folder to put it in, it
            cannot be looked at, it is one of those that are read or is called as they are.
    """
    try:
        place = judge(out)
    except NotWrittenError as error:
        message = f"'{visible_path(str(out))}' {visible(error.reason)}"
        raise typer.BadParameter(message, param_hint="'--out'") from error
    if _is_read(place, read):
        message = f"'{visible_path(str(out))}' is a file of the decision; write to another"
        raise typer.BadParameter(message, param_hint="'--out'")
    return place


def _is_read(place: Place, read: Iterable[Path | None]) -> bool:
    from ukjapan_cli.documents.files.kinds import ALL_USUAL_NAMES

    if place.is_stream:
        return False
    if ALL_USUAL_NAMES & {place.path.name, place.target.name}:
        return True
    with suppress(OSError):  # reading it tells
        return any(path and path.exists() and path.samefile(place.target) for path in read)
    return False


def write_out(out: Path, raw: bytes, beside: Mapping[Path, bytes] | None = None) -> None:
    """Write a file and those in a folder that it needs, all of them or none, and say so.

    Args:
        out: where it goes; a pipe or a device is written to as it is.
        raw: what it holds.
        beside: files that it needs, which are there before it is; their folder may be a new one.

    Raises:
        NotWrittenError: one cannot be written; what was there is as it was.
    """
    files = {out: raw, **(beside or {})}  # the first takes its name last
    with ExitStack() as stack:
        for folder in {path.parent for path in beside or ()}:
            stack.enter_context(_folder(folder))
        places = [judge(path) for path in files]
        for path, content in files.items():
            file = stack.enter_context(placed(path))
            with writing(path):
                file.write(content)
    for place in reversed(places):
        tell_written(place)


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    """A folder that is there, and gone again where it is new and the block fails."""
    is_new = not path.is_dir()
    with writing(path):
        path.mkdir(exist_ok=True)
    try:
        yield
    except BaseException:
        if is_new:
            with suppress(OSError):
                path.rmdir()
        raise


def tell_written(before: Place) -> None:
    """Say that a file was written, how large it is, and what came of that beside it."""
    told = f"wrote {visible_path(str(before.path))}"
    if not before.is_stream:
        count = before.target.stat().st_size
        size = f"{count:,} bytes" if count < 10_000 else f"{count / 1000:,.0f} kB"
        told = "; ".join((f"{told} ({size})", *before.aftermath()))
    tell(f"ukjapan: {told}\n")
