"""Every `--out` is judged and written by the same: files, links, pipes, devices, refusals."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, ONE_OPTION, write
from tests.end_to_end.program import COMMAND, Ran, environment, run

pytestmark = [pytest.mark.process, pytest.mark.charts, pytest.mark.tables]
unix = pytest.mark.skipif(sys.platform == "win32", reason="pipes, devices and modes are Unix's")
ROWS = """\
id,name,running-cost,rent-security,reach,support
old-station,The old station,60,15,2000,split
mobile-van,The mobile van,40,5,750,opposed
"""
WRITERS = {
    "table.csv": ("table", "score", "register.csv", "-c", "criteria.yaml"),
    "table.parquet": ("table", "score", "register.csv", "-c", "criteria.yaml"),
    "paper.html": ("report",),
    "paper.md": ("report",),
    "paper.xlsx": ("report",),
    "chart.svg": ("plot", "contributions"),
    "chart.png": ("plot", "contributions"),
    "chart.pdf": ("plot", "contributions"),
    "chart.json": ("plot", "contributions", "--format", "vega"),
    "found.txt": ("check",),
    "found.sarif": ("check", "--format", "sarif"),
    "found.xml": ("check", "--format", "junit"),
    "check.json": ("check", "--format", "json"),
}
STARTS = {
    ".csv": b'"rank"',
    ".parquet": b"PAR1",
    ".html": b"<!DOCTYPE html>",
    ".md": b"# Where",
    ".xlsx": b"PK",
    ".svg": b"<svg ",
    ".png": b"\x89PNG",
    ".pdf": b"%PDF",
    ".json": b"{",
    ".txt": b"",
    ".sarif": b'{\n  "$schema"',
    ".xml": b"<?xml",
}
ENDS = {
    ".csv": b"\n",
    ".parquet": b"PAR1",
    ".html": b"</html>",
    ".md": b"\n",
    ".svg": b"</svg>",
    ".pdf": b"%%EOF",
    ".json": b"}\n",
    ".txt": b" files\n",
    ".sarif": b"}\n",
    ".xml": b"</testsuites>\n",
}

writers = pytest.mark.parametrize("name", WRITERS)
a_few = pytest.mark.parametrize("name", ["table.csv", "table.parquet", "chart.json", "found.sarif"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "register.csv").write_text(ROWS, encoding="utf-8")
    return write(tmp_path, ONE_OPTION, LIBRARY_CRITERIA)


def out(name: str, folder: Path, where: str | None = None) -> Ran:
    return run(*WRITERS[name], "--out", where or name, cwd=folder)


def new_in(folder: Path) -> set[str]:
    there = {"options.yaml", "criteria.yaml", "register.csv"}
    return {path.name for path in folder.iterdir()} - there


def is_whole(raw: bytes, name: str) -> bool:
    suffix = Path(name).suffix
    return raw.startswith(STARTS[suffix]) and raw.endswith(ENDS.get(suffix, b"")) and bool(raw)


def refused(name: str, folder: Path, where: str) -> str:
    ran = out(name, folder, where)
    assert (ran.code, ran.raw) == (2, b""), ran.err
    return " ".join(ran.err.replace("│", " ").split())


@unix
@writers
def test_a_file_is_written_whole_and_told(name: str, folder: Path) -> None:
    ran = out(name, folder)
    assert ran.code == 0, ran.err
    assert is_whole((folder / name).read_bytes(), name)
    assert f"ukjapan: wrote {name} (" in ran.err
    figures = {"paper-figures"} if name == "paper.md" else set()
    assert new_in(folder) == {name} | figures


@unix
@writers
def test_a_pipe_gets_the_whole_file_and_stays_a_pipe(name: str, folder: Path) -> None:
    os.mkfifo(folder / name)
    with (
        (folder / "got").open("wb") as got,
        subprocess.Popen(["cat", name], stdout=got, cwd=folder) as reader,
    ):
        ran = out(name, folder)
        if ran.code:  # nothing may have been written, and it would wait for ever
            reader.kill()
    assert ran.code == 0, ran.err
    assert is_whole((folder / "got").read_bytes(), name)
    assert (folder / name).is_fifo()
    assert new_in(folder) == {name, "got"}


@unix
@writers
def test_a_device_stays_one_behind_a_link_too(name: str, folder: Path) -> None:
    """A device of the test's own, of the kind of /dev/null: never the machine's."""
    device = folder / "device"
    try:
        os.mknod(device, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
    except (AttributeError, PermissionError):
        pytest.skip("devices are made by root on Linux")
    (folder / name).symlink_to(device.name)
    assert out(name, folder).code == 0
    assert device.is_char_device()
    assert (folder / name).readlink() == Path("device")
    assert new_in(folder) == {name, "device"}


@writers
def test_what_cannot_be_written_is_refused_before_the_work(name: str, folder: Path) -> None:
    (folder / name).write_bytes(b"precious")
    (folder / name).chmod(0o444)
    assert f"'{name}' is read-only" in refused(name, folder, name)
    assert (folder / name).read_bytes() == b"precious"
    (folder / "sub").mkdir()
    (folder / "sub" / name).mkdir()
    assert f"'sub/{name}' is a folder" in refused(name, folder, f"sub/{name}")
    assert "there is no folder 'no'" in refused(name, folder, f"no/{name}")
    assert new_in(folder) == {name, "sub"}


@unix
@a_few
def test_a_link_to_a_file_stays_and_its_target_is_written(name: str, folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / name).symlink_to(f"real/{name}")
    ran = out(name, folder)
    assert ran.code == 0
    assert (folder / name).is_symlink()
    assert is_whole((folder / "real" / name).read_bytes(), name)
    assert new_in(folder / "real") == {name}
    (folder / name).unlink()
    (folder / name).symlink_to(f"gone/{name}")
    assert f"there is no folder '{folder}/gone'" in refused(name, folder, f"./{name}")


@unix
@a_few
def test_a_new_file_has_the_mode_of_the_umask_and_an_old_one_its_own(
    name: str, folder: Path
) -> None:
    before = os.umask(0o027)
    try:
        assert out(name, folder).code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / name).stat().st_mode) == 0o640
    (folder / name).chmod(0o604)
    assert out(name, folder, f"./{name}").code == 0
    assert stat.S_IMODE((folder / name).stat().st_mode) == 0o604


@unix
@a_few
def test_a_reader_that_goes_away_is_told_without_a_traceback(name: str, folder: Path) -> None:
    os.mkfifo(folder / name)
    with subprocess.Popen(["head", "-c", "0", folder / name]) as reader:
        ran = out(name, folder)
        reader.wait()
    assert ran.code in (0, 2)  # what is small fits into the pipe
    assert "Traceback" not in ran.err
    assert ran.code == 0 or f"'{name}' cannot be written: Broken pipe" in ran.err
    assert (folder / name).is_fifo()


def test_a_check_is_written_as_text_unless_a_format_is_named(folder: Path) -> None:
    on_github = {"GITHUB_ACTIONS": "true"}
    broken = (
        (folder / "options.yaml")
        .read_text(encoding="utf-8")
        .replace("name: The market hall", "nam: A")
    )
    (folder / "options.yaml").write_text(broken, encoding="utf-8")
    ran = run("check", "--out", "found.txt", cwd=folder, settings=on_github)
    assert (ran.code, ran.out) == (1, "")
    text = (folder / "found.txt").read_text(encoding="utf-8")
    assert text == run("check", "--format", "text", cwd=folder).out
    assert "\x1b" not in text


def test_a_diff_is_no_report(folder: Path) -> None:
    ran = run("check", "--diff", "--out", "found.diff", cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "--out: a diff goes to stdout" in ran.err
    assert new_in(folder) == set()


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("check", "options.yaml"),
        ("check .", "./criteria.yaml"),
        ("check", "sub/options.yml"),
        ("check", "link.txt"),
        ("check o.txt", "o.txt"),
        ("check -o o.txt --format json", "hard.txt"),
        ("table check register.csv", "register.csv"),
        ("report -o o.md", "o.md"),
        ("plot values -c c.json --format vega", "c.json"),
    ],
)
def test_what_is_read_is_not_written_over(words: str, where: str, folder: Path) -> None:
    """`check --out options.yaml` is easily typed by who means another thing."""
    (folder / "sub").mkdir()
    for name, of in (("o.txt", "options"), ("o.md", "options"), ("c.json", "criteria")):
        (folder / name).write_bytes((folder / f"{of}.yaml").read_bytes())
    (folder / "link.txt").symlink_to("options.yaml")
    (folder / "hard.txt").hardlink_to(folder / "o.txt")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    ran = run(*words.split(), "--out", where, cwd=folder)
    assert (ran.code, ran.raw) == (2, b"")
    assert f"'{Path(where)}' is a file of the decision; write to another" in ran.err
    assert {path: path.read_bytes() for path in before} == before
    assert list((folder / "sub").iterdir()) == []


FULL = """
import resource, sys
sys.dont_write_bytecode = True
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
sys.argv = ["ukjapan", *sys.argv[1:]]
from ukjapan_cli.cli.app import main
main()
"""


def process(code: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )


@unix
@pytest.mark.parametrize("name", ["paper.md", "chart.json", "found.sarif"])
def test_where_there_is_no_room_the_old_file_stays_and_nothing_else(
    name: str, folder: Path
) -> None:
    (folder / name).write_bytes(b"old")
    ran = process(FULL, *WRITERS[name], "--out", name, folder=folder)
    assert ran.returncode == 2
    assert "cannot be written: File too large" in ran.stderr
    assert (folder / name).read_bytes() == b"old"
    assert new_in(folder) == {name}


def interrupted(words: Sequence[str], folder: Path, after: float, by: signal.Signals) -> int:
    """The exit code of a run that gets a signal once a new file stands beside the old ones."""
    with subprocess.Popen(
        [*COMMAND, *words], cwd=folder, env=environment(), stderr=subprocess.DEVNULL
    ) as running:
        end = time.monotonic() + 60
        while time.monotonic() < end and running.poll() is None:
            if any(path.name.startswith(".ukjapan-") for path in folder.iterdir()):
                time.sleep(after)
                running.send_signal(by)
                break
            time.sleep(0.001)
        return running.wait(60)


@unix
@pytest.mark.parametrize(
    ("suffix", "by", "after"),
    [
        *[("csv", signal.SIGINT, after) for after in (0.0, 0.3)],
        *[("parquet", signal.SIGINT, after) for after in (0.1, 0.3)],
        ("csv", signal.SIGTERM, 0.1),
    ],
)
def test_a_table_that_is_interrupted_leaves_nothing(
    suffix: str, by: signal.Signals, after: float, folder: Path
) -> None:
    rows = "".join(f"o{n},O {n},{n % 80 + 40},5,{n % 4000},split\n" for n in range(200_000))
    (folder / "register.csv").write_text(ROWS.splitlines()[0] + "\n" + rows, encoding="utf-8")
    name = f"table.{suffix}"
    (folder / name).write_bytes(b"old")
    code = interrupted([*WRITERS[name], "--out", name], folder, after, by)
    assert new_in(folder) == {name}
    assert (code == 0) == ((folder / name).read_bytes() != b"old")
