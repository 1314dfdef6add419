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
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import yaml
from decisions import (
    argued_options_yaml,
    criteria_yaml,
    dated_decision,
    half_dominated_options_yaml,
    identical_options_yaml,
    options_yaml,
    undominated_options_yaml,
)

from ukjapan_cli import load, score, sensitivity, timeline
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.documents.files.locations import Location, Locations
from ukjapan_cli.documents.files.pairing import Pair, pair_of
from ukjapan_cli.documents.yaml.document import document_of, open_document
from ukjapan_cli.features.check.run import check
from ukjapan_cli.model.values import overall, values

ROOT = Path(__file__).parents[1]
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


def process(*arguments: str, exits: int = 0) -> Callable[[], object]:
    """A run of a program, its output thrown away."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("UKJAPAN", "PYTHON"))}
    with_packaged_decision = tempfile.gettempdir()

    def run() -> None:
        ran = subprocess.run(
            arguments,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=with_packaged_decision,
        )
        if ran.returncode != exits:
            raise RuntimeError(f"{arguments} exits {ran.returncode}")

    return run


def row(what: str, ours: float, floor: float, ratio: float, limit: float | None) -> None:
    """Print one line of the table."""
    promised = "" if limit is None else f"≤ {limit:.2f} {'' if ratio <= limit else '  MISSED'}"
    print(f"{what:<58}{ours * 1e3:>10.1f}{floor * 1e3:>10.1f}{ratio:>8.2f}  {promised}".rstrip())


def whole_processes(folder: Path) -> None:
    """Commands against the imports that they cannot do without."""
    packaged = [str(ROOT / name) for name in ("options.yaml", "criteria.yaml")]
    refused = folder / "refused.yaml"
    refused.write_text("version: 1\noptions:\n  - id: One option\n    scores: {cost: [1]}\n")
    for what, arguments, exits, imports, limit in (
        ("--version", ["--version"], 0, "typer", 1.3),
        ("check", ["check", *packaged], 0, "typer, yaml, jsonschema_rs, numpy", 1.35),
        ("check, refused", ["check", str(refused)], 1, "typer, yaml, jsonschema_rs", 1.35),
        (
            "score",
            ["score"],
            0,
            "typer, rich.console, rich.table, yaml, jsonschema_rs, numpy.random",
            1.35,
        ),
        (
            "perspectives",
            ["perspectives"],
            0,
            "typer, rich.console, rich.table, yaml, jsonschema_rs, numpy",
            1.5,
        ),
        (
            "timeline",
            ["timeline"],
            0,
            "typer, rich.console, rich.table, yaml, jsonschema_rs, numpy",
            1.5,
        ),
    ):
        ours = process(str(UKJAPAN), *arguments, exits=exits)
        floor = process(sys.executable, "-c", f"import {imports}")
        measured = compare(ours, floor, runs=31)
        row(f"ukjapan {what} / import {imports.split(', ')[-1]} …", *measured, limit)


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


def checking(folder: Path) -> None:
    """Reading two files and finding everything wrong with them, against loading them alone."""
    criteria = folder / "criteria.yaml"
    plain = [
        (f"{count:,} options × {CRITERIA}, plain", options_yaml(count, CRITERIA), count)
        for count in (100, 1_000, 10_000)
    ]
    argued = [
        (f"{count:,} options × {CRITERIA}, argued", argued_options_yaml(count, CRITERIA), count)
        for count in (100, 1_000, 10_000)
    ]
    none = undominated_options_yaml(10_000, CRITERIA)
    alike = identical_options_yaml(10_000, CRITERIA)
    for what, text, count in (
        *plain,
        *argued,
        (f"10,000 options × {CRITERIA}, none dominated", none, 10_000),
        (f"10,000 options × {CRITERIA}, all alike", alike, 10_000),
    ):
        run, path = _check(folder, criteria, text)
        measured = compare(run, lambda path=path: load(path, criteria), runs=max(3, 3_000 // count))
        row(f"check {what} / load", *measured, 4.0 if count == 10_000 else None)
    three = folder / "three.yaml"
    three.write_text(criteria_yaml(3))
    run, path = _check(folder, three, half_dominated_options_yaml(10_000))
    measured = compare(run, lambda: load(path, three), runs=3)
    row("check 10,000 options × 3, half dominated / load", *measured, None)


def _check(folder: Path, criteria: Path, text: str) -> tuple[Callable[[], object], Path]:
    """A check with every rule of an options file with this text, and the file."""
    path = folder / "checked.yaml"
    path.write_text(text)
    locations = Locations(Location(path, path.name), Location(criteria, criteria.name))
    return lambda: check([pair_of(locations)]), path


def memory(folder: Path) -> None:
    """The most memory in MB that a check adds to what was read, against a tenth of the options."""
    peaks = {}
    for what, text_of in (
        ("argued", argued_options_yaml),
        ("none dominated", undominated_options_yaml),
        ("all alike", identical_options_yaml),
    ):
        for count in (1_000, 10_000):
            pair = Pair(
                open_document(folder / "criteria.yaml"),
                document_of(text_of(count, CRITERIA).encode(), "options.yaml"),
            )
            check([pair])
            tracemalloc.start()
            check([pair])
            peaks[count] = tracemalloc.get_traced_memory()[1] / 1e9
            tracemalloc.stop()
        ratio = peaks[10_000] / peaks[1_000]
        what = f"MB to check 10,000 options × {CRITERIA}, {what} / 1,000"
        row(what, peaks[10_000], peaks[1_000], ratio, 12.0)


def scoring(folder: Path) -> None:
    """Scoring and what first place hangs on; ten times the options take ten times as long."""
    decisions = {
        count: load(folder / f"options-{count}.yaml", folder / "criteria.yaml")
        for count in (100, 1_000, 10_000)
    }
    for few, many in ((100, 1_000), (1_000, 10_000)):
        measured = compare(
            lambda many=many: score(decisions[many]), lambda few=few: score(decisions[few]), runs=9
        )
        row(f"score {many:,} options × {CRITERIA} / {few:,} options", *measured, 12.0)
    for count, decision in decisions.items():
        measured = compare(
            lambda of=decision: sensitivity(of), lambda of=decision: score(of), runs=5
        )
        limit = 10.0 if count == 10_000 else None
        row(f"sensitivity {count:,} options × {CRITERIA} / score", *measured, limit)


def over_time() -> None:
    """Who is first when among many options, against scoring them once on each of the dates."""
    for what, bends in (("", False), (", with bends", True)):
        decision, days = dated_decision(1_000, 12, 100, bends=bends)
        measured = compare(
            lambda decision=decision: timeline(decision),
            lambda decision=decision, days=days: [score(decision.as_at(day)) for day in days],
            runs=3,
        )
        row(f"timeline, 1,000 options × 12 × 100 dates{what} / score", *measured, 1.0)


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
    print(f"{'':<58}{'ours, ms':>10}{'floor, ms':>10}{'ratio':>8}  promised")
    with tempfile.TemporaryDirectory() as folder:
        whole_processes(Path(folder))
        reading(Path(folder))
        checking(Path(folder))
        memory(Path(folder))
        scoring(Path(folder))
    over_time()
    in_memory()


if __name__ == "__main__":
    main()
