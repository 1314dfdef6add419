"""First places in blocks of draws, added up: how often, and with which weights."""

import math

import numpy as np

from ukjapan_cli.analysis.estimate import Estimates
from ukjapan_cli.analysis.products import over_draws
from ukjapan_cli.analysis.values import TIE, Floats


def first_parts(totals: Floats) -> Floats:
    """The part of first place that each option has in each draw; those who tie share it equally.

    Options tie for it as in a ranking: from the best on, each no more than `TIE` behind the next
    better one.

    Args:
        totals: overall values, shape (options, draws).
    """
    is_first = totals.max(axis=0) - totals <= TIE
    if np.count_nonzero(is_first) == totals.shape[1]:
        whole: Floats = is_first.astype(np.float64)
        return whole
    sizes = np.count_nonzero(is_first, axis=0)
    tied = np.flatnonzero(sizes > 1)
    while len(tied):
        lowest = np.where(is_first[:, tied], totals[:, tied], np.inf).min(axis=0)
        is_first[:, tied] |= lowest - totals[:, tied] <= TIE
        more = np.count_nonzero(is_first[:, tied], axis=0)
        grown = more > sizes[tied]
        sizes[tied] = more
        tied = tied[grown]
    parts: Floats = is_first / sizes
    return parts


class FirstSums:
    """How often options are first, and with which weights, in blocks added up in their order."""

    def __init__(self, stated: Floats, options: int) -> None:
        self.stated = stated
        self.draws = 0
        self.parts, self.parts_squared = np.zeros(options), np.zeros(options)
        # Of an option's parts of first place: times the shares' distance from the stated ones; the
        # parts squared, times that, and times its square.
        self.away = np.zeros((options, len(stated)))
        self.away_of_squares = np.zeros((options, len(stated)))
        self.away_squared = np.zeros((options, len(stated)))

    def add(self, parts: Floats, shares: Floats) -> None:
        """Add a block's parts of first place, and the leaf shares, shape (criteria, draws)."""
        self.draws += shares.shape[1]
        away = shares - self.stated[:, None]
        once, sums = over_draws(parts, away), parts.sum(axis=1)
        self.parts += sums
        self.away += once
        if (
            np.count_nonzero(parts) == shares.shape[1]
        ):  # nobody ties: a part is 1, and so its square
            self.parts_squared += sums
            self.away_of_squares += once
            self.away_squared += over_draws(parts, np.square(away, out=away))
        else:
            squares = parts**2
            self.parts_squared += squares.sum(axis=1)
            self.away_of_squares += over_draws(squares, away)
            self.away_squared += over_draws(squares, np.square(away, out=away))

    def first(self) -> Estimates:
        """How often each option is first."""
        mean = self.parts / self.draws
        spread = np.maximum(self.parts_squared / self.draws - mean**2, 0.0)
        return Estimates(mean, np.sqrt(spread / self.draws))

    def central_weights(self) -> tuple[Floats, Floats]:
        """The mean shares with which options are first, and errors: (options, criteria) both.

        For an option that is never first they mean nothing.
        """
        times = np.maximum(self.parts[:, None], math.ulp(0.0))
        away = self.away / times
        spread = self.away_squared - 2 * away * self.away_of_squares
        spread += away**2 * self.parts_squared[:, None]
        return self.stated + away, np.sqrt(np.maximum(spread, 0.0)) / times
