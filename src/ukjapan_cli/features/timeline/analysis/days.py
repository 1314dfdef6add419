"""Days: runs of them, steps of a calendar, and who is ranked how on each."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, date
from itertools import groupby
from typing import Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.timeline.analysis.dated_values import DatedValues
from ukjapan_cli.model.values import Floats

Label = TypeVar("Label")


class Run(NamedTuple):
    """Whole days from one to another, both included, counted from some origin."""

    first: int
    last: int


def telling_days(events: Floats, first: int, last: int) -> Floats:
    """Whole days that tell of every day from first to last.

    What holds on one of them holds until the next of them, where it can change only at one of
    `events`, which may be at any time of a day.

    Args:
        events: times as day numbers with fractions, in any order.
        first: the first day, which is one of those given.
        last: the last day, which is the end of what the last of those given tells of.
    """
    # An event that rounding has put on the wrong side of midnight is still between two of these.
    whole = np.floor(events)
    beside = np.concatenate([[first, last], whole, whole + 1])
    days = np.unique(beside[(beside >= first) & (beside <= last)])
    gaps = days[:-1][np.diff(days) > 1] + 1
    return np.union1d(days, gaps)


def runs(days: Floats, labels: Iterable[Label], last: int) -> list[tuple[Run, Label]]:
    """The longest runs of days with one label.

    Args:
        days: telling days.
        labels: one for each.
        last: the last day of all.
    """
    starts = [int(day) for day in days]
    ends = [*(day - 1 for day in starts[1:]), last]
    found = []
    for label, group in groupby(zip(starts, ends, labels, strict=True), key=lambda each: each[2]):
        members = list(group)
        found.append((Run(members[0][0], members[-1][1]), label))
    return found


def passings(days: Floats, heights: Floats, level: float) -> Floats:
    """When a line that is straight between knots passes a level.

    Args:
        days: the knots' days, in order.
        heights: the line's height on each.
        level: what is passed, upwards or downwards.
    """
    above = heights > level
    at = np.flatnonzero(above[:-1] != above[1:])
    share = (level - heights[at]) / (heights[at + 1] - heights[at])
    when: Floats = days[at] + share * (days[at + 1] - days[at])
    return when


Step = Literal["month", "quarter", "year"]

MONTHS: dict[Step, int] = {"month": 1, "quarter": 3, "year": 12}


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def dates_between(start: date, end: date, step: Step) -> Iterator[date]:
    """From the start on in steps, and the end."""
    months = 0
    while (day := months_after(start, months)) < end:
        yield day
        months += MONTHS[step]
    yield end


def count_between(start: date, end: date, step: Step) -> int:
    """How many dates there are at most from the start on in steps, with the end."""
    months = 12 * (end.year - start.year) + end.month - start.month
    return months // MONTHS[step] + 2


_ROUNDING = 1e-9
"""`Gate.admits` takes a performance that misses a bound by this share of it."""

RankedDays = Mapping[int, tuple[Run, ...]]
"""By row, in rising order; an option that is ranked on no day is not there."""


def ranked_days(decision: Decision, dated: DatedValues, first: int, last: int) -> RankedDays:
    """The runs of days on which each option is ranked, from the first day to the last.

    The baseline never is. Days are counted from the origin of `dated`.
    """
    found = {}
    for row, option in enumerate(decision.options):
        if option.is_baseline or not _meets_undated(dated, row):
            continue
        runs_of_row = _runs(dated, row, first, last)
        if runs_of_row:
            found[row] = runs_of_row
    return found


def are_ranked(ranked: RankedDays, rows: NDArray[np.intp], days: Floats) -> NDArray[np.bool_]:
    """Whether each option is ranked on each day, shape (days, rows)."""
    result = np.zeros((len(days), len(rows)), dtype=bool)
    for index, row in enumerate(rows.tolist()):
        for run in ranked.get(row, ()):
            result[:, index] |= (days >= run.first) & (days <= run.last)
    return result


def _meets_undated(dated: DatedValues, row: int) -> bool:
    """Whether an option meets every `must` on scores that have no dates."""
    moving = {series.column for series in dated.of_row(row)}
    return all(
        criterion.gate is None
        or column in moving
        or criterion.gate.admits(float(dated.table.performances[row, column]))
        for column, criterion in enumerate(dated.table.criteria)
    )


def _runs(dated: DatedValues, row: int, first: int, last: int) -> tuple[Run, ...]:
    """The runs of days on which an option meets every `must` on its dated scores."""
    criteria = dated.table.criteria
    gated = [(s, gate) for s in dated.of_row(row) if (gate := criteria[s.column].gate) is not None]
    if not gated:
        return (Run(first, last),)
    events = [
        passings(series.days, series.on(series.days), level)
        for series, gate in gated
        for level in _levels(gate)
    ]
    days = telling_days(np.concatenate([*events, *(s.days for s, _ in gated)]), first, last)
    meets = [[gate.admits(point) for point in series.on(days).tolist()] for series, gate in gated]
    holding = [all(every) for every in zip(*meets, strict=True)]
    return tuple(run for run, holds in runs(days, holding, last) if holds)


def _levels(gate: Gate) -> list[float]:
    """The performances at which a `must` begins or ceases to be met, with and without rounding."""
    bounds = [bound for bound in (gate.at_least, gate.at_most) if bound is not None]
    return [bound * share for bound in bounds for share in (1 - _ROUNDING, 1, 1 + _ROUNDING)]
