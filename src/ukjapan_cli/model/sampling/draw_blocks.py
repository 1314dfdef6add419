"""Overall values in draws of scores and weights, block by block."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.model.products import times_draws
from ukjapan_cli.model.sampling.score_draws import Drawn, ScoreDraws
from ukjapan_cli.model.sampling.share_draws import Draw
from ukjapan_cli.model.values import TIE, Floats

DRAWS = 10_000
"""How many draws there are where nobody says, and there are few enough options and criteria."""

SEED = 1

_USUAL_WORK = 1_250_000  # scores to draw; what that takes nobody notices
_SIZES = ((125, 5_000), (625, 2_000), (5_000, 1_000))  # up to so many scores, so many draws a block
_LEAST_SIZE = 500
_COLUMNS_AT_ONCE, _RANKS_AT_ONCE = 8_000, 400_000
_TOTALS_AT_ONCE = 1 << 22
_CONFIDENCE_DRAWS = 100_000
_LEAST_DRAWS = 1_000
_CONFIDENCE_WORK, _MOST_CONFIDENCE_WORK = 10**9, 3 * 10**9
_FEWEST_CONFIDENCE_DRAWS = 100
_DRAWING = 40  # a score takes as long to draw as to weigh for so many options
_RANKING_WORK = 25 * 10**8
_ADDING = 8  # a weight takes as long to add up for one option as so many pairs to compare


class DrawBlocks:
    """Draws in blocks, each from generators of its own, which the seed and its number make.

    How many draws a block has follows from the numbers of options and criteria alone, and options
    are drawn in bundles, each from a generator of its own: a draw is the same whatever else is
    drawn, in whichever analysis.
    """

    def __init__(self, scores: ScoreDraws, weights: Draw, seed: int) -> None:
        self.scores = scores
        self.weights = weights
        self.seed = seed
        self.size = next((size for most, size in _SIZES if scores.cells <= most), _LEAST_SIZE)

    @property
    def usual(self) -> int:
        """How many draws there are where nobody says: `DRAWS`, fewer of many scores.

        A whole number of blocks, 1,000 draws at least.
        """
        most = min(DRAWS, _USUAL_WORK // self.scores.cells)
        return max(_LEAST_DRAWS, most - most % self.size)

    @property
    def affordable(self) -> int:
        """How many draws can be ranked in some seconds, in a round number.

        It follows from the sizes of the decision alone. Every draw compares each pair of options.
        """
        options, criteria = self.scores.known.shape
        drawing = 20 * self.scores.unknown + 200 * criteria
        draws: int = _RANKING_WORK // (options**2 + _ADDING * options * criteria + drawing)
        tidy: int = draws - draws % 10 ** (len(str(draws)) - 1)
        return max(_LEAST_DRAWS, tidy)

    def _generator(self, *key: int) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=key))

    def _drawn(self, block: int) -> Iterator[Drawn]:
        return self.scores.draw(lambda bundle: self._generator(block, 1, bundle), self.size)

    def totals(self, block: int, most: int) -> tuple[Floats, Floats]:
        """Overall values and leaf shares, shapes (options, draws) and (criteria, draws)."""
        shares = self.weights(self._generator(block, 0), self.size)
        totals = times_draws(self.scores.known, shares)
        for column, rows, values in self._drawn(block):
            values *= shares[column]
            totals[rows] += values
        return totals[:, :most], shares[:, :most]

    def several(self, block: int, most: int) -> list[tuple[Floats, Floats]]:
        """A few blocks from one on, as `totals` has each: so many as are ranked best together.

        Args:
            block: the first.
            most: how many draws there may be, those before it included.
        """
        options = len(self.scores.known)
        columns = min(_COLUMNS_AT_ONCE, _RANKS_AT_ONCE // options)
        end = min(block + max(1, columns // self.size), -(-most // self.size))
        return [self.totals(each, most - each * self.size) for each in range(block, end)]

    def confidence(
        self, options: NDArray[np.intp], weights: Floats, draws: int
    ) -> tuple[Floats, Floats, int]:
        """How often options are first, each with weights of its own; errors; of how many draws.

        Every one of them needs the values of all options, so that a large decision takes fewer
        draws, from the first.
        """
        known = self.scores.known
        work = known.size * (len(options) + _DRAWING)
        least = min(_LEAST_DRAWS, max(_FEWEST_CONFIDENCE_DRAWS, _MOST_CONFIDENCE_WORK // work))
        counted = min(draws, _CONFIDENCE_DRAWS, max(least, _CONFIDENCE_WORK // work))
        if not self.scores.groups:
            counted = 1
        sums, squares = np.zeros(len(options)), np.zeros(len(options))
        step = max(64, (1 << 17) // known.size)
        step = max(1, min(step, _TOTALS_AT_ONCE // (len(options) * len(known) or 1)))
        done = 0
        while done < counted:
            values = self.values(done // self.size)
            size = min(self.size, counted - done)
            for start in range(0, size, step):
                part = values[:, :, start : min(start + step, size)]
                totals = times_draws(weights, part.reshape(len(part), -1))
                totals = totals.reshape(-1, *part.shape[1:])
                own = totals[np.arange(len(options)), options][:, None]
                tied = np.count_nonzero(totals >= own - TIE, axis=1)
                first = np.where((totals > own + TIE).any(axis=1), 0.0, 1 / tied)
                sums += first.sum(axis=1)
                squares += (first**2).sum(axis=1)
            done += size
        mean = sums / counted
        errors = np.sqrt(np.maximum(squares / counted - mean**2, 0.0) / counted)
        return mean, errors, draws if not self.scores.groups else counted

    def values(self, block: int) -> Floats:
        """The values of a block's draws, shape (criteria, options, draws)."""
        known = self.scores.known
        if not self.scores.groups:
            return known.T[:, :, None]
        values = np.repeat(known.T[:, :, None], self.size, axis=2)
        for column, rows, drawn in self._drawn(block):
            values[column, rows] = drawn
        return values
