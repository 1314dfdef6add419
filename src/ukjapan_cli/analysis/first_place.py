"""What single change would put an option first: of one weight, or of one score. In closed form."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ukjapan_cli.analysis.matrix import Matrix
from ukjapan_cli.analysis.values import TIE, Floats, performance_worth
from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import performance_range
from ukjapan_cli.decision.performances import bounds
from ukjapan_cli.decision.scales import Levels, Linear, Local


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
        threshold: the performance at which the option ties for first; on a constructed scale, the
            value of the lowest level with which it is first.
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

    "Least" counts the share of the whole that moves. Changing node c's share s among its siblings
    moves an option's overall value along the line A + P (s u + (1 - s) r): u the value of c, r the
    siblings' mean value, P the parent's share. The option is first where every rival's line is
    below its own.

    Args:
        decision: with the weights in force.
        table: its matrix, without missing scores.
        option: the option's row.
        rivals: the rows of the other ranked options.

    Returns:
        None where no weight does it.
    """
    ahead = table.values[option] - table.values[list(rivals)]
    columns = {criterion.id: column for column, criterion in enumerate(table.criteria)}
    total = ahead @ table.weights
    found: list[tuple[float, WeightChange]] = []

    def visit(siblings: Sequence[Criterion], parent: float) -> Floats:
        """Margins over the rivals, averaged over siblings by their weights."""
        numbers = np.array([node.weight.value for node in siblings])
        all_numbers = float(numbers.sum())
        shares = numbers / all_numbers
        margins = np.array(
            [
                visit(node.criteria, parent * share)
                if node.criteria
                else ahead[:, columns[node.id]]
                for node, share in zip(siblings, shares.tolist(), strict=True)
            ]
        )
        mean: Floats = shares @ margins
        for node, share, margin in zip(siblings, shares.tolist(), margins, strict=True):
            if share == 1 or parent == 0:
                continue  # without weight beside it, no number changes its share
            others = (mean - share * margin) / (1 - share)
            constant = total - parent * mean + parent * others
            slope = parent * (margin - others)
            interval = _nonnegative(constant, slope)
            if interval is None:
                continue
            low, high = interval
            change = _weight_change(node, share, low, high, all_numbers - node.weight.value)
            if change is not None:
                found.append((parent * abs(change.threshold_share - share), change))
        return mean

    visit(decision.criteria, 1.0)
    return min(found, key=lambda entry: entry[0])[1] if found else None


def _nonnegative(constant: Floats, slope: Floats) -> tuple[float, float] | None:
    """Where in 0-1 all lines `constant + slope x` are at least 0; None where only at a point."""
    flat = np.abs(slope) <= 1e-12
    if (constant[flat] <= TIE).any():
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        crossings = -constant / slope
    low = max([0.0, *crossings[~flat & (slope > 0)].tolist()])
    high = min([1.0, *crossings[~flat & (slope < 0)].tolist()])
    return (low, high) if high - low > 1e-9 else None


def _weight_change(
    node: Criterion, share: float, low: float, high: float, others: float
) -> WeightChange | None:
    """The change that brings a share into low-high, in the file's own numbers."""

    def number(share: float) -> float:
        return math.inf if share >= 1 else share / (1 - share) * others

    is_raised = low > share
    near, far = (low, high) if is_raised else (high, low)
    threshold = number(near)
    if not math.isfinite(threshold):
        return None
    enough = _short_number(threshold, number(far))
    return WeightChange(node, threshold, is_raised, enough, share, near)


def _short_number(near: float, far: float) -> float:
    """The number with the fewest decimals strictly between two others, as near as that allows."""
    rises = far > near
    for decimals in range(16):
        scale = 10.0**decimals
        whole = math.floor(near * scale) + 1 if rises else math.ceil(near * scale) - 1
        number = whole / scale
        is_between = near < number < far if rises else far < number < near
        if is_between and abs(number - near) > 1e-6 * max(1.0, abs(near)):
            return number
    return (near + far) / 2


def score_change(
    decision: Decision, table: Matrix, option: int, rivals: Sequence[int]
) -> ScoreChange | None:
    """The change of one score that puts an option ahead of all rivals.

    Of the changes that stay on their scales it is one within the score's stated range if there is
    one, and then the one that moves its value least. The ends of a local scale move with the score,
    except where it is dated: then its other dates hold them.

    Args:
        decision: with the weights and date in force.
        table: its matrix, without missing scores.
        option: the option's row.
        rivals: the rows of the other ranked options.

    Returns:
        None where no score does it.
    """
    row = decision.options[option]
    ahead = table.values[option] - table.values[list(rivals)]
    gap = -float((ahead @ table.weights).min())
    found: list[tuple[bool, float, ScoreChange]] = []
    for column, criterion in enumerate(table.criteria):
        weight = float(table.weights[column])
        if weight == 0:
            continue
        now = float(table.performances[option, column])
        value = float(table.values[option, column])
        if isinstance(criterion.scale, Local) and not row.scores[criterion.id].over_time:
            threshold = _on_local_scale(decision, table, option, rivals, column)
        else:
            threshold = _on_fixed_scale(table, column, value + gap / weight, now)
        if threshold is None:
            continue
        stated = bounds(row.scores[criterion.id].on(decision.as_of))
        within = stated is not None and stated[0] <= threshold <= stated[1]
        change = ScoreChange(criterion, now, threshold, threshold > now, within)
        found.append((not within, gap / weight, change))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _on_fixed_scale(table: Matrix, column: int, needed: float, now: float) -> float | None:
    scale = table.scales[column]
    if needed > 100 - TIE:
        return None
    if isinstance(scale, Levels):
        return min(value for value in scale.levels.values() if value > needed + TIE)
    return performance_worth(needed, scale, towards=now)


def _on_local_scale(
    decision: Decision, table: Matrix, option: int, rivals: Sequence[int], column: int
) -> float | None:
    """The performance on a local scale, whose ends move with the option's own performance.

    Counted so that more is better, let m and M be the least and greatest performance of all other
    options. While the option's own x is below m it is worth 0 and rival j is worth
    100 (p - x) / (M - x); between m and M it is worth 100 (x - m) / (M - m) and rivals stay.
    Both are solved for the x at which the least margin is 0; a performance better than every
    other option's is not looked for.
    """
    scale = table.scales[column]
    criterion = table.criteria[column]
    others = [o for index, o in enumerate(decision.options) if index != option]
    ends = performance_range(others, criterion.id)
    if ends is None or not isinstance(scale, Linear):
        return None
    sign = -1.0 if scale.worst > scale.best else 1.0
    low, high = sorted((sign * ends[0], sign * ends[1]))
    now = sign * float(table.performances[option, column])
    theirs = sign * table.performances[list(rivals), column]
    weight = float(table.weights[column])
    ahead = table.values[option] - table.values[list(rivals)]
    elsewhere = ahead @ table.weights - weight * ahead[:, column]
    if now < low:
        short = 100 * weight - elsewhere
        needed = np.where(
            short > 0, 100 * weight * (high - theirs) / np.maximum(short, TIE), np.inf
        )
        x = high - float(needed.min())
        if now < x <= low:
            return sign * x
    if high > low and now < high:
        x = float((theirs - elsewhere * (high - low) / (100 * weight)).max())
        if max(now, low) < x < high:
            return sign * x
    return None
