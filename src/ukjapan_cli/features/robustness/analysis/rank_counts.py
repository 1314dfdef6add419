"""Ranks of options in many draws at once, and what they add up to."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.model.sampling.first_draws import FirstSums, first_parts
from ukjapan_cli.model.values import TIE, Floats

Whole: TypeAlias = NDArray[np.integer[Any]]

_FEW = 12
_LANES = 128
_SORTED_AT_ONCE = 1 << 16


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
    """

    at: Floats
    at_squared: Floats
    rank: Floats
    rank_squared: Floats
    beats: Floats
    beats_squared: Floats


def rank_counts(totals: Floats) -> RankCounts:
    """Rank the options in every draw, and add up.

    Neighbours in the order of overall values that are no more than `TIE` apart tie.

    Args:
        totals: overall values, shape (options, draws).
    """
    options, draws = totals.shape
    found = _few(totals) if options <= _FEW else None
    ranks, above, sizes = found or _many(totals)
    if sizes is None:
        at = _histogram(ranks)
        places = np.arange(1.0, options + 1)
        return RankCounts(at, at, at @ places, at @ places**2, above, above)
    mean = ranks + (sizes + 1) / 2
    ties = draws - above - above.T
    np.fill_diagonal(ties, 0.0)
    return RankCounts(
        *_shared(ranks, sizes),
        mean.sum(axis=1),
        (mean**2).sum(axis=1),
        above + ties / 2,
        above + ties / 4,
    )


_Found: TypeAlias = tuple[Whole, Floats, Whole | None]
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
    """Ranks from sorting, so many draws at once as a processor's cache holds."""
    options, draws = totals.shape
    step = max(1, _SORTED_AT_ONCE // options)
    parts = [_sorted(totals[:, start : start + step]) for start in range(0, draws, step)]
    ranks = np.ascontiguousarray(np.concatenate([part for part, _ in parts], axis=1))
    if all(sizes is None for _, sizes in parts):
        return ranks, _ahead_without_ties(ranks), None
    alone = np.ones((options, step), dtype=np.intp)
    sizes = [alone[:, : r.shape[1]] if found is None else found for r, found in parts]
    above = np.array([_better(ranks, option) for option in range(options)])
    return ranks, above, np.ascontiguousarray(np.concatenate(sizes, axis=1))


def _sorted(totals: Floats) -> tuple[Whole, Whole | None]:
    """How many are ahead of each option, and how many share its rank; None where none do."""
    options, draws = totals.shape
    falling = np.negative(totals.T, order="C")
    order = np.argsort(falling, axis=1)
    order += np.arange(0, order.size, options)[:, None]
    falling.sort(axis=1)
    steps = falling[:, 1:] - falling[:, :-1]
    kind = np.uint8 if options <= 1 << 8 else np.uint16
    places: Whole = np.arange(options, dtype=kind)
    if steps.min(initial=np.inf) > TIE:
        return _put(order, np.tile(places, draws)), None
    starts = np.pad(steps > TIE, ((0, 0), (1, 0)), constant_values=True)
    lowest = np.maximum.accumulate(np.where(starts, places, 0), axis=1)
    ends = np.pad(steps > TIE, ((0, 0), (0, 1)), constant_values=True)
    last = np.where(ends, places, options - 1)[:, ::-1]
    highest = np.minimum.accumulate(last, axis=1)[:, ::-1]
    return _put(order, lowest.astype(kind)), _put(order, highest.astype(np.intp) - lowest + 1)


def _put(order: NDArray[np.intp], sorted_ones: Whole) -> Whole:
    """What stands in sorted order, by option and draw.

    Args:
        order: shape (draws, options), the option's place in the table of draws and options.
        sorted_ones: what belongs there.
    """
    found = np.empty(order.shape, dtype=sorted_ones.dtype)
    found.reshape(-1)[order.reshape(-1)] = sorted_ones.reshape(-1)
    return found.T


def _ahead_without_ties(ranks: Whole) -> Floats:
    """How often each option has a better rank than each other."""
    options, draws = ranks.shape
    above = np.zeros((options, options))
    for option in range(options - 1):
        better = _better(ranks[option:], 0)[1:]
        above[option, option + 1 :] = better
        above[option + 1 :, option] = draws - better
    return above


def _better(ranks: Whole, option: int) -> Floats:
    """How often an option has a better rank than each.

    Truth values are added up eight at a time, as the bytes of a 64-bit number; so many that no byte
    runs over.
    """
    options, draws = ranks.shape
    whole = -(-draws // (8 * _LANES)) * 8 * _LANES
    is_better = np.empty((options, whole), dtype=bool)
    is_better[:, draws:] = False
    np.less(ranks[option], ranks, out=is_better[:, :draws])
    words = is_better.view(np.uint64).reshape(options, -1, _LANES)
    parts = np.add.reduce(words, axis=2).view(np.uint8)
    counts: Floats = parts.sum(axis=1, dtype=np.float64)
    return counts


def _histogram(ranks: Whole) -> Floats:
    """How often each option has each rank."""
    options = len(ranks)
    at = np.empty((options, options))
    for option, row in enumerate(ranks):
        if options > _FEW:
            at[option] = np.bincount(row, minlength=options)
        else:
            at[option] = [np.count_nonzero(row == rank) for rank in range(options)]
    return at


def _shared(ranks: Whole, sizes: Whole) -> tuple[Floats, Floats]:
    """The parts, and their squares, in which options have ranks that several may share."""
    options = len(ranks)
    at, squared = np.zeros((options, options)), np.zeros((options, options))
    width = options + 1
    cells = ranks + np.arange(options)[:, None] * width
    for size in np.unique(sizes).tolist():
        of_size = cells[sizes == size]  # so many ranks are held from each of these on
        begun = np.bincount(of_size, minlength=options * width)
        ended = np.bincount(of_size + size, minlength=options * width)
        counts = np.cumsum((begun - ended).reshape(options, width), axis=1)[:, :options]
        at += counts / size
        squared += counts / size**2
    return at, squared


class DrawSums:
    """What the blocks come to, added up in their order."""

    def __init__(self, stated: Floats, options: int) -> None:
        self.blocks = 0
        self.first = FirstSums(stated, options)
        square, line = (options, options), (options,)
        self.at, self.at_squared = np.zeros(square), np.zeros(square)
        self.rank, self.rank_squared = np.zeros(line), np.zeros(line)
        self.beats, self.beats_squared = np.zeros(square), np.zeros(square)

    @property
    def draws(self) -> int:
        """How many there were."""
        return self.first.draws

    def add(self, blocks: Sequence[tuple[Floats, Floats]]) -> None:
        """Add blocks: overall values, (options, draws), and leaf shares, (criteria, draws).

        First places are added block by block, as whoever has fewer draws adds them.
        """
        self.blocks += len(blocks)
        for totals, shares in blocks:
            self.first.add(first_parts(totals), shares)
        drawn = [totals for totals, _ in blocks]
        counts = rank_counts(drawn[0] if len(drawn) == 1 else np.concatenate(drawn, axis=1))
        self.at += counts.at
        self.at_squared += counts.at_squared
        self.at[:, 0], self.at_squared[:, 0] = self.first.parts, self.first.parts_squared
        self.rank += counts.rank
        self.rank_squared += counts.rank_squared
        self.beats += counts.beats
        self.beats_squared += counts.beats_squared

    def mean(self, sums: Floats, squares: Floats) -> tuple[Floats, Floats]:
        """Means over all draws and their standard errors, from sums and sums of squares."""
        mean = sums / self.draws
        return mean, np.sqrt(np.maximum(squares / self.draws - mean**2, 0.0) / self.draws)

    def first_error(self) -> float:
        """The largest standard error of how often an option is first."""
        return max(estimate.error for estimate in self.first.first())
