"""Where labels go, so that none is on another."""

from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a chart, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether the two have any place in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def is_within(self, other: "Box") -> bool:
        """Whether it sticks out nowhere."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


def apart(heights: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels in a column, as near to what they label as there is room.

    Labels that would touch form a block around the mean of where they would be; blocks that touch
    become one. Where there is no room for all, they begin at the low end.

    Args:
        heights: where each would be by itself.
        sizes: how tall each is.
        low: where the column begins.
        high: where it ends.
    """
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    blocks: list[_Block] = []
    for index in order:
        block = _Block([index], sizes[index], heights[index] - sizes[index] / 2)
        blocks.append(block)
        while len(blocks) > 1 and blocks[-2].end(low, high) > blocks[-1].start(low, high):
            after, before = blocks.pop(), blocks.pop()
            blocks.append(before.with_after(after))
    middles = [0.0] * len(heights)
    for block in blocks:
        at = block.start(low, high)
        for index in block.members:
            middles[index] = at + sizes[index] / 2
            at += sizes[index]
    return middles


class _Block(NamedTuple):
    """Labels without room between them, and where they would begin by themselves."""

    members: list[int]
    size: float
    wanted: float

    def start(self, low: float, high: float) -> float:
        return max(low, min(self.wanted, high - self.size))

    def end(self, low: float, high: float) -> float:
        return self.start(low, high) + self.size

    def with_after(self, after: "_Block") -> "_Block":
        count, more = len(self.members), len(after.members)
        wanted = (count * self.wanted + more * (after.wanted - self.size)) / (count + more)
        return _Block([*self.members, *after.members], self.size + after.size, wanted)


def lanes(spans: Sequence[tuple[float, float]]) -> list[int]:
    """The first of the rows, from 0, in which each stretch is on no other before it."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for start, end in spans:
        lane = next(
            (
                index
                for index, others in enumerate(taken)
                if all(end <= other[0] or start >= other[1] for other in others)
            ),
            len(taken),
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        found.append(lane)
    return found
