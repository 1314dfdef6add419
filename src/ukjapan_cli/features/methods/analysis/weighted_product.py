"""The weighted product: values raised to the power of their weights, and multiplied.

Bridgman (1922), *Dimensional Analysis*; Miller & Starr (1969), *Executive Decisions and Operations
Research*.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ukjapan_cli.model.values import Floats, overall


class LowValue(NamedTuple):
    """Where a product loses most against the sum.

    Attributes:
        column: the criterion's.
        value: the option's value there, 0-100.
    """

    column: int
    value: float


def scores(values: Floats, shares: Floats) -> Floats:
    """The weighted geometric mean of each option's values, in points of value; higher is better.

    An option that is worth 0 on a criterion of any weight has 0, whatever else it does; a value
    below 0 counts as 0. A criterion without weight counts nothing.

    Args:
        values: shape (options, criteria), more is better.
        shares: shape (criteria,), summing to 1.
    """
    result: Floats = np.prod(np.maximum(values, 0.0) ** shares, axis=1)
    return result


def causes(
    values: Floats, shares: Floats, rows: Sequence[int], _rose: Sequence[bool]
) -> list[LowValue]:
    """For each row the criterion that puts its product furthest below its sum.

    The logarithm of sum over product is the sum over criteria of w_j (ln V - ln v_j), with V the
    weighted sum. The criterion with the greatest term is found.
    """
    weighed = np.flatnonzero(shares > 0)
    held = np.maximum(values[list(rows)][:, weighed], 0.0)
    level = np.log(np.maximum(overall(held, shares[weighed]), np.finfo(np.float64).tiny))
    with np.errstate(divide="ignore"):
        lost = shares[weighed] * (level[:, None] - np.log(held))
    columns = lost.argmax(axis=1)
    return [
        LowValue(int(weighed[column]), float(own[column]))
        for column, own in zip(columns, held, strict=True)
    ]
