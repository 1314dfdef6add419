"""Lines over an axis in braille, two by four dots a cell; by hand, since that is all it takes.

A letter rides on every line, so that colours only repeat what letters say.
"""

from collections.abc import Sequence
from typing import NamedTuple

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BLANK = 0x2800
_EVERY = 12


class Cell(NamedTuple):
    """One character of a chart, and the index of the line that it belongs to, if any."""

    text: str
    line: int | None = None


def line_chart(
    lines: Sequence[tuple[float, float]], letters: Sequence[str], width: int, height: int
) -> list[list[Cell]]:
    """Straight lines from the left edge to the right, the first on top of others.

    Args:
        lines: what each is worth at the left edge and at the right edge.
        letters: one a line.
        width: in characters.
        height: in characters; the top is the greatest value, the bottom the least.
    """
    low, high = chart_span(lines)
    dots = [[0] * width for _ in range(height)]
    owner: list[list[int | None]] = [[None] * width for _ in range(height)]
    text: list[list[str | None]] = [[None] * width for _ in range(height)]

    def row_at(line: tuple[float, float], share: float) -> int:
        value = (1 - share) * line[0] + share * line[1]
        return round((high - value) / (high - low) * (4 * height - 1))

    for index in reversed(range(len(lines))):
        line = lines[index]
        last = row_at(line, 0)
        for x in range(2 * width):
            at = row_at(line, x / (2 * width - 1))
            for y in range(min(last, at), max(last, at) + 1) if abs(at - last) > 1 else (at,):
                dots[y // 4][x // 2] |= _DOTS[x % 2][y % 4]
                owner[y // 4][x // 2] = index
            last = at
        for column in range((1 + 3 * index) % _EVERY, width, _EVERY):
            y = row_at(line, (column + 0.5) / width) // 4
            text[y][column], owner[y][column] = letters[index], index
    return [
        [
            Cell(letter or (chr(_BLANK + dot) if dot else " "), line)
            for letter, dot, line in zip(*cells, strict=True)
        ]
        for cells in zip(text, dots, owner, strict=True)
    ]


def chart_span(lines: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The least and the greatest value on a chart; apart even where all lines are level."""
    ends = [end for line in lines for end in line]
    low, high = min(ends), max(ends)
    return (low, high) if high - low > 1e-6 else (low - 1, high + 1)
