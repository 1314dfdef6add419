"""Files that stand under their names when they are whole, and never before."""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def placed(path: Path) -> Iterator[Path]:
    """A new file in the same folder, which takes the path's name when the block ends well.

    It then has the mode of the file that was there, or that of any new file; where the path is a
    link, it takes its target's place. When the block fails it is gone, and what was there is as it
    was.

    Raises:
        OSError: it cannot be written there.
    """
    target = path.resolve()
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".ukjapan-", suffix=path.suffix, dir=target.parent)
    os.close(handle)
    written = Path(name)
    try:
        yield written
        with written.open("rb") as file:
            os.fsync(file.fileno())
        written.chmod(mode)
        written.replace(target)
    finally:
        with suppress(OSError):
            written.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
