"""Writing a file that was read: all of it or nothing, and never over what somebody else wrote."""

import os
import sys
from pathlib import Path

from ukjapan_cli.atomic_write import NotWrittenError, Place, judge, placed, writing

_EXCHANGE = 2  # RENAME_EXCHANGE, as Linux has it
_CHANGED = "has changed since it was read"
_BUSY = "is open to write in another program"


def replace(path: Path, old: bytes, new: bytes) -> Place:
    """Replace a file's bytes, which must still be `old`; a link's target, where it is a link.

    What stands there is compared last. On Linux the two files then change names at once, what came
    out is compared again, and they change back if anybody wrote it; elsewhere a moment is left
    between comparing and renaming.

    Returns:
        The place as it was before.

    Raises:
        NotWrittenError: the file has changed, or is not to be written; it is as it was.
    """
    place = judge(path)
    if place.before is None:
        raise NotWrittenError(path, "is gone")
    if place.is_stream:
        raise NotWrittenError(path, "is no file that can be replaced")

    def put(written: Path, target: Path) -> None:
        _hold(path, target, old)
        if not _exchange(written, target):
            written.replace(target)
            return
        is_held = False
        try:
            _hold(path, written, old)
            is_held = True
        finally:
            if not is_held and not _exchange(written, target):
                written.replace(target)  # what somebody wrote comes first, whatever else fails

    with placed(path, put) as file, writing(path):
        file.write(new)
    return place


def _hold(path: Path, at: Path, raw: bytes) -> None:
    """Hold that a file, wherever it is now, has these bytes and nobody is about to write others.

    Raises:
        NotWrittenError: it has others, or a program has it open to write, as far as this system
            tells.
    """
    with at.open("rb") as file:
        if not _has_no_writer(file.fileno()):
            raise NotWrittenError(path, _BUSY)
        if file.read() != raw:
            raise NotWrittenError(path, _CHANGED)
        if not _has_no_writer(file.fileno()):
            raise NotWrittenError(path, _BUSY)


def _has_no_writer(file: int) -> bool:
    """Whether nobody has a file open to write, as Linux tells its owner; elsewhere it is said so.

    The lease that is asked for goes when the file is closed.
    """
    if sys.platform != "linux":
        return True
    import fcntl
    import signal

    try:
        fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)  # of no consequence, as SIGIO is not
        fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return False
    except OSError:  # somebody else's file, or a file system without leases
        return True
    return fcntl.fcntl(file, fcntl.F_GETLEASE) == fcntl.F_RDLCK


def _exchange(one: Path, other: Path) -> bool:
    """Let two files change names with no moment in between; whether this system did."""
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):  # an older C library
        return False
    names = (os.fsencode(path.absolute()) for path in (one, other))
    return bool(rename(0, next(names), 0, next(names), _EXCHANGE) == 0)
