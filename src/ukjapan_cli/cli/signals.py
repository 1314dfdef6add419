"""Signals that end the program: Ctrl-C, and what a job that is cancelled gets.

One becomes `SystemExit`, so that what was begun is put away as after any error. A library may make
an error of its own of that; the exit code tells them apart.
"""

import signal
import sys
from threading import Timer
from types import FrameType

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")
_AGAIN = 0.05  # seconds, when whatever does not let an error through is over
_code: int | None = None


def end_on_signals() -> None:
    """Have the program end on these signals, but for those that it is to ignore, as by `nohup`."""
    for name in _ENDING:
        number = getattr(signal, name, None)  # not all are on Windows
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    sys.unraisablehook = _unraisable


def signalled() -> int | None:
    """The exit code since a signal came, 128 and the signal's number; None before."""
    return _code


def _end(number: int, _frame: FrameType | None) -> None:
    global _code
    _code = 128 + number
    sys.exit(_code)


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """Say what was raised where it goes no further; the end comes again where it does."""
    if _code is None:
        sys.__unraisablehook__(unraisable)
    elif issubclass(unraisable.exc_type, SystemExit):
        Timer(_AGAIN, signal.raise_signal, (_code - 128,)).start()
