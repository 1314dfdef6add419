"""TOPSIS: how near an option is to the best of everything, and how far from the worst.

Hwang & Yoon (1981), *Multiple Attribute Decision Making*, with vector normalisation.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ukjapan_cli.model.values import Floats


class Distance(NamedTuple):
    """The criterion on which the greatest part of a distance lies.

    Attributes:
        column: the criterion's.
        is_from_best: whether it is the distance from the best of all criteria, not from the worst.
        part: what the criterion gives of the squared distance, 0 to 1.
    """

    column: int
    is_from_best: bool
    part: float


def scores(values: Floats, shares: Floats) -> Floats:
    """Each option's relative closeness to the best of everything, 0 to 1; higher is better.

    A column without length counts nothing. Where the best and the worst are the same, which is
    where all options are alike, every option has 0.5.

    Args:
        values: shape (options, criteria), more is better.
        shares: shape (criteria,), summing to 1.
    """
    from_best, from_worst = (np.sqrt(d.sum(axis=1)) for d in _squared_distances(values, shares))
    total = from_best + from_worst
    apart = total > 0
    return np.where(apart, from_worst / np.where(apart, total, 1.0), 0.5)


def _squared_distances(values: Floats, shares: Floats) -> tuple[Floats, Floats]:
    """From the best and from the worst on each criterion, shape (options, criteria)."""
    lengths = np.sqrt((values**2).sum(axis=0))
    weighted = values / np.where(lengths > 0, lengths, np.inf) * shares
    best, worst = weighted.max(axis=0), weighted.min(axis=0)
    return (best - weighted) ** 2, (weighted - worst) ** 2


def causes(
    values: Floats, shares: Floats, rows: Sequence[int], rose: Sequence[bool]
) -> list[Distance]:
    """For each row the criterion that its distance is mostly on.

    That is the distance from the best for a row that fell, and from the worst for one that rose.
    """
    from_best, from_worst = _squared_distances(values, shares)
    found = []
    for row, is_up in zip(rows, rose, strict=True):
        squared = (from_worst if is_up else from_best)[row]
        column, total = int(squared.argmax()), float(squared.sum())
        part = float(squared[column]) / total if total > 0 else 0.0
        found.append(Distance(column, not is_up, part))
    return found
