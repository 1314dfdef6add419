"""Dominance: another option is as good on every criterion and better on one.

Keeney & Raiffa (1976), *Decisions with Multiple Objectives*, §3.2. No weights and no further
increasing value functions put a dominated option ahead of what dominates it.
"""

from collections.abc import Sequence

import numpy as np

from ukjapan_cli.model.values import TIE, Floats

_CHUNK = 512


def dominators(
    values: Floats, overall: Floats, judged: Sequence[int], rivals: Sequence[int]
) -> dict[int, int]:
    """For each dominated option, the option of greatest overall value that dominates it.

    An option is looked for only among those that are ahead on the criterion on which fewest are,
    best first and one of those that are worth the same, so that time grows with the square of the
    different options at worst, and memory with their number.

    Args:
        values: shape (options, criteria), 0-100, none missing.
        overall: shape (options,); ties go to the earlier row.
        judged: the rows that may be dominated.
        rivals: the rows that may dominate.

    Returns:
        by row, in the order of `judged`; values no further apart than `TIE` count as equal.
    """
    if not len(rivals):
        return {}
    order = np.array(rivals)[np.argsort(-overall[list(rivals)], kind="stable")]
    order = order[np.sort(np.unique(values[order], axis=0, return_index=True)[1])]
    held = values[order]
    ahead = np.empty((len(judged), values.shape[1]), dtype=np.intp)
    by_column = np.argsort(-held, axis=0, kind="stable")
    for column in range(values.shape[1]):
        ascending = held[by_column[::-1, column], column]
        floor = values[list(judged), column] - TIE
        ahead[:, column] = len(held) - np.searchsorted(ascending, floor, side="left")
    found: dict[int, int] = {}
    for row, column, count in zip(
        judged, ahead.argmin(axis=1).tolist(), ahead.min(axis=1).tolist(), strict=True
    ):
        candidates = np.sort(by_column[:count, column])
        own = values[row]
        for start in range(0, count, _CHUNK):
            chunk = candidates[start : start + _CHUNK]
            margins = held[chunk] - own
            dominates = (margins >= -TIE).all(axis=1) & (margins > TIE).any(axis=1)
            if dominates.any():
                found[row] = int(order[chunk[dominates.argmax()]])
                break
    return found
