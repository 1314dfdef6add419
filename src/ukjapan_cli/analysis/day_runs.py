"""Runs of whole days on which something holds, found without looking at every day."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple, TypeVar

import numpy as np

from ukjapan_cli.analysis.values import Floats

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
