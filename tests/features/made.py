"""Decisions made in memory, small enough to work out by hand.

Cost (10 worst, 0 best, £m) and gain (0 worst, 10 best) weigh the same unless a test says otherwise,
so that an option's overall value is 5 (10 - cost) + 5 gain.
"""

from dataclasses import replace
from typing import Any

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact, Performance
from ukjapan_cli.decision.scales import Levels, Linear

COST = Criterion("cost", "Cost", Weight(1.0), scale=Linear(10.0, 0.0, "£m"))
GAIN = Criterion("gain", "Gain", Weight(1.0), scale=Linear(0.0, 10.0))
SUPPORT = Criterion(
    "support",
    "Support",
    Weight(2.0),
    scale=Levels({"opposed": 0.0, "split": 40.0, "torn": 40.0, "behind-it": 100.0}),
)


def scored(**performances: Score | Performance | float | None) -> dict[str, Score]:
    """Scores by criterion id, from numbers, performances or scores; None for a missing one."""

    def score(given: Score | Performance | float) -> Score:
        if isinstance(given, Score):
            return given
        return Score(Exact(float(given)) if isinstance(given, (int, float)) else given)

    return {id_: score(given) for id_, given in performances.items() if given is not None}


def option(id_: str, *, cost: Any = None, gain: Any = None, **more: Any) -> Option:
    """An option whose name is its id with a capital."""
    made = Option(id_, id_.capitalize(), scores=scored(cost=cost, gain=gain))
    return replace(made, **more)


def decision(
    *options: Option, criteria: tuple[Criterion, ...] = (COST, GAIN), **more: Any
) -> Decision:
    """A decision on cost and gain."""
    return Decision(criteria, options, **{"title": "Which one?", **more})


# 95, 65, 65 and 15; with the baseline's 50 the ranked options' mean value is 60.
BEST = option("best", cost=1, gain=10)
MIDDLE = option("middle", cost=5, gain=8)
TWIN = option("twin", cost=2, gain=5)
LAST = option("last", cost=8, gain=1)
TODAY = option("today", cost=0, gain=0, is_baseline=True)
FIELD = decision(TODAY, MIDDLE, BEST, LAST, TWIN)
