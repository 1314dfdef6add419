"""Nothing but data reaches stdout's reader, whatever a library writes to descriptor 1.

HiGHS 1.16 does so when a solver is made. Here one does it from C all the while, in a thread, for
every command, format and kind of stdout; and at every import, in processes that begin with none.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from tests.end_to_end.decisions import options, write
from tests.end_to_end.forks import Streams, can_fork, ended, fork
from tests.end_to_end.noise import make_noise
from tests.end_to_end.program import (
    COMMAND,
    environment,
    run_on_new_terminal,
    run_on_terminal,
    run_python,
)

pytestmark = pytest.mark.process
unix = pytest.mark.skipif(sys.platform == "win32", reason="closes streams as Unix does")
forks = pytest.mark.skipif(not can_fork(), reason="forks, as Unix does")

AT_IMPORTS = """
import os, sys
import ukjapan_cli.cli.streams  # which the program begins with, and which needs no library
from ukjapan_cli.__main__ import main

class Library:
    def find_spec(self, name, path=None, target=None):
        os.write(1, b"noise from C\\n")

sys.meta_path.insert(0, Library())
sys.argv = ["ukjapan", *sys.argv[1:]]
main()
"""


Parse = Callable[[bytes], object]


def is_csv(raw: bytes) -> None:
    header, *rows = csv.reader(io.StringIO(raw.decode()), strict=True)
    assert rows
    assert {len(row) for row in rows} == {len(header)}


def begins(beginning: str) -> Parse:
    def parse(raw: bytes) -> None:
        assert re.match(beginning, raw.decode())

    return parse


def is_workbook(raw: bytes) -> None:
    assert raw.startswith(b"PK\x03\x04")
    assert openpyxl.load_workbook(io.BytesIO(raw)).sheetnames


def is_page(raw: bytes) -> None:
    assert raw.startswith(b"<!DOCTYPE html>\n")
    assert raw.endswith(b"</html>")


def is_png(raw: bytes) -> None:
    assert raw.startswith(b"\x89PNG\r\n\x1a\n")
    assert raw.endswith(b"IEND\xaeB`\x82")


def is_pdf(raw: bytes) -> None:
    assert raw.startswith(b"%PDF-")
    assert raw.rstrip().endswith(b"%%EOF")


RESULTS = [
    *("score", "explain q", "robustness --draws 200", "sensitivity", "sensitivity --first r"),
    *("methods", "perspectives", "portfolio --budget money=2", "timeline"),
]
"""Commands that write a result, in the same four formats."""


def runs() -> Iterator[tuple[str, Parse]]:
    """Every command in every format that it writes to stdout."""
    for command in RESULTS:
        yield f"{command} --format json", json.loads
        yield f"{command} --format csv", is_csv
        yield f"{command} --format table", begins("Which one\\?\n|Q\n")
        yield f"{command} --format markdown", begins("## (Which one\\?|Q)\n")
    yield "check --format text", begins(r"options\.yaml:\d+:\d+: warning UKJ402: ")
    yield "check --format github", begins("::warning file=options.yaml,")
    yield "check --format json", json.loads
    yield "check --format sarif", json.loads
    yield "check --format junit", ElementTree.fromstring
    yield "report -o one.yaml --format html", is_page
    yield "report --draws 200 --format markdown", begins("# Which one\\?\n")
    yield "report --draws 200 --format xlsx", is_workbook
    yield "plot frontier --format vega", json.loads
    yield "schema options", json.loads
    yield "rule UKJ402", begins("UKJ402 ")
    yield "rule UKJ402 --format markdown", begins("### UKJ402\n")
    yield "rule UKJ402 --format json", json.loads
    yield "--version", begins(r"ukjapan \d")
    yield "portfolio --help", begins("Usage: ukjapan portfolio ")


PARSES = dict(runs())


@pytest.fixture(scope="module")
def unreached(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No weights put r first, which takes a linear program to see; all analyses have data."""
    criteria = """\
version: 1
title: Which one?
as_of: 2026-01-01
criteria:
  - {id: one, name: One, weight: 1, scale: {worst: 0, best: 100}}
  - {id: two, name: Two, weight: 1, scale: {worst: 0, best: 100}}
perspectives:
  - {id: first, name: First, weights: {one: 2, two: 1}}
  - {id: second, name: Second, weights: {one: 1, two: 2}}
checks: {select: [UKJ402]}
"""
    text = options(
        "{id: p, name: P, costs: {money: 1}, scores: {one: 100, two: {value: 0, low: 0, high: 9}}}",
        "{id: q, name: Q, costs: {money: 1}, "
        "scores: {one: {value: 2, over_time: {2026-01-01: 2, 2027-01-01: 0}}, two: 100}}",
        "{id: r, name: R, costs: {money: 1}, scores: {one: 40, two: 40}}",
    )
    folder = write(tmp_path_factory.mktemp("unreached"), text, criteria)
    one = options(  # ranked, so that little is drawn
        "{id: p, name: P, scores: {one: 100, two: 0}}",
        "{id: q, name: Q, role: baseline, scores: {one: 2, two: 100}}",
    )
    (folder / "one.yaml").write_text(one, encoding="utf-8")
    return folder


def among_noise(arguments: str, cwd: Path, folder: Path, stdout: str | None) -> tuple[int, str]:
    """The exit code of a run while a library makes noise, and what stderr got."""
    err = folder / "err"
    err.touch()
    process = fork(
        arguments.split(),
        cwd=cwd,
        environment=environment(),
        streams=Streams(os.devnull, stdout, str(err)),
        before=make_noise,
    )
    code = ended(process)
    said = err.read_text("utf-8")
    assert "noise from C" in said
    return code, said


def run_shell(script: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", script],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )


@forks
@pytest.mark.parametrize("arguments", PARSES)
def test_a_pipe_gets_the_data_alone(unreached: Path, tmp_path: Path, arguments: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    code, err = among_noise(arguments, unreached, tmp_path, str(pipe))
    reader.join()
    assert (code, "error" in err) == (0, False), err
    PARSES[arguments](got[0])


@forks
@pytest.mark.parametrize("arguments", PARSES)
def test_a_file_gets_the_data_alone(unreached: Path, tmp_path: Path, arguments: str) -> None:
    out = tmp_path / "out"
    out.touch()
    code, err = among_noise(arguments, unreached, tmp_path, str(out))
    assert (code, "error" in err) == (0, False), err
    PARSES[arguments](out.read_bytes())


@forks
@pytest.mark.parametrize("arguments", PARSES)
def test_a_closed_stdout_is_no_fault(unreached: Path, tmp_path: Path, arguments: str) -> None:
    code, err = among_noise(arguments, unreached, tmp_path, None)
    assert (code, "error" in err) == (0, False), err


@pytest.mark.parametrize(
    "arguments",
    [
        "portfolio --budget money=2 --format json",
        "check --format sarif",
        "plot frontier --format vega",
    ],
)
def test_a_new_process_is_as_clean(unreached: Path, arguments: str) -> None:
    ran = run_python(AT_IMPORTS, *arguments.split(), cwd=unreached)
    assert ran.code == 0
    assert "noise from C" in ran.err
    PARSES[arguments](ran.raw)


@forks
@pytest.mark.parametrize(
    ("name", "parse"),
    [
        ("a.svg", ElementTree.fromstring),
        ("a.png", is_png),
        ("a.pdf", is_pdf),
        ("a.json", json.loads),
    ],
)
def test_a_picture_goes_to_its_file_and_nothing_to_stdout(
    unreached: Path, tmp_path: Path, name: str, parse: Parse
) -> None:
    out = tmp_path / "out"
    out.touch()
    code, err = among_noise(f"plot frontier --out {tmp_path / name}", unreached, tmp_path, str(out))
    assert (code, out.read_bytes()) == (0, b""), err
    parse((tmp_path / name).read_bytes())


IN_A_PROGRAM = """
import os, sys
from ukjapan_cli.cli.app import main
sys.argv = ["ukjapan", "score", "--format", "csv"]
try:
    main()
except SystemExit as end:
    os.write(1, b"%d\\n" % (end.code or 0))
"""


def test_somebody_elses_process_keeps_its_descriptors(unreached: Path) -> None:
    ran = run_python(IN_A_PROGRAM, cwd=unreached)
    assert ran.lines[0].startswith('"rank",')
    assert ran.lines[-1] == "0"


TALKATIVE = """
import os, sys
from ukjapan_cli.__main__ import main
from ukjapan_cli.model import scoring
score = scoring.score

def talkative(*given, **named):
    print("noise from Python")
    os.system("echo noise from a child")
    return score(*given, **named)

scoring.score = talkative
sys.argv = ["ukjapan", "score"]
main()
"""


def test_what_python_and_children_print_is_no_data(unreached: Path) -> None:
    ran = run_python(TALKATIVE, cwd=unreached)
    assert ran.code == 0
    assert ran.lines[0] == "Which one?"
    assert "noise" not in ran.out
    assert {"noise from Python", "noise from a child"} <= set(ran.err.splitlines())


@unix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_no_file_takes_the_number_of_a_closed_stream(
    unreached: Path, tmp_path: Path, closed: str
) -> None:
    """What is said goes to nobody's file."""
    found = tmp_path / "found.json"
    ran = run_shell(f"{COMMAND[0]} check --format json --out {found} {closed}", unreached)
    assert (ran.returncode, ran.stdout) == (0, b"")
    assert json.loads(found.read_bytes())


@unix
def test_a_picture_is_drawn_where_all_streams_are_closed(unreached: Path, tmp_path: Path) -> None:
    """Its library opens files of its own."""
    picture = tmp_path / "chart.svg"
    ran = run_shell(f"{COMMAND[0]} plot frontier --out {picture} <&- >&- 2>&-", unreached)
    assert (ran.returncode, ran.stdout) == (0, b"")
    assert ElementTree.fromstring(picture.read_bytes()).tag.endswith("}svg")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_the_file_called_stdout_is_the_real_one(unreached: Path, name: str) -> None:
    ran = run_shell(f"{COMMAND[0]} report --draws 200 --format markdown --out {name}", unreached)
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"# Which one?\n")


@unix
@pytest.mark.parametrize("arguments", ["score", "score --help"])
def test_the_terminal_that_counts_is_the_one_that_data_goes_to(
    library: Path, arguments: str
) -> None:
    """With messages elsewhere it has its width and colours; with data elsewhere there are none."""
    whole = run_on_terminal(*arguments.split(), cwd=library, columns=60)
    alone = run_on_new_terminal(f"{COMMAND[0]} {arguments} 2>/dev/null", cwd=library, columns=60)
    assert alone == (0, whole.raw)
    in_pipe = run_shell(f"{COMMAND[0]} {arguments}", library).stdout.decode()
    code, shown = run_on_new_terminal(f"{COMMAND[0]} {arguments} | cat", cwd=library, columns=60)
    assert (code, shown.replace("\r\n", "\n")) == (0, in_pipe)
