"""Value functions on arrays: performances → values of 0-100 → overall values → ranks.

The additive model is Keeney & Raiffa (1976), *Decisions with Multiple Objectives*, §3.6: overall
value is the sum over criteria of weight times value.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.decision.scales import Levels, Linear, Piecewise

Floats: TypeAlias = NDArray[np.float64]
FixedScale: TypeAlias = Linear | Piecewise | Levels

TIE = 1e-9
"""Overall values no further apart than this tie."""

_AT_ONCE = 1 << 15
"""Products that are held at once, so many as a processor's cache holds."""


def values(performances: Floats, scales: Sequence[FixedScale]) -> Floats:
    """The value of each performance on its criterion's scale.

    A performance outside its scale is extrapolated along the end segment; one on a linear scale
    whose ends coincide is worth 0; one that is missing (NaN) has no value (NaN).

    Args:
        performances: shape (options, criteria), in the criteria's units; on a constructed scale,
            the level's value.
        scales: one for each criterion.

    Returns:
        shape (options, criteria); 0 at the worst anchor, 100 at the best.
    """
    worst = np.zeros(len(scales))
    span = np.full(len(scales), 100.0)
    for column, scale in enumerate(scales):
        if isinstance(scale, Linear):
            worst[column] = scale.worst
            span[column] = scale.best - scale.worst
    has_range = span != 0
    result = performances - worst
    result /= np.where(has_range, span, np.inf)
    result *= 100.0
    result += 0.0  # at the worst end of a scale that falls it is -0.0 until here
    if not has_range.all():  # what is infinite there would be no number
        result[:, ~has_range] = np.where(np.isnan(performances[:, ~has_range]), np.nan, 0.0)
    for column, scale in enumerate(scales):
        if isinstance(scale, Piecewise):
            result[:, column] = _piecewise(performances[:, column], scale)
    return result


def _piecewise(performances: Floats, scale: Piecewise) -> Floats:
    at, worth = (np.array(axis) for axis in zip(*scale.points, strict=True))
    inside = np.interp(performances, at, worth)
    below, above = (
        np.minimum(performances, at[0]) - at[0],
        np.maximum(performances, at[-1]) - at[-1],
    )
    before = worth[0] + _along(below, worth[1] - worth[0], at[1] - at[0])
    after = worth[-1] + _along(above, worth[-1] - worth[-2], at[-1] - at[-2])
    result: Floats = np.where(performances > at[-1], after, inside)
    return np.where(performances < at[0], before, result)


def _along(beyond: Floats, rise: float, run: float) -> Floats:
    """What the end segment adds; on a flat one nothing, even to what is infinite."""
    return beyond * rise / run if rise else np.zeros_like(beyond)


def performance_worth(value: float, scale: FixedScale, towards: float = 0.0) -> float:
    """The performance on a scale that is worth `value` (0-100): the scale's inverse.

    On a flat stretch of a piecewise scale it is the end that is nearer to `towards`. On a
    constructed scale a performance is its value.
    """
    match scale:
        case Linear(worst=worst, best=best):
            return worst + value / 100 * (best - worst)
        case Levels():
            return value
        case Piecewise(points=points):
            found = [
                start[0] + share * (end[0] - start[0])
                for start, end in pairwise(points)
                if min(start[1], end[1]) <= value <= max(start[1], end[1])
                for share in (
                    [(value - start[1]) / (end[1] - start[1])] if start[1] != end[1] else [0, 1]
                )
            ]
            return min(found, key=lambda performance: abs(performance - towards))


def overall(values: Floats, weights: Floats) -> Floats:
    """The overall value of each option: the sum of weight times value.

    Added up in an order that no processor changes, as a matrix product is not.

    Args:
        values: shape (options, criteria), 0-100.
        weights: shape (criteria,), shares that sum to 1.

    Returns:
        shape (options,), 0-100.
    """
    totals = np.empty(len(values))
    step = max(1, _AT_ONCE // max(1, len(weights)))
    for start in range(0, len(values), step):
        piece = slice(start, start + step)
        np.multiply(values[piece], weights, order="C").sum(axis=1, out=totals[piece])
    return totals


def sums_around(rows: Floats) -> tuple[Floats, Floats]:
    """The sums of the rows before each place and of those after it, from first place to last.

    `before[i] + after[j]` is the sum of all rows but those from i to j - 1, without a difference of
    sums, which could be all rounding.

    Args:
        rows: shape (rows, ...).

    Returns:
        shape (rows + 1, ...) both.
    """
    none = np.zeros_like(rows[:1])
    before = np.cumsum(np.concatenate([none, rows]), axis=0)
    after = np.cumsum(np.concatenate([none, rows[::-1]]), axis=0)[::-1]
    return before, after


def competition_ranks(overall: Floats) -> NDArray[np.int64]:
    """Ranks from the highest value down: 1, 1, 3 where two tie for first.

    Neighbours in the order of values no more than `TIE` apart share a rank.
    """
    order = np.argsort(-overall, kind="stable")
    starts = np.empty(len(overall), dtype=bool)
    starts[:1] = True
    starts[1:] = np.diff(overall[order]) < -TIE
    places = np.arange(1, len(overall) + 1)
    ranks = np.empty(len(overall), dtype=np.int64)
    ranks[order] = np.maximum.accumulate(np.where(starts, places, 0))
    return ranks
