"""What ranks in blocks of draws add up to: means and their standard errors."""

from collections.abc import Sequence

import numpy as np

from ukjapan_cli.analysis.first_sums import FirstSums, first_parts
from ukjapan_cli.analysis.rank_counts import rank_counts
from ukjapan_cli.analysis.values import Floats


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
