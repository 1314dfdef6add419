"""Writing a file that was read: all of it or nothing, and never over what somebody else wrote."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ukjapan_cli.diagnostics import InputError


class NotWrittenError(InputError):
    """A file could not be written; it is as it was."""


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Replace a file's bytes, which must still be `old`; a link's target, where it is a link.

    The new bytes are written to a file beside it, which then takes its place and its mode.

    Raises:
        NotWrittenError: the file has changed, or is not to be written; it is as it was.
    """
    try:
        target = path.resolve(strict=True)
        mode = stat.S_IMODE(target.stat().st_mode)
        if not mode & stat.S_IWUSR or not os.access(target, os.W_OK):
            raise NotWrittenError("it is read-only")
        with _beside(target, new) as written:
            written.chmod(mode)
            _check_unchanged(target, old)
            written.replace(target)
    except OSError as error:
        raise NotWrittenError(error.strerror or str(error)) from error


@contextmanager
def _beside(target: Path, raw: bytes) -> Iterator[Path]:
    """A file in the same folder with these bytes, gone afterwards if it is still there."""
    handle, name = tempfile.mkstemp(prefix=".ukjapan-", dir=target.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        yield written
    finally:
        with suppress(OSError):
            written.unlink(missing_ok=True)


def _check_unchanged(target: Path, old: bytes) -> None:
    if target.read_bytes() != old:
        raise NotWrittenError("it has changed since it was read")
