"""A bar on a terminal's stderr for what takes more than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ukjapan_cli.model.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE = 1.0


@contextmanager
def progress(doing: str, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress | None]:
    """What shows progress while the block runs; None where nobody would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    began = clock()
    bar: Bar | None = None

    def show(done: int, of: int, /) -> None:
        nonlocal bar
        if bar is None:
            if clock() - began < _PATIENCE:
                return
            bar = _bar(doing)
            bar.start()
        bar.update(bar.task_ids[0], completed=done, total=of)

    try:
        yield show
    finally:
        if bar is not None:
            bar.stop()


def _bar(doing: str) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task(doing)
    return bar
