"""Lines over an axis in braille, two by four dots a cell; by hand, since that is all it takes.

A letter rides on every line, so that colours only repeat what letters say.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BLANK = 0x2800
_EVERY = 12
CROSS = "×"


class Cell(NamedTuple):
    """One character of a chart, and the index of the line that it belongs to, if any."""

    text: str
    line: int | None = None


def line_chart(
    lines: Sequence[Sequence[float]],
    letters: Sequence[str],
    width: int,
    height: int,
    *,
    dotted: Collection[int] = (),
    marks: Iterable[tuple[float, float]] = (),
    span: tuple[float, float] | None = None,
) -> list[list[Cell]]:
    """Lines from the left edge to the right, the first on top of others.

    Args:
        lines: what each is worth at even distances from the left edge to the right; two values are
            a straight line, and it has a gap where a value is NaN.
        letters: one a line.
        width: in characters.
        height: in characters; the top is the greatest value, the bottom the least.
        dotted: the indices of lines that are dotted.
        span: the least and the greatest value; those of the lines if not given.
        marks: places with a cross on them: a share of the width from the left, and a value.
    """
    low, high = span or chart_span(lines)
    dots = [[0] * width for _ in range(height)]
    owner: list[list[int | None]] = [[None] * width for _ in range(height)]
    text: list[list[str | None]] = [[None] * width for _ in range(height)]

    def row_of(value: float) -> int:
        return round((high - value) / (high - low) * (4 * height - 1))

    for index in reversed(range(len(lines))):
        line = lines[index]
        last = None
        for x in range(2 * width):
            value = _height(line, x / (2 * width - 1))
            at = None if value is None else row_of(value)
            if at is not None and not (index in dotted and x % 4):
                start = at if last is None or abs(at - last) < 2 else last
                for y in range(min(start, at), max(start, at) + 1):
                    dots[y // 4][x // 2] |= _DOTS[x % 2][y % 4]
                    owner[y // 4][x // 2] = index
            last = at
        for column in range((1 + 3 * index) % _EVERY, width, _EVERY):
            value = _height(line, (column + 0.5) / width)
            if value is not None:
                y = row_of(value) // 4
                text[y][column], owner[y][column] = letters[index], index
    for share, value in marks:
        y, column = row_of(value) // 4, min(width - 1, int(share * width))
        text[y][column], owner[y][column] = CROSS, None
    return [
        [
            Cell(letter or (chr(_BLANK + dot) if dot else " "), line)
            for letter, dot, line in zip(*cells, strict=True)
        ]
        for cells in zip(text, dots, owner, strict=True)
    ]


def _height(line: Sequence[float], share: float) -> float | None:
    """What a line is worth at a share of the width; None in a gap."""
    place = share * (len(line) - 1)
    before = min(int(place), len(line) - 2)
    part = place - before
    value = (1 - part) * line[before] + part * line[before + 1]
    return None if math.isnan(value) else value


def chart_span(lines: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The least and the greatest value on a chart; apart even where all lines are level."""
    heights = [height for line in lines for height in line if not math.isnan(height)]
    low, high = min(heights), max(heights)
    return (low, high) if high - low > 1e-6 else (low - 1, high + 1)
