"""The process's standard streams, of which stdout is for data alone.

Libraries that are not written in Python write to descriptor 1 whenever they like, and so do the
programs that they start.
"""

import os
import sys
from typing import IO


def set_apart_stdout() -> None:
    """Keep the real stdout for `sys.stdout` alone, and point descriptor 1 at stderr.

    It is for the program, as it begins: the descriptors are the whole process's. No descriptor from
    0 to 2 is closed afterwards, so that no file that is opened later takes its number.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:  # closed before the process began, as by `>&-`
            _install(name, _null(descriptor))
    kept = os.dup(1)  # not for the programs that are started
    os.dup2(2, 1)
    encoding, errors = sys.stdout.encoding, sys.stdout.errors
    _install("stdout", os.fdopen(kept, "w", encoding=encoding, errors=errors))


def _null(descriptor: int) -> IO[str]:
    """The null device under a number."""
    opened = os.open(os.devnull, os.O_RDWR)
    if opened != descriptor:
        os.dup2(opened, descriptor)
        os.close(opened)
    os.set_inheritable(descriptor, True)
    return os.fdopen(descriptor, "w" if descriptor else "r", encoding="utf-8", closefd=False)


def _install(name: str, stream: IO[str]) -> None:
    """Be what Python and its libraries take for a standard stream of the process."""
    for attribute in (name, f"__{name}__"):
        setattr(sys, attribute, stream)
