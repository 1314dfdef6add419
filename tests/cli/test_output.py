import io
import os
import sys
from pathlib import Path

import pytest

from ukjapan_cli.cli.output import data_alone, emit, emit_bytes, screen, tell


def test_data_to_stdout_and_the_rest_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    emit("data\n")
    tell("talk\n")
    assert capsys.readouterr() == ("data\n", "talk\n")


def test_what_an_encoding_lacks_is_written_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out"
    with path.open("w", encoding="ascii", newline="\n") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        emit("£ · 👍\n")
    assert path.read_bytes() == b"\\xa3 \\xb7 \\U0001f44d\n"


def test_what_a_library_prints_is_no_data(capsys: pytest.CaptureFixture[str]) -> None:
    with data_alone():
        sys.stdout.write("library\n")
        emit("data\n")
        with data_alone():
            emit_bytes(b"raw\n")
    sys.stdout.write("nobody's\n")
    assert capsys.readouterr() == ("data\nraw\nnobody's\n", "library\n")


def test_the_screen_is_where_data_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with data_alone():
        assert screen().is_terminal


@pytest.mark.skipif(sys.platform == "win32", reason="closes a pipe as Unix does")
def test_a_reader_that_has_gone_away_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        emit("x" * 1_000_000)
        emit("and again")


def test_a_stream_without_a_descriptor_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    emit("x\n")
    assert stream.getvalue() == "x\n"
    assert not screen().is_terminal


class Terminal(io.StringIO):
    """A stream that says it is a terminal; what it really is to users, end_to_end tests."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("settings", "colour"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": "0"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_a_terminal_has_a_width_and_colour_unless_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], colour: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "72")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert screen().width == 72
    assert screen().colour is colour
