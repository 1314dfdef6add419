"""Measure what is promised of robustness; `python benchmarks/robustness.py` prints the tables.

The command and a bare NumPy script (bare_smaa.py) run in turn, in processes of their own, start-up
included. With `pip install '.[bench]'` the peers are looped on the draws of this very run.
"""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from decisions import argued_options_yaml, criteria_yaml, options_yaml

from ukjapan_cli import Decision, load, robustness
from ukjapan_cli.decision.performances import Triangular
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.sampling.draw_blocks import DrawBlocks
from ukjapan_cli.model.sampling.score_draws import score_draws
from ukjapan_cli.model.sampling.weight_sets import weight_draws

UKJAPAN = Path(sys.executable).with_name("ukjapan" + (".exe" if os.name == "nt" else ""))
BARE = Path(__file__).with_name("bare_smaa.py")
RUNS = 5
LOOPED = 2_000


def folder(root: Path, options: int, criteria: int, *, ranges: bool) -> Path:
    """A decision's files; half of the scores have ranges, or none has."""
    made = root / f"{options}-{criteria}-{ranges}"
    made.mkdir(exist_ok=True)
    (made / "criteria.yaml").write_text(criteria_yaml(criteria), encoding="utf-8")
    write = argued_options_yaml if ranges else options_yaml
    (made / "options.yaml").write_text(write(options, criteria), encoding="utf-8")
    return made


def decision(made: Path) -> Decision:
    """The decision in a folder."""
    return load(made / "options.yaml", made / "criteria.yaml")


def numbers(made: Path, mode: str) -> Path:
    """What the bare script reads: on scales from 0 to 100 performances are values."""
    whole = decision(made)
    table = matrix(whole)
    cells = [
        (row, column, score.performance)
        for row, option in enumerate(whole.options)
        for column, criterion in enumerate(table.criteria)
        if isinstance((score := option.scores[criterion.id]).performance, Triangular)
    ]
    saved = made / f"{mode}.npz"
    np.savez(
        saved,
        known=table.values,
        rows=np.array([row for row, _, _ in cells], dtype=np.intp),
        columns=np.array([column for _, column, _ in cells], dtype=np.intp),
        low=np.array([p.low for *_, p in cells]),
        mode=np.array([p.point for *_, p in cells]),
        high=np.array([p.high for *_, p in cells]),
        least=table.weights * (0.75 if mode == "stated" else 0),
        most=table.weights * (1.25 if mode == "stated" else 0) + (mode == "any"),
    )
    return saved


def run(*arguments: str, cwd: Path) -> tuple[float, float]:
    """Seconds that a process takes, and its peak memory in MB where the system says."""
    start = time.perf_counter()
    process = subprocess.Popen(arguments, cwd=cwd, stdout=subprocess.DEVNULL)
    if not hasattr(os, "wait4"):
        process.wait()
        return time.perf_counter() - start, float("nan")
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments} exits {process.returncode}")
    return taken, usage.ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))


def against_bare(root: Path) -> None:
    """The whole command against the bare script."""
    print(f"{'the command against a bare script':<44}{'s':>7}{'bare':>7}{'ratio':>7}{'MB':>6}")
    for options, criteria, draws, limit in ((5, 8, 1_000_000, 1.6), (100, 12, 100_000, 2.0)):
        for ranges in (False, True):
            for mode in ("any", "stated"):
                made = folder(root, options, criteria, ranges=ranges)
                saved = numbers(made, mode)
                ours = [str(UKJAPAN), "robustness", "--weights", mode, "--draws", str(draws)]
                bare = [sys.executable, str(BARE), str(saved), str(draws)]
                run(*ours, cwd=made), run(*bare, cwd=made)
                pairs = [(run(*ours, cwd=made), run(*bare, cwd=made)) for _ in range(RUNS)]
                one = statistics.median(mine[0] for mine, _ in pairs)
                other = statistics.median(theirs[0] for _, theirs in pairs)
                memory = max(mine[1] for mine, _ in pairs)
                what = f"{draws:,} × {options} × {criteria}, {mode}"
                what += ", ranges" if ranges else ", exact scores"
                is_kept = one / other <= limit and not memory > 250
                print(
                    f"{what:<44}{one:>7.2f}{other:>7.2f}{one / other:>7.2f}{memory:>6.0f}"
                    f"  ≤ {limit}, ≤ 250 MB{'' if is_kept else '  MISSED'}"
                )


def seconds(work: Callable[[], object]) -> float:
    """The median of several calls."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def growth(root: Path) -> None:
    """Time with more of one thing; linear growth keeps the last column."""
    print(f"\n{'growth, without starting up':<44}{'s':>7}  ns a draw, option and criterion")
    sizes = [(draws, 5, 8) for draws in (250_000, 500_000, 1_000_000, 2_000_000)]
    sizes += [(50_000, options, 8) for options in (25, 50, 100, 200)]
    sizes += [(50_000, 20, criteria) for criteria in (5, 10, 20, 40)]
    for draws, options, criteria in sizes:
        whole = decision(folder(root, options, criteria, ranges=True))
        taken = seconds(lambda whole=whole, draws=draws: robustness(whole, draws=draws))
        each = taken / (draws * options * criteria) * 1e9
        print(f"{f'{draws:,} × {options} × {criteria}':<44}{taken:>7.2f}{each:>8.1f}")


def against_peers(root: Path, *, ranges: bool) -> None:
    """Time a draw, ours against other libraries on the same draws, which they need not make."""
    what = f"a draw of 5 × 8, {'ranges' if ranges else 'exact scores'}, any weights"
    print(f"\n{what:<46}{'µs':>8}{'ratio':>8}")
    whole = decision(folder(root, 5, 8, ranges=ranges))
    draws = 1_000_000
    ours = seconds(lambda: robustness(whole, weights="any", draws=draws)) / draws
    print(f"{'ukjapan, drawing included':<46}{ours * 1e6:>8.2f}")
    table = matrix(whole)
    blocks = DrawBlocks(
        score_draws(whole, table, range(len(whole.options))), weight_draws(whole, "any"), seed=1
    )
    drawn = np.broadcast_to(blocks.values(0), (8, 5, blocks.size))[:, :, :LOOPED]
    values = np.ascontiguousarray(drawn.transpose(2, 1, 0))
    weights, types = np.ascontiguousarray(blocks.totals(0, LOOPED)[1].T), np.ones(8)
    reached: dict[int, list[float]] = {}
    for name, needs, limit, loop in PEERS:
        if importlib.util.find_spec(needs) is None:
            print(f"{name:<46} is not installed: pip install '.[bench]'")
            continue
        work = loop(values, weights, types)
        theirs = seconds(work) / LOOPED
        reached.setdefault(limit, []).append(theirs / ours)
        print(f"{name:<46}{theirs * 1e6:>8.1f}{theirs / ours:>8.0f}")
    for limit, ratios in reached.items():
        missed = "" if max(ratios) >= limit else "  MISSED"
        print(
            f"{'promised of one of the loops' if limit == 500 else 'promised of smaa2':<54}"
            f"{'≥ ' + str(limit):>8}{missed}"
        )


def pysensmcda(values: np.ndarray, weights: np.ndarray, types: np.ndarray) -> Callable[[], object]:
    """All of SMAA-2 with the plainest of methods."""
    from pysensmcda.smaa import smaa2

    def additive(performances: np.ndarray, shares: np.ndarray, _: object) -> np.ndarray:
        return performances @ shares

    return lambda: smaa2(
        additive,
        values[0],
        types,
        weights=weights,
        matrix_samples=values,
        reverse_ranking=True,
    )


def pymcdm(values: np.ndarray, weights: np.ndarray, types: np.ndarray) -> Callable[[], object]:
    """The weighted sum and its ranks, nothing else."""
    from pymcdm.methods import WSM

    method = WSM()
    return lambda: [method.rank(method(v, w, types)) for v, w in zip(values, weights, strict=True)]


def skcriteria(values: np.ndarray, weights: np.ndarray, _: np.ndarray) -> Callable[[], object]:
    """The weighted sum and its ranks, nothing else."""
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel

    model, objectives = WeightedSumModel(), [max] * values.shape[2]
    return lambda: [
        model.evaluate(mkdm(v, objectives, weights=w)).rank_
        for v, w in zip(values, weights, strict=True)
    ]


PEERS = (
    ("pysensmcda's smaa2", "pysensmcda", 10, pysensmcda),
    ("pymcdm's WSM and its ranks, in a loop", "pymcdm", 500, pymcdm),
    ("scikit-criteria's WeightedSumModel, in a loop", "skcriteria", 500, skcriteria),
)


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        against_bare(root)
        growth(root)
        against_peers(root, ranges=False)
        against_peers(root, ranges=True)


if __name__ == "__main__":
    main()
