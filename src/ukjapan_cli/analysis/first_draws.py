"""How often options are first, in few enough draws to come with every ranking.

The same draws as in `ukjapan_cli.analysis.robustness`, counted for first place alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ukjapan_cli.analysis.estimate import Estimate
from ukjapan_cli.analysis.matrix import Matrix
from ukjapan_cli.analysis.products import over_draws
from ukjapan_cli.analysis.score_draws import score_draws
from ukjapan_cli.analysis.values import TIE
from ukjapan_cli.analysis.weight_sets import weight_draws
from ukjapan_cli.decision.decision import Decision

MOST_DRAWS = 10_000
MOST_RIVALS = 100
_SEED = 1
_LEAST_DRAWS = 1_000
_WORK = 1_000_000  # scores to draw; what that takes nobody notices


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

    Options below the hundredth take no part; the more scores there are, the fewer draws are made,
    from 10,000 down to 1,000. The same decision gives the same result.

    Args:
        decision: with the date and weights that are to count.
        table: its matrix, without missing scores.
        ranked: the rows that compete, best first.
        including: one of them that takes part wherever it is ranked.
    """
    rows = list(ranked[:MOST_RIVALS])
    if including is not None and including not in rows:
        rows[-1] = including
    scores = score_draws(decision, table, rows)
    draws = min(MOST_DRAWS, max(_LEAST_DRAWS, _WORK // scores.known.size))
    generator = np.random.default_rng(_SEED)
    shares = weight_draws(decision, "stated")(generator, draws)
    totals = scores.known @ shares
    for column, places, values in scores.draw(generator, draws):
        totals[places] += values * shares[column]
    is_first = totals >= totals.max(axis=0) - TIE
    parts = is_first / is_first.sum(axis=0)
    first = parts.mean(axis=1)
    errors = np.sqrt(np.maximum((parts**2).mean(axis=1) - first**2, 0.0) / draws)
    ids = [criterion.id for criterion in table.criteria]
    central = over_draws(parts, shares)
    return FirstDraws(
        draws=draws,
        first={
            row: Estimate(float(value), float(error))
            for row, value, error in zip(rows, first, errors, strict=True)
        },
        central_weights={
            row: dict(zip(ids, (central[place] / parts[place].sum()).tolist(), strict=True))
            for place, row in enumerate(rows)
            if first[place] > 0
        },
    )
