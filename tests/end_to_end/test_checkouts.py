"""`ukjapan check` in checkouts of people we don't know: links, pipes, folders that are shut."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end_to_end.program import run, run_process

from ukjapan_cli.features.check.manual import CRITERIA, OPTIONS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX links, pipes and modes")
SECRET = "hunter2-of-the-runner"
FORMATS = ["text", "github", "json", "sarif", "junit"]


def write(folder: Path, criteria: str = CRITERIA, options: str = OPTIONS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "criteria.yaml").write_text(criteria, encoding="utf-8")
    (folder / "options.yaml").write_text(options, encoding="utf-8")
    return folder


@pytest.mark.parametrize("arguments", [["."], [], ["a/criteria.yaml"], ["a"], [".", "--fix"]])
@pytest.mark.parametrize("format_", FORMATS)
def test_a_link_shows_nothing_of_what_is_outside(
    tmp_path: Path, arguments: list[str], format_: str
) -> None:
    folder = write(tmp_path / "checkout")
    write(folder / "a")
    for place in (folder, folder / "a"):
        (place / "options.yaml").unlink()
        (place / "options.yaml").symlink_to("/proc/self/environ")
    settings = {"A_TOKEN": SECRET, "PATH": os.environ["PATH"]}
    ran = run("check", *arguments, "--format", format_, cwd=folder, settings=settings)
    assert ran.code == 1
    assert SECRET not in ran.out + ran.err
    assert format_ == "junit" or "link that leads out of the folder" in ran.out


@pytest.mark.parametrize("command", ["score", "explain station", "report", "table check t.csv"])
def test_nor_do_other_commands(tmp_path: Path, command: str) -> None:
    folder = write(tmp_path)
    for name in ("options.yaml", "criteria.yaml"):
        (folder / name).unlink()
        (folder / name).symlink_to("/proc/self/environ")
    (folder / "t.csv").write_text("id\na\n", encoding="utf-8")
    settings = {"A_TOKEN": SECRET, "PATH": os.environ["PATH"]}
    ran = run(*command.split(), cwd=folder, settings=settings)
    assert (ran.code, ran.out) == (2, "")
    assert "here is not read: it is a link to what is no file of a decision" in ran.err
    assert SECRET not in ran.err


@pytest.mark.parametrize("arguments", [["."], [], ["criteria.yaml"]])
def test_nothing_waits_for_a_pipe(tmp_path: Path, arguments: list[str]) -> None:
    folder = write(tmp_path)
    (folder / "options.yaml").unlink()
    os.mkfifo(folder / "options.yaml")
    ran = run("check", *arguments, cwd=folder)  # the program's own limit of time ends it
    assert ran.code == 1
    assert "no regular file" in ran.out


@pytest.mark.process
def test_a_named_file_may_be_anything_readable_up_to_a_size(tmp_path: Path) -> None:
    write(tmp_path)
    ran = run("check", "/dev/zero", cwd=tmp_path)
    assert ran.code == 1
    assert "/dev/zero:1:1: error UKJ101: the file is larger than 20 MB" in ran.out
    piped = subprocess.run(
        [sys.executable, "-m", "ukjapan_cli", "check", "-o", "/dev/stdin", "--select", "UKJ1"],
        cwd=tmp_path,
        input=OPTIONS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert piped.returncode == 0, piped.stdout


def test_half_a_decision_fails_where_a_folder_is_checked(tmp_path: Path) -> None:
    write(tmp_path / "whole")
    half = write(tmp_path / "half")
    (half / "criteria.yaml").rename(half / "critera.yaml")
    ran = run("check", "--select", "UKJ1", ".", cwd=tmp_path)
    assert ran.code == 1
    assert "half/options.yaml:1:1: error UKJ123: half a decision" in ran.out
    assert "'critera.yaml' looks like it" in ran.out
    assert run("check", "--select", "UKJ1", "half/options.yaml", cwd=tmp_path).code == 0


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path / "old")
    (tmp_path / "addon").mkdir()
    (tmp_path / "addon" / "options.yaml").write_text("log_level: info\n", encoding="utf-8")
    ran = run("check", ".", "--exclude", "old", "--format", "json", cwd=tmp_path)
    assert ran.code == 0
    assert json.loads(ran.out)["summary"]["notes"] == [
        "excluded: 'old'",
        "'addon/options.yaml' is another program's: it has no list of options or criteria",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["criteria.yaml", "-o", "options.yaml"], "--options: the files are named"),
        ([".", "-c", "x.yaml", "-o", "y"], "--options and --criteria: the files are named"),
        (["--diff", "--format", "sarif"], "--format: a diff has a format of its own"),
        (["--select", "UKJ2,UKJ302", "--ignore", "UKJ302"], "UKJ302 is selected as well"),
        (["--exclude", "old"], "--exclude: only in a folder is anything left out"),
        (["criteria.yaml", "--exclude", "old"], "--exclude: only in a folder"),
    ],
)
def test_flags_without_effect_are_refused(tmp_path: Path, arguments: list[str], said: str) -> None:
    ran = run("check", *arguments, cwd=write(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_files_from_the_environment_are_no_flags(tmp_path: Path) -> None:
    settings = {"UKJAPAN_OPTIONS": "elsewhere.yaml"}
    assert run("check", "criteria.yaml", cwd=write(tmp_path), settings=settings).code == 0


def test_the_same_weight_twice_is_refused(tmp_path: Path) -> None:
    for command in ("score", "explain station", "sensitivity", "methods", "report"):
        weights = ("--weight", "reach=1", "--weight", "reach=2")
        ran = run(*command.split(), *weights, cwd=write(tmp_path))
        assert (ran.code, ran.out) == (2, "")
        assert "'reach' is given two weights" in " ".join(ran.err.split())


@pytest.fixture
def shut() -> Iterator[Path]:
    """Somebody's folder with a wrong decision, one that can only be listed, and a shut one."""
    folder = Path(tempfile.mkdtemp())
    write(folder / "a", options=OPTIONS.replace("version: 1", "version: 2"))
    write(folder / "b")
    write(folder / "pgdata")
    (folder / "b").chmod(0o444)
    (folder / "pgdata").chmod(0)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "65534:65534", folder], check=True)
    yield folder
    subprocess.run(["chmod", "-R", "u+rwX", folder], check=True)
    shutil.rmtree(folder)


AS_SOMEBODY = """
import contextlib, io, os, sys
from ukjapan_cli.cli.app import main
words = sys.argv[1:]
if os.geteuid() == 0:  # first as root, who can import everything
    sys.argv = ["ukjapan", "check", "a", *(word for word in words if word.startswith("-"))]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main()
    os.seteuid(65534)
sys.argv = ["ukjapan", "check", *words]
main()
"""


@pytest.mark.process
@pytest.mark.parametrize("format_", FORMATS)
def test_what_cannot_be_read_is_found_and_the_rest_is_checked(shut: Path, format_: str) -> None:
    words = (".", f"--format={format_}")
    ran = run_process("-c", AS_SOMEBODY, *words, cwd=shut, command=[sys.executable])
    assert (ran.code, ran.err) == (1, "")
    for place in ("a/options", "b/criteria", "b/options", "pgdata"):
        assert place in ran.out
    assert "UKJ119" in ran.out  # the version of another decision
    assert ran.out.count("Permission denied") >= 3
    if format_ in ("json", "sarif"):
        json.loads(ran.out)


@pytest.mark.process
@pytest.mark.parametrize("flag", ["--format=sarif", "--fix"])
def test_what_is_named_and_cannot_be_read_is_found_as_well(shut: Path, flag: str) -> None:
    (shut / "c").mkdir()
    (shut / "c" / "criteria.yaml").touch(0)
    words = ("b/options.yaml", "pgdata", "c/criteria.yaml", "a", flag)
    ran = run_process("-c", AS_SOMEBODY, *words, cwd=shut, command=[sys.executable])
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.count("Permission denied") >= 3
    assert "UKJ119" in ran.out
