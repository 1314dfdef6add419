"""Measure what is promised of tables; `python -m benchmarks.tables` prints the figures.

The promise is of the expression: the options' values, what they are made of and the counts, against
the same in the engine's own words (bare_tables.py), in turn in one process. Whole processes, the
command and a script, are run in turn as well, start-up included: medians of three, or one run of
each from ten million rows on. What both wrote is compared up to a million rows. With
`pip install '.[bench]'` the libraries for such decisions are run on arrays.
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

UKJAPAN = Path(sys.executable).with_name("ukjapan" + (".exe" if os.name == "nt" else ""))
ROOT = Path(__file__).parents[1]
ENGINES = ("polars", "duckdb")
SIZES = "100000,1000000,10000000"
LIMIT = 1.3
RUNS = 3
MANY = 10_000_000
ARRAYS = (
    ("NumPy", "numpy"),
    ("pymcdm's WSM and its ranks", "pymcdm"),
    ("scikit-criteria's weighted sum", "skcriteria"),
)
_TIMED = """
import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
taken = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(code, taken, peak / (1 << (20 if sys.platform == "darwin" else 10)))
"""


class Run(NamedTuple):
    """What a process takes: seconds, and at its peak MB."""

    seconds: float
    memory: float


def run(*arguments: str) -> Run:
    """One process; a small one starts it, whose own memory does not count as the other's."""
    timed = [sys.executable, "-S", "-c", _TIMED, *arguments]
    said = subprocess.run(timed, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    code, seconds, memory = map(float, said.split())
    if code:
        raise RuntimeError(f"{arguments} exits {code:.0f}")
    return Run(seconds, memory)


def bare(way: str, folder: Path) -> list[str]:
    """The command line of a script of bare_tables.py."""
    return [sys.executable, "-m", "benchmarks.bare_tables", way, str(folder)]


def ours(engine: str, folder: Path, out: Path | None) -> list[str]:
    """The command line of the command."""
    found = [str(UKJAPAN), "table", "score", f"{folder}/register.parquet", "--engine", engine]
    found += ["--criteria", f"{folder}/criteria.yaml", "--top", "10"]
    return found if out is None else [*found, "--out", str(out)]


def median(runs: list[Run]) -> Run:
    """The median of the times, the highest of the peaks."""
    return Run(statistics.median(r.seconds for r in runs), max(r.memory for r in runs))


def in_turn(one: list[str], other: list[str], times: int) -> tuple[Run, Run]:
    """Both commands, so often each."""
    pairs = [(run(*one), run(*other)) for _ in range(times)]
    mine, theirs = zip(*pairs, strict=True)
    return median(list(mine)), median(list(theirs))


def promised(ratio: float) -> str:
    """What a ratio is held to."""
    return f"  ≤ {LIMIT}{'' if ratio <= LIMIT else '  MISSED'}"


def line(what: str, mine: Run, theirs: Run) -> None:
    """One row of figures of whole processes."""
    ratio = mine.seconds / theirs.seconds
    print(
        f"{what:<48}{mine.seconds:>8.2f}{theirs.seconds:>8.2f}{ratio:>7.2f}"
        f"{mine.memory:>8.0f}{theirs.memory:>8.0f}{promised(ratio)}",
        flush=True,
    )


def commands(folder: Path, rows: int) -> dict[str, Run]:
    """The commands against the scripts; what writing out takes, by engine."""
    times = 1 if rows >= MANY else RUNS
    written = {}
    for engine in ENGINES:
        mine, theirs = in_turn(ours(engine, folder, None), bare(f"{engine}-top", folder), times)
        line(f"{rows:,} rows, {engine}, --top 10", mine, theirs)
        out = folder / "scored.parquet"
        mine, theirs = in_turn(ours(engine, folder, out), bare(f"{engine}-out", folder), times)
        line(f"{rows:,} rows, {engine}, --out", mine, theirs)
        if rows < MANY:
            run(*bare("same", folder))
        written[engine] = mine
    return written


def expressions(folder: Path, rows: int) -> None:
    """The expression against the hand-written one, in one process; and without planning."""
    for engine in ENGINES:
        said = subprocess.run(
            bare(f"{engine}-expression", folder),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        mine, theirs, mine_planned, theirs_planned = map(float, said.stdout.split())
        for what, ours_, hand, limit in (
            ("the expression", mine, theirs, promised(mine / theirs)),
            ("without planning", mine - mine_planned, theirs - theirs_planned, ""),
        ):
            shown = f"{rows:,} rows, {engine}, {what}"
            print(f"{shown:<48}{ours_:>8.2f}{hand:>8.2f}{ours_ / hand:>7.2f}{'':>16}{limit}")


def on_spark(folder: Path, rows: int) -> None:
    """The command on a local Spark with two cores, once; the memory is of the largest process."""
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        print("spark is not installed: pip install '.[spark]', and Java 17")
        return
    for what, out in (("--top 10", None), ("--out", folder / "scored.parquet")):
        arguments = [*ours("spark", folder, out), "--master", "local[2]"]
        found = run(*arguments)
        shown = f"{rows:,} rows, spark local[2], {what}"
        print(f"{shown:<48}{found.seconds:>8.2f}{'':>15}{found.memory:>8.0f}", flush=True)


def arrays(folder: Path, rows: int, whole: Run) -> None:
    """What works on arrays, reading them not counted, against the whole command on Polars."""
    for name, way in ARRAYS:
        what = f"{rows:,} rows, {name}"
        if importlib.util.find_spec(way) is None:
            print(f"{what:<48} is not installed: pip install '.[bench]'")
            continue
        said = subprocess.run(bare(way, folder), cwd=ROOT, capture_output=True, text=True)
        text = said.stdout.strip()
        if said.returncode or text == "out of memory":
            last = said.stderr.strip().split("\n")[-1]
            print(f"{what:<48} does not run in 8 GB: {text or last}", flush=True)
            continue
        ratio = whole.seconds / float(text)
        print(f"{what:<48}{whole.seconds:>8.2f}{float(text):>8.2f}{ratio:>7.2f}", flush=True)


def flat(sizes: list[int], written: dict[int, dict[str, Run]]) -> None:
    """Whether memory stays as it is from a million rows on."""
    big = [size for size in sizes if size >= 1_000_000]
    if len(big) < 2:
        return
    print("\nmemory when writing out, the most rows against the fewest from a million on")
    for engine in ENGINES:
        ratio = written[big[-1]][engine].memory / written[big[0]][engine].memory
        what = f"{big[-1]:,} against {big[0]:,} rows, {engine}"
        print(f"{what:<48}{ratio:>23.2f}{promised(ratio)}")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default=SIZES, help=f"how many; {SIZES} if not given")
    parser.add_argument("--folder", type=Path, help="where to make the tables; a temporary one")
    parser.add_argument("--spark", action="store_true", help="measure a local Spark, too")
    asked = parser.parse_args()
    sizes = sorted(int(size) for size in asked.rows.split(","))
    written: dict[int, dict[str, Run]] = {}
    print(f"{'ours, against by hand':<48}{'s':>8}{'hand':>8}{'ratio':>7}{'MB':>8}{'hand':>8}")
    for rows in sizes:
        with tempfile.TemporaryDirectory(dir=asked.folder) as name:
            folder = Path(name)
            run(sys.executable, "-m", "benchmarks.register", str(folder), str(rows))
            written[rows] = commands(folder, rows)
            expressions(folder, rows)
            if asked.spark:
                on_spark(folder, rows)
            arrays(folder, rows, written[rows]["polars"])
    flat(sizes, written)


if __name__ == "__main__":
    main()
