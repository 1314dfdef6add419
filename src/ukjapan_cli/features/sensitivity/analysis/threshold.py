"""The performance at which an option takes first place or loses it, all else as it is.

In closed form: an option's lead over every rival never falls as its own performance gets better, on
a local scale whose ends move with it as on any other, so that there is one place to find.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.ranges import LocalEnds
from ukjapan_cli.model.values import TIE, FixedScale, Floats, overall, performance_worth, values

_QUIET = np.errstate(over="ignore", invalid="ignore")
"""For numbers so large that what comes of them is more than a number can hold."""


class Threshold(NamedTuple):
    """Where first place changes.

    Attributes:
        performance: where the option is level with its strongest rival, or past which it jumps
            there; on a constructed scale, the value of the nearest level on the other side.
        rival: the row of that rival: who takes over from an option that is first.
        fails: whether the option is not ranked from there on, since it fails a `must`.
    """

    performance: float
    rival: int
    fails: bool = False


class Contest:
    """Ranked options, one performance of one of which moves."""

    def __init__(self, decision: Decision, table: Matrix, ranked: Sequence[int]) -> None:
        """The rows of the ranked options, two or more, best first; no score may be missing."""
        self._decision, self._table = decision, table
        self.ranked = np.array(ranked)
        self._overall = overall(table.values, table.weights)
        at = self._overall[self.ranked]
        self._first = int(self.ranked[at.argmax()])
        second = np.where(self.ranked == self._first, -np.inf, at).argmax()
        self._second = int(self.ranked[second])
        self._local_ends = cache(self._ends_of)

    def _ends_of(self, column: int) -> LocalEnds:
        return LocalEnds(self._decision, self._table.criteria[column].id)

    def rival(self, row: int) -> int:
        """The row of the option that is worth most beside an option."""
        return self._second if row == self._first else self._first

    def lead(self, row: int) -> float:
        """The points that an option is ahead of its strongest rival; negative behind it."""
        return float(self._overall[row] - self._overall[self.rival(row)])

    def leads(self, row: int) -> bool:
        """Whether an option is first, alone or level."""
        return self.lead(row) >= -TIE

    def thresholds(self, row: int) -> Iterator[Threshold | None]:
        """An option's `threshold` on each criterion."""
        can_pass = 200 * self._table.weights > abs(self.lead(row))
        is_first = self.leads(row)
        for column, criterion in enumerate(self._table.criteria):
            is_sought = can_pass[column] or (is_first and criterion.gate)
            yield self.threshold(row, column) if is_sought else None

    def threshold(self, row: int, column: int) -> Threshold | None:
        """Where an option that is first loses first place by one score, or where another takes it.

        Looked for from the performance as it is, to the worse for an option that is first and to
        the better for another, no further than the end of a fixed scale, or than the last of all
        other performances on a local one.

        Returns:
            None where no performance does it, or where the option fails a `must` instead of going
            first.
        """
        criterion, scale = self._table.criteria[column], self._table.scales[column]
        now, value = (
            float(cells[row, column]) for cells in (self._table.performances, self._table.values)
        )
        weight, falls = float(self._table.weights[column]), self.leads(row)
        lead = max(0.0, self.lead(row)) if falls else self.lead(row)
        found = None
        if 200 * weight > abs(lead):  # else not even from one end to the other past a rival
            beside = self._moving_ends(row, column)
            if beside is not None:
                found = self._on_moving_scale(row, column, beside)
            else:
                level = _on_fixed_scale(scale, value - lead / weight, falls=falls)
                found = None if level is None else Threshold(level, self.rival(row))
        if falls:
            bound = _where_it_fails(criterion, scale, now)
            if bound is not None and (found is None or _is_nearer(bound, found.performance, now)):
                moved = self.overall_with(row, column, bound)
                others = np.where(self.ranked == row, -np.inf, moved)
                is_first_until_then = moved[self.ranked == row][0] >= others.max() - TIE
                if is_first_until_then:
                    return Threshold(bound, int(self.ranked[others.argmax()]), fails=True)
            return found
        is_let_in = found is None or not _fails_beyond(criterion, found.performance, now)
        return found if is_let_in else None

    @_QUIET
    def overall_with(self, row: int, column: int, performance: float) -> Floats:
        """The overall values of the ranked options if one had another performance.

        Not finite where the performance is so large that no number can hold its value.
        """
        scale = self._table.scales[column]
        beside = self._moving_ends(row, column, performance)
        performances = np.where(
            self.ranked == row, performance, self._table.performances[self.ranked, column]
        )
        if beside is not None and isinstance(scale, Linear):
            low, high = min(beside[0], performance), max(beside[1], performance)
            scale = Linear(high, low) if scale.worst > scale.best else Linear(low, high)
        worth = values(performances[:, None], [scale])[:, 0]
        weight = self._table.weights[column]
        elsewhere = self._overall[self.ranked] - weight * self._table.values[self.ranked, column]
        result: Floats = elsewhere + weight * worth
        return result

    def _moving_ends(
        self, row: int, column: int, performance: float | None = None
    ) -> tuple[float, float] | None:
        """The ends of a local scale beside a performance, where they depend on it.

        None for a fixed scale, and for a local one with a range whose ends other performances hold.
        """
        scale = self._table.scales[column]
        if not isinstance(self._table.criteria[column].scale, Local) or not isinstance(
            scale, Linear
        ):
            return None
        beside = self._local_ends(column).beside(row)
        ends = min(scale.worst, scale.best), max(scale.worst, scale.best)
        is_held = performance is None or ends[0] <= performance <= ends[1]
        return None if beside == ends and is_held and ends[0] < ends[1] else beside

    @_QUIET
    def _on_moving_scale(
        self, row: int, column: int, beside: tuple[float, float]
    ) -> Threshold | None:
        """The performance on a local scale, whose ends move with the option's own performance.

        Counted so that more is better, let m and M be the ends beside it, x the performance, p that
        of a rival, e the lead over the rival on all other criteria, and w the criterion's weight in
        points of 100. The lead is e - w (p - x) / (M - x) while x is below m, then
        e + w (x - p) / (M - m) up to M, and e + w - w (p - m) / (x - m) above M. Each is solved for
        a lead of 0; the option is first from the greatest of the rivals' solutions on. Where m = M
        it jumps there from worst to best.
        """
        table, weight = self._table, 100 * float(self._table.weights[column])
        scale = table.scales[column]
        falls = self.leads(row)
        rows = self.ranked[self.ranked != row]
        sign = -1.0 if isinstance(scale, Linear) and scale.worst > scale.best else 1.0
        low, high = sorted((sign * beside[0], sign * beside[1]))
        now = sign * float(table.performances[row, column])
        theirs = sign * table.performances[rows, column]
        ahead = table.values[row] - table.values[rows]
        elsewhere = overall(ahead, table.weights) - weight / 100 * ahead[:, column]

        def greatest(solutions: Floats) -> tuple[float, int]:
            return float(solutions.max()), int(rows[solutions.argmax()])

        least_gain = (high - low) * TIE / 100
        if falls and now > high:
            room = elsewhere + weight
            above = low + weight * (theirs - low) / np.maximum(room, TIE)
            x, rival = greatest(np.where(room > TIE, above, -np.inf))
            if x > high:
                return Threshold(sign * min(x, now), rival)
        if not falls and now < low:
            short = weight - elsewhere
            below = high - weight * (high - theirs) / np.maximum(short, TIE)
            x, rival = greatest(np.where(short > 0, below, -np.inf))
            if now < x <= low:
                return Threshold(sign * x, rival)
        if low == high:
            rival = int(rows[elsewhere.argmin()])
            jumps = now > high or (now == high and float(elsewhere.min()) < weight - TIE)
            return Threshold(sign * low, rival) if falls and jumps else None
        x, rival = greatest(theirs - elsewhere * (high - low) / weight)
        if not math.isfinite(x):
            return None
        if falls:
            is_there = now > low and x > low + least_gain
            return Threshold(sign * min(x, now, high), rival) if is_there else None
        x = max(low, x)
        return Threshold(sign * x, rival) if now < x <= high - least_gain else None


def _on_fixed_scale(scale: FixedScale, needed: float, *, falls: bool) -> float | None:
    """The performance worth what is needed; None off the scale or at the end it would stop at."""
    if needed < TIE if falls else needed > 100 - TIE:
        return None
    match scale:
        case Levels(worths=worths) if falls:
            below = bisect_left(worths, needed - TIE)
            return worths[below - 1] if below else None
        case Levels(worths=worths):
            above = bisect_right(worths, needed + TIE)
            return worths[above] if above < len(worths) else None
        case Linear(worst=worst, best=best) if worst == best:
            return None
        case Piecewise(points=points):
            # Level with a rival on a flat stretch, the option is level up to the stretch's far end.
            needed = next((worth for _, worth in points if abs(worth - needed) <= TIE), needed)
            find_end = min if falls else max
            return performance_worth(needed, scale, towards=find_end(points, key=itemgetter(1))[0])
    return performance_worth(needed, scale)


def _fails_beyond(criterion: Criterion, threshold: float, now: float) -> bool:
    """Whether an option that is first beyond a threshold would fail the `must` there."""
    if criterion.gate is None:
        return False
    if isinstance(criterion.scale, Levels):
        return not criterion.gate.admits(threshold)
    bound = criterion.gate.at_most if threshold > now else criterion.gate.at_least
    if bound is None:
        return False
    is_past = threshold > bound if threshold > now else threshold < bound
    return is_past or math.isclose(threshold, bound)


def _where_it_fails(criterion: Criterion, scale: FixedScale, now: float) -> float | None:
    """The first performance to the worse at which the `must` is not met, or stops being met."""
    gate = criterion.gate
    if gate is None:
        return None
    match scale:
        case Levels(levels=levels):
            failing = (v for v in levels.values() if v < now and not gate.admits(v))
            return max(failing, default=None)
        case Linear(worst=worst, best=best):
            is_upwards, end = best >= worst, worst
        case Piecewise(points=points):
            is_upwards, end = points[-1][1] > points[0][1], min(points, key=itemgetter(1))[0]
    bound = gate.at_least if is_upwards else gate.at_most
    if bound is None:
        return None
    is_on_scale = bound > end if is_upwards else bound < end
    return bound if is_on_scale or isinstance(criterion.scale, Local) else None


def _is_nearer(one: float, other: float, now: float) -> bool:
    return abs(one - now) < abs(other - now)
