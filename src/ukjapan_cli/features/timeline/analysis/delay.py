"""What waiting costs: the overall value that an option loses with time."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from ukjapan_cli.features.timeline.analysis.dated_values import DatedValues
from ukjapan_cli.features.timeline.analysis.days import months_after
from ukjapan_cli.features.timeline.analysis.leaders import Line

DAYS_A_MONTH = 365.2425 / 12
"""A twelfth of the Gregorian calendar's mean year."""

AHEAD = (1, 6, 12)
"""The months over which losses are added up."""


class Loss(NamedTuple):
    """What an option loses from one date to another.

    Attributes:
        months: how many of the calendar's.
        until: the later date.
        points: of overall value; negative for a gain.
    """

    months: int
    until: date
    points: float


class Delay(NamedTuple):
    """What waiting costs one option.

    Attributes:
        row: the option's.
        per_month: points lost in a month of mean length at the rate of the very date.
        losses: what is lost over the next months.
    """

    row: int
    per_month: float
    losses: tuple[Loss, ...]


def delays(dated: DatedValues, lines: Sequence[Line], today: date) -> list[Delay]:
    """What each option loses from a date on, in the order of the lines.

    Args:
        dated: the options on any day.
        lines: the options, by rows; none ends before the date.
        today: the date.
    """
    until = [months_after(today, months) for months in AHEAD]
    days = np.array([(day - dated.origin).days for day in (today, *until)], dtype=np.float64)
    totals = dated.on_days(np.array([line.row for line in lines], dtype=np.intp), days).T.tolist()
    return [
        Delay(
            row=line.row,
            per_month=0.0 - _slope_after(line, days[0]) * DAYS_A_MONTH,
            losses=tuple(
                Loss(months, day, now - then)
                for months, day, then in zip(AHEAD, until, later, strict=True)
            ),
        )
        for line, (now, *later) in zip(lines, totals, strict=True)
    ]


def _slope_after(line: Line, day: float) -> float:
    """Points a day from a day on; none after the last knot, since values are held there."""
    after = int(np.searchsorted(line.days, day, side="right"))
    if after == len(line.days):
        return 0.0
    risen = line.values[after] - line.values[after - 1]
    return float(risen / (line.days[after] - line.days[after - 1]))
