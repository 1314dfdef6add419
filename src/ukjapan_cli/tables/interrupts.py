"""Signals that interrupt a database, which would otherwise finish what it has begun."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import Any

_at_work: list[Callable[[], None]] = []
_handlers: dict[int, Callable[[int, FrameType | None], Any]] = {}


@contextmanager
def interrupted_by_signals(interrupt: Callable[[], None]) -> Iterator[None]:
    """Interrupt what works in the block when a signal comes that Python handles, then handle it.

    Blocks may end in any order, as generators do.
    """
    _at_work.append(interrupt)
    if not _handlers and current_thread() is main_thread():
        for number in signal.valid_signals():
            handler = signal.getsignal(number)
            if callable(handler):
                _handlers[number] = handler
                signal.signal(number, _interrupt)
    try:
        yield
    finally:
        _at_work.remove(interrupt)
        while _handlers and not _at_work:
            signal.signal(*_handlers.popitem())


def _interrupt(number: int, frame: FrameType | None) -> None:
    for interrupt in _at_work:
        interrupt()
    _handlers[number](number, frame)
