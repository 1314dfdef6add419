"""Ranks of options in many draws at once, and what they add up to."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.analysis.values import TIE, Floats

Ranks: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]

_FEW = 12
_LANES = 128


class RankCounts(NamedTuple):
    """Sums over the draws of a block; ties share their ranks equally.

    Attributes:
        at: shape (options, ranks), the parts in which an option has a rank.
        at_squared: the same of the parts' squares.
        rank: shape (options,), the mean of the ranks that an option shares, from 1.
        rank_squared: the same of its square.
        beats: shape (options, options), the draws in which one is ahead, and half of those in which
            two tie; 0 on the diagonal.
        beats_squared: the same of the squares, so that a tie is a quarter.
        first: shape (options, draws), the part of the first rank that an option has.
    """

    at: Floats
    at_squared: Floats
    rank: Floats
    rank_squared: Floats
    beats: Floats
    beats_squared: Floats
    first: Floats


def rank_counts(totals: Floats) -> RankCounts:
    """Rank the options in every draw, and add up.

    Neighbours in the order of overall values that are no more than `TIE` apart tie.

    Args:
        totals: overall values, shape (options, draws).
    """
    options, draws = totals.shape
    found = _few(totals) if options <= _FEW else None
    ranks, above, sizes = found or _many(totals)
    first = (ranks == 0).astype(np.float64)
    if sizes is None:
        at = _histogram(ranks)
        places = np.arange(1.0, options + 1)
        return RankCounts(at, at, at @ places, at @ places**2, above, above, first)
    first /= sizes
    mean = ranks + (sizes + 1) / 2
    ties = draws - above - above.T
    np.fill_diagonal(ties, 0.0)
    return RankCounts(
        *_shared(ranks, sizes),
        mean.sum(axis=1),
        (mean**2).sum(axis=1),
        above + ties / 2,
        above + ties / 4,
        first,
    )


_Found: TypeAlias = tuple[Ranks, Floats, NDArray[np.intp] | None]
"""How many are ahead of each option, how often each is ahead of each, and how many share a rank."""


def _few(totals: Floats) -> _Found | None:
    """Ranks from comparing every pair; None where any two tie."""
    options, draws = totals.shape
    ranks = np.zeros(totals.shape, dtype=np.uint8)
    above = np.zeros((options, options))
    lead = np.empty(draws)
    is_ahead, is_behind = np.empty(draws, dtype=bool), np.empty(draws, dtype=bool)
    for one in range(options):
        for other in range(one + 1, options):
            np.subtract(totals[one], totals[other], out=lead)
            np.greater(lead, TIE, out=is_ahead)
            np.less(lead, -TIE, out=is_behind)
            above[one, other] = np.count_nonzero(is_ahead)
            above[other, one] = np.count_nonzero(is_behind)
            if above[one, other] + above[other, one] < draws:
                return None
            ranks[other] += is_ahead.view(np.uint8)
            ranks[one] += is_behind.view(np.uint8)
    return ranks, above, None


def _many(totals: Floats) -> _Found:
    """Ranks from sorting."""
    options = len(totals)
    falling = np.ascontiguousarray(-totals.T)
    order = np.argsort(falling, axis=1)
    falling.sort(axis=1)
    kind = np.uint8 if options <= 1 << 8 else np.uint16
    places = np.arange(options, dtype=kind)
    starts = np.diff(falling, axis=1) > TIE
    ranks = np.empty(order.shape, dtype=kind)
    if starts.all():
        np.put_along_axis(ranks, order, places[None, :], axis=1)
        ranks = np.ascontiguousarray(ranks.T)
        return ranks, _ahead(ranks), None
    leads = np.pad(starts, ((0, 0), (1, 0)), constant_values=True)
    lowest = np.maximum.accumulate(np.where(leads, places, 0), axis=1)
    ends = np.pad(starts, ((0, 0), (0, 1)), constant_values=True)
    last = np.where(ends, places, options - 1)[:, ::-1]
    highest = np.minimum.accumulate(last, axis=1)[:, ::-1]
    sizes = np.empty(order.shape, dtype=np.intp)
    np.put_along_axis(ranks, order, lowest.astype(kind), axis=1)
    np.put_along_axis(sizes, order, highest.astype(np.intp) - lowest + 1, axis=1)
    ranks = np.ascontiguousarray(ranks.T)
    return ranks, _ahead(ranks), np.ascontiguousarray(sizes.T)


def _ahead(ranks: Ranks) -> Floats:
    """How often each option has a better rank than each other.

    Truth values are added up eight at a time, as the bytes of a 64-bit number; so many that no byte
    runs over.
    """
    options, draws = ranks.shape
    padded = -(-draws // (8 * _LANES)) * 8 * _LANES
    is_better = np.zeros((options, padded), dtype=bool)
    above = np.zeros((options, options))
    for option in range(options):
        np.less(ranks[option], ranks, out=is_better[:, :draws])
        words = is_better.view(np.uint64).reshape(options, -1, _LANES)
        parts = np.add.reduce(words, axis=2).view(np.uint8)
        above[option] = parts.sum(axis=1)
    return above


def _histogram(ranks: Ranks) -> Floats:
    """How often each option has each rank."""
    options = len(ranks)
    at = np.empty((options, options))
    for option, row in enumerate(ranks):
        if options > _FEW:
            at[option] = np.bincount(row, minlength=options)
        else:
            at[option] = [np.count_nonzero(row == rank) for rank in range(options)]
    return at


def _shared(ranks: Ranks, sizes: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """The parts, and their squares, in which options have ranks that several may share."""
    options = len(ranks)
    at, squared = np.zeros((options, options)), np.zeros((options, options))
    cells = ranks + np.arange(options)[:, None] * options
    for size in np.unique(sizes).tolist():
        of_size = cells[sizes == size]
        counts = np.zeros(options**2)
        for place in range(size):
            counts += np.bincount(of_size + place, minlength=options**2)
        at += counts.reshape(options, options) / size
        squared += counts.reshape(options, options) / size**2
    return at, squared
