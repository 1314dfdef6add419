"""Where `ukjapan report` writes to: files, folders, pipes, devices and terminals."""

import io
import re
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from tests.end_to_end.decisions import LIBRARY_CRITERIA, LIBRARY_OPTIONS, ONE_OPTION, write
from tests.end_to_end.program import run, run_on_terminal, run_process, run_python

unix = pytest.mark.skipif(sys.platform == "win32", reason="terminals and devices are Unix's")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's")
FULL_DISK = """
import resource, sys
sys.dont_write_bytecode = True  # it would be cut off too
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.argv = ["ukjapan", "report", "--out", "paper.html"]
from ukjapan_cli.cli.app import main
main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, ONE_OPTION, LIBRARY_CRITERIA)


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"options.yaml", "criteria.yaml"}


def images(markdown: str) -> list[str]:
    """The addresses of the pictures, as a browser asks for them."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    return [unquote(str(child.attrs["src"])) for child in inline if child.type == "image"]


def test_a_workbook_goes_into_a_pipe_whole(library: Path) -> None:
    ran = run("report", "--format", "xlsx", cwd=library)
    assert (ran.code, ran.err) == (0, "")
    with zipfile.ZipFile(io.BytesIO(ran.raw)) as book:
        assert book.testzip() is None


@pytest.mark.charts
@pytest.mark.process
@unix
def test_a_terminal_is_shown_markdown_and_no_page_or_workbook(library: Path) -> None:
    for arguments, named in (
        ((), "report.html"),
        (("--format", "html"), "report.html"),
        (("--format", "xlsx"), "report.xlsx"),
    ):
        shown = run_on_terminal("report", *arguments, cwd=library, columns=100)
        assert shown.code == 2
        assert f"'--out': is needed on a terminal, as in --out {named}" in shown.text
    shown = run_on_terminal("report", "--format", "markdown", cwd=library, columns=100)
    assert shown.code == 0
    assert shown.lines[0].startswith(("# Where should", "ukjapan: without figures"))


@pytest.mark.charts
def test_markdown_on_stdout_says_that_it_has_no_figures(library: Path) -> None:
    ran = run("report", "--format", "markdown", cwd=library)
    assert (ran.code, images(ran.out)) == (0, [])
    assert ran.err == "ukjapan: without figures, which stand beside a file: --out report.md\n"


@pytest.mark.charts
def test_figures_are_found_whatever_the_report_is_called(tmp_path: Path) -> None:
    folder = write(tmp_path, LIBRARY_OPTIONS, LIBRARY_CRITERIA)
    name = "my (paper) #1 %41 [x] 文書.md"
    ran = run("report", "--out", name, "--draws", "100", cwd=folder)
    assert ran.code == 0, ran.err
    shown = images((folder / name).read_text(encoding="utf-8"))
    figures = folder / f"{Path(name).stem}-figures"
    assert {folder / address for address in shown} == set(figures.iterdir())
    assert len(shown) == len(set(shown)) == 9


@pytest.mark.charts
def test_each_file_is_told_of_once_it_is_there(folder: Path) -> None:
    (folder / "out").mkdir()
    ran = run("report", "--out", "out/paper.md", cwd=folder)
    told = re.findall(r"^ukjapan: wrote (\S+) \([\d,]+ (?:kB|bytes)\)$", ran.err, re.MULTILINE)
    assert told[-1] == "out/paper.md"
    assert len(told) == len(ran.err.splitlines()) == 3
    assert all((folder / path).stat().st_size for path in told)
    assert files_in(folder) == {"out"}
    assert files_in(folder / "out") == {"paper.md", "paper-figures"}
    text = (folder / "out" / "paper.md").read_text(encoding="utf-8")
    assert all(address.startswith("paper-figures/") for address in images(text))
    assert "`ukjapan report --out out/paper.md`" in text


def test_where_the_figures_go_must_not_be_a_file(folder: Path) -> None:
    (folder / "paper-figures").write_text("mine", encoding="utf-8")
    ran = run("report", "--out", "paper.md", cwd=folder)
    assert ran.code == 2
    assert "'paper-figures' is a file, and the figures need a folder" in " ".join(ran.err.split())
    assert files_in(folder) == {"paper-figures"}


def test_a_file_that_was_there_is_replaced_unless_it_is_read_only(folder: Path) -> None:
    out = folder / "paper.xlsx"
    out.write_bytes(b"old")
    out.chmod(0o444)
    ran = run("report", "--out", "paper.xlsx", cwd=folder)
    assert ran.code == 2
    assert "'paper.xlsx' is read-only" in ran.err
    assert out.read_bytes() == b"old"
    out.chmod(0o640)
    assert run("report", "--out", "./paper.xlsx", cwd=folder).code == 0
    assert zipfile.is_zipfile(out)
    if sys.platform != "win32":
        assert out.stat().st_mode & 0o777 == 0o640


@unix
def test_a_link_stays_a_link(folder: Path) -> None:
    (folder / "shared").mkdir()
    link = folder / "paper.xlsx"
    link.symlink_to("shared/latest.xlsx")
    assert run("report", "--out", "paper.xlsx", cwd=folder).code == 0
    assert link.is_symlink()
    assert zipfile.is_zipfile(folder / "shared" / "latest.xlsx")


@pytest.mark.charts
@pytest.mark.process
@unix
def test_where_a_disk_is_full_the_old_file_stays(folder: Path) -> None:
    (folder / "paper.html").write_bytes(b"old")
    ran = run_python(FULL_DISK, cwd=folder)
    assert ran.code == 2
    assert ran.err == "ukjapan: error: 'paper.html' cannot be written: File too large\n"
    assert (folder / "paper.html").read_bytes() == b"old"
    assert files_in(folder) == {"paper.html"}


@pytest.mark.charts
@pytest.mark.process
@linux
def test_a_device_is_written_to_and_stays_a_device(folder: Path) -> None:
    ran = run("report", "--out", "/dev/full", "--format", "xlsx", cwd=folder)
    assert ran.code == 2
    assert ran.err == "ukjapan: error: '/dev/full' cannot be written: No space left on device\n"
    assert Path("/dev/full").is_char_device()
    arguments = ("--out", "/dev/stdout", "--format", "markdown")
    ran = run_process("report", *arguments, cwd=folder)
    assert ran.code == 0
    assert ran.out.startswith("# Where should")
    assert not Path("/dev/stdout-figures").exists()
    assert files_in(folder) == set()
