"""What single change would put an option first: of one weight, or of one score. In closed form."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.performances import bounds
from ukjapan_cli.decision.scales import Levels
from ukjapan_cli.features.sensitivity.analysis.number_lines import NumberLine, number_lines
from ukjapan_cli.features.sensitivity.analysis.threshold import Contest
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.values import TIE, Floats

CLEAR = 2 * TIE
"""An option this far ahead is first alone, whatever rounding does."""


@dataclass(frozen=True, slots=True)
class WeightChange:
    """One swing weight, all others as they are, beyond which an option is first.

    Attributes:
        node: the criterion or group whose weight changes.
        threshold: the weight, relative to its siblings as in the file, at which the option ties
            for first.
        is_raised: whether the weight has to go above the threshold rather than below it.
        enough: a short number beyond the threshold with which the option is first.
        share: the node's share among its siblings now.
        threshold_share: its share among them at the threshold.
    """

    node: Criterion
    threshold: float
    is_raised: bool
    enough: float
    share: float
    threshold_share: float


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One performance, all else as it is, beyond which an option is first.

    Attributes:
        criterion: where the performance changes.
        performance: the point performance now, in the criterion's units.
        threshold: the performance at which the option ties for first, or past which it jumps there;
            on a constructed scale, the value of the lowest level with which it is first.
        is_raised: whether the performance has to go up rather than down.
        within_range: whether the score's own stated range reaches the threshold.
    """

    criterion: Criterion
    performance: float
    threshold: float
    is_raised: bool
    within_range: bool


def weight_change(
    decision: Decision, table: Matrix, option: int, rivals: Sequence[int]
) -> WeightChange | None:
    """The least change of one weight in the file that puts an option ahead of all rivals.

    "Least" counts the share of the whole that moves. The option is first where every rival's line
    (`ukjapan_cli.features.sensitivity.analysis.number_lines`) is below its own.

    Args:
        decision: with the weights in force.
        table: its matrix, without missing scores.
        option: the option's row.
        rivals: the rows of the other ranked options.

    Returns:
        None where no weight does it.
    """
    ahead = table.values[option] - table.values[list(rivals)]
    found: list[tuple[float, WeightChange]] = []
    for line in number_lines(decision, table, ahead):
        slope = line.at_one - line.at_zero
        level, ahead_of_all = (
            _at_least(0, line.at_zero, slope),
            _at_least(CLEAR, line.at_zero, slope),
        )
        if level is None or ahead_of_all is None:
            continue
        change = _weight_change(line, level, ahead_of_all)
        if change is not None:
            found.append((line.parent * abs(change.threshold_share - line.share), change))
    return min(found, key=lambda entry: entry[0])[1] if found else None


def _at_least(points: float, constant: Floats, slope: Floats) -> tuple[float, float] | None:
    """Where in 0-1 all lines `constant + slope x` reach `points`; None where only at a point."""
    flat = np.abs(slope) <= 1e-12
    if (constant[flat] < points).any():
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        crossings = (points - constant) / slope
    low = max([0.0, *crossings[~flat & (slope > 0)].tolist()])
    high = min([1.0, *crossings[~flat & (slope < 0)].tolist()])
    return (low, high) if high - low > 1e-9 else None


def _weight_change(
    line: NumberLine, level: tuple[float, float], ahead: tuple[float, float]
) -> WeightChange | None:
    """The change that brings a share to where the option is level and then ahead of all.

    Both are intervals of shares. None where no number can hold the weight.
    """
    number, is_raised = line.number, level[0] > line.share
    near, from_, to = (level[0], *ahead) if is_raised else (level[1], *reversed(ahead))
    threshold, enough = number(near), _short_number(number(from_), number(to))
    if not math.isfinite(enough + line.beside):
        return None
    return WeightChange(line.node, threshold, is_raised, enough, line.share, near)


def _short_number(near: float, far: float) -> float:
    """The number with the fewest decimals strictly between two others, as near as that allows.

    It keeps a millionth away from the near one, unless that is beyond the far one.
    """
    away = 1e-6 * max(1.0, near)
    start = near + away if far > near else near - away
    for decimals in range(16):
        scale = 10.0**decimals
        if not math.isfinite(start * scale):
            break
        whole = math.floor(start * scale) + 1 if far > near else math.ceil(start * scale) - 1
        number = whole / scale
        if near < number < far or far < number < near:
            return number
    return near / 2 + far / 2


def score_change(
    decision: Decision, table: Matrix, option: int, rivals: Sequence[int]
) -> ScoreChange | None:
    """The change of one score that puts an option ahead of all rivals.

    Of the changes that stay on their scales it is one within the score's stated range if there is
    one, and then the one that moves its value least. None makes the option fail a `must`. The ends
    of a local scale move with the score, as far as its other dates let them.

    Args:
        decision: with the weights and date in force.
        table: its matrix, without missing scores.
        option: the option's row.
        rivals: the rows of the other ranked options.

    Returns:
        None where no score does it.
    """
    contest = Contest(decision, table, [*rivals, option])
    found: list[tuple[bool, float, ScoreChange]] = []
    for column, criterion in enumerate(table.criteria):
        level = contest.threshold(option, column)
        if level is None:
            continue
        threshold, now = level.performance, float(table.performances[option, column])
        stated = bounds(decision.options[option].scores[criterion.id].on(decision.as_of))
        within = stated is not None and stated[0] <= threshold <= stated[1]
        moved = -contest.lead(option) / float(table.weights[column])
        if isinstance(criterion.scale, Levels):
            moved = threshold - float(table.values[option, column])
        change = ScoreChange(criterion, now, threshold, threshold > now, within)
        found.append((not within, moved, change))
    return min(found, key=lambda entry: entry[:2])[2] if found else None
