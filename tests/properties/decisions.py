"""Random decisions: nested groups, every kind of scale, every distribution, gates, dates.

Numbers are short decimals and small fractions, so that two things that ought to be equal differ by
rounding alone and two that differ do so by far more than a tie.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, pairwise
from typing import Any

from hypothesis import strategies as st

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight, leaves
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score, interpolate
from ukjapan_cli.decision.performances import (
    Beta,
    Exact,
    Lognormal,
    Normal,
    Performance,
    Triangular,
    Uniform,
    moved_to,
)
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale

START = date(2026, 1, 1)
DAYS = st.integers(0, 900).map(lambda days: START + timedelta(days))
NUMBERS = st.integers(-200, 200).map(lambda n: n / 4)
DICE = {sides: st.integers(1, sides) for sides in (2, 3, 4, 5)}
POSITIONS = st.integers(0, 400)
SCORES = st.integers(0, 401 * 7 * 21 * 21 * 4 - 1)
DAY_SETS = st.sets(DAYS, min_size=1, max_size=3)
WEIGHTS = {
    size: st.lists(st.integers(0, 10), min_size=size, max_size=size).filter(any)
    for size in (1, 2, 3)
}


@dataclass(frozen=True)
class Kinds:
    """What may be in a decision."""

    local: bool = True
    levels: bool = True
    dates: bool = True
    gates: bool = True
    baseline: bool = True
    missing: bool = False
    skewed: bool = True  # lognormal and beta, whose family no change of units respects
    depth: int = 3


ANY = Kinds()


def flat(decision: Decision) -> Decision:
    """The same decision without groups: every leaf at the top, with its share of the whole."""
    shares = decision.weights
    nodes = (replace(leaf, weight=Weight(shares[leaf.id])) for leaf in decision.leaves)
    return replace(decision, criteria=tuple(nodes))


@st.composite
def decisions(draw: st.DrawFn, kinds: Kinds = ANY) -> Decision:
    """A decision of two to five options and one to eight leaf criteria."""
    tree = _siblings(draw, kinds, count(1), kinds.depth)
    baseline = draw(DICE[3]) - 1 if kinds.baseline else None  # 2 is nobody, or the third option
    day = draw(DAYS)
    options = tuple(
        Option(
            id=f"option-{row}",
            name=f"Option {row}",
            scores={
                leaf.id: score_on(draw, leaf.scale, day, kinds)
                for leaf in leaves(tree)
                if not (kinds.missing and draw(DICE[5]) == 1)
            },
            is_baseline=row == baseline,
        )
        for row in range(1 + draw(DICE[4]))
    )
    return Decision(criteria=tree, options=options, title="Which?", as_of=day)


def _siblings(
    draw: st.DrawFn, kinds: Kinds, numbers: "count[int]", depth: int
) -> tuple[Criterion, ...]:
    is_top = depth == kinds.depth
    weights = draw(WEIGHTS[draw(DICE[2]) + is_top])
    return tuple(_node(draw, kinds, numbers, depth, weight) for weight in weights)


def _node(
    draw: st.DrawFn, kinds: Kinds, numbers: "count[int]", depth: int, weight: int
) -> Criterion:
    number = next(numbers)
    is_group = depth > 1 and draw(DICE[3]) == 1
    if is_group:
        return Criterion(
            id=f"group-{number}",
            name=f"Group {number}",
            weight=Weight(weight),
            criteria=_siblings(draw, kinds, numbers, depth - 1),
        )
    scale = draw(scales(kinds))
    return Criterion(
        id=f"leaf-{number}",
        name=f"Leaf {number}",
        weight=Weight(weight),
        scale=scale,
        gate=draw(gates(scale)) if kinds.gates and draw(DICE[5]) == 1 else None,
    )


def scales(kinds: Kinds = ANY) -> st.SearchStrategy[Scale]:
    """A scale of any kind that is allowed."""
    allowed: list[st.SearchStrategy[Any]] = [LINEAR, PIECEWISE]
    if kinds.local:
        allowed.append(LOCAL)
    if kinds.levels:
        allowed.append(LEVELS)
    return st.one_of(allowed)


def linear_scales() -> st.SearchStrategy[Linear]:
    """Two ends apart, either way round."""
    ends = st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1])
    return ends.map(lambda pair: Linear(*pair))


@st.composite
def piecewise_scales(draw: st.DrawFn) -> Piecewise:
    """Two to five points, rising or falling, with flat stretches."""
    points = draw(POINTS)
    at, middle = sorted(points), sorted(points.values())[1:-1]
    worth = [0.0, *(5.0 * n for n in middle), 100.0]
    if draw(DICE[2]) == 1:
        worth.reverse()
    return Piecewise(tuple(zip(at, worth, strict=True)))


def _levels(middle: list[int]) -> Levels:
    """Two to five levels, some of which may be worth the same."""
    worth = [*(5.0 * n for n in middle), 100.0, 0.0]
    return Levels({f"level-{n}": value for n, value in enumerate(worth)})


POINTS = st.dictionaries(NUMBERS, st.integers(0, 20), min_size=2, max_size=5)
LINEAR = linear_scales()
LOCAL = st.builds(Local, st.booleans())
PIECEWISE = piecewise_scales()
LEVELS = st.lists(st.integers(0, 20), max_size=3).map(_levels)


def point_on(scale: Scale, number: int) -> float:
    """A performance on a scale, in its units: one for each number from 0 to 400."""
    match scale:
        case Local():
            return (number - 200) / 4
        case Levels(levels=levels):
            return sorted(levels.values())[number % len(levels)]
        case Linear(worst=worst, best=best):
            ends = worst, best
        case Piecewise(points=points):
            ends = points[0][0], points[-1][0]
    return ends[0] + number % 17 / 16 * (ends[1] - ends[0])


def gates(scale: Scale) -> st.SearchStrategy[Gate]:
    """A gate that no performance meets only just: a change of units must not tip it."""
    beyond = POSITIONS.map(lambda number: point_on(scale, number) - 0.00372)
    return st.one_of(
        st.builds(Gate, at_least=beyond), st.builds(Gate, at_most=beyond.map(lambda p: p + 0.0071))
    )


def score_on(draw: st.DrawFn, scale: Scale, day: date, kinds: Kinds) -> Score:
    """A score whose point lies on the scale; one in four is dated.

    It agrees with itself on the day, as the reader demands. All but dates is made of one draw,
    since drawing is what takes the time.
    """
    number = draw(SCORES)
    number, at = divmod(number, 401)
    number, kind = divmod(number, 7)
    number, below = divmod(number, 21)
    number, above = divmod(number, 21)
    point = point_on(scale, at)
    low, high = point - below / 2, point + above / 2
    if isinstance(scale, Levels):
        low, high = (point_on(scale, n) for n in (below, above))
        low, high = min(low, point, high), max(low, point, high)
    found: Performance = Exact(point)
    match kind:
        case 1 | 2:
            found = Triangular(point, low, high)
        case 3:
            found = Uniform(low, high)
        case 4 if not isinstance(scale, Levels):
            found = Normal(point, 1.5)
        case 5 if kinds.skewed and not isinstance(scale, Levels):
            found = Lognormal(below / 10 - 1, 0.5)
        case 6 if kinds.skewed and not isinstance(scale, Levels):
            found = Beta(1 + below, 1 + above)
    if not holds(scale, found.point):
        found = Exact(point)
    if not (kinds.dates and number == 3 and isinstance(found, Exact | Triangular | Uniform)):
        return Score(found)
    days = draw(DAY_SETS)
    if below % 2:
        days.add(day)
    series = tuple((when, point_on(scale, draw(POSITIONS))) for when in sorted(days))
    return Score(moved_to(found, interpolate(series, day)), over_time=series)


def holds(scale: Scale, performance: float) -> bool:
    """Whether a performance lies on the scale."""
    match scale:
        case Local():
            return True
        case Levels():
            return 0 <= performance <= 100
        case Linear(worst=worst, best=best):
            return min(worst, best) <= performance <= max(worst, best)
        case Piecewise(points=points):
            return points[0][0] <= performance <= points[-1][0]


def value_on(scale: Scale, performance: float, low: float = 0, high: float = 0) -> float:
    """The value of a performance, worked out step by step; low and high are a local scale's."""
    match scale:
        case Levels():
            return performance
        case Linear(worst=worst, best=best):
            return 100 * (performance - worst) / (best - worst)
        case Local(lower_is_better=lower_is_better):
            if low == high:
                return 0
            share = (performance - low) / (high - low)
            return 100 * (1 - share if lower_is_better else share)
        case Piecewise(points=points):
            on_scale = min(max(performance, points[0][0]), points[-1][0])
            return next(
                y + (next_y - y) * (on_scale - x) / (next_x - x)
                for (x, y), (next_x, next_y) in pairwise(points)
                if x <= on_scale <= next_x
            )
