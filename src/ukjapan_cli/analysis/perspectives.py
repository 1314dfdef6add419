"""Who is first under each perspective."""

from collections.abc import Sequence

import numpy as np

from ukjapan_cli.analysis.matrix import Matrix
from ukjapan_cli.analysis.values import TIE, overall
from ukjapan_cli.decision.decision import Decision


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
    found = []
    for perspective in decision.perspectives if len(rows) else ():
        shares = decision.seen_from(perspective.id).weights
        weights = np.array([shares[criterion.id] for criterion in table.criteria])
        totals = overall(table.values[rows], weights)
        found.append(frozenset(rows[totals >= totals.max() - TIE].tolist()))
    return found
