"""The ends of a local scale while one option's performance moves."""

from collections.abc import Sequence

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score


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
