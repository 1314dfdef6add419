"""Uniform draws of shares that sum to 1, each within an interval of its own.

Dividing independent uniform numbers by their sum is not that: such shares crowd at the middle.
Exponential numbers divided by their sum are uniform over the simplex (Devroye 1986, *Non-Uniform
Random Variate Generation*, ch. XI.4).
"""

import math
from collections.abc import Callable
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.model.values import Floats

Draw: TypeAlias = Callable[[Generator, int], Floats]
"""A generator and a count in; shares out, one row each and one column a draw."""

HOPELESS = 1 / 500
"""Where fewer proposals than this are accepted, Gibbs chains take over."""

ROUNDS = 200
"""The rounds of a Gibbs chain; in each, every share moves with a partner, another each time."""

_ROUNDING = 1e-12
_TRIAL, _LEAST_TRIAL = 5_000, 1_000
_MOST_AT_ONCE = 1 << 20


class ImpossibleWeightsError(InputError, ValueError):
    """Intervals that hold no weights: no shares within them sum to 1."""


def simplex(size: int) -> Draw:
    """Uniform over all shares: the Dirichlet distribution with every parameter 1."""

    def draw(generator: Generator, count: int) -> Floats:
        shares = generator.standard_exponential((size, count))
        shares /= shares.sum(axis=0)
        return shares

    return draw


def ordered(numbers: Floats) -> Draw:
    """Uniform over the shares that are in the order of the numbers; ties may go either way.

    The shares in one order are a simplex whose corners share 1 equally among the greatest one,
    two, three, and so on; a uniform point of it is a mean of the corners with uniform shares
    (Barron & Barrett 1996, *Management Science* 42(11), for the corners and their centre).
    """
    size = len(numbers)
    order = np.argsort(-numbers, kind="stable")
    descending = numbers[order]
    edges = [0, *(np.flatnonzero(np.diff(descending)) + 1).tolist(), size]
    tied = [(a, b) for a, b in pairwise(edges) if b - a > 1]
    unordered = simplex(size)

    def draw(generator: Generator, count: int) -> Floats:
        shares = unordered(generator, count)
        if tied == [(0, size)]:
            return shares
        shares /= np.arange(1, size + 1)[:, None]
        falling = np.cumsum(shares[::-1], axis=0)[::-1]
        for start, end in tied:
            mixed = np.argsort(generator.random((end - start, count)), axis=0)
            falling[start:end] = np.take_along_axis(falling[start:end], mixed, axis=0)
        shares[order] = falling
        return shares

    return draw


class _Box(NamedTuple):
    """Intervals within which shares sum to `total`; every one has some width."""

    low: Floats
    high: Floats
    total: float


_Proposal: TypeAlias = Callable[[Generator, int], tuple[Floats, NDArray[np.bool_]]]


def within(low: Floats, high: Floats) -> Draw:
    """Uniform over the shares that lie between `low` and `high` and sum to 1.

    Draws are proposed uniformly over a set that contains these shares, and kept where they are
    among them, so that they are exactly uniform. Of three such sets the one is taken of which most
    is kept in a trial: all intervals but the widest, whose share is what the others leave; all
    shares above the lows; all shares below the highs. Where less than `HOPELESS` of each is kept,
    every draw is the end of a Gibbs chain of its own, of `ROUNDS` rounds: two shares move along
    the line on which their sum stays, uniformly as far as their intervals let them.

    Raises:
        ImpossibleWeightsError: no shares within the intervals sum to 1.
    """
    low, high = _tightened(low, np.minimum(high, 1.0))
    point = (low + high) / 2
    free = np.flatnonzero(high - low > _ROUNDING)
    if len(free) < 2:
        return _fixed(point / point.sum())
    box = _Box(low[free], high[free], 1.0 - float(np.delete(point, free).sum()))
    draw = _draw_from(box)
    if len(free) == len(low):
        return draw

    def with_the_fixed(generator: Generator, count: int) -> Floats:
        shares = np.repeat(point[:, None], count, axis=1)
        shares[free] = draw(generator, count)
        return shares

    return with_the_fixed


def _tightened(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The same set with no interval wider than the others let it be."""
    least, most = float(low.sum()), float(high.sum())
    is_possible = bool((low <= high + _ROUNDING).all()) and math.isfinite(least)
    if not (is_possible and least <= 1 + _ROUNDING and most >= 1 - _ROUNDING):
        raise ImpossibleWeightsError(
            "no weights lie within the intervals: their shares come to "
            f"{least:.4g} at least and {most:.4g} at most, and must come to 1"
        )
    return np.maximum(low, 1 - (most - high)), np.minimum(high, 1 - (least - low))


def _fixed(point: Floats) -> Draw:
    return lambda _, count: np.repeat(point[:, None], count, axis=1)


def _draw_from(box: _Box) -> Draw:
    tried = [
        (_kept(proposal, len(box.low)), proposal)
        for proposal in (_but_the_widest(box), _above_the_lows(box), _below_the_highs(box))
    ]
    share, proposal = max(tried, key=lambda pair: pair[0])
    if share < HOPELESS:
        return chains(box.low, box.high, box.total)
    return _rejecting(proposal, share, len(box.low))


def _kept(proposal: _Proposal, size: int) -> float:
    """The part of a proposal's draws that is kept, in a trial that is always the same.

    Of thousands of shares the trial has fewer draws, and no more at once than memory holds.
    """
    generator = np.random.default_rng(1)
    most = max(1, _MOST_AT_ONCE // size)
    tried = min(_TRIAL, max(_LEAST_TRIAL, 4 * most))
    parts = (min(most, tried - done) for done in range(0, tried, most))
    return sum(int(proposal(generator, part)[1].sum()) for part in parts) / tried


def _rejecting(proposal: _Proposal, share: float, size: int) -> Draw:
    most = max(1, _MOST_AT_ONCE // size)

    def draw(generator: Generator, count: int) -> Floats:
        found: list[Floats] = []
        wanted = count
        while wanted > 0:
            proposed, fits = proposal(generator, min(most, int(wanted / share * 1.05) + 16))
            kept = proposed if fits.all() else proposed[:, fits]
            found.append(kept[:, :wanted])
            wanted -= found[-1].shape[1]
        return found[0] if len(found) == 1 else np.concatenate(found, axis=1)

    return draw


def _but_the_widest(box: _Box) -> _Proposal:
    low, high, total = box
    widest = int(np.argmax(high - low))
    span = high - low
    # Of two, the interval of the other is what this one's leaves: rounding alone could miss it.
    slack = _ROUNDING if len(low) == 2 else 0.0

    def propose(generator: Generator, count: int) -> tuple[Floats, NDArray[np.bool_]]:
        shares = generator.random((len(low), count))
        shares *= span[:, None]
        shares += low[:, None]
        shares[widest] = 0.0
        shares[widest] = total - shares.sum(axis=0)
        last = shares[widest]
        return shares, (last >= low[widest] - slack) & (last <= high[widest] + slack)

    return propose


def _above_the_lows(box: _Box) -> _Proposal:
    low, high, total = box
    spare = total - float(low.sum())
    unbounded = simplex(len(low))

    def propose(generator: Generator, count: int) -> tuple[Floats, NDArray[np.bool_]]:
        shares = unbounded(generator, count)
        shares *= spare
        shares += low[:, None]
        return shares, np.all(shares <= high[:, None], axis=0)

    return propose


def _below_the_highs(box: _Box) -> _Proposal:
    low, high, total = box
    excess = float(high.sum()) - total
    unbounded = simplex(len(low))

    def propose(generator: Generator, count: int) -> tuple[Floats, NDArray[np.bool_]]:
        shares = unbounded(generator, count)
        shares *= -excess
        shares += high[:, None]
        return shares, np.all(shares >= low[:, None], axis=0)

    return propose


def chains(low: Floats, high: Floats, total: float = 1.0) -> Draw:
    """The ends of independent Gibbs chains from the middle of the intervals; see `within`."""
    size = len(low)
    start = low + (high - low) * ((total - low.sum()) / (high - low).sum())
    pairings = _pairings(size)

    def draw(generator: Generator, count: int) -> Floats:
        shares = np.repeat(start[:, None], count, axis=1)
        for turn in range(ROUNDS):
            one, other = pairings[turn % len(pairings)]
            first, second = shares[one], shares[other]
            least = np.maximum(low[one][:, None] - first, second - high[other][:, None])
            most = np.minimum(high[one][:, None] - first, second - low[other][:, None])
            move = least + (most - least) * generator.random(first.shape)
            shares[one] = first + move
            shares[other] = second - move
        return shares

    return draw


def _pairings(size: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Rounds in which everybody meets somebody, until all have met: the circle method.

    No more than a chain has.
    """
    seats = [*range(size), *([-1] if size % 2 else [])]
    half = len(seats) // 2
    rounds = []
    for _ in range(min(len(seats) - 1, ROUNDS)):
        met = [p for p in zip(seats[:half], seats[: half - 1 : -1], strict=True) if -1 not in p]
        pairs = np.fromiter(chain.from_iterable(met), dtype=np.intp).reshape(-1, 2)
        rounds.append((pairs[:, 0], pairs[:, 1]))
        seats = [seats[0], seats[-1], *seats[1:-1]]
    return rounds
