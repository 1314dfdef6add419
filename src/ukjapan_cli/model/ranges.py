"""How far each score's own statement lets it range."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Beta, Exact, Lognormal, Performance, bounds
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.values import Floats, values

NORMAL_90 = 1.6448536269514722
"""Standard deviations on either side of a normal's mean that hold 90 % of it."""


class Ranges(NamedTuple):
    """The ends between which scores range, shape (options, criteria); NaN where missing.

    Attributes:
        low: the least performance.
        high: the greatest.
        worst: the value of the end that is worth less, from 0 to 100 and beyond where an end is
            outside its scale.
        best: the value of the other end.
        is_bounded: whether the range is stated, rather than 90 % of a distribution without ends.
    """

    low: Floats
    high: Floats
    worst: Floats
    best: Floats
    is_bounded: NDArray[np.bool_]


def ranges(decision: Decision, table: Matrix) -> Ranges:
    """The ranges of a decision's scores on its date; an exact score ranges from itself to itself.

    A triangular or uniform score has its stated ends. Of a distribution without ends it is the
    central 90 %; of a beta, 1.64 standard deviations on either side of the mean, within 0 to 1.
    """
    low, high = table.performances.copy(), table.performances.copy()
    is_bounded = np.ones(low.shape, dtype=bool)
    day = decision.as_of
    for row, option in enumerate(decision.options):
        scores = option.scores
        for column, criterion in enumerate(table.criteria):
            score = scores.get(criterion.id)
            if score is None or isinstance(score.performance, Exact):
                continue
            performance = score.on(day)
            ends = bounds(performance) if not isinstance(performance, Beta) else None
            if ends is None:
                is_bounded[row, column] = False
                ends = _central_90(performance)
            low[row, column], high[row, column] = ends
    with np.errstate(over="ignore", invalid="ignore"):  # an end may be more than a number can hold
        one, other = values(low, table.scales), values(high, table.scales)
    return Ranges(low, high, np.minimum(one, other), np.maximum(one, other), is_bounded)


def _central_90(performance: Performance) -> tuple[float, float]:
    match performance:
        case Lognormal(mean=mean, sd=sd):
            return _exp(mean - NORMAL_90 * sd), _exp(mean + NORMAL_90 * sd)
        case Beta(alpha=alpha, beta=beta):
            total = alpha + beta
            away = NORMAL_90 * math.sqrt(alpha / total * (beta / total) / (total + 1))
            return max(0.0, performance.point - away), min(1.0, performance.point + away)
        case _:
            away = NORMAL_90 * getattr(performance, "sd", 0.0)
            return performance.point - away, performance.point + away


def _exp(power: float) -> float:
    try:
        return math.exp(power)
    except OverflowError:
        return math.inf


class LocalEnds:
    """What else there is on a criterion beside one option's performance on the decision's date.

    A local scale ends at the least and the greatest performance that any option states on any date.
    Only one option's own statement moves; finding the ends beside it takes no time that grows with
    the options.
    """

    def __init__(self, decision: Decision, criterion: str) -> None:
        self._day = decision.as_of
        self._scores = [option.scores[criterion] for option in decision.options]
        self._least = _AllButOne([-min(_statements(score)) for score in self._scores])
        self._most = _AllButOne([max(_statements(score)) for score in self._scores])

    def beside(self, row: int) -> tuple[float, float]:
        """The least and the greatest of other options, and of the option itself on other dates."""
        kept = [point for day, point in self._scores[row].over_time if day != self._day]
        return min([-self._least.greatest(row), *kept]), max([self._most.greatest(row), *kept])


def _statements(score: Score) -> list[float]:
    return [score.performance.point, *(point for _, point in score.over_time)]


class _AllButOne:
    """The greatest of two numbers or more when one of them is left out."""

    def __init__(self, numbers: Sequence[float]) -> None:
        self._at = max(range(len(numbers)), key=numbers.__getitem__)
        self._greatest = numbers[self._at]
        self._next = max(n for index, n in enumerate(numbers) if index != self._at)

    def greatest(self, without: int) -> float:
        """The greatest of all but the one at an index."""
        return self._next if without == self._at else self._greatest
