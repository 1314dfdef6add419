"""Options and what is said of them: scores with reasons and sources, costs, links."""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ukjapan_cli.decision.performances import Performance, moved_to


@dataclass(frozen=True, slots=True)
class Source:
    """A document that scores cite by its id."""

    id: str
    title: str
    author: str = ""
    date: datetime.date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source's id and where in it to look, such as `survey` and `¶4`."""

    source: str
    locator: str = ""

    def __str__(self) -> str:
        return f"{self.source} {self.locator}".rstrip()


@dataclass(frozen=True, slots=True)
class Score:
    """What an option does on a criterion, why somebody thinks so, and where it says so.

    Attributes:
        performance: in the criterion's units (on a constructed scale, the level's value).
        because: the reason; empty where none was given.
        source: the citation, if any.
        over_time: performances by date, in the order of dates; empty for a score without dates.
    """

    performance: Performance
    because: str = ""
    source: Citation | None = None
    over_time: tuple[tuple[datetime.date, float], ...] = ()

    def on(self, day: datetime.date | None) -> Performance:
        """The performance on a day: straight between stated dates, held before and after them.

        Without a day, or without dates, it is the performance as stated.
        """
        if day is None or not self.over_time:
            return self.performance
        return moved_to(self.performance, interpolate(self.over_time, day))


def interpolate(series: tuple[tuple[datetime.date, float], ...], day: datetime.date) -> float:
    """The value on `day` of a series of dated values, linear between dates, held outside them."""
    after = bisect_right(series, day, key=lambda point: point[0])
    if after == 0:
        return series[0][1]
    if after == len(series):
        return series[-1][1]
    (start, before), (end, then) = series[after - 1], series[after]
    share = (day - start).days / (end - start).days
    between = before * (1 - share) + then * share
    return min(max(between, min(before, then)), max(before, then))  # rounding may go past an end


@dataclass(frozen=True, slots=True)
class Cost:
    """What an option takes from one budget, in the budget's own unit."""

    amount: Performance
    because: str = ""
    source: Citation | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """Something that could be done.

    Attributes:
        scores: by criterion id; a criterion that is not there is a missing score.
        costs: by budget.
        requires: ids of options without which this one cannot be done.
        excludes: ids of options that cannot be done beside this one.
        enablers: what has to happen for it to work, in words.
        because: why it is among the options; empty where nobody says so.
        is_baseline: whether this is business as usual: shown as the reference, not ranked.
    """

    id: str
    name: str
    summary: str = ""
    scores: Mapping[str, Score] = field(default_factory=dict)
    costs: Mapping[str, Cost] = field(default_factory=dict)
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    enablers: tuple[str, ...] = ()
    is_baseline: bool = False
    because: str = ""


def performance_range(options: Iterable[Option], criterion: str) -> tuple[float, float] | None:
    """The least and the greatest performance that any option states on a criterion, on any date.

    None where no option has a score. A local scale has these ends: all dates count, so that the
    scale stays where it is while an analysis moves through time.
    """
    stated: list[float] = []
    for option in options:
        score = option.scores.get(criterion)
        if score is None:
            continue
        stated.append(score.performance.point)
        stated.extend(performance for _, performance in score.over_time)
    return (min(stated), max(stated)) if stated else None


@dataclass(frozen=True, slots=True)
class Synergy:
    """Points of overall value that options are worth together beyond what each is worth alone."""

    options: tuple[str, ...]
    value: float
    because: str = ""
    source: Citation | None = None
