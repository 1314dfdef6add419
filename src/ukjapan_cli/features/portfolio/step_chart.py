"""A value that rises in steps over an axis, by hand in box-drawing characters.

A second staircase under the first is dotted where the two are apart.
"""

from bisect import bisect_right
from collections.abc import Sequence

Step = tuple[float, float]
"""From where on, and what is reached there."""


def step_chart(
    steps: Sequence[Step], lower: Sequence[Step], width: int, height: int, end: float
) -> list[str]:
    """Lines of the chart, the top first.

    Args:
        steps: in the order of the axis; left of the first nothing is drawn.
        lower: a staircase that is nowhere above the first.
        width: in characters.
        height: in characters; the top is the greatest value, the bottom the least.
        end: where the axis, which begins with the first step or at 0, ends.
    """
    drawn = [[" "] * width for _ in range(height)]
    values = [value for _, value in (*steps, *lower)]
    least, greatest = min(values), max(values)
    span = greatest - least or 1.0

    def row_of(value: float) -> int:
        return round((greatest - value) / span * (height - 1))

    def rows(stairs: Sequence[Step]) -> list[int | None]:
        starts = [column(start, steps[0][0], end, width) for start, _ in stairs]
        places = (bisect_right(starts, x) - 1 for x in range(width))
        return [row_of(stairs[place][1]) if place >= 0 else None for place in places]

    upper_rows = rows(steps)
    for x, y in enumerate(rows(lower)):
        if y is not None and y != upper_rows[x]:
            drawn[y][x] = "·"
    last: int | None = None
    for x, y in enumerate(upper_rows):
        if y is None:
            continue
        drawn[y][x] = "─"
        if last is not None and y < last:
            drawn[y][x], drawn[last][x] = "┌", "┘"
            for between in range(y + 1, last):
                drawn[between][x] = "│"
        last = y
    return ["".join(cells) for cells in drawn]


def column(at: float, first: float, end: float, width: int) -> int:
    """The column of a place on the axis; the last for whatever is further out."""
    start = min(0.0, first)
    share = (at - start) / (end - start) if end > start else 0.0
    return max(0, min(width - 1, int(share * (width - 1) + 1e-9)))
