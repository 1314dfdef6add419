"""When one option overtakes another: exactly, and the first whole day on which it is ahead."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from ukjapan_cli.analysis.dated_values import DatedValues
from ukjapan_cli.analysis.day_runs import Run, passings, runs, telling_days
from ukjapan_cli.analysis.leaders import Line
from ukjapan_cli.analysis.ranked_days import RankedDays, are_ranked
from ukjapan_cli.analysis.values import TIE, Floats


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
    days, lead = _lead(one, other)
    events = np.concatenate([days, *(passings(days, lead, level) for level in (-TIE, TIE))])
    telling = telling_days(events, first, last)
    rows = sorted((one.row, other.row))
    totals = dated.on_days(np.array(rows, dtype=np.intp), telling)
    exact = totals[:, rows.index(one.row)] - totals[:, rows.index(other.row)]
    signs = np.where(np.abs(exact) > TIE, np.sign(exact), 0).astype(int)
    return runs(telling, signs.tolist(), last)


def _lead(one: Line, other: Line) -> tuple[Floats, Floats]:
    """The knots of the difference of two lines, and the difference on each."""
    days = np.union1d(one.days, other.days)
    return days, one.at(days) - other.at(days)


def _of_pair(
    dated: DatedValues, one: Line, other: Line, ranked: RankedDays, first: int, last: int
) -> Iterator[Crossing]:
    apart = [(run, sign) for run, sign in ahead(dated, one, other, first, last) if sign]
    for (before, was), (after, sign) in pairwise(apart):
        if was == sign:
            continue
        day = after.first
        rows = np.array([one.row, other.row], dtype=np.intp)
        if not are_ranked(ranked, rows, np.array([day])).all():
            continue
        above, below = (one.row, other.row) if sign > 0 else (other.row, one.row)
        yield Crossing(_level(one, other, before.last, day, sign), day, above, below)


def _level(one: Line, other: Line, start: int, end: int, sign: int) -> float:
    """The last time between two days when two lines are level, `one` being ahead by `sign` at end.

    At the start it is the other one that is ahead.
    """
    days, lead = _lead(one, other)
    inside = days[(days > start) & (days < end)]
    times = np.array([start, *inside, end], dtype=np.float64)
    heights = sign * np.interp(times, days, lead)
    heights[np.abs(heights) <= TIE] = 0.0
    at = int(np.flatnonzero(heights[:-1] <= 0)[-1])
    share = heights[at] / (heights[at] - heights[at + 1]) if heights[at + 1] > 0 else 1.0
    return float(times[at] + share * (times[at + 1] - times[at]))
