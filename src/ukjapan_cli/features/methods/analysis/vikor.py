"""VIKOR: a compromise between the sum of an option's regrets and the largest of them.

Opricovic & Tzeng (2004), Compromise solution by MCDM methods, *European Journal of Operational
Research* 156(2), 445-455; (2007), Extended VIKOR method in comparison with outranking methods,
*EJOR* 178(2), 514-529. Options are put in the order of Q; the two conditions under which several
are proposed together as a compromise are not looked at.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ukjapan_cli.model.values import TIE, Floats

_MAJORITY = 0.5
"""v: what the sum of regrets counts in Q, the rest being for the largest regret."""


class Indices(NamedTuple):
    """VIKOR's three numbers for each option; lower is better.

    Attributes:
        s: the sum of regrets.
        r: the largest regret.
        q: both, each between the best and the worst of the options: 0 to 1.
    """

    s: Floats
    r: Floats
    q: Floats


class Regret(NamedTuple):
    """An option's largest regret.

    Attributes:
        column: the criterion's.
        regret: how far the option is behind the best there: 0 to the criterion's share.
        other: the least of the options' largest regrets, for an option that fell; the greatest of
            them, for one that rose.
    """

    column: int
    regret: float
    other: float


def indices(values: Floats, shares: Floats) -> Indices:
    """S, R and Q of each option, with v = 0.5.

    A criterion on which all options are alike brings no regret. Where all options have the same S,
    or the same R, it counts nothing in Q.

    Args:
        values: shape (options, criteria), more is better.
        shares: shape (criteria,), summing to 1.
    """
    regrets = _regrets(values, shares)
    s, r = regrets.sum(axis=1), regrets.max(axis=1)
    return Indices(s, r, _MAJORITY * _between(s) + (1 - _MAJORITY) * _between(r))


def scores(values: Floats, shares: Floats) -> Floats:
    """Q of each option; lower is better."""
    return indices(values, shares).q


def _regrets(values: Floats, shares: Floats) -> Floats:
    best = values.max(axis=0)
    span = best - values.min(axis=0)
    result: Floats = shares * (best - values) / np.where(span > TIE, span, np.inf)
    return result


def _between(numbers: Floats) -> Floats:
    """Where each number is between the least (0) and the greatest (1); all 0 where they tie."""
    least, span = numbers.min(), np.ptp(numbers)
    return (numbers - least) / span if span > TIE else np.zeros_like(numbers)


def causes(
    values: Floats, shares: Floats, rows: Sequence[int], rose: Sequence[bool]
) -> list[Regret]:
    """For each row the criterion of its largest regret."""
    regrets = _regrets(values, shares)
    columns, largest = regrets.argmax(axis=1).tolist(), regrets.max(axis=1).tolist()
    least, most = min(largest), max(largest)
    return [
        Regret(columns[row], largest[row], most if is_up else least)
        for row, is_up in zip(rows, rose, strict=True)
    ]
