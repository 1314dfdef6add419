"""What goes where, where files are found, and how a run ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, TWO_CRITERIA, write
from tests.end_to_end.program import COMMAND, environment, run, run_process, run_python

from ukjapan_cli import __version__

FORMATS = ["table", "json", "csv", "markdown"]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("command", [["score"], ["explain", "old-station"]])
def test_data_goes_to_stdout_and_nothing_else_is_said(
    library: Path, command: list[str], format_: str
) -> None:
    ran = run(*command, "--format", format_, cwd=library)
    assert ran.code == 0
    assert ran.out
    assert ran.err == ""


def test_without_files_the_packaged_decision_is_taken_and_named(empty: Path) -> None:
    ran = run("score", cwd=empty)
    assert ran.code == 0
    assert "packaged decision" in ran.err
    assert "packaged:options.yaml" in ran.err
    assert "packaged decision" not in ran.out
    assert "packaged:options.yaml" in ran.lines[1]
    result = json.loads(run("score", "--format", "json", cwd=empty).out)
    proposals = {
        *("defence-co-development", "counterterrorism-training", "crisis-management"),
        *("intelligence-sharing", "peacekeeping"),
    }
    assert {row["option"] for row in result["ranking"]} == proposals
    assert len(result["excluded"]) == 1


def test_two_files_in_the_folder_win(library: Path) -> None:
    ran = run("score", cwd=library)
    assert "The market hall" in ran.out
    assert "packaged" not in ran.err


def test_files_are_named_with_flags(library: Path, empty: Path) -> None:
    here = run("score", "--format", "csv", cwd=library)
    options, criteria = str(library / "options.yaml"), str(library / "criteria.yaml")
    for flags in (
        ["-o", options, "-c", criteria],
        [f"--options={options}", "--criteria", criteria],
    ):
        ran = run("score", "--format", "csv", *flags, cwd=empty)
        assert (ran.code, ran.raw, ran.err) == (0, here.raw, "")


def test_files_are_named_in_the_environment_and_flags_win(library: Path, tied: Path) -> None:
    settings = {
        "UKJAPAN_OPTIONS": str(library / "options.yaml"),
        "UKJAPAN_CRITERIA": str(library / "criteria.yaml"),
    }
    assert "The market hall" in run("score", cwd=tied, settings=settings).out
    assert run("check", cwd=tied, settings=settings).code == 0
    flags = ["-o", str(tied / "options.yaml"), "-c", str(tied / "criteria.yaml")]
    assert "The market hall" not in run("score", *flags, cwd=tied, settings=settings).out


@pytest.mark.parametrize("there", ["options.yaml", "criteria.yaml"])
def test_one_file_alone_is_not_mixed_with_the_packaged_decision(tmp_path: Path, there: str) -> None:
    write(tmp_path, LIBRARY_OPTIONS, LIBRARY_CRITERIA)
    missing = {"options.yaml": "criteria.yaml", "criteria.yaml": "options.yaml"}[there]
    (tmp_path / missing).unlink()
    ran = run("score", cwd=tmp_path)
    assert ran.code == 2
    assert ran.raw == b""
    assert f"{missing}:1:1: error UKJ101: there is no such file" in ran.err
    assert "packaged" not in ran.err


def test_a_named_file_without_its_partner(library: Path, empty: Path) -> None:
    ran = run("score", "-o", str(library / "options.yaml"), cwd=empty)
    assert ran.code == 2
    assert "criteria.yaml:1:1: error UKJ101" in ran.err


def test_a_folder_in_place_of_a_file(library: Path) -> None:
    ran = run("score", "-o", ".", cwd=library)
    assert ran.code == 2
    assert "error UKJ101: this is a folder" in ran.err


def test_version(empty: Path) -> None:
    ran = run("--version", cwd=empty)
    assert (ran.code, ran.out, ran.err) == (0, f"ukjapan {__version__}\n", "")


@pytest.mark.process
def test_python_m_is_the_same_command(library: Path) -> None:
    installed = run("score", "--format", "json", cwd=library)
    command = [sys.executable, "-m", "ukjapan_cli"]
    module = run_process("score", "--format", "json", cwd=library, command=command)
    assert module == installed


BREAK = """
import sys
from ukjapan_cli.model import scoring

def broken(*_, **__):
    raise RuntimeError("the roof fell in")

scoring.score = broken
sys.argv = ["ukjapan", "score"]
from ukjapan_cli.__main__ import main
main()
"""


@pytest.mark.process
def test_a_fault_of_ours_exits_70_and_says_whose_it_is(library: Path) -> None:
    ran = run_python(BREAK, cwd=library)
    assert ran.code == 70
    assert ran.raw == b""
    assert "RuntimeError: the roof fell in" in ran.err
    assert "fault of ours" in ran.err.splitlines()[-1]


@pytest.mark.process
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("command", [["score"], ["explain", "old-station"], ["score", "--help"]])
def test_any_encoding_of_stdout_will_do(library: Path, command: list[str], encoding: str) -> None:
    ran = run_process(*command, cwd=library, settings={"PYTHONIOENCODING": encoding})
    assert ran.code == 0
    assert ran.err == ""
    plain = run(*command, cwd=library).out
    assert ran.raw.replace(b"\r\n", b"\n") == plain.encode(encoding, "backslashreplace")


@pytest.mark.process
def test_errors_in_ascii(library: Path) -> None:
    ran = run_process("explain", "日本", cwd=library, settings={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 2
    assert ran.err == "ukjapan: error: no option is called '\\u65e5\\u672c'\n"


unix = pytest.mark.skipif(sys.platform == "win32", reason="closes pipes and streams as Unix does")


@pytest.mark.process
@unix
@pytest.mark.parametrize(
    ("command", "folder", "lines"),
    [
        ("score", "library", 0),
        ("explain old-station", "library", 0),
        ("score", "many", 1),  # more than a pipe holds
        ("score --format json", "many", 1),
        ("schema options", "library", 1),
        ("score --help", "library", 1),
    ],
)
def test_a_closed_pipe_ends_quietly(
    request: pytest.FixtureRequest, command: str, folder: str, lines: int
) -> None:
    """A reader that goes away before anything is written, and one that goes after a line."""
    process = subprocess.Popen(
        [*COMMAND, *command.split()],
        cwd=request.getfixturevalue(folder),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    for _ in range(lines):
        assert process.stdout.readline()
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(60) in {0, 1}


@pytest.mark.process
@unix
def test_a_closed_pipe_for_errors_ends_quietly(broken: Path) -> None:
    read, written = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COMMAND, "score"],
        cwd=broken,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=written,
        timeout=60,
        check=False,
    )
    os.close(written)
    assert done.returncode == 2
    assert done.stdout == b""


@pytest.mark.process
@unix
@pytest.mark.parametrize("command", ["score", "explain old-station", "check", "--version"])
def test_streams_that_were_closed_before_the_start(library: Path, command: str) -> None:
    script = f"{COMMAND[0]} {command} >&- ; echo $?"
    ran = run_process("-c", script, cwd=library, command=["sh"])
    assert (ran.out, ran.err) == ("0\n", "")
    script = f"{COMMAND[0]} {command} 2>&- ; echo $?"
    ran = run_process("-c", script, cwd=library, command=["sh"])
    assert ran.lines[-1] == "0"
    assert len(ran.lines) > 1


@pytest.mark.process
@unix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["score", "check", "schema options", "--version"])
def test_a_full_disk_is_an_error_in_a_sentence(library: Path, command: str) -> None:
    ran = run_process("-c", f"{COMMAND[0]} {command} >/dev/full", cwd=library, command=["sh"])
    assert ran.code == 2
    assert ran.err == "ukjapan: error: cannot write: No space left on device\n"


def test_files_written_on_windows_are_read_alike(library: Path, tmp_path: Path) -> None:
    for name, text in (("options.yaml", LIBRARY_OPTIONS), ("criteria.yaml", LIBRARY_CRITERIA)):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    windows, unix = (run("score", "--format", "csv", cwd=cwd) for cwd in (tmp_path, library))
    assert (windows.code, windows.raw) == (unix.code, unix.raw)
    assert "options.yaml:1:1: warning UKJ122" in windows.err  # the byte order mark


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "UKJ107"),
        (b"\x00", "UKJ102"),
        (b"\xff\xfe", "UKJ101"),
        (b"options: [", "UKJ102"),
        (b"a: &a [*a]", "UKJ104"),
        (b"- " * 20000, "UKJ104"),
        (b"version: " + b"9" * 10_000, "UKJ"),
        (b"version: .nan\noptions: .inf\n", "UKJ"),
    ],
)
def test_no_file_makes_a_traceback(tmp_path: Path, content: bytes, code: str) -> None:
    write(tmp_path, "", TWO_CRITERIA)
    (tmp_path / "options.yaml").write_bytes(content)
    for command, status in ((["check"], 1), (["score"], 2), (["explain", "a"], 2)):
        ran = run(*command, cwd=tmp_path)
        assert ran.code == status
        assert "Traceback" not in ran.err
        assert f"error {code}" in ran.out + ran.err
        assert len(ran.out + ran.err) < 5000
