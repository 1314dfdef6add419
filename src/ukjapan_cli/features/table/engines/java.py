"""The Java that Spark runs on."""

import os
import re
import subprocess
from pathlib import Path
from shutil import which

from ukjapan_cli.features.table.engines.fault import TableError

OLDEST = 17
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def require_java() -> None:
    """Hold that Java is there, and new enough.

    Raises:
        TableError: it is not.
    """
    version = java_version()
    if version is None:
        raise TableError(f"Spark needs Java {OLDEST} or newer, and there is no Java here")
    if version < OLDEST:
        raise TableError(f"Spark needs Java {OLDEST} or newer, and the one here is {version}")


def java_version() -> int | None:
    """The release of the Java that would run: that of JAVA_HOME, otherwise the path's first."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home, "bin", "java")) if home else which("java")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 (the user's own Java)
            [program, "-version"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(done.stderr)
    return int(found[1]) if found else None
