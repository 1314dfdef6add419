"""Ranks of values that come in parts, the best first: what an array of them all would give.

See `ukjapan_cli.model.values.competition_ranks`, which these are equal to.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.model.values import TIE, Floats


class Ranked(NamedTuple):
    """The ranks of one part, and which of its values tie with a neighbour."""

    ranks: NDArray[np.int64]
    tied: NDArray[np.bool_]


def running_ranks(parts: Iterable[Floats]) -> Iterator[Ranked]:
    """Competition ranks of each part; no more than two parts are held at a time.

    Args:
        parts: values from the highest down, none of them empty.
    """
    held: Ranked | None = None
    last, rank, count = np.inf, 0, 0
    for values in parts:
        starts = np.diff(values, prepend=last) < -TIE
        if not count:
            starts[0] = True
        places = np.arange(count + 1, count + 1 + len(values))
        ranks = np.maximum.accumulate(np.where(starts, places, rank))
        if held is not None:
            held.tied[-1] |= not starts[0]
            yield held
        tied = ~starts
        tied[:-1] |= ~starts[1:]
        held = Ranked(ranks, tied)
        last, rank, count = values[-1], int(ranks[-1]), count + len(values)
    if held is not None:
        yield held


def running_counts(parts: Iterable[NDArray[np.bool_]]) -> Iterator[NDArray[np.int64]]:
    """How many are true up to each place, over all parts together."""
    count = 0
    for part in parts:
        counts = count + np.cumsum(part, dtype=np.int64)
        yield counts
        count = int(counts[-1])
