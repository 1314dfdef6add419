"""The upper envelope of straight lines: which of them is the highest where.

Each line is given by its values at the two ends of a stretch, which runs from 0 to 1.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.model.values import TIE, Floats


def first_along(at_zero: Floats, at_one: Floats) -> Iterator[tuple[float, list[int]]]:
    """The segments of the upper envelope from 0 to 1: where each starts and the lines that are it.

    A line that is above all others by no more than `TIE` anywhere has no segment of its own. Lines
    that are level with another at 0 and at 1 share its segments.
    """
    by_start = np.argsort(at_zero, kind="stable")
    starts = at_zero[by_start]
    for share, line in _hull(at_zero, at_one):
        near = by_start[
            np.searchsorted(starts, at_zero[line] - TIE) : np.searchsorted(
                starts, at_zero[line] + TIE, side="right"
            )
        ]
        yield share, np.sort(near[np.abs(at_one[near] - at_one[line]) <= TIE]).tolist()


def _hull(at_zero: Floats, at_one: Floats) -> list[tuple[float, int]]:
    """The lines of the upper envelope over 0-1, each with the share from which it is the highest.

    Lines are taken from the highest at 0 to the highest at 1; one that the line before and the line
    after it cover to within `TIE` is dropped.
    """
    kept: list[int] = []
    for line in _undominated(at_zero, at_one).tolist():
        if kept and at_one[line] <= at_one[kept[-1]] + TIE:
            continue
        while kept and at_zero[kept[-1]] <= at_zero[line] + TIE:
            kept.pop()
        while len(kept) > 1 and _lead(at_zero, at_one, kept[-2], kept[-1], line) <= TIE:
            kept.pop()
        kept.append(line)
    crossings = [_crossing(at_zero, at_one, before, after) for before, after in pairwise(kept)]
    return list(zip([0.0, *crossings], kept, strict=True))


def _undominated(at_zero: Floats, at_one: Floats) -> NDArray[np.intp]:
    """The lines that no other line is above at both ends, from the highest at 0 down."""
    order = np.lexsort((-at_one, -at_zero))
    ends = at_one[order]
    highest_before = np.maximum.accumulate(np.concatenate([[-np.inf], ends[:-1]]))
    return order[ends > highest_before]


def _crossing(at_zero: Floats, at_one: Floats, before: int, after: int) -> float:
    lost = float(at_zero[before] - at_zero[after])
    return lost / (lost + float(at_one[after] - at_one[before]))


def _lead(at_zero: Floats, at_one: Floats, before: int, line: int, after: int) -> float:
    """How far a line is above the point where the lines before and after it cross."""
    share = _crossing(at_zero, at_one, before, after)
    own = (1 - share) * at_zero[line] + share * at_one[line]
    return float(own - ((1 - share) * at_zero[before] + share * at_one[before]))
