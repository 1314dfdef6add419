"""A decision over time, with a line chart, for people at a terminal, or for a pipe."""

import math

import numpy as np
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ukjapan_cli.features.timeline import words as say
from ukjapan_cli.features.timeline.analysis.leaders import Line
from ukjapan_cli.features.timeline.analysis.timeline import Course, Timeline
from ukjapan_cli.features.timeline.blocks import cells_of, columns_of
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import grid, letter, line_colour_of, plain
from ukjapan_cli.formats.line_chart import CROSS, chart_span, line_chart
from ukjapan_cli.formats.phrases import name_of, ordered, points, stand, title
from ukjapan_cli.formats.terminal import Screen

_WIDEST = 100
_HEIGHT = 16
_MOST_LINES = 8
_MOST_ROWS = 12
_MOST_CHANGES = 3
_CELL = len("100.0 (10)") + 1


def table(found: Timeline, screen: Screen) -> str:
    """What is said in words, the chart, values and ranks by date, overtakings, losses."""
    decision = found.scoring.decision
    parts: list[RenderableType] = [
        plain(title(decision), "bold"),
        plain(stand(decision), "dim"),
        Text(),
    ]
    course = found.course
    if course is None:
        return screen.drawn(*parts, Text(say.NOTHING_DATED), Text(), _ranking(found, screen))
    first, *others = say.sentences(found, course)
    parts += [plain(first, "bold"), *(plain(line) for line in others), Text()]
    if screen.width is not None and course.start < course.end:
        parts += [*_chart(found, course, screen.width), Text()]
    parts.append(_by_date(found, course, screen))
    parts += _legend(found, course, screen)
    parts += _crossings(found, course, screen)
    parts += _losses(found, course, screen)
    return screen.drawn(*parts)


def _ranking(found: Timeline, screen: Screen) -> Table:
    drawn = grid(screen, ["Rank", "Option", "Value"], right=(0, 2))
    for standing in ordered(found.scoring):
        rank = str(standing.place) if standing.place else "-"
        drawn.add_row(Text(rank), plain(name_of(standing)), Text(points(standing.value)))
    return drawn


def _drawn(found: Timeline, course: Course) -> list[int]:
    """Whose lines are drawn, by rows: the best, and the baseline at the end."""
    options = found.scoring.decision.options
    return [course.rows[at] for at in columns_of(course, options, _MOST_LINES)]


def _chart(found: Timeline, course: Course, screen_width: int) -> list[Text]:
    rows = _drawn(found, course)
    lines = {line.row: line for line in course.lines}
    ends = [(course.end - course.first_stated).days, (course.start - course.first_stated).days]
    start, span = ends[1], ends[0] - ends[1]
    heights = [lines[row].values.tolist() for row in rows]
    low, high = chart_span(heights)
    labels = {0: points(high), _HEIGHT // 2: points((high + low) / 2), _HEIGHT - 1: points(low)}
    margin = max(map(len, labels.values()))
    width = max(20, min(_WIDEST, screen_width - margin - 3))
    sampled = [_sampled(lines[row], course, start, span, 2 * width) for row in rows]
    options = found.scoring.decision.options
    marks = [
        ((crossing.exact - start) / span, _height(lines[crossing.above], crossing.exact))
        for crossing in course.crossings
        if {crossing.above, crossing.below} <= set(rows)
    ]
    cells = line_chart(
        sampled,
        [letter(place) for place in range(len(rows))],
        width,
        _HEIGHT,
        dotted={place for place, row in enumerate(rows) if options[row].is_baseline},
        marks=marks,
        span=(low, high),
    )
    drawn = []
    for y, line in enumerate(cells):
        row = Text(f"{labels.get(y, ''):>{margin}} ┤" if y in labels else f"{'':>{margin}} │")
        for cell in line:
            if cell.line is not None:
                row.append(cell.text, line_colour_of(cell.line))
            else:
                row.append(cell.text, "bold" if cell.text == CROSS else "")
        drawn.append(row)
    return [*drawn, *_axis(course, start, span, width, margin, has_marks=bool(marks))]


def _sampled(line: Line, course: Course, start: int, span: int, count: int) -> list[float]:
    """An option's value at even distances; a gap while it is not ranked."""
    runs = course.ranked.get(line.row)
    found = []
    for place in range(count):
        when = start + span * place / (count - 1)
        is_there = runs is None or any(run.first <= when < run.last + 1 for run in runs)
        found.append(_height(line, when) if is_there else math.nan)
    return found


def _height(line: Line, when: float) -> float:
    return float(line.at(np.array([when]))[0])


def _axis(
    course: Course, start: int, span: int, width: int, margin: int, *, has_marks: bool
) -> list[Text]:
    """The dates, with | for the decision's own and ^ where first place changes."""
    marks = [" "] * width
    changes = [lead.run.first for lead in course.leads[1:]]
    for day in changes:
        marks[_column(day - start, span, width)] = "^"
    today = (course.today - course.first_stated).days - start
    said = []
    if 0 <= today <= span:
        marks[_column(today, span, width)] = "|"
        said.append(f"| as of {say.day(course.today)}")
    if changes:
        dates = ", ".join(say.day(course.date_of(day)) for day in changes[:_MOST_CHANGES])
        more = ", …" if len(changes) > _MOST_CHANGES else ""
        said.append(f"^ first place changes, {dates}{more}")
    if has_marks:
        said.append(f"{CROSS} one overtakes another")
    indent = " " * (margin + 2)
    ends = f"{course.start.isoformat()}{course.end.isoformat():>{width - 10}}"
    return [
        Text(f"{' ' * margin} └{'─' * width}"),
        Text(indent + "".join(marks)),
        Text(indent + ends),
        *(Text(line, "dim") for line in said),
    ]


def _column(days: int, span: int, width: int) -> int:
    return min(width - 1, int(days / span * width + 1e-9))


def _by_date(found: Timeline, course: Course, screen: Screen) -> Table:
    """Values and ranks by date: options by their letters on a terminal, by name in a pipe."""
    options = found.scoring.decision.options
    columns = _columns(found, course, screen)
    rows = [course.rows[at] for at in columns]
    places = _drawn(found, course)
    names = [
        letter(places.index(row)) if screen.is_terminal else visible(options[row].name)
        for row in rows
    ]
    drawn = grid(screen, ["Date", *names], right=range(1, len(names) + 1))
    if screen.is_terminal:
        for row, column in zip(rows, drawn.columns[1:], strict=True):
            column.header_style = line_colour_of(places.index(row))
    for index, day in enumerate(course.dates):
        cells = cells_of(course, options, index, columns)
        drawn.add_row(Text(day.isoformat()), *(Text(cell) for cell in cells))
    return drawn


def _columns(found: Timeline, course: Course, screen: Screen) -> list[int]:
    options = found.scoring.decision.options
    if screen.width is None:
        return columns_of(course, options)
    room = (screen.width - len("2026-01-01")) // _CELL
    is_baseline = any(options[row].is_baseline for row in course.rows)
    return columns_of(course, options, max(1, min(_MOST_LINES, room - is_baseline)))


def _legend(found: Timeline, course: Course, screen: Screen) -> list[RenderableType]:
    """Who has which letter, on a terminal, and what the table leaves out."""
    options = found.scoring.decision.options
    columns = _columns(found, course, screen)
    parts: list[RenderableType] = [Text()]
    if screen.is_terminal:
        for place, row in enumerate(_drawn(found, course)):
            entry = Text(letter(place), line_colour_of(place))
            name = f" {visible(options[row].name)}"
            name += " (baseline, dotted)" if options[row].is_baseline else ""
            parts.append(entry.append(name, "default"))
    parts.append(Text("Overall values, with ranks in brackets.", "dim"))
    hidden = len(course.rows) - len(columns)
    if hidden:
        parts.append(Text(f"and {hidden} more options: --format csv", "dim"))
    parts += [Text(line, "dim") for line in say.omissions(course)]
    return parts


def _crossings(found: Timeline, course: Course, screen: Screen) -> list[RenderableType]:
    if not course.crossings:
        return []
    options = found.scoring.decision.options
    drawn = grid(screen, say.CROSSING_HEADER)
    drawn.columns[0].no_wrap = True
    for crossing in course.crossings[:_MOST_ROWS]:
        drawn.add_row(
            Text(course.date_of(crossing.day).isoformat()),
            plain(options[crossing.above].name),
            plain(options[crossing.below].name),
        )
    parts: list[RenderableType] = [Text(), Text("Who overtakes whom", "bold"), drawn]
    if len(course.crossings) > _MOST_ROWS:
        more = len(course.crossings) - _MOST_ROWS
        parts.append(Text(f"and {more} later: --format csv", "dim"))
    if len(course.shown) < len(course.ranked):
        parts.append(Text(f"Looked for among the best {len(course.shown)} options.", "dim"))
    return parts


def _losses(found: Timeline, course: Course, screen: Screen) -> list[RenderableType]:
    shown = [delay for delay in course.delays if delay.row in course.shown]
    if not shown:
        return []
    options = found.scoring.decision.options
    drawn = grid(screen, ["Option", *say.LOSS_HEADER], right=(1, 2, 3, 4))
    for delay in shown:
        drawn.add_row(plain(options[delay.row].name), *map(Text, say.losses(delay)))
    heading = f"What waiting from {say.day(course.today)} costs"
    return [Text(), Text(heading, "bold"), drawn, Text(say.LOSSES, "dim")]
