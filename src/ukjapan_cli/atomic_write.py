"""Atomic file writes: a file takes its name when it is whole, and never before.

A pipe, a device or an open file such as /dev/stdout is no place for that: it is written to as a
stream and stays what it is.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ukjapan_cli.diagnostics import InputError

_MOST_LINKS = 40  # as the kernel follows
_NEW, _OWN = 0o666, 0o600  # less the umask; until it has the rights of what was there
_BINARY = getattr(os, "O_BINARY", 0)  # of Windows
_SAID_BY_OWNER = ("user.", "system.posix_acl_access")


class NotWrittenError(InputError):
    """A file cannot be written; what was there is as it was.

    Attributes:
        path: as it was given.
        reason: what keeps it from being written; it goes on where a name ends.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"'{path}' {reason}")


class Place(NamedTuple):
    """A path that can be written to.

    Attributes:
        path: as it was given.
        target: where its links lead.
        before: what stands there; None where nothing does.
        descriptor: the open file of this process that it stands for, as /dev/stdout does.
    """

    path: Path
    target: Path
    before: os.stat_result | None
    descriptor: int | None = None

    @property
    def is_stream(self) -> bool:
        """Whether it is written to as it is: a pipe, a device, an open file."""
        return self.descriptor is not None or (
            self.before is not None and not stat.S_ISREG(self.before.st_mode)
        )

    def aftermath(self) -> list[str]:
        """What has come of writing there beside the file itself, in words."""
        if self.is_stream:
            return []
        found = []
        if self.path.is_symlink():
            found.append(f"it is a link, and '{self.target}' was written")
        if self.before is not None:
            if self.before.st_nlink > 1:
                count = self.before.st_nlink - 1
                others = "other hard link keeps" if count == 1 else f"{count} other hard links keep"
                found.append(f"its {others} what was there before")
            now = self.target.stat()
            if (now.st_uid, now.st_gid) != (self.before.st_uid, self.before.st_gid):
                found.append("its owner or group could not be kept")
        return found


def judge(path: Path) -> Place:
    """The place that a path is, where it can be written to.

    Raises:
        NotWrittenError: it cannot.
    """
    with writing(path):
        descriptor = _descriptor(path)
        target = Path(os.path.realpath(path))
        before = _stat(target if descriptor is None else descriptor)
        place = Place(path, target, before, descriptor)
        reason = _reason(place)
    if reason:
        raise NotWrittenError(path, reason)
    return place


def _stat(file: Path | int) -> os.stat_result | None:
    try:
        return os.stat(file)  # noqa: PTH116 (a descriptor, too)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _reason(place: Place) -> str:
    """What keeps a place from being written to; empty where nothing does."""
    if place.descriptor is not None:
        return ""
    if place.before is not None:
        if stat.S_ISDIR(place.before.st_mode):
            return "is a folder"
        if stat.S_ISSOCK(place.before.st_mode):
            return "is a socket"
        if not place.before.st_mode & stat.S_IWUSR or not os.access(place.target, os.W_OK):
            return "is read-only"
        if place.is_stream:
            return ""
    folder = place.target.parent
    named = folder if place.path.is_symlink() else place.path.parent
    if not folder.is_dir():
        return f"cannot be written: there is no folder '{named}'"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"cannot be written: the folder '{named}' is read-only"
    return ""


def _descriptor(path: Path) -> int | None:
    """The open file of this process that a path stands for, by its name or through links."""
    for _ in range(_MOST_LINKS):
        folder = os.path.realpath(path.parent)
        if folder in ("/dev/fd", f"/proc/{os.getpid()}/fd") and path.name.isdecimal():
            return _stdout() if path.name == "1" else int(path.name)
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None


def _stdout() -> int:
    """Descriptor 1, or the one to which the program has moved what it was."""
    return 1 if sys.__stdout__ is None else sys.__stdout__.fileno()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say of whatever the system refuses which file was to be written.

    Raises:
        NotWrittenError: the system refused.
    """
    try:
        yield
    except OSError as error:
        raise NotWrittenError(path, f"cannot be written: {error.strerror or error}") from error


@contextmanager
def placed(path: Path, put: Callable[[Path, Path], object] = Path.replace) -> Iterator[BinaryIO]:
    """A file to write, which stands there whole when the block ends well.

    It has the owner, the group and the mode of the file that was there, as far as this user may
    give them and never the right to run as its owner; without one, the mode of any new file. Where
    the path is a link, it takes its target's place. When the block fails it is gone, and what was
    there is as it was. A stream is written to at once.

    Args:
        path: where it is to stand.
        put: gives the written file, which is the first, the name of the second.

    Raises:
        NotWrittenError: it cannot be written there.
        OSError: writing into the file failed.
    """
    place = judge(path)
    if place.is_stream:
        with _written(path, _stream(place)) as file:
            yield file
        return
    beside = place.target.with_name(f".ukjapan-{os.urandom(8).hex()}")
    try:
        with _written(path, _new(beside, _OWN if place.before else _NEW)) as file:
            yield file
            with writing(path):
                file.flush()
                _keep(file.fileno(), _still(place), place.target)
                os.fsync(file.fileno())
        with writing(path):
            put(beside, place.target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def _written(path: Path, opened: Callable[[], int]) -> Iterator[BinaryIO]:
    """A file that was opened, flushed when the block ends well and closed in any case."""
    with writing(path):
        file = os.fdopen(opened(), "wb")
    try:
        yield file
        with writing(path):
            file.flush()
    finally:
        with suppress(OSError):  # it was flushed, or is not to stay
            file.close()


def _stream(place: Place) -> Callable[[], int]:
    if place.descriptor is not None:
        return partial(os.dup, place.descriptor)
    return partial(os.open, place.target, os.O_WRONLY | _BINARY | getattr(os, "O_NOCTTY", 0))


def _new(path: Path, mode: int) -> Callable[[], int]:
    return partial(os.open, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)


def _still(place: Place) -> os.stat_result | None:
    """What is to be kept of what stands in a place, which must not have become another."""
    now = judge(place.path)
    if now.is_stream or now.target != place.target:
        raise NotWrittenError(place.path, "is not the file that it was before it was written")
    return now.before or place.before


def _keep(file: int, before: os.stat_result | None, at: Path) -> None:
    """Give a file the owner, the group and the mode of one before it, as far as this user may.

    What else its owner says of it comes along, such as lists of who may read it (ACLs).

    A group that cannot be kept leaves no rights to the one in its place that others have not.
    """
    if before is None or not hasattr(os, "fchown"):
        return
    mode = before.st_mode & 0o777
    try:
        os.fchown(file, before.st_uid, before.st_gid)
    except PermissionError:
        with suppress(PermissionError):
            os.fchown(file, -1, before.st_gid)
    if os.fstat(file).st_gid != before.st_gid:
        mode &= 0o707 | (mode & 0o007) << 3
    os.fchmod(file, mode)
    if sys.platform == "linux" and os.fstat(file).st_gid == before.st_gid:
        with suppress(OSError):  # not every file system has them
            for name in os.listxattr(at):
                if name.startswith(_SAID_BY_OWNER):
                    os.setxattr(file, name, os.getxattr(at, name))
