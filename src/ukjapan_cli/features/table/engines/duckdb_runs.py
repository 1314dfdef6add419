"""DuckDB's runs: how they are interrupted, and what their failures mean."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import Any

import duckdb

from ukjapan_cli.features.table.engines.fault import TableError, unreadable

_OF_SYSTEM = [os.strerror(code) for code in errno.errorcode]


@contextmanager
def reading() -> Iterator[None]:
    """Reading a table.

    Raises:
        TableError: DuckDB raised an error.
    """
    try:
        yield
    except duckdb.PermissionException as error:
        outside = "it looks outside its own file, which is not allowed here"
        raise unreadable("DuckDB", outside) from error
    except duckdb.Error as error:
        raise unreadable("DuckDB", str(error)) from error


@contextmanager
def sorting() -> Iterator[None]:
    """Sorting a table's values on disk, which takes room there.

    Raises:
        TableError: DuckDB raised an error.
    """
    try:
        yield
    except duckdb.Error as error:
        said = str(error)
        reason = next((r for r in _OF_SYSTEM if r in said), said.strip().split("\n")[0])
        raise TableError(
            f"the table's values cannot be sorted: {reason}; it takes room in the folder of "
            "--out, otherwise in that for temporary files"
        ) from error


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
