"""PROMETHEE II: options compared in pairs, criterion by criterion, whatever the margins.

Brans & Vincke (1985), A preference ranking organisation method, *Management Science* 31(6),
647-656, with the usual criterion: one option is preferred to another as soon as it is better.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ukjapan_cli.model.values import Floats, competition_ranks, overall


class Comparisons(NamedTuple):
    """How an option does in pairs with every other.

    Attributes:
        column: that of the criterion that does most for or against it.
        wins: how many others it is better than on that criterion.
        losses: how many others are better there.
        others: with how many others it is compared.
        all_wins: its wins on all criteria that have weight.
        all_losses: its losses on them.
        all_others: its comparisons on them.
    """

    column: int
    wins: int
    losses: int
    others: int
    all_wins: int
    all_losses: int
    all_others: int


def scores(values: Floats, shares: Floats) -> Floats:
    """Each option's net flow, -1 to 1; higher is better.

    The flow is the weighted mean over criteria of the wins less the losses against all others, over
    their number: to be counted from two sorts of the column, in place of every pair. A single
    option has 0.

    Args:
        values: shape (options, criteria), more is better.
        shares: shape (criteria,), summing to 1.
    """
    wins, losses = _wins_and_losses(values)
    return overall((wins - losses) / max(1, len(values) - 1), shares)


def _wins_and_losses(values: Floats) -> tuple[Floats, Floats]:
    """How many others each option beats and is beaten by, shape (options, criteria)."""
    wins, losses = np.empty(values.shape), np.empty(values.shape)
    for column, numbers in enumerate(values.T):
        losses[:, column] = competition_ranks(numbers) - 1
        wins[:, column] = competition_ranks(-numbers) - 1
    return wins, losses


def causes(
    values: Floats, shares: Floats, rows: Sequence[int], rose: Sequence[bool]
) -> list[Comparisons]:
    """For each row the criterion that adds most to its flow, or takes most from one that fell."""
    wins, losses = _wins_and_losses(values)
    weighed = shares > 0
    others = len(values) - 1
    found = []
    for row, is_up in zip(rows, rose, strict=True):
        flows = np.where(weighed, (wins[row] - losses[row]) * shares, -np.inf if is_up else np.inf)
        column = int(flows.argmax() if is_up else flows.argmin())
        found.append(
            Comparisons(
                column,
                wins=int(wins[row, column]),
                losses=int(losses[row, column]),
                others=others,
                all_wins=int(wins[row, weighed].sum()),
                all_losses=int(losses[row, weighed].sum()),
                all_others=others * int(weighed.sum()),
            )
        )
    return found
