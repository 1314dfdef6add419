"""Statistics: how far rankings and criteria agree."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.model.values import Floats


def kendall_tau_b(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Kendall's rank correlation with ties: 1 for the same order, -1 for the reverse.

    Tau-b is that of Kendall (1945), The treatment of ties in ranking problems, *Biometrika* 33(3),
    239-251. Pairs are counted by sorting, as in Knight (1966), A computer method for calculating
    Kendall's tau with ungrouped data, *Journal of the American Statistical Association* 61,
    436-439.

    Args:
        one: a number for each option.
        other: another number for each, in the same order of options.

    Returns:
        None where all numbers of either are the same, or there are fewer than two.
    """
    x, y = (np.unique(np.asarray(numbers), return_inverse=True)[1] for numbers in (one, other))
    pairs = len(x) * (len(x) - 1) // 2
    apart_in_x, apart_in_y = pairs - _tied_pairs(x), pairs - _tied_pairs(y)
    if not (apart_in_x and apart_in_y):
        return None
    both = x * (int(y.max()) + 1) + y
    apart = apart_in_x + apart_in_y - pairs + _tied_pairs(both)
    discordant = _inversions(y[np.argsort(both, kind="stable")])
    return (apart - 2 * discordant) / math.sqrt(apart_in_x * apart_in_y)


def kendall_taus(rankings: Sequence[Sequence[float]]) -> Floats:
    """Kendall's tau-b of every ranking with every other: shape (rankings, rankings).

    What `kendall_tau_b` says of each two, by the products of the signs of all differences: soon for
    many rankings of few options.

    Returns:
        NaN where that is None; the diagonal is 1 or NaN.
    """
    numbers = np.asarray(rankings, dtype=np.float32)
    agreeing = np.zeros((len(numbers), len(numbers)))
    for option in range(numbers.shape[1] - 1):
        signs = np.sign(numbers[:, option + 1 :] - numbers[:, option, None])
        agreeing += signs @ signs.T  # whole numbers, which these add up exactly
    apart = agreeing.diagonal()
    with np.errstate(invalid="ignore"):
        taus: Floats = agreeing / np.sqrt(np.outer(apart, apart))
    return taus


def kendall_w(rankings: Sequence[Sequence[float]]) -> float | None:
    """Kendall's coefficient of concordance: 1 for one order everywhere, 0 for none in common.

    Kendall & Babington Smith (1939), The problem of m rankings, *Annals of Mathematical Statistics*
    10(3), 275-287; with ties as in Kendall (1948), *Rank Correlation Methods*, ch. 6. Options that
    tie share the mean of their places.

    Args:
        rankings: for each judge a number for each option, the least for the best.

    Returns:
        None for fewer than two rankings or two options, or where every ranking ties all options.
    """
    judges, options = len(rankings), len(rankings[0]) if rankings else 0
    if judges < 2 or options < 2:
        return None
    places = np.zeros(options)
    ties = 0
    for numbers in rankings:
        _, group, counts = np.unique(np.asarray(numbers), return_inverse=True, return_counts=True)
        places += (np.cumsum(counts) - (counts - 1) / 2)[group]
        ties += sum(count**3 - count for count in counts.tolist())
    most = judges**2 * (options**3 - options) - judges * ties
    if not most:
        return None
    apart = float(((places - judges * (options + 1) / 2) ** 2).sum())
    return min(1.0, 12 * apart / most)


def _tied_pairs(numbers: NDArray[np.int64]) -> int:
    counts = np.unique(numbers, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def _inversions(numbers: NDArray[np.int64]) -> int:
    """The pairs in which the earlier whole number, of 0 or more, is the greater.

    The highest bit in which two numbers differ says which is the greater, so that for each bit the
    ones before zeros are counted among the numbers that agree in all higher bits.
    """
    found = 0
    for bit in range(int(numbers.max(initial=0)).bit_length()):
        higher = numbers >> (bit + 1)
        order = np.argsort(higher, kind="stable")
        ones = (numbers[order] >> bit) & 1
        before = np.cumsum(ones) - ones
        starts = np.searchsorted(higher[order], higher[order])
        found += int((before - before[starts])[ones == 0].sum())
    return found


_BLOCK = 256


def correlated(values: Floats, least: float) -> Iterator[tuple[int, int, float]]:
    """The pairs of criteria whose values correlate by `least` or more (Pearson's r).

    A criterion on which all options are worth the same correlates with nothing. Time grows with the
    square of the criteria, memory with their number.

    Args:
        values: shape (options, criteria), none missing.
        least: above 0, to 1.

    Yields:
        the earlier column, the later column, their correlation.
    """
    away = values - values.mean(axis=0)
    lengths = np.sqrt((away**2).sum(axis=0))
    differs = lengths > 1e-9
    units = np.where(differs, away / np.where(differs, lengths, 1.0), 0.0)
    for start in range(0, units.shape[1], _BLOCK):
        together = units[:, start : start + _BLOCK].T @ units[:, start:]
        for one, other in np.argwhere(together >= least - 1e-12).tolist():
            if one < other:
                yield start + one, start + other, min(1.0, float(together[one, other]))
