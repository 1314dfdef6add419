"""What ranks in blocks of draws add up to: means and their standard errors."""

import math

import numpy as np

from ukjapan_cli.analysis.products import over_draws
from ukjapan_cli.analysis.rank_counts import RankCounts
from ukjapan_cli.analysis.values import Floats


class DrawSums:
    """What the blocks come to, added up in their order."""

    def __init__(self, stated: Floats, options: int) -> None:
        self.stated = stated
        self.draws = self.blocks = 0
        square, line = (options, options), (options,)
        self.at, self.at_squared = np.zeros(square), np.zeros(square)
        self.rank, self.rank_squared = np.zeros(line), np.zeros(line)
        self.beats, self.beats_squared = np.zeros(square), np.zeros(square)
        # Of an option's parts of first place: times the shares' distance from the stated ones; the
        # parts squared, times that, and times its square.
        self.away = np.zeros((options, len(stated)))
        self.away_of_squares = np.zeros((options, len(stated)))
        self.away_squared = np.zeros((options, len(stated)))

    def add(self, counts: RankCounts, shares: Floats) -> None:
        """Add a block's counts and the leaf shares they were counted with, (criteria, draws)."""
        self.draws += shares.shape[1]
        self.blocks += 1
        self.at += counts.at
        self.at_squared += counts.at_squared
        self.rank += counts.rank
        self.rank_squared += counts.rank_squared
        self.beats += counts.beats
        self.beats_squared += counts.beats_squared
        away = shares - self.stated[:, None]
        once = over_draws(counts.first, away)
        squares = counts.first if counts.at is counts.at_squared else counts.first**2
        self.away += once
        self.away_of_squares += once if squares is counts.first else over_draws(squares, away)
        self.away_squared += over_draws(squares, away**2)

    def mean(self, sums: Floats, squares: Floats) -> tuple[Floats, Floats]:
        """Means over all draws and their standard errors, from sums and sums of squares."""
        mean = sums / self.draws
        return mean, np.sqrt(np.maximum(squares / self.draws - mean**2, 0.0) / self.draws)

    def first_error(self) -> float:
        """The largest standard error of how often an option is first."""
        return float(self.mean(self.at[:, 0], self.at_squared[:, 0])[1].max())

    def central_weights(self) -> tuple[Floats, Floats]:
        """The mean shares with which options are first, and errors: (options, criteria) both.

        For an option that is never first they mean nothing.
        """
        times = np.maximum(self.at[:, :1], math.ulp(0.0))
        away = self.away / times
        spread = self.away_squared - 2 * away * self.away_of_squares
        spread += away**2 * self.at_squared[:, :1]
        return self.stated + away, np.sqrt(np.maximum(spread, 0.0)) / times
