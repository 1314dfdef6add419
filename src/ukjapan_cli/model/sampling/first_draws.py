"""How often options are first, in few enough draws to come with every ranking.

The draws that `features.robustness.analysis.robustness` makes where nobody asks for others, counted
by the same sums for first place alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.model.estimate import Estimate, Estimates
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.products import over_draws
from ukjapan_cli.model.sampling.draw_blocks import SEED, DrawBlocks
from ukjapan_cli.model.sampling.score_draws import BUNDLE, score_draws
from ukjapan_cli.model.sampling.weight_sets import weight_draws
from ukjapan_cli.model.values import TIE, Floats

MOST_RIVALS = 5 * BUNDLE
"""So many of the best options are drawn with every ranking: a hundred."""


class OptionDraws(NamedTuple):
    """How one option does in the draws.

    Attributes:
        first: how often it is first; a tie is shared.
        central_weights: the mean of the shares with which it is first, by criterion id; None where
            it never is.
        draws: how many there were.
    """

    first: Estimate
    central_weights: Mapping[str, float] | None
    draws: int


@dataclass(frozen=True, slots=True)
class FirstDraws:
    """How often options are first when scores and weights are drawn.

    Attributes:
        draws: how many there were.
        first: by the option's row, the share of draws in which it is first; a tie is shared.
        central_weights: by row, the mean of the shares with which the option is first, by criterion
            id; an option that is never first is not there.
    """

    draws: int
    first: Mapping[int, Estimate]
    central_weights: Mapping[int, Mapping[str, float]]

    def of(self, row: int) -> OptionDraws:
        """How one of the options does."""
        return OptionDraws(self.first[row], self.central_weights.get(row), self.draws)


def first_draws(
    decision: Decision, table: Matrix, ranked: Sequence[int], including: int | None = None
) -> FirstDraws:
    """Draw scores from their ranges and weights from the stated intervals, and see who is first.

    Options below the hundredth take no part. The same decision gives the same result.

    Args:
        decision: with the date and weights that are to count.
        table: its matrix, without missing scores.
        ranked: the rows that compete, best first.
        including: one of them that takes part wherever it is ranked, with those of its bundle.
    """
    bundles = [*range(-(-min(MOST_RIVALS, len(ranked)) // BUNDLE))]
    if including is not None and (own := ranked.index(including) // BUNDLE) not in bundles:
        bundles.append(own)
    rows = [row for b in bundles for row in ranked[b * BUNDLE : (b + 1) * BUNDLE]]
    scores = score_draws(decision, table, ranked, bundles)
    blocks = DrawBlocks(scores, weight_draws(decision, "stated"), SEED)
    sums = FirstSums(np.array(list(decision.weights.values())), len(rows))
    for block in range(blocks.usual // blocks.size):
        totals, shares = blocks.totals(block, blocks.size)
        sums.add(first_parts(totals), shares)
    first, (central, _) = sums.first(), sums.central_weights()
    ids = [criterion.id for criterion in table.criteria]
    return FirstDraws(
        draws=sums.draws,
        first=dict(zip(rows, first, strict=True)),
        central_weights={
            row: dict(zip(ids, weights, strict=True))
            for row, share, weights in zip(rows, first, central.tolist(), strict=True)
            if share.value > 0
        },
    )


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
        nobody_ties = np.count_nonzero(parts) == shares.shape[1]
        if nobody_ties:  # a part is 1, and so its square
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
