"""Writing a file that was read: all of it or nothing, and never over what somebody else wrote."""

import os
import stat
from pathlib import Path

from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.placing import placed


class NotWrittenError(InputError):
    """A file could not be written; it is as it was."""


def replace(path: Path, old: bytes, new: bytes) -> None:
    """Replace a file's bytes, which must still be `old`; a link's target, where it is a link.

    Raises:
        NotWrittenError: the file has changed, or is not to be written; it is as it was.
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if not mode & stat.S_IWUSR or not os.access(path, os.W_OK):
            raise NotWrittenError("it is read-only")
        with placed(path) as written:
            written.write_bytes(new)
            if path.read_bytes() != old:
                raise NotWrittenError("it has changed since it was read")
    except OSError as error:
        raise NotWrittenError(error.strerror or str(error)) from error
