"""Decisions of any size, made up from a seed."""

import math
import random
from collections.abc import Iterable
from datetime import date, timedelta

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear, Piecewise


def criteria_yaml(criteria: int) -> str:
    """A criteria file with linear scales from 0 to 100 and different weights."""
    lines = ["version: 1", "title: A made-up decision", "as_of: 2026-01-01", "criteria:"]
    for index in range(criteria):
        lines += [
            f"  - id: criterion-{index}",
            f"    name: Criterion {index}",
            f"    weight: {index + 1}",
            "    scale: {worst: 0, best: 100, unit: points}",
        ]
    return "\n".join(lines) + "\n"


def options_yaml(options: int, criteria: int, seed: int = 1) -> str:
    """An options file with a plain number for every score."""
    draw = random.Random(seed)
    lines = ["version: 1", "options:"]
    for option in range(options):
        lines += [f"  - id: option-{option}", f"    name: Option {option}", "    scores:"]
        lines += [f"      criterion-{c}: {draw.uniform(0, 100):.2f}" for c in range(criteria)]
    return "\n".join(lines) + "\n"


def argued_options_yaml(options: int, criteria: int, seed: int = 1) -> str:
    """An options file like a register that people keep: half of the scores are argued for.

    Those have a range, a reason, and a place in one of a hundred sources.
    """
    draw = random.Random(seed)

    def score() -> str:
        value, away = draw.uniform(10, 90), draw.uniform(1, 10)
        if draw.random() < 0.5:
            return f"{value:.2f}"
        source = f"source-{draw.randrange(100)} p. {draw.randrange(1, 80)}"
        return (
            f"{{value: {value:.2f}, low: {value - away:.2f}, high: {value + away:.2f}, "
            f"because: As assessed., source: {source}}}"
        )

    sources = ["sources:"]
    sources += [f"  - {{id: source-{s}, title: Report {s}, date: 2025-06-30}}" for s in range(100)]
    return _options(([score() for _ in range(criteria)] for _ in range(options)), sources)


def undominated_options_yaml(options: int, criteria: int, seed: int = 1) -> str:
    """Options of which none dominates another: what each has over others it lacks elsewhere."""
    draw = random.Random(seed)
    rows = []
    for _ in range(options):
        shares = [draw.expovariate(1) for _ in range(criteria)]
        rows.append([f"{100 * share / sum(shares):.6f}" for share in shares])
    return _options(rows)


def half_dominated_options_yaml(options: int, seed: int = 1) -> str:
    """Options on three criteria, every other one a little worse than the undominated one before."""
    draw = random.Random(seed)
    rows = []
    for _ in range(options // 2):
        at = [draw.gauss(0, 1) for _ in range(3)]
        length = math.hypot(*at)
        rows += [[f"{part * abs(x) / length:.6f}" for x in at] for part in (100, 99)]
    return _options(rows)


def identical_options_yaml(options: int, criteria: int) -> str:
    """Options with the same range for every score."""
    return _options([["{low: 40, high: 60}"] * criteria] * options)


def _options(rows: Iterable[list[str]], before: Iterable[str] = ()) -> str:
    lines = ["version: 1", *before, "options:"]
    for index, row in enumerate(rows):
        lines += [f"  - id: option-{index}", f"    name: Option {index}", "    scores:"]
        lines += [f"      criterion-{c}: {score}" for c, score in enumerate(row)]
    return "\n".join(lines) + "\n"


def dated_decision(
    options: int, criteria: int, dates: int, *, bends: bool, seed: int = 1
) -> tuple[Decision, list[date]]:
    """A decision in memory whose every score has a performance on every date, and the dates.

    With bends all scales have inner points, so that values bend between the dates too.
    """
    draw = random.Random(seed)
    days = [date(2026, 1, 1) + timedelta(30 * month) for month in range(dates)]
    scale = Piecewise(((0, 0), (30, 50), (60, 70), (100, 100))) if bends else Linear(0, 100)
    leaves = tuple(
        Criterion(f"criterion-{c}", f"Criterion {c}", Weight(c + 1), scale=scale)
        for c in range(criteria)
    )

    def score() -> Score:
        series = tuple((day, draw.uniform(0, 100)) for day in days)
        return Score(Exact(series[0][1]), over_time=series)

    made = tuple(
        Option(f"option-{o}", f"Option {o}", scores={leaf.id: score() for leaf in leaves})
        for o in range(options)
    )
    return Decision(leaves, made, as_of=days[0]), days
