"""When one option overtakes another: exactly, and the first whole day on which it is ahead."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from ukjapan_cli.features.timeline.analysis.dated_values import DatedValues
from ukjapan_cli.features.timeline.analysis.days import (
    RankedDays,
    Run,
    are_ranked,
    passings,
    runs,
    telling_days,
)
from ukjapan_cli.features.timeline.analysis.leaders import Line
from ukjapan_cli.model.values import TIE, Floats


class Crossing(NamedTuple):
    """One option overtakes another.

    Attributes:
        exact: when the two are level, as a day number with a fraction; where they are level for a
            while, the end of it.
        day: the first whole day on which one is ahead by more than a tie.
        above: the row of the option that is ahead from then on.
        below: the row of the other.
    """

    exact: float
    day: int
    above: int
    below: int


class _Lead(NamedTuple):
    """By how much one line is above another, straight between its knots."""

    days: Floats
    points: Floats


def crossings(
    dated: DatedValues, lines: Sequence[Line], ranked: RankedDays, first: int, last: int
) -> list[Crossing]:
    """Every overtaking among some options from the first day to the last, in the order of time.

    Two that change places and change back between one midnight and the next do not count, since no
    day's ranking shows it. Nor does a day on which either is not ranked.
    """
    return sorted(
        crossing
        for one, other in combinations(lines, 2)
        for crossing in _of_pair(dated, one, other, ranked, first, last)
    )


def ahead(
    dated: DatedValues, one: Line, other: Line, first: int, last: int
) -> list[tuple[Run, int]]:
    """Runs of whole days on which an option is ahead of another (1), level (0) or behind (-1)."""
    return _ahead(dated, one, other, _lead(one, other), first, last)


def _ahead(
    dated: DatedValues, one: Line, other: Line, lead: _Lead, first: int, last: int
) -> list[tuple[Run, int]]:
    passed = [passings(lead.days, lead.points, level) for level in (-TIE, TIE)]
    events = np.concatenate([lead.days, *passed])
    telling = telling_days(events, first, last)
    rows = sorted((one.row, other.row))
    totals = dated.on_days(np.array(rows, dtype=np.intp), telling)
    exact = totals[:, rows.index(one.row)] - totals[:, rows.index(other.row)]
    signs = np.where(np.abs(exact) > TIE, np.sign(exact), 0).astype(int)
    return runs(telling, signs.tolist(), last)


def _lead(one: Line, other: Line) -> _Lead:
    days = np.union1d(one.days, other.days)
    return _Lead(days, one.at(days) - other.at(days))


def _of_pair(
    dated: DatedValues, one: Line, other: Line, ranked: RankedDays, first: int, last: int
) -> Iterator[Crossing]:
    lead = _lead(one, other)
    apart = [(run, sign) for run, sign in _ahead(dated, one, other, lead, first, last) if sign]
    for (before, was), (after, sign) in pairwise(apart):
        if was == sign:
            continue
        day = after.first
        rows = np.array([one.row, other.row], dtype=np.intp)
        if not are_ranked(ranked, rows, np.array([day])).all():
            continue
        above, below = (one.row, other.row) if sign > 0 else (other.row, one.row)
        yield Crossing(_level(lead, before.last, day, sign), day, above, below)


def _level(lead: _Lead, start: int, end: int, sign: int) -> float:
    """The last time between two days when two lines are level; by the end the lead has this sign.

    At the start it has the other one.
    """
    after, before = lead.days.searchsorted(start, "right"), lead.days.searchsorted(end, "left")
    times = np.array([start, *lead.days[after:before], end], dtype=np.float64)
    near = slice(max(after - 1, 0), before + 1)
    heights = sign * np.interp(times, lead.days[near], lead.points[near])
    heights[np.abs(heights) <= TIE] = 0.0
    at = int(np.flatnonzero(heights[:-1] <= 0)[-1])
    share = heights[at] / (heights[at] - heights[at + 1]) if heights[at + 1] > 0 else 1.0
    return float(times[at] + share * (times[at + 1] - times[at]))
