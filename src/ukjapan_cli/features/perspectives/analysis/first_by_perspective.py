"""Who is first under each perspective."""

from collections.abc import Sequence

import numpy as np

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.values import TIE, Floats, overall


def first_by_perspective(
    decision: Decision, table: Matrix, ranked: Sequence[int]
) -> list[frozenset[int]]:
    """The rows that are first under each perspective, several in a tie; none if none is ranked.

    Args:
        decision: its perspectives count, whatever weights are in force.
        table: its matrix, without missing scores.
        ranked: the rows that compete.
    """
    rows = np.array(ranked, dtype=np.intp)
    if not len(rows):
        return []
    found = []
    for shares in perspective_shares(decision, [criterion.id for criterion in table.criteria]):
        totals = overall(table.values[rows], shares)
        found.append(frozenset(rows[totals >= totals.max() - TIE].tolist()))
    return found


def perspective_shares(decision: Decision, ids: Sequence[str]) -> Floats:
    """Each perspective's shares of the whole, by criterion.

    Args:
        decision: its perspectives count, whatever weights are in force.
        ids: of the leaf criteria, in the order that is wanted.

    Returns:
        shape (perspectives, criteria).
    """
    shares = np.empty((len(decision.perspectives), len(ids)))
    for row, perspective in enumerate(decision.perspectives):
        weights = decision.weights_of(perspective)
        shares[row] = [weights[id_] for id_ in ids]
        shares[row] /= sum(weights.values())
    return shares
