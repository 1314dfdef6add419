"""All options over one weight as a line chart, for people at a terminal, or for a pipe."""

from rich.console import RenderableType
from rich.text import Text

from ukjapan_cli.features.sensitivity import words as say
from ukjapan_cli.features.sensitivity.analysis.sensitivity import OneWeight
from ukjapan_cli.formats.frame import grid, letter, line_colour_of, plain
from ukjapan_cli.formats.line_chart import chart_span, line_chart
from ukjapan_cli.formats.phrases import percent, points, stand, title
from ukjapan_cli.formats.terminal import Screen

_WIDEST = 72
_HEIGHT = 16
_MOST_LINES = 8


def table(one: OneWeight, screen: Screen) -> str:
    """The chart, who is first along it, and every option's value at its ends."""
    decision, found = one.scoring.decision, one.found
    drawn = grid(screen, ["", "Option", "At 0%", "Now", "At 100%"], right=(2, 3, 4))
    indices = _drawn(one)
    for place, index in enumerate(indices):
        standing = one.scoring.ranking[index]
        drawn.add_row(
            Text(letter(place), line_colour_of(place)),
            plain(standing.option.name),
            Text(points(float(found.at_zero[index]))),
            Text(points(standing.value)),
            Text(points(float(found.at_one[index]))),
        )
    parts: list[RenderableType] = [
        plain(title(decision), "bold"),
        plain(stand(decision), "dim"),
        Text(),
        *(plain(line) for line in say.along(one)),
        Text(),
    ]
    if found.can_move:
        parts += [*_chart(one, indices, screen), Text()]
    parts.append(drawn)
    hidden = len(one.scoring.ranking) - len(indices)
    if hidden:
        parts.append(Text(f"and {hidden} that are never first: --format csv", "dim"))
    return screen.drawn(*parts)


def _drawn(one: OneWeight) -> list[int]:
    """Whose lines are drawn, by place in the ranking: all that are ever first, then the best."""
    options = one.scoring.decision.options
    firsts = {options[row].id for *_, rows in say.segments(one.found) for row in rows}
    ids = [standing.option.id for standing in one.scoring.ranking]
    needed = [place for place, id_ in enumerate(ids) if id_ in firsts]
    others = [place for place, id_ in enumerate(ids) if id_ not in firsts]
    return sorted([*needed, *others[: max(0, _MOST_LINES - len(needed))]])


def _chart(one: OneWeight, indices: list[int], screen: Screen) -> list[Text]:
    found = one.found
    lines = [(float(found.at_zero[index]), float(found.at_one[index])) for index in indices]
    low, high = chart_span(lines)
    labels = {0: points(high), _HEIGHT // 2: points((high + low) / 2), _HEIGHT - 1: points(low)}
    margin = max(map(len, labels.values()))
    width = _WIDEST
    if screen.width is not None:
        width = max(20, min(_WIDEST, screen.width - margin - 3))
    rows = []
    letters = [letter(place) for place in range(len(indices))]
    for y, cells in enumerate(line_chart(lines, letters, width, _HEIGHT)):
        row = Text(f"{labels.get(y, ''):>{margin}} ┤" if y in labels else f"{'':>{margin}} │")
        today = _column(found.weight, width)
        for x, cell in enumerate(cells):
            if cell.line is not None:
                row.append(cell.text, line_colour_of(cell.line))
            else:
                row.append("┊" if x == today else " ", "dim")
        rows.append(row)
    return [*rows, *_axis(one, width, margin)]


def _axis(one: OneWeight, width: int, margin: int) -> list[Text]:
    """The axis: today's weight as |, flips as ^, both with their shares."""
    marks = [" "] * width
    for flip in one.found.flips:
        marks[_column(flip.weight, width)] = "^"
    marks[_column(one.found.weight, width)] = "|"
    start = " " * (margin + 2)
    ends = f"0%{'100%':>{width - 2}}"
    flips = ", ".join(percent(flip.weight) for flip in one.found.flips)
    said = f"| today's weight, {percent(one.found.weight)}"
    if flips:
        said += f"   ^ first place changes, {flips}"
    return [
        Text(f"{' ' * margin} └{'─' * width}"),
        Text(start + "".join(marks)),
        Text(start + ends),
        Text(said, "dim"),
    ]


def _column(share: float, width: int) -> int:
    return min(width - 1, int(share * width + 1e-9))
