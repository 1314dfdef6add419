"""Links and pipes: which files that nobody named are safe to read.

A checkout may be anybody's, and git stores links. One to a file of secrets would show its lines in
a public log, and a pipe keeps who opens it waiting.
"""

import stat
from os.path import commonpath, realpath
from pathlib import Path

_SUFFIXES = {".yaml", ".yml"}


def why_not_read(file: Path, top: Path | None = None) -> str:
    """Why a file that nobody named is not read; empty where it may be.

    It may if it is a regular file or a link to one that is called as YAML, in no hidden folder.

    Args:
        file: with or without a link at its end.
        top: the real path of the folder that a link may not lead out of; None where it may.
    """
    try:
        if file.is_symlink():
            real = Path(realpath(file))
            if top is not None and not real.is_relative_to(top):
                return "it is a link that leads out of the folder"
            within = top or commonpath((realpath(file.parent), real))
            is_hidden = any(part.startswith(".") for part in real.relative_to(within).parts)
            if is_hidden or real.suffix.casefold() not in _SUFFIXES:
                return "it is a link to what is no file of a decision"
        return "" if stat.S_ISREG(file.stat().st_mode) else "it is no regular file"
    except (OSError, ValueError):  # opening it tells
        return ""
