"""Measure what the project promises about speed; `python benchmarks/run.py` prints the table.

Every figure is a ratio of medians within this run, command and floor in turn, so that a slow or
noisy machine does not matter. Bytecode is compiled first, as an installed program's is.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import yaml
from decisions import criteria_yaml, options_yaml

from ukjapan_cli import load, score
from ukjapan_cli.analysis.values import overall, values
from ukjapan_cli.decision.scales import Linear

UKJAPAN = Path(sys.executable).with_name("ukjapan" + (".exe" if os.name == "nt" else ""))
CRITERIA = 20


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(
    work: Callable[[], object], floor: Callable[[], object], runs: int
) -> tuple[float, float, float]:
    """Median seconds of both, measured in turn after one call each to warm up, and their ratio."""
    work(), floor()
    pairs = [(seconds(work), seconds(floor)) for _ in range(runs)]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    return ours, theirs, ours / theirs


def process(*arguments: str) -> Callable[[], object]:
    """A run of a program, its output thrown away."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("UKJAPAN", "PYTHON"))}
    with_packaged_decision = tempfile.gettempdir()

    def run() -> None:
        subprocess.run(
            arguments,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=with_packaged_decision,
        )

    return run


def row(what: str, ours: float, floor: float, ratio: float, limit: float | None) -> None:
    """Print one line of the table."""
    promised = "" if limit is None else f"≤ {limit:.2f} {'' if ratio <= limit else '  MISSED'}"
    print(f"{what:<52}{ours * 1e3:>10.1f}{floor * 1e3:>10.1f}{ratio:>8.2f}  {promised}".rstrip())


def whole_processes() -> None:
    """Commands against the imports that they cannot do without."""
    for arguments, imports, limit in (
        (["--version"], "typer", 1.3),
        (["check"], "typer, yaml, jsonschema_rs", 1.35),
        (["score"], "typer, rich.console, rich.table, yaml, jsonschema_rs, numpy", 1.25),
    ):
        ours = process(str(UKJAPAN), *arguments)
        floor = process(sys.executable, "-c", f"import {imports}")
        measured = compare(ours, floor, runs=31)
        row(f"ukjapan {arguments[0]} / import {imports.split(', ')[-1]} …", *measured, limit)


def reading(folder: Path) -> None:
    """Reading, checking and building a decision against PyYAML's own C loader alone."""
    criteria = folder / "criteria.yaml"
    criteria.write_text(criteria_yaml(CRITERIA))
    for count in (100, 1_000, 10_000):
        path = folder / f"options-{count}.yaml"
        path.write_text(options_yaml(count, CRITERIA))
        text = path.read_text()
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        measured = compare(
            lambda path=path: load(path, criteria),
            lambda text=text, loader=loader: yaml.load(text, Loader=loader),
            runs=max(3, 3_000 // count),
        )
        limit = 0.6 if count == 10_000 else None
        row(f"load {count:,} options × {CRITERIA} / yaml.load", *measured, limit)


def scoring(folder: Path) -> None:
    """Scoring a decision, against the same for a tenth of the options: 10 is linear growth."""
    decisions = {
        count: load(folder / f"options-{count}.yaml", folder / "criteria.yaml")
        for count in (100, 1_000, 10_000)
    }
    for few, many in ((100, 1_000), (1_000, 10_000)):
        measured = compare(
            lambda many=many: score(decisions[many]), lambda few=few: score(decisions[few]), runs=9
        )
        row(f"score {many:,} options × {CRITERIA} / {few:,} options", *measured, 12.0)


def in_memory() -> None:
    """A million options in arrays, against the NumPy lines that do the same."""
    draws = np.random.default_rng(1)
    performances = draws.uniform(0, 100, (1_000_000, CRITERIA))
    worst, best = draws.uniform(-10, 0, CRITERIA), draws.uniform(100, 110, CRITERIA)
    weights = draws.dirichlet(np.ones(CRITERIA))
    scales = [Linear(w, b) for w, b in zip(worst.tolist(), best.tolist(), strict=True)]
    measured = compare(
        lambda: overall(values(performances, scales), weights),
        lambda: ((performances - worst) / (best - worst) * 100) @ weights,
        runs=7,
    )
    row(f"values and scores, 1,000,000 options × {CRITERIA} / NumPy", *measured, 3.0)


def main() -> None:
    """Print the table."""
    print(f"{'':<52}{'ours, ms':>10}{'floor, ms':>10}{'ratio':>8}  promised")
    whole_processes()
    with tempfile.TemporaryDirectory() as folder:
        reading(Path(folder))
        scoring(Path(folder))
    in_memory()


if __name__ == "__main__":
    main()
