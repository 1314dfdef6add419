"""How a run ends when it is broken off: its code, no traceback, nothing left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA
from tests.end_to_end.program import COMMAND, environment, run_process

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and devices as Unix has them"),
]
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}

BEGIN = """
import os, signal, sys, threading
from ukjapan_cli.__main__ import main

def end():
    os.kill(os.getpid(), NUMBER)

def soon(seconds=0.2):
    threading.Timer(seconds, end).start()
"""
DURING_IMPORTS = """
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == MODULE:
            sys.meta_path.remove(self)
            end()

sys.meta_path.insert(0, Finder())
main()
"""
SWALLOWED = """
class Library:
    def __del__(self):
        end()

from ukjapan_cli.documents import load
load_files = load.load_files

def loaded(*given, **named):
    Library()
    return load_files(*given, **named)

load.load_files = loaded
main()
"""
WHILE_SOLVING = """
from ukjapan_cli.model.solver import Program
run = Program._run

def slowly(self):
    soon()
    self._solver.run = lambda: threading.Event().wait()  # as HiGHS, it lets nobody in
    return run(self)

Program._run = slowly
main()
"""
WHILE_A_DATABASE_SORTS = """
from ukjapan_cli.features.table.engines.sort_on_disk import Scratch

def slowly(self, ranker, count):
    soon(0.05)  # two processors are busy until then
    self._rows("select count(*) from range(100000000000) where hash(range) = 1")

Scratch.rank_best = slowly
main()
"""
WHILE_A_DATABASE_READS = """
from ukjapan_cli.features.table.analysis import running_ranks
ranks = running_ranks.running_ranks

def broken_off(values):
    for part in ranks(values):
        end()
        yield part

running_ranks.running_ranks = broken_off
main()
"""
WHILE_AN_ENGINE_READS = """
from ukjapan_cli.features.table.engines.ENGINE import engine

Engine = type(engine())
batches = Engine.batches

def broken_off(self, frame):
    for part in batches(self, frame):
        yield part
        end()

Engine.batches = broken_off
main()
"""
TABLE = "id,running-cost,rent-security,reach,support\n" + "".join(
    f"o{i},{40 + i % 80},{5 + i % 20},{i % 4000},split\n" for i in range(20_000)
)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "criteria.yaml").write_text(LIBRARY_CRITERIA, encoding="utf-8")
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    return folder


def broken_off(
    code: str, number: int, arguments: str, cwd: Path, scratch: Path
) -> subprocess.CompletedProcess[bytes]:
    """Run a program that sends itself a signal, with a folder for what it might leave behind."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            BEGIN.replace("NUMBER", str(int(number))) + code,
            *arguments.split(),
        ],
        cwd=cwd,
        env=environment(TMPDIR=str(scratch)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def ends(code: str, number: int, arguments: str, cwd: Path, scratch: Path) -> None:
    """Assert that it ends at once, without a word and without a trace."""
    before = set(cwd.iterdir())
    ran = broken_off(code, number, arguments, cwd, scratch)
    assert (ran.returncode, ran.stdout, ran.stderr) == (CODES[number], b"", b"")
    assert set(cwd.iterdir()) == before
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("module", "number"),
    [
        ("ukjapan_cli.cli.signals", signal.SIGINT),  # before they are the program's own
        ("typer", signal.SIGTERM),
        ("ukjapan_cli.cli.app", signal.SIGINT),
        ("numpy", signal.SIGINT),
        ("rich.table", signal.SIGHUP),
        ("highspy", signal.SIGINT),
    ],
)
def test_during_imports(library: Path, tmp_path: Path, module: str, number: int) -> None:
    code = DURING_IMPORTS.replace("MODULE", repr(module))
    ends(code, number, "portfolio --budget staff=2", library, tmp_path)


@pytest.mark.parametrize("number", CODES)
def test_where_python_would_say_that_it_ignored_it(
    library: Path, tmp_path: Path, number: int
) -> None:
    ends(SWALLOWED, number, "score", library, tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_while_a_program_is_solved(library: Path, tmp_path: Path, number: int) -> None:
    ends(WHILE_SOLVING, number, "portfolio", library, tmp_path)


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("code", "number", "out"),
    [
        (WHILE_A_DATABASE_SORTS, signal.SIGINT, ""),
        (WHILE_A_DATABASE_SORTS, signal.SIGTERM, ""),
        (WHILE_A_DATABASE_READS, signal.SIGINT, ""),
        (WHILE_A_DATABASE_READS, signal.SIGTERM, " --out scored.csv"),
        (WHILE_AN_ENGINE_READS, signal.SIGINT, ""),
        (WHILE_AN_ENGINE_READS, signal.SIGINT, " --out scored.csv"),
    ],
)
def test_while_a_table_is_ranked(
    tables: Path, tmp_path: Path, engine: str, code: str, number: int, out: str
) -> None:
    code = code.replace("ENGINE", engine)
    ends(code, number, f"table score t.csv --engine {engine}{out}", tables, tmp_path)


def test_a_signal_that_is_to_be_ignored_is(library: Path, tmp_path: Path) -> None:
    """As `nohup` has it; what runs in a shell's background ignores Ctrl-C likewise."""
    code = "signal.signal(signal.SIGHUP, signal.SIG_IGN)" + DURING_IMPORTS.replace(
        "MODULE", "'numpy'"
    )
    ran = broken_off(code, signal.SIGHUP, "score", library, tmp_path)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout


def shell(script: str, cwd: Path) -> tuple[int, str, str]:
    ran = subprocess.run(
        ["bash", "-c", script.replace("ukjapan", COMMAND[0])],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize("command", ["--help", "score --help", "--version", "score"])
def test_a_reader_that_has_gone_away_is_no_fault(library: Path, command: str) -> None:
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written) as stdout:
        ran = subprocess.run(
            [*COMMAND, *command.split()],
            cwd=library,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    ("command", "code"),
    [("", 2), ("score --nope", 2), ("explain nobody", 2), ("rule UKJ402", 0), ("score", 0)],
)
def test_where_nothing_can_be_said_the_code_is_the_same(
    empty: Path, command: str, code: int
) -> None:
    for nowhere in ("/dev/full", "&-"):
        assert shell(f"ukjapan {command} 2>{nowhere}", empty)[0] == code


@pytest.mark.charts
@pytest.mark.parametrize(
    "command", ["plot values --out a.svg", "report --out a.html", "report --out a.md"]
)
@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("export PYTHONOPTIMIZE=2;", "Python leaves them out: start it without -OO"),
        ("ulimit -v 8000000;", "lift the limit, as by ulimit -v unlimited"),
    ],
)
def test_charts_say_what_keeps_them_from_being_made(
    library: Path, before: str, command: str, reason: str
) -> None:
    files = set(library.iterdir())
    code, out, err = shell(f"{before} ukjapan {command}", library)
    assert (code, out) == (2, "")
    assert reason in err
    assert len(err.splitlines()) == 1
    assert set(library.iterdir()) == files


ALL_ELSE = """
import sys
from ukjapan_cli.cli.app import app

for command in sys.argv[1].split(","):
    sys.argv = ["ukjapan", *command.split()]
    try:
        app()
    except SystemExit as end:
        if end.code:
            sys.exit(f"{command} ends with {end.code}")
"""


@pytest.mark.parametrize("before", ["export PYTHONOPTIMIZE=2;", "ulimit -v 2000000;"])
def test_all_else_is_as_ever_then(library: Path, tmp_path: Path, before: str) -> None:
    commands = f"check,score,portfolio,report --draws 100 --out {tmp_path / 'a.xlsx'}"
    words = ("-c", f'{before} exec "$@"', "sh", sys.executable, "-c", ALL_ELSE, commands)
    ran = run_process(*words, cwd=library, command=["bash"])
    assert (ran.code, "error" in ran.err) == (0, False), ran.err
    assert (tmp_path / "a.xlsx").exists()
