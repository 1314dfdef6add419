"""What a timeline says, in words: the same for a terminal and for Markdown."""

from collections.abc import Iterator, Sequence
from datetime import date

from ukjapan_cli.decision.options import Option
from ukjapan_cli.features.timeline.analysis.days import Run
from ukjapan_cli.features.timeline.analysis.delay import Delay
from ukjapan_cli.features.timeline.analysis.timeline import Course, Timeline
from ukjapan_cli.formats.phrases import listed, points, some

NOTHING_DATED = (
    "Nothing in this decision depends on the date: no score has over_time, so that the ranking is "
    "the same on every day."
)
LOSSES = (
    "Points of overall value lost by waiting; a minus is a gain. Rate: a month, at the pace of the "
    "first day."
)
LOSS_HEADER = ("Rate", "1 month", "6 months", "1 year")
CROSSING_HEADER = ("From", "Ahead from then on", "Behind")

_MOST_LEADS = 10
_MOST_NAMES = 4
_UNSEEN = 0.005


def sentences(found: Timeline, course: Course) -> Iterator[str]:
    """Everything that is said in words, the most important first."""
    options = found.scoring.decision.options
    yield _window(course, options)
    yield from _leads(course, options)
    yield from _delay(course, options)
    yield from _against_baseline(course, options)
    yield from _ranked_at_times(course, options)
    yield from _never_ranked(course, options)
    yield from _held(course)
    if not course.is_today_stated:
        yield (
            f"The criteria file has no as_of: {day(course.today)} is taken for it, where the "
            "timeline starts; --as-of gives another."
        )


def day(when: date) -> str:
    """A date as people write it."""
    return f"{when.day} {when:%B} {when.year}"


def _window(course: Course, options: tuple[Option, ...]) -> str:
    today, found = day(course.today), course.window
    if found is None:
        return f"Nobody is ranked on {today}: there is no lead to lose."
    name = options[found.row].name
    if found.last is None:
        return f"{name} is first on {today} and stays first: no date closes its window."
    last = day(course.date_of(found.last))
    then = f"{_names(found.next, options)} {_are(found.next)} first" if found.next else ""
    return (
        f"Act by {last}: until then {name} is first, and from the next day on "
        f"{then or 'nobody is ranked'}."
    )


def _leads(course: Course, options: tuple[Option, ...]) -> Iterator[str]:
    if not course.leads:
        yield "Nobody is ranked on any of these days."
    for run, rows in course.leads[:_MOST_LEADS]:
        first = "first" if len(rows) == 1 else "level and first"
        yield f"{_names(rows, options)} {_are(rows)} {first} {_when(run, course)}."
    if len(course.leads) > _MOST_LEADS:
        more = len(course.leads) - _MOST_LEADS
        yield f"First place changes {more} more times: --format csv has them."


def _delay(course: Course, options: tuple[Option, ...]) -> Iterator[str]:
    row = course.window.row if course.window else None
    for found in course.delays:
        if found.row != row:
            continue
        name, year = options[row].name, found.losses[-1]
        if abs(year.points) < _UNSEEN and abs(found.per_month) < _UNSEEN:
            yield f"Waiting from {day(course.today)} to {day(year.until)} costs {name} nothing."
            continue
        verb = "loses" if year.points >= 0 else "gains"
        yield (
            f"While a decision waits from {day(course.today)} to {day(year.until)}, {name} {verb} "
            f"{small(abs(year.points))} points of overall value."
        )


def _against_baseline(course: Course, options: tuple[Option, ...]) -> Iterator[str]:
    baseline = next((option.name for option in options if option.is_baseline), "")
    said: dict[str, list[int]] = {}
    today = (course.today - course.first_stated).days
    for found in course.against_baseline:
        runs = list(found.runs)
        if found.is_lasting and runs[0].first == today and len(runs) == 1:
            when = f"on every day from {day(course.today)} on"
        elif not runs:
            when = f"on no day from {day(course.today)} on"
        else:
            parts = [_when(run, course) for run in runs]
            if found.is_lasting:
                parts[-1] = f"from {day(course.date_of(runs[-1].first))} on"
            elif len(runs) == 1 and runs[0].first == today:
                parts = [f"until {day(course.date_of(runs[0].last))}"]
            when = listed(parts)
        said.setdefault(when, []).append(found.row)
    for when, rows in said.items():
        yield f"Better than {baseline} {when}: {_names(rows, options)}."


def _ranked_at_times(course: Course, options: tuple[Option, ...]) -> Iterator[str]:
    whole = Run((course.start - course.first_stated).days, (course.end - course.first_stated).days)
    for row, runs in course.ranked.items():
        if runs and runs != (whole,):
            when = listed([_when(run, course) for run in runs])
            yield f"{options[row].name} fails a must on some days; it is ranked {when}."


def _never_ranked(course: Course, options: tuple[Option, ...]) -> Iterator[str]:
    rows = [
        row
        for row, option in enumerate(options)
        if not course.ranked.get(row) and not option.is_baseline
    ]
    if rows:
        yield f"Not ranked on any of these days, for failing a must: {_names(rows, options)}."


def _held(course: Course) -> Iterator[str]:
    first, last = course.first_stated, course.last_stated
    if first == last:
        yield f"Dated scores state {day(first)} alone, and are held on every other day."
    elif min(course.start, course.today) < first or max(course.end, course.today) > last:
        yield (
            f"Dated scores state dates from {day(first)} to {day(last)}, and are held before and "
            "after them."
        )


def small(value: float) -> str:
    """Points of value that may be few, to two decimals."""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00")


def losses(found: Delay) -> list[str]:
    """What waiting costs an option, in the columns of `LOSS_HEADER`."""
    return [small(found.per_month), *(small(loss.points) for loss in found.losses)]


def value_and_rank(value: float, rank: int, *, is_baseline: bool) -> str:
    """An overall value with the rank in brackets; a dash where there is none."""
    if is_baseline:
        return points(value)
    return f"{points(value)} ({rank or '-'})"


def _when(run: Run, course: Course) -> str:
    first, last = (day(course.date_of(end)) for end in run)
    return f"on {first}" if run.first == run.last else f"from {first} to {last}"


def _are(rows: Sequence[int]) -> str:
    return "is" if len(rows) == 1 else "are"


def _names(rows: Sequence[int], options: tuple[Option, ...]) -> str:
    return listed(some([options[row].name for row in rows], _MOST_NAMES))


def omissions(course: Course) -> list[str]:
    """What is left out for the decision's size, and how to have it; empty where nothing is."""
    if len(course.dates) == course.steps:
        return []
    kept, steps = len(course.dates), course.steps
    return [f"The table has {kept:,} of {steps:,} dates, spread over all: --full has all."]
