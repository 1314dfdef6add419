"""The bar for what takes long: on a terminal, after a second, and gone at the end."""

import io
import sys
from collections.abc import Iterator

import pytest

from ukjapan_cli.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def open_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setenv("TERM", "xterm-256color")
    return made


def ticks(*seconds: float) -> Iterator[float]:
    yield from seconds


def test_it_waits_a_second_and_then_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)
    clock = ticks(100.0, 100.5, 101.5)
    with progress("Drawing", clock.__next__) as shown:
        assert shown is not None
        shown(2_000, 8_000)
        assert terminal.getvalue() == ""
        shown(6_000, 8_000)
    assert "Drawing" in terminal.getvalue()
    assert "6000/8000" in terminal.getvalue()
    assert terminal.getvalue().rstrip().endswith("\x1b[2K")  # the line is cleared


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = open_terminal(monkeypatch)
    clock = ticks(100.0, 100.1, 100.9)
    with progress("Drawing", clock.__next__) as shown:
        assert shown is not None
        shown(1, 2)
        shown(2, 2)
    assert terminal.getvalue() == ""


def test_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress("Drawing") as shown:
        assert shown is None
