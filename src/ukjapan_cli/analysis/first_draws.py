"""How often options are first, in few enough draws to come with every ranking.

The draws that `ukjapan_cli.analysis.robustness` makes where nobody asks for others, counted by the
same sums (`ukjapan_cli.analysis.first_sums`) for first place alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ukjapan_cli.analysis.draw_blocks import SEED, DrawBlocks
from ukjapan_cli.analysis.estimate import Estimate
from ukjapan_cli.analysis.first_sums import FirstSums, first_parts
from ukjapan_cli.analysis.matrix import Matrix
from ukjapan_cli.analysis.score_draws import BUNDLE, score_draws
from ukjapan_cli.analysis.weight_sets import weight_draws
from ukjapan_cli.decision.decision import Decision

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
