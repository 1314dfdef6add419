"""What small files can cost: every command on each of `hostile_files`, with limits.

    python -m benchmarks.hostile [--all] [DECISION ...]

No file under a megabyte may take more than 10 seconds of processor time or 500 MB in any command.
The worst commands of each decision are printed, with --all every one; those over a limit are marked
TOO MUCH, and the exit code is 1. A run is killed at one and a half of the limits.
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.hostile_files import DECISIONS

MOST_SECONDS = 10.0
MOST_MEMORY = 500.0
_KILLED_AT = 1.5
_PAGE = os.sysconf("SC_PAGE_SIZE")
_UKJAPAN = Path(sys.executable).with_name("ukjapan")
_COMMANDS = [
    "check",
    "check --format json",
    "check --format sarif",
    "check --format junit",
    "check --format github",
    "check --diff",
    "score",
    "score --format json",
    "score --format csv",
    "score --format markdown",
    "explain o1",
    "explain o1 --format json",
    "sensitivity",
    "sensitivity --format json",
    "sensitivity --first o1",
    "sensitivity c0",
    "robustness",
    "robustness --format json",
    "robustness --draws 100000000000000000000",
    "robustness --until 1e-9",
    "robustness --weights any --format csv",
    "methods",
    "methods --format json",
    "perspectives",
    "perspectives --format json",
    "perspectives --format csv",
    "timeline",
    "timeline --every month",
    "timeline --every month --format json",
    "timeline --format csv",
    "portfolio",
    "portfolio --budget k0=100",
    "portfolio --frontier k0",
    "plot contributions --out plot.svg",
    "plot values --out plot.svg",
    "plot sensitivity --out plot.svg",
    "plot tornado --out plot.svg",
    "plot robustness --out plot.png",
    "plot timeline --out plot.svg",
    "plot frontier --out plot.svg",
    "report --out report.html",
    "report --out report.md",
    "report --out report.xlsx",
]


class Run(NamedTuple):
    """What a command took.

    Attributes:
        command: after `ukjapan`.
        seconds: of the processor, user and system.
        megabytes: the most memory that it held.
        written: megabytes of what it wrote.
        exit: its code; below 0 the signal that ended it.
    """

    command: str
    seconds: float
    megabytes: float
    written: float
    exit: int

    @property
    def is_too_much(self) -> bool:
        """Whether it took more than anything may, or failed by a fault of ours."""
        is_large = self.seconds > MOST_SECONDS or self.megabytes > MOST_MEMORY
        return is_large or self.exit not in (0, 1, 2)

    def __str__(self) -> str:
        verdict = "TOO MUCH" if self.is_too_much else ""
        return (
            f"{self.command:<42}{self.seconds:8.1f} s{self.megabytes:8.0f} MB"
            f"{self.written:8.1f} MB out  exit {self.exit:<4}{verdict}"
        )


def run(command: str, folder: Path) -> Run:
    """One command in a process of its own."""
    with (folder / "out").open("wb") as out, (folder / "error").open("wb") as errors:
        process = subprocess.Popen(
            [str(_UKJAPAN), *command.split()],
            cwd=folder,
            stdout=out,
            stderr=errors,
            preexec_fn=_limit,
        )
        status, used = _wait(process.pid)
        process.returncode = os.waitstatus_to_exitcode(status)
    written = [folder / "out", *folder.glob("report.*"), *folder.glob("plot.*")]
    size = sum(path.stat().st_size for path in written if path.is_file())
    for path in written[1:]:
        if path.is_file():
            path.unlink()
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(
        command,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / unit,
        size / 1e6,
        process.returncode,
    )


def _limit() -> None:
    most = int(MOST_SECONDS * _KILLED_AT)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))


def _wait(pid: int) -> tuple[int, resource.struct_rusage]:
    memory = Path(f"/proc/{pid}/statm")
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, used
        if memory.exists():
            held = int(memory.read_text().split()[1]) * _PAGE / 1024**2
            if held > MOST_MEMORY * _KILLED_AT:
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def runs(name: str) -> Iterator[Run]:
    """Every command on one decision."""
    criteria, options = DECISIONS[name]()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for file, text in (("criteria.yaml", criteria), ("options.yaml", options)):
            if len(text.encode()) > 1_000_000:
                raise ValueError(f"{name}: {file} has {len(text.encode()):,} bytes")
            (folder / file).write_text(text)
        for command in _COMMANDS:
            yield run(command, folder)


def main(arguments: Sequence[str]) -> int:
    """Print a table; 1 where anything is too much."""
    shows_all = "--all" in arguments
    names = [name for name in arguments if not name.startswith("--")] or list(DECISIONS)
    failed = 0
    for name in names:
        print(name, flush=True)
        of_name = []
        for ran in runs(name):
            of_name.append(ran)
            if shows_all:
                print(f"  {ran}", flush=True)
        failed += sum(ran.is_too_much for ran in of_name)
        if not shows_all:
            worst = {max(of_name, key=lambda r: r.seconds), max(of_name, key=lambda r: r.megabytes)}
            shown = [ran for ran in of_name if ran.is_too_much or ran in worst]
            print("".join(f"  {ran}\n" for ran in shown), end="", flush=True)
    print(f"{failed} runs took too much" if failed else "no run took too much")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
