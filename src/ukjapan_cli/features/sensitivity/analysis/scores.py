"""One score at a time: where it moves first place, and what its range does to the lead.

Switching values are what *The Green Book* (HM Treasury, 2022) asks an appraisal to state: how far
one number has to be from what is assumed before the recommendation changes.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.features.sensitivity.analysis.threshold import Contest
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.ranges import Ranges
from ukjapan_cli.model.values import TIE


class ScoreSensitivity(NamedTuple):
    """Where one score moves first place.

    Attributes:
        row: the option with the score.
        criterion: the criterion.
        performance: the point performance now, in the criterion's units.
        threshold: the performance at which first place changes; None where none does on the scale.
        first: the row of the option that is first beyond it; None without a threshold.
        fails: whether the option loses first place there because it fails a `must`.
        within_range: whether the score's range reaches the threshold.
        low: the least performance that the score's range has.
        high: the greatest.
        is_bounded: whether that range is stated, rather than 90 % of a distribution without ends.
    """

    row: int
    criterion: Criterion
    performance: float
    threshold: float | None
    first: int | None
    fails: bool
    within_range: bool
    low: float
    high: float
    is_bounded: bool


class Swing(NamedTuple):
    """What one score's range does to the leader's lead over the runner-up.

    Attributes:
        row: the option with the score: the leader or the runner-up.
        criterion: the criterion.
        low: the least performance that the score's range has.
        high: the greatest.
        at_low: the lead with the score there, in points; negative where the runner-up is ahead.
        at_high: the lead with the score at the other end.
        is_bounded: whether the range is stated, rather than 90 % of a distribution without ends.
    """

    row: int
    criterion: Criterion
    low: float
    high: float
    at_low: float
    at_high: float
    is_bounded: bool

    @property
    def width(self) -> float:
        """How far the ends of the range take the lead apart, in points."""
        return abs(self.at_high - self.at_low)


def score_sensitivity(
    table: Matrix, contest: Contest, stated: Ranges
) -> tuple[ScoreSensitivity, ...]:
    """Where each score of the ranked options moves first place: best ranked first, by criterion.

    That of an option which is first is looked for to the worse, another option's to the better.
    """
    return tuple(
        each for row in contest.ranked.tolist() for each in _of_option(table, contest, stated, row)
    )


def _of_option(
    table: Matrix, contest: Contest, stated: Ranges, row: int
) -> Iterator[ScoreSensitivity]:
    is_first = contest.leads(row)
    for criterion, found, performance, low, high, is_bounded in zip(
        table.criteria,
        contest.thresholds(row),
        table.performances[row].tolist(),
        stated.low[row].tolist(),
        stated.high[row].tolist(),
        stated.is_bounded[row].tolist(),
        strict=True,
    ):
        first = None
        if found is not None:
            first = found.rival if is_first else row
        yield ScoreSensitivity(
            row=row,
            criterion=criterion,
            performance=performance,
            threshold=None if found is None else found.performance,
            first=first,
            fails=found is not None and found.fails,
            within_range=found is not None and low <= found.performance <= high,
            low=low,
            high=high,
            is_bounded=is_bounded,
        )


def tornado(
    table: Matrix, contest: Contest, stated: Ranges, ranked: Sequence[int]
) -> tuple[Swing, ...]:
    """The leader's lead at both ends of each range that a score of the first two has, widest first.

    Ends are extrapolated beyond a fixed scale; a local scale moves with them. A range that moves
    the lead by no more than a tie is left out, and so is one with an end that no number can hold.
    """
    swings = _swings(table, contest, stated, ranked[:2])
    return tuple(sorted(swings, key=lambda swing: -swing.width))


def _swings(
    table: Matrix, contest: Contest, stated: Ranges, pair: Sequence[int]
) -> Iterator[Swing]:
    leader, second = (contest.ranked.tolist().index(row) for row in pair)
    for row in pair:
        for column, criterion in enumerate(table.criteria):
            ends = float(stated.low[row, column]), float(stated.high[row, column])
            if ends[0] == ends[1] or not (math.isfinite(ends[0]) and math.isfinite(ends[1])):
                continue
            moved = [contest.overall_with(row, column, end) for end in ends]
            at_low, at_high = (float(overall[leader] - overall[second]) for overall in moved)
            is_bounded = bool(stated.is_bounded[row, column])
            swing = Swing(row, criterion, *ends, at_low, at_high, is_bounded)
            if TIE < swing.width < math.inf:
                yield swing
