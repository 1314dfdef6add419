"""Overall values over time as lines, with who is first when, today, and overtakings."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

import altair as alt
import numpy as np
from altair.utils.schemapi import debug_mode

from ukjapan_cli.features.timeline import words as say
from ukjapan_cli.features.timeline.analysis.crossings import Crossing
from ukjapan_cli.features.timeline.analysis.days import Run
from ukjapan_cli.features.timeline.analysis.leaders import Line
from ukjapan_cli.features.timeline.analysis.timeline import Course, Timeline
from ukjapan_cli.formats.charts.drawn_options import OptionMark, option_marks
from ukjapan_cli.formats.charts.figure import WIDE, Figure, data_of
from ukjapan_cli.formats.charts.keys import key
from ukjapan_cli.formats.charts.label_places import Box, apart, lanes
from ukjapan_cli.formats.charts.lettering import LINE, width_of, wrapped
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.phrases import listed, points
from ukjapan_cli.model.values import Floats

_SPACIOUS = 480
"""A chart this wide has room for names beside the lines; on others they are in a key below."""

_AXIS, _NAMES, _EDGE = 48, 160, 12
_HEIGHT = {True: 320, False: 240}
_BAND, _LANE, _LEADER = 10, 15, 12
_SMALL = 11
_MOST_CROSSINGS = 200
_LEAST_PART = 0.5
_AROUND = 182
"""Days that are shown before and after a single dated one."""

_SENTENCES = 3
_DAYS_BY_DAY, _DAYS_BY_MONTH = 150, 1_500

Records = list[dict[str, Any]]


class _Plot(NamedTuple):
    """Where days and values are in pixels.

    Attributes:
        first: the day at the left edge.
        last: the day at the right edge.
        low: the value at the bottom.
        high: the value at the top.
        width: in pixels.
        height: in pixels.
        origin: day 0.
    """

    first: float
    last: float
    low: float
    high: float
    width: float
    height: float
    origin: date

    def x(self, day: float) -> float:
        return (day - self.first) / (self.last - self.first) * self.width

    def y(self, value: float) -> float:
        return (self.high - value) / (self.high - self.low) * self.height

    def day(self, x: float) -> float:
        return self.first + x / self.width * (self.last - self.first)

    def value(self, y: float) -> float:
        return self.high - y / self.height * (self.high - self.low)

    def date(self, day: float) -> str:
        """The date of a day, for those who do not see it."""
        return say.day(self.origin + timedelta(days=int(day)))

    def moment(self, day: float) -> str:
        """A day with a fraction as a moment that is the same in every time zone."""
        midnight = datetime(self.origin.year, self.origin.month, self.origin.day, tzinfo=UTC)
        moment = midnight + timedelta(seconds=round(day * 86_400))
        return moment.isoformat().replace("+00:00", "Z")


@debug_mode(False)
def timeline(found: Timeline, width: int = WIDE) -> Figure:
    """Overall values over time.

    Args:
        found: of a decision of which a score is dated.
        width: of the whole picture, in pixels.

    Raises:
        ValueError: no score is dated.
    """
    course = found.course
    if course is None:
        raise ValueError(say.NOTHING_DATED)
    is_spacious = width >= _SPACIOUS
    marks = option_marks(found.scoring)
    baseline = [row for row, mark in marks.items() if mark.is_baseline]
    by_row = {line.row: line for line in course.lines}
    rows = [row for row in (*course.shown, *baseline) if row in by_row]
    words = {row: _words(marks[row], is_spacious=is_spacious) for row in rows}
    beside = max(width_of(line) for text in words.values() for line in text.split("\n"))
    plot = _plot(
        course,
        [by_row[row] for row in rows],
        width - _AXIS - _LEADER - _EDGE - beside,
        _HEIGHT[is_spacious],
    )
    lines = [piece for row in reversed(rows) for piece in _pieces(by_row[row], course, plot, marks)]
    ends = _ends(lines, words, plot)
    days = _days(course, plot)
    rules = [Box(plot.x(each["day"]), 0, plot.x(each["day"]) + 1, plot.height) for each in days]
    among = [each for each in course.crossings if {each.above, each.below} <= set(rows)]
    crossings = _crossings(course, among, by_row, marks, plot, rules)
    leads = _leads(course, marks, plot)
    chart = _chart(lines, ends, crossings, leads, days, plot)
    if not is_spacious:
        chart = alt.vconcat(chart, key([marks[row] for row in rows], width - _AXIS), spacing=12)
    return Figure(
        name="timeline",
        title="Overall values over time",
        description=visible(" ".join(islice(say.sentences(found, course), _SENTENCES))),
        note=_note(course, crossings, len(among), len(leads), len(rows) - len(baseline)),
        specification=chart.to_dict(validate=False),
    )


def _plot(course: Course, lines: Sequence[Line], width: float, height: float) -> _Plot:
    first, last = ((day - course.first_stated).days for day in (course.start, course.end))
    if first == last:
        first, last = first - _AROUND, last + _AROUND
    values = [value for line in lines for value in line.values.tolist()]
    room = max(1.0, 0.05 * (max(values) - min(values)))
    low, high = min(values) - room, max(values) + room
    return _Plot(first, last, low, high, width, height, course.first_stated)


def _pieces(
    line: Line, course: Course, plot: _Plot, marks: Mapping[int, OptionMark]
) -> Iterator[dict[str, Any]]:
    """The knots of an option's line, in a piece for each run of days on which it is ranked."""
    mark = marks[line.row]
    for piece, run in enumerate(course.ranked.get(line.row) or _throughout(mark, plot)):
        start, end = _widened(run, course, plot)
        ends = zip(run, line.at(np.array(run, dtype=np.float64)).tolist(), strict=True)
        said = " and ".join(f"{points(value)} on {plot.date(day)}" for day, value in ends)
        days = _seen(line, start, end, plot)
        for day, value in zip(days.tolist(), line.at(days).tolist(), strict=True):
            yield {
                "option": line.row,
                "line": f"{line.row}.{piece}",
                "colour": mark.colour,
                "is_baseline": mark.is_baseline,
                "day": day,
                "moment": plot.moment(day),
                "value": value,
                "said": f"{mark.letter} {mark.name}: {said}".strip(),
            }


def _seen(line: Line, start: float, end: float, plot: _Plot) -> Floats:
    """The ends of a piece and the knots within it, of each pixel the highest and the lowest."""
    inside = (line.days > start) & (line.days < end)
    days, values = line.days[inside], line.values[inside]
    if len(days) > 2 * plot.width:
        pixels = np.floor((days - plot.first) / (plot.last - plot.first) * plot.width)
        order = np.lexsort((values, pixels))
        turns = np.flatnonzero(np.diff(pixels[order]))
        lowest, highest = np.append(0, turns + 1), np.append(turns, len(order) - 1)
        days = np.unique(days[order[np.append(lowest, highest)]])
    seen: Floats = np.concatenate(([start], days, [end]))
    return seen


def _throughout(mark: OptionMark, plot: _Plot) -> tuple[Run, ...]:
    """The baseline is there on every day; others that are ranked on none are on none."""
    return (Run(int(plot.first), int(plot.last)),) if mark.is_baseline else ()


def _widened(run: Run, course: Course, plot: _Plot) -> tuple[float, float]:
    """A run to the end of its last day; on a chart of a single day, all of the chart."""
    if course.start == course.end:
        return plot.first, plot.last
    return run.first, min(run.last + 1, plot.last)


def _words(mark: OptionMark, *, is_spacious: bool) -> str:
    """What is beside the end of an option's line: its letter, and its name if there is room."""
    if not is_spacious:
        return mark.letter
    return "\n".join(wrapped(f"{mark.letter} {mark.name}".strip(), _NAMES, 2))


def _ends(lines: Records, words: Mapping[int, str], plot: _Plot) -> Records:
    """The words beside the right ends of lines, none on another."""
    last = {point["option"]: point for point in lines}
    drawn = [row for row, text in words.items() if row in last and text]
    wanted = [plot.y(last[row]["value"]) for row in drawn]
    sizes = [LINE * (words[row].count("\n") + 1) + 2.0 for row in drawn]
    middles = apart(wanted, sizes, -LINE, plot.height + LINE)
    return [
        {**last[row], "beside": plot.value(middle), "words": words[row]}
        for row, middle in zip(drawn, middles, strict=True)
    ]


def _crossings(
    course: Course,
    among: Sequence[Crossing],
    lines: Mapping[int, Line],
    marks: Mapping[int, OptionMark],
    plot: _Plot,
    rules: Sequence[Box],
) -> Records:
    """Overtakings, with their dates where there is room, those of first place before others."""
    changes = {lead.run.first for lead in course.leads}
    taken: list[Box] = []
    everywhere = Box(0, 0, plot.width, plot.height)
    records: Records = []
    ordered = sorted(among, key=lambda each: (each.day not in changes, each))
    for crossing in ordered[:_MOST_CROSSINGS]:
        value = float(lines[crossing.above].at(np.array([crossing.exact]))[0])
        words = _short(course.date_of(crossing.day))
        x, y = plot.x(crossing.exact), plot.y(value)
        boxes = [_box(x, y, words, *side) for side in ((1, -1), (-1, -1), (1, 1), (-1, 1))]
        free = [
            b for b in boxes if b.is_within(everywhere) and not any(b.touches(t) for t in taken)
        ]
        clear = [b for b in free if not any(b.touches(rule) for rule in rules)]
        box = next(iter([*clear, *free]), None)
        if box is not None:
            taken.append(box)
        records.append(
            {
                "day": crossing.exact,
                "moment": plot.moment(crossing.exact),
                "value": value,
                "colour": marks[crossing.above].colour,
                "words": words if box else "",
                "said": f"{marks[crossing.above].name} overtakes {marks[crossing.below].name}: "
                f"ahead from {plot.date(crossing.day)} on",
                **_middle(box, plot),
            }
        )
    return records


def _box(x: float, y: float, words: str, right: int, down: int) -> Box:
    """Where a label is that is to one side of a point, above or below it."""
    width = width_of(words, _SMALL) + 4
    left = x + 4 if right > 0 else x - 4 - width
    top = y + 5 if down > 0 else y - 5 - LINE
    return Box(left, top, left + width, top + LINE)


def _middle(box: Box | None, plot: _Plot) -> dict[str, Any]:
    """Where the words in a box are; nowhere without a box."""
    if box is None:
        return {}
    return {
        "middle": plot.moment(plot.day((box.left + box.right) / 2)),
        "beside": plot.value((box.top + box.bottom) / 2),
    }


def _leads(course: Course, marks: Mapping[int, OptionMark], plot: _Plot) -> Records:
    """Who is first, as parts of a band."""
    parts: Records = []
    for lead in course.leads:
        start, end = _widened(lead.run, course, plot)
        if len(course.leads) > plot.width and plot.x(end) - plot.x(start) < _LEAST_PART:
            continue  # they are too many, and it is too short, to be seen
        letters = "=".join(marks[row].letter for row in lead.rows[:3])
        has_room = width_of(letters) + 4 <= plot.x(end) - plot.x(start)
        parts.append(
            {
                "from": plot.moment(start),
                "to": plot.moment(end),
                "middle": plot.moment((start + end) / 2),
                "colour": marks[lead.rows[0]].colour,
                "words": letters if has_room else "",
                "said": f"{listed([marks[row].name for row in lead.rows])} first from "
                f"{plot.date(lead.run.first)} to {plot.date(lead.run.last)}",
            }
        )
    return parts


def _days(course: Course, plot: _Plot) -> Records:
    """The decision's own date and the end of its window, in lanes above the band."""
    days = []
    if course.is_today_stated:
        days.append(((course.today - plot.origin).days, f"as of {_short(course.today)}"))
    if course.window is not None and course.window.last is not None:
        last = course.window.last
        days.append((last + 1, f"act by {_short(course.date_of(last))}"))
    days = [(day, words) for day, words in days if plot.first <= day <= plot.last]
    middles, spans = [], []
    for day, words in days:
        half = width_of(words, _SMALL) / 2 + 3
        middles.append(max(half - _AXIS / 2, min(plot.x(day), plot.width - half)))
        spans.append((middles[-1] - half, middles[-1] + half))
    return [
        {
            "day": day,
            "moment": plot.moment(day),
            "words": words,
            "middle": plot.moment(plot.day(middle)),
            "lane": lane,
        }
        for (day, words), middle, lane in zip(days, middles, lanes(spans), strict=True)
    ]


def _short(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _chart(
    lines: Records, ends: Records, crossings: Records, leads: Records, days: Records, plot: _Plot
) -> Any:
    span = [plot.moment(plot.first), plot.moment(plot.last)]
    when = alt.Scale(type="utc", domain=span, nice=False)
    across = alt.Axis(
        title="Date",
        format=_date_format(plot.last - plot.first),
        grid=False,
        tickCount=max(3, int(plot.width // 90)),
    )
    moment = alt.X("moment:T", scale=when, axis=across)
    value = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[plot.low, plot.high], nice=False, zero=False),
        axis=alt.Axis(title="Overall value", tickCount=6),
    )
    colour = alt.Color("colour:N", scale=None)

    def layer(records: Records) -> alt.Chart:
        return alt.Chart(data_of(records))

    said = alt.Description("said:N")  # what is made of fields by itself has the reader's time zone
    of_lines = layer(lines).encode(
        x=moment, y=value, detail=alt.Detail("line:N"), color=colour, description=said
    )
    of_ends = layer(ends).encode(y=value)
    of_leads, of_days, of_crossings = layer(leads), layer(days), layer(crossings)
    middle = alt.X("middle:T", scale=when, axis=across)
    above = -_BAND - 6
    return alt.layer(
        of_leads.mark_rect(opacity=1, y=-_BAND, y2=-3).encode(
            x=alt.X("from:T", scale=when, axis=across),
            x2=alt.X2("to"),
            color=colour,
            description=said,
        ),
        of_leads.mark_text(fontWeight="bold", y=above - 2, aria=False).encode(
            x=middle, text=alt.Text("words:N")
        ),
        layer([{"words": "First"}])
        .mark_text(align="right", x=-6, y=above, aria=False)
        .encode(text=alt.Text("words:N")),
        of_days.mark_rule(strokeDash=[2, 2], aria=False).encode(
            x=moment, y=alt.value(above - 8), y2=alt.value(plot.height)
        ),
        *(
            of_days.transform_filter(f"datum.lane === {lane}")
            .mark_text(fontSize=_SMALL, y=above - 14 - _LANE * lane)
            .encode(x=middle, text=alt.Text("words:N"), description="words:N")
            for lane in sorted({each["lane"] for each in days})
        ),
        of_lines.transform_filter("datum.is_baseline").mark_line(
            strokeWidth=1.5, strokeDash=[4, 3]
        ),
        of_lines.transform_filter("!datum.is_baseline").mark_line(strokeWidth=2.5),
        of_ends.mark_rule(strokeWidth=1, aria=False).encode(
            x=moment, x2=alt.value(plot.width + _LEADER), y2=alt.Y2("beside"), color=colour
        ),
        of_ends.mark_text(
            align="left", baseline="middle", lineBreak="\n", lineHeight=LINE, aria=False
        ).encode(
            x=alt.value(plot.width + _LEADER + 4), y=alt.Y("beside:Q"), text=alt.Text("words:N")
        ),
        of_crossings.mark_circle(size=50, opacity=1).encode(
            x=moment, y=value, color=colour, description=said
        ),
        of_crossings.mark_text(fontSize=_SMALL, aria=False)
        .transform_filter("datum.words")
        .encode(x=middle, y=alt.Y("beside:Q"), text=alt.Text("words:N")),
    ).properties(width=plot.width, height=plot.height)


def _date_format(days: float) -> str:
    """As much of dates as tells the axis's ticks from each other."""
    if days < _DAYS_BY_DAY:
        return "%-d %b %Y"
    return "%b %Y" if days < _DAYS_BY_MONTH else "%Y"


def _note(course: Course, crossings: Records, crossed: int, led: int, drawn: int) -> str:
    notes = []
    ranked = sum(1 for runs in course.ranked.values() if runs)
    if drawn < ranked:
        notes.append(f"{drawn} of {ranked} options are drawn: those ever first, and the best.")
    if len(crossings) < crossed:
        notes.append(f"{len(crossings)} of {crossed:,} overtakings are marked.")
    if led < len(course.leads):
        notes.append(
            f"{len(course.leads) - led:,} of {len(course.leads):,} parts of the band are too short "
            "to be seen."
        )
    undated = sum(1 for crossing in crossings if not crossing["words"])
    if undated:
        notes.append(
            f"{undated} of {len(crossings)} overtakings are marked without their dates, for want "
            "of room."
        )
    if course.is_today_stated and not course.start <= course.today <= course.end:
        notes.append(f"{say.day(course.today)}, the decision's own date, is not on the chart.")
    return " ".join(notes)
