"""Overall values over time: who is first when, what overtakes what, what waiting costs.

Performances are straight lines between the dates that scores state, and held before the first and
after the last. So overall values are straight between knots, and all that follows from them is
found in closed form. Whatever is said of a whole day is scored as on any other day.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.timeline.analysis.crossings import Crossing, ahead, crossings
from ukjapan_cli.features.timeline.analysis.dated_values import DatedValues
from ukjapan_cli.features.timeline.analysis.days import (
    MONTHS,
    RankedDays,
    Run,
    Step,
    are_ranked,
    count_between,
    dates_between,
    ranked_days,
)
from ukjapan_cli.features.timeline.analysis.delay import Delay, delays
from ukjapan_cli.features.timeline.analysis.leaders import Lead, Line, first_by_day, leads
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.scoring import NothingRankedError, Scoring
from ukjapan_cli.model.scoring import score as score_decision
from ukjapan_cli.model.spread import spread
from ukjapan_cli.model.values import Floats, competition_ranks

MOST_SHOWN = 12
"""Of so many options every overtaking is looked for."""

MOST_VALUES = 250_000
"""So many values may a table have, unless all is wanted."""

MOST_KNOTS = 100_000
"""So often may values bend over time, of all options together, unless all is wanted."""

_COMFORTABLE_DATES = 25


class DatesOutOfOrderError(InputError, ValueError):
    """A timeline would end before it starts."""


class TooManyDatesError(InputError, ValueError):
    """A table of values by date would be too long, or values bend too often."""


class AgainstBaseline(NamedTuple):
    """When an option is worth more than the baseline.

    Attributes:
        row: the option's.
        runs: the days from today on that it is ranked and worth more.
        is_lasting: whether the last run has no end.
    """

    row: int
    runs: tuple[Run, ...]
    is_lasting: bool


class Window(NamedTuple):
    """How long the option that is first today stays first.

    Attributes:
        row: the option's; of several that tie today, the one that stays first longest.
        last: the last day on which it still is; None if it stays first for good.
        next: who is first on the day after; empty where nobody is or the window stays open.
    """

    row: int
    last: int | None
    next: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What a decision's dated scores do to it.

    Options are rows of the decision's options, days are counted from `first_stated`.

    Attributes:
        today: the decision's own date; the start where it has none.
        is_today_stated: whether the decision has a date of its own.
        start: where the timeline starts.
        end: where it ends.
        first_stated: the first date that any score states.
        last_stated: the last.
        dates: those of the table.
        steps: how many dates the table's steps have; where that is more than `dates` has, those are
            spread over all.
        rows: the columns of the table: who is ranked on any day, and the baseline.
        values: shape (dates, rows), overall values.
        ranks: shape (dates, rows); 0 on a day on which an option is not ranked.
        lines: the overall values of `rows` from start to end.
        ranked: the days from start to end on which each is ranked.
        shown: the options that a page has room for, those that are ever first before others.
        leads: who is first, in the fewest runs of days from start to end.
        crossings: the overtakings among those shown.
        against_baseline: one an option; empty without a baseline.
        window: how long today's first stays first; None where nobody is ranked today.
        delays: what waiting from today costs, one an option that is ranked today.
    """

    today: date
    is_today_stated: bool
    start: date
    end: date
    first_stated: date
    last_stated: date
    dates: tuple[date, ...]
    steps: int
    rows: tuple[int, ...]
    values: Floats
    ranks: NDArray[np.int64]
    lines: tuple[Line, ...]
    ranked: RankedDays
    shown: tuple[int, ...]
    leads: tuple[Lead, ...]
    crossings: tuple[Crossing, ...]
    against_baseline: tuple[AgainstBaseline, ...]
    window: Window | None
    delays: tuple[Delay, ...]

    def date_of(self, day: float) -> date:
        """The date on which a day's number falls."""
        return self.first_stated + timedelta(math.floor(day))


@dataclass(frozen=True, slots=True)
class Timeline:
    """A decision over time.

    Attributes:
        scoring: the ranking on the decision's own date, or on the timeline's first.
        course: what dates do to it; None where no score has dates, so that nothing changes.
    """

    scoring: Scoring
    course: Course | None


def timeline(
    decision: Decision,
    *,
    start: date | None = None,
    end: date | None = None,
    every: Step | None = None,
    full: bool = False,
) -> Timeline:
    """Overall values and ranks over time.

    The baseline is valued but takes no part in the ranking, nor does an option on the days on which
    it fails a `must`. First places are found among all options, overtakings among `MOST_SHOWN`.

    Args:
        decision: with the date and weights that are to count; every score must be there.
        start: the first stated date if not given.
        end: the last stated date if not given.
        every: the steps of the table; the shortest that makes no long table if not given.
        full: make a table of any length.

    Raises:
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked on any day.
        DatesOutOfOrderError: the end is before the start.
        TooManyDatesError: a table of the steps that are asked for would be too long, or there are
            more than `MOST_KNOTS` knots.
    """
    if start is not None and end is not None and end < start:
        raise DatesOutOfOrderError(f"the timeline would end on {end}, before it starts on {start}")
    stated = [
        day
        for option in decision.options
        for score in option.scores.values()
        for day, _ in score.over_time
    ]
    if not stated:
        scoring = score_decision(decision)
        _refuse_nobody(bool(scoring.ranking))
        return Timeline(scoring, None)
    first_stated, last_stated = min(stated), max(stated)
    start = start or min(first_stated, end or first_stated)
    end = end or max(last_stated, start)
    today = decision.as_of or start
    scoring = score_decision(decision.as_at(today))
    stated_ends = first_stated, last_stated
    is_stated = decision.as_of is not None
    return Timeline(
        scoring,
        _course(
            scoring, today, start, end, stated_ends, every, is_today_stated=is_stated, full=full
        ),
    )


def _course(
    scoring: Scoring,
    today: date,
    start: date,
    end: date,
    stated: tuple[date, date],
    every: Step | None,
    *,
    is_today_stated: bool,
    full: bool,
) -> Course:
    decision = scoring.decision
    origin = stated[0]
    dated = DatedValues(decision, matrix(decision), origin)
    if not full and dated.count_knots() > MOST_KNOTS:
        raise TooManyDatesError(
            f"values bend more than {MOST_KNOTS:,} times over time, at dates and at points of "
            "scales; --full follows them, however long it takes"
        )
    within = (start - origin).days, (end - origin).days
    now = (today - origin).days
    first, last = min(within[0], now), max(within[1], now, (stated[1] - origin).days)
    ranked = ranked_days(decision, dated, first, last)
    _refuse_nobody(bool(ranked))
    baseline = next((row for row, o in enumerate(decision.options) if o.is_baseline), None)
    rows = sorted([*ranked, *([] if baseline is None else [baseline])])
    all_along = _lines(dated, rows, first, last)
    lines = {line.row: line for line in all_along}
    of_ranked = [lines[row] for row in ranked]
    firsts = first_by_day(dated, of_ranked, ranked, first, last)

    dates = _dates(start, end, every, len(rows), full=full)
    steps = len(dates)
    if not full and steps * len(rows) > MOST_VALUES:
        dates = tuple(dates[at] for at in spread(steps, max(2, MOST_VALUES // len(rows))))
    days = np.array([(day - origin).days for day in dates], dtype=np.float64)
    values = dated.on_days(np.array(rows, dtype=np.intp), days)
    ranks = _ranks(values, are_ranked(ranked, np.array(rows, dtype=np.intp), days))
    found = leads(_clipped(firsts, *within))
    shown = _shown(scoring, rows, ranks, found)
    return Course(
        today=today,
        is_today_stated=is_today_stated,
        start=start,
        end=end,
        first_stated=stated[0],
        last_stated=stated[1],
        dates=dates,
        steps=steps,
        rows=tuple(rows),
        values=values,
        ranks=ranks,
        lines=tuple(all_along if within == (first, last) else _lines(dated, rows, *within)),
        ranked=_runs_within(ranked, *within),
        shown=shown,
        leads=tuple(found),
        crossings=tuple(crossings(dated, [lines[row] for row in shown], ranked, *within)),
        against_baseline=tuple(
            _against(dated, line, lines[baseline], ranked[line.row], now, last)
            for line in of_ranked
            if baseline is not None
        ),
        window=_window(firsts, now, last),
        delays=tuple(
            delays(
                dated,
                [lines[row] for row in ranked if _is_in(ranked[row], now)],
                today,
            )
        ),
    )


def _refuse_nobody(is_anybody: bool) -> None:
    if not is_anybody:
        raise NothingRankedError


def _lines(dated: DatedValues, rows: Sequence[int], first: int, last: int) -> list[Line]:
    days = [dated.knots(row, first, last) for row in rows]
    counts = [len(each) for each in days]
    found = dated.overall(np.repeat(np.array(rows, dtype=np.intp), counts), np.concatenate(days))
    parts = np.split(found, np.cumsum(counts)[:-1])
    return [Line(*each) for each in zip(rows, days, parts, strict=True)]


def _dates(
    start: date, end: date, every: Step | None, columns: int, *, full: bool
) -> tuple[date, ...]:
    counts = {step: count_between(start, end, step) for step in MONTHS}
    step: Step = "year"
    if every is not None:
        step = every
    else:
        step = next((each for each in MONTHS if counts[each] <= _COMFORTABLE_DATES), step)
    if every is not None and not full and counts[step] * columns > MOST_VALUES:
        raise TooManyDatesError(
            f"a table of {columns:,} options every {step} from {start} to {end} has more than "
            f"{MOST_VALUES:,} values; take longer steps or fewer years (--from, --to), or --full "
            "for all of it"
        )
    return tuple(dates_between(start, end, step))


def _ranks(values: Floats, are_in: NDArray[np.bool_]) -> NDArray[np.int64]:
    ranks = np.zeros(values.shape, dtype=np.int64)
    for here, row, present in zip(ranks, values, are_in, strict=True):
        here[present] = competition_ranks(row[present])
    return ranks


def _clipped(firsts: Sequence[Lead], first: int, last: int) -> list[Lead]:
    clipped = [
        Lead(Run(max(lead.run.first, first), min(lead.run.last, last)), lead.rows)
        for lead in firsts
    ]
    return [lead for lead in clipped if lead.run.first <= lead.run.last]


def _runs_within(ranked: RankedDays, first: int, last: int) -> RankedDays:
    return {
        row: tuple(lead.run for lead in _clipped([Lead(run, ()) for run in runs], first, last))
        for row, runs in ranked.items()
    }


def _is_in(runs: Sequence[Run], day: int) -> bool:
    return any(run.first <= day <= run.last for run in runs)


def _shown(
    scoring: Scoring, rows: Sequence[int], ranks: NDArray[np.int64], found: Sequence[Lead]
) -> tuple[int, ...]:
    """Who is ever first, then others by the best rank in the table, then by today's place."""
    leaders = {lead.rows[0] for lead in found}
    places = {s.option.id: place for place, s in enumerate(scoring.ranking)}
    never = np.iinfo(ranks.dtype).max
    best = np.where(ranks > 0, ranks, never).min(axis=0).tolist()

    def order(each: tuple[int, int]) -> tuple[bool, int, int]:
        row, rank = each
        id_ = scoring.decision.options[row].id
        return row not in leaders, rank, places.get(id_, len(places))

    competing = [
        each
        for each in zip(rows, best, strict=True)
        if not scoring.decision.options[each[0]].is_baseline
    ]
    return tuple(row for row, _ in sorted(competing, key=order)[:MOST_SHOWN])


def _against(
    dated: DatedValues, line: Line, baseline: Line, ranked: Sequence[Run], today: int, last: int
) -> AgainstBaseline:
    better = [run for run, sign in ahead(dated, line, baseline, today, last) if sign > 0]
    both = [
        Run(max(one.first, other.first), min(one.last, other.last))
        for one in better
        for other in ranked
    ]
    runs = tuple(run for run in both if run.first <= run.last)
    return AgainstBaseline(line.row, runs, bool(runs) and runs[-1].last == last)


def _window(firsts: Sequence[Lead], today: int, last: int) -> Window | None:
    ahead_of_today = leads(_clipped(firsts, today, last))
    if not ahead_of_today or ahead_of_today[0].run.first != today:
        return None
    now, *later = ahead_of_today
    if now.run.last == last:
        return Window(now.rows[0], None, ())
    follows = later and later[0].run.first == now.run.last + 1
    return Window(now.rows[0], now.run.last, later[0].rows if follows else ())
