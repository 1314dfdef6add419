"""Who is first on which days, among all options, without comparing every pair on every day.

Between the dates on which anything is stated, overall values are straight lines in time but for
those that bend at a point of a piecewise scale. On each such stretch the first is the upper
envelope of the lines; where one that may be first bends, the stretch is cut there. The envelope
says on which days first place may change; who is first on those is then scored as on any other day.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.features.timeline.analysis.dated_values import DatedValues, Rows
from ukjapan_cli.features.timeline.analysis.days import (
    RankedDays,
    Run,
    are_ranked,
    runs,
    telling_days,
)
from ukjapan_cli.model.upper_envelope import first_along
from ukjapan_cli.model.values import TIE, Floats, competition_ranks

_NEAR = 1e-6
"""Who comes this near to first place is scored exactly; it is far more than rounding and `TIE`."""

_AT_A_TIME = 2_000_000
"""Values of options on days that are held at once, to bound the memory."""


class Lead(NamedTuple):
    """Days on which the same options are first all along.

    Attributes:
        run: the days; no days if nobody is ranked on them have a lead.
        rows: who is first on every one of them, several where they tie; in the file's order.
    """

    run: Run
    rows: tuple[int, ...]


class Line(NamedTuple):
    """An option's overall value over time, straight between its knots.

    Attributes:
        row: the option's.
        days: the knots, in order, as day numbers with fractions.
        values: the overall value on each.
    """

    row: int
    days: Floats
    values: Floats

    def at(self, days: Floats) -> Floats:
        """The value at any time between the first knot and the last."""
        found: Floats = np.interp(days, self.days, self.values)
        return found


def first_by_day(
    dated: DatedValues, lines: Sequence[Line], ranked: RankedDays, first: int, last: int
) -> list[Lead]:
    """Who is first, in runs of days with the very same options first; days of nobody have no run.

    Args:
        dated: the options on any day.
        lines: those that are ranked on any day, by rows; from the first day to the last.
        ranked: when each is ranked.
        first: the first day.
        last: the last.
    """
    events, contenders = _envelope(lines, ranked, first, last)
    days = telling_days(events, first, last)
    rows = np.array([line.row for line in lines], dtype=np.intp)[contenders]
    totals = dated.on_days(rows, days)
    present = are_ranked(ranked, rows, days)
    firsts = [_first(rows, *each) for each in zip(totals, present, strict=True)]
    return [Lead(run, found) for run, found in runs(days, firsts, last) if found]


def leads(firsts: Sequence[Lead]) -> list[Lead]:
    """The fewest runs of days on each of which the same option is first throughout.

    An option that ties on the last day of its lead is still first on it.
    """
    found: list[Lead] = []
    for run, rows in firsts:
        if found and found[-1].run.last + 1 == run.first:
            kept = tuple(row for row in found[-1].rows if row in rows)
            if kept:
                found[-1] = Lead(Run(found[-1].run.first, run.last), kept)
                continue
        found.append(Lead(run, rows))
    return found


def _first(rows: Rows, totals: Floats, present: NDArray[np.bool_]) -> tuple[int, ...]:
    here = rows[present]
    return tuple(here[competition_ranks(totals[present]) == 1].tolist())


class _Piece(NamedTuple):
    """A stretch of time on which everybody who may be first has a straight line.

    Attributes:
        start: when it begins, as a day number with a fraction.
        end: when it ends.
        who: the options, by places among the lines.
        at_start: what each is worth at the start.
        at_end: what each is worth at the end.
    """

    start: float
    end: float
    who: NDArray[np.intp]
    at_start: Floats
    at_end: Floats


def _envelope(
    lines: Sequence[Line], ranked: RankedDays, first: int, last: int
) -> tuple[Floats, NDArray[np.intp]]:
    """When first place may change, and who comes near to it, by places among the lines."""
    cuts = _cuts(lines, ranked, first, last)
    bends = {place: bend for place, line in enumerate(lines) if len((bend := _bends(line)).days)}
    rows = np.array([line.row for line in lines], dtype=np.intp)
    near = np.zeros(len(lines), dtype=bool)
    events = [cuts]
    step = max(2, _AT_A_TIME // max(1, len(lines)))
    for begin in range(0, len(cuts), step):
        block = cuts[begin : begin + step + 1]
        heights = np.array([line.at(block) for line in lines])
        present = are_ranked(ranked, rows, block).T
        heights_here = np.where(present, heights, -np.inf)
        near |= (present & (heights_here >= heights_here.max(axis=0) - _NEAR)).any(axis=1)
        for index, (start, end) in enumerate(pairwise(block.tolist())):
            who = np.flatnonzero(present[:, index] & present[:, index + 1])
            whole = _Piece(start, end, who, heights[who, index], heights[who, index + 1])
            events.extend(_changes(piece, near) for piece in _straight(whole, bends))
    return np.concatenate(events), np.flatnonzero(near)


def _cuts(lines: Sequence[Line], ranked: RankedDays, first: int, last: int) -> Floats:
    """The whole days on which anything is stated, or anybody's being ranked begins or ends."""
    days = [np.array([float(first), float(last)])]
    for line in lines:
        days.append(line.days[line.days == np.floor(line.days)])
        days += [
            np.array([run.first - 1.0, run.first, run.last, run.last + 1.0])
            for run in ranked[line.row]
        ]
    cuts = np.unique(np.concatenate(days))
    return cuts[(cuts >= first) & (cuts <= last)]


def _bends(line: Line) -> Line:
    """The knots of a line within days."""
    within = line.days != np.floor(line.days)
    return Line(line.row, line.days[within], line.values[within])


def _straight(whole: _Piece, bends: Mapping[int, Line]) -> Iterator[_Piece]:
    """The piece, cut wherever somebody who may be first in it bends."""
    pending = [whole]
    while pending:
        piece = pending.pop()
        if not len(piece.who):
            continue
        least = np.minimum(piece.at_start, piece.at_end)
        most = np.maximum(piece.at_start, piece.at_end)
        inside = {}
        for index, place in enumerate(piece.who.tolist()) if bends else ():
            if place in bends:
                days, heights = bends[place].days, bends[place].values
                within = (days > piece.start) & (days < piece.end)
                if within.any():
                    inside[index] = days[within]
                    least[index] = min(least[index], heights[within].min())
                    most[index] = max(most[index], heights[within].max())
        kept = most >= least.max() - _NEAR
        found = [days for index, days in inside.items() if kept[index]]
        piece = piece._replace(
            who=piece.who[kept], at_start=piece.at_start[kept], at_end=piece.at_end[kept]
        )
        if not found:
            yield piece
            continue
        days = np.sort(np.concatenate(found))
        middle = float(days[len(days) // 2])
        share = (middle - piece.start) / (piece.end - piece.start)
        heights = (1 - share) * piece.at_start + share * piece.at_end
        for index, place in enumerate(piece.who.tolist()):
            if place in bends:
                heights[index] = _through(piece, index, bends[place], middle)
        pending.append(piece._replace(start=middle, at_start=heights))
        pending.append(piece._replace(end=middle, at_end=heights))


def _through(piece: _Piece, index: int, bend: Line, day: float) -> float:
    """What one option is worth on a day within a piece in which it may bend."""
    within = (bend.days > piece.start) & (bend.days < piece.end)
    days = [piece.start, *bend.days[within].tolist(), piece.end]
    heights = [piece.at_start[index], *bend.values[within].tolist(), piece.at_end[index]]
    return float(np.interp(day, days, heights))


def _changes(piece: _Piece, near: NDArray[np.bool_]) -> Floats:
    """When who is first may change on a piece, ties too; marks those who come near to it."""
    segments = list(first_along(piece.at_start, piece.at_end))
    shares = [share for share, _ in segments]
    found = [np.array([*shares, 1.0])]
    for (start, (leader, *_)), end in zip(segments, [*shares[1:], 1.0], strict=True):
        gaps = []
        for share in (start, end):
            heights = (1 - share) * piece.at_start + share * piece.at_end
            gaps.append(heights[leader] - heights)
        near[piece.who[np.minimum(*gaps) <= _NEAR]] = True
        parts = np.flatnonzero((gaps[0] <= TIE) != (gaps[1] <= TIE))
        along = (TIE - gaps[0][parts]) / (gaps[1][parts] - gaps[0][parts])
        found.append(start + along * (end - start))
    when: Floats = piece.start + np.concatenate(found) * (piece.end - piece.start)
    return when
