"""Performances and overall values on any days at once, the same to the last digit as on each."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Uniform
from ukjapan_cli.decision.scales import Piecewise
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.values import FixedScale, Floats, values

Rows = NDArray[np.intp]

_AT_A_TIME = 200_000
"""Pairs of an option and a day that are valued at once, to bound the memory."""


class Series(NamedTuple):
    """A dated score.

    Attributes:
        row: the option's.
        column: the criterion's.
        score: what the file says.
        days: the stated dates, in order, as days from an origin.
        stated: the performance on each.
    """

    row: int
    column: int
    score: Score
    days: Floats
    stated: Floats

    def on(self, days: Floats) -> Floats:
        """The score's point on days that may have fractions, by `Score.on`'s own arithmetic."""
        after = np.searchsorted(self.days, days, side="right")
        start = np.maximum(after - 1, 0)
        end = np.minimum(after, len(self.days) - 1)
        before, then = self.stated[start], self.stated[end]
        apart = self.days[end] - self.days[start]
        share = (days - self.days[start]) / np.where(apart > 0, apart, 1.0)
        between = before * (1 - share) + then * share
        least, most = np.minimum(before, then), np.maximum(before, then)
        point = np.minimum(np.maximum(between, least), most)
        if isinstance(self.score.performance, Uniform):
            low, high = self.score.performance.low, self.score.performance.high
            by = point - self.score.performance.point
            point = (low + by) / 2 + (high + by) / 2
        return point


class DatedValues:
    """A decision's options on any days.

    Days are counted from a date near to those that are stated, which leaves most digits for the
    fractions that they may have: between stated dates performances are straight lines in time.

    Attributes:
        origin: day 0.
        table: the matrix on the decision's own date.
        series: every dated score, by rows.
    """

    def __init__(self, decision: Decision, table: Matrix, origin: date) -> None:
        self.origin = origin
        self.table = table
        self.series = tuple(_series(decision, table, origin))
        self._first = np.array([series.row for series in self.series], dtype=np.intp)

    def of_row(self, row: int) -> tuple[Series, ...]:
        """The dated scores of one option."""
        first, last = np.searchsorted(self._first, [row, row + 1])
        return self.series[first:last]

    def overall(self, rows: Rows, days: Floats) -> Floats:
        """The overall value of each of `rows` on the day beside it.

        Args:
            rows: an option's each, in rising order.
            days: of the same length.
        """
        result = np.empty(len(rows))
        for start in range(0, len(rows), _AT_A_TIME):
            part = slice(start, start + _AT_A_TIME)
            performances = self._performances(rows[part], days[part])
            contributions = values(performances, self.table.scales) * self.table.weights
            result[part] = contributions.sum(axis=1)
        return result

    def on_days(self, rows: Rows, days: Floats) -> Floats:
        """The overall values of several options on the same days, shape (days, rows).

        Args:
            rows: in rising order.
            days: in any.
        """
        found = self.overall(np.repeat(rows, len(days)), np.tile(days, len(rows)))
        return found.reshape(len(rows), len(days)).T

    def _performances(self, rows: Rows, days: Floats) -> Floats:
        performances = self.table.performances[rows]
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
            for series in self.of_row(int(rows[start])):
                performances[start:end, series.column] = series.on(days[start:end])
        return performances

    def count_knots(self) -> int:
        """How many knots there are at most, of all options together."""
        return sum(
            len(each.days) + _count_bends(each, self.table.scales[each.column])
            for each in self.series
        )

    def knots(self, row: int, first: float, last: float) -> Floats:
        """The days between which an option's overall value is a straight line, from first to last.

        They are the dates of its scores, and wherever a performance passes a point of a piecewise
        scale: value bends there.
        """
        found = [np.array([first, last])]
        for series in self.of_row(row):
            found.append(series.days)
            scale = self.table.scales[series.column]
            if isinstance(scale, Piecewise):
                found.append(_bends(series, scale))
        days = np.unique(np.concatenate(found))
        return days[(days >= first) & (days <= last)]


def _series(decision: Decision, table: Matrix, origin: date) -> Iterator[Series]:
    for row, option in enumerate(decision.options):
        for column, criterion in enumerate(table.criteria):
            score = option.scores.get(criterion.id)
            if score is not None and score.over_time:
                days = np.array([float((day - origin).days) for day, _ in score.over_time])
                stated = np.array([number for _, number in score.over_time], dtype=np.float64)
                yield Series(row, column, score, days, stated)


def _count_bends(series: Series, scale: FixedScale) -> int:
    """How many inner points of its scale a performance passes, at most."""
    if not isinstance(scale, Piecewise):
        return 0
    inner = np.array([at for at, _ in scale.points[1:-1]])
    places = np.searchsorted(inner, series.on(series.days))
    return int(np.abs(np.diff(places)).sum())


def _bends(series: Series, scale: Piecewise) -> Floats:
    """The days on which a performance passes an inner point of its scale."""
    stated = series.on(series.days)
    inner = np.array([at for at, _ in scale.points[1:-1]])
    before, then = stated[:-1, None], stated[1:, None]
    passes = (np.minimum(before, then) < inner) & (inner < np.maximum(before, then))
    piece, point = np.nonzero(passes)
    share = (inner[point] - stated[piece]) / (stated[piece + 1] - stated[piece])
    days: Floats = series.days[piece] + share * (series.days[piece + 1] - series.days[piece])
    return days
