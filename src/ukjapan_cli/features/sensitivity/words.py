"""What first place hangs on, in words: the same for a terminal and for Markdown."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ukjapan_cli.decision.scales import Levels
from ukjapan_cli.features.sensitivity.analysis.joint_change import JointChange
from ukjapan_cli.features.sensitivity.analysis.scores import ScoreSensitivity, Swing
from ukjapan_cli.features.sensitivity.analysis.sensitivity import OneWeight, Sensitivity
from ukjapan_cli.features.sensitivity.analysis.weights import WeightSensitivity
from ukjapan_cli.formats.phrases import in_unit, on_scale, percent, points, signed, some, with_unit
from ukjapan_cli.model.scoring import Scoring

NO_SCORE = "No single score moves first place from anywhere in its own range."


def lead(scoring: Scoring) -> str:
    """Who is first, and by how much, in one line."""
    first = scoring.ranking[0]
    line = f"First: {first.option.name}, {points(first.value)} points"
    if len(scoring.ranking) == 1:
        return f"{line}, the only option that is ranked"
    second = scoring.ranking[1]
    if second.place and second.place.rank == 1:
        return f"{line}, level with {second.option.name}"
    return f"{line}, {points(first.value - second.value)} ahead of {second.option.name}"


def segments(found: WeightSensitivity) -> Iterator[tuple[float, float, tuple[int, ...]]]:
    """From which share to which who is first, by rows."""
    starts = [0.0, *(flip.weight for flip in found.flips), 1.0]
    firsts = [found.first_at_zero, *(flip.first for flip in found.flips)]
    for (start, end), first in zip(pairwise(starts), firsts, strict=True):
        yield start, end, first


def stays_first(found: WeightSensitivity) -> str:
    """The stability interval."""
    if not found.can_move:
        return "all weight"
    if (found.stable_from, found.stable_to) == (0, 1):
        return "any weight"
    return f"{percent(found.stable_from).removesuffix('%')}-{percent(found.stable_to)}"


def others_first(found: WeightSensitivity, leader: int, names: Sequence[str]) -> str:
    """Who else is first and where, as in `b below 10.0%, c above 60.0%`."""
    parts = []
    for start, end, rows in segments(found):
        if leader in rows:
            continue
        where = f"below {percent(end)}" if end <= found.weight else f"above {percent(start)}"
        parts.append(f"{' = '.join(some([names[row] for row in rows]))} {where}")
    return ", ".join(parts)


def score_range(found: ScoreSensitivity | Swing) -> str:
    """A score's range in the criterion's own terms; said where it is 90 % of a distribution."""
    scale = found.criterion.scale
    ends = " to ".join(on_scale(scale, end) for end in (found.low, found.high))
    text = in_unit(ends, scale.unit) if scale else ends
    return text if found.is_bounded else f"{text} (90%)"


def beyond(found: ScoreSensitivity) -> str:
    """Where first place changes, as in `below 19 years`."""
    if found.threshold is None:
        return ""
    scale = found.criterion.scale
    where = with_unit(scale, found.threshold)
    if isinstance(scale, Levels):
        return f"at {where}"
    side = "above" if found.threshold > found.performance else "below"
    if found.threshold == found.performance:
        side = "at once from"
    return f"{side} {where}"


def lead_between(swing: Swing) -> str:
    """The lead with a score at both ends of its range, the least first."""
    ends = sorted((swing.at_low, swing.at_high))
    return " to ".join(signed(end) for end in ends)


def within_ranges(sensitivity: Sensitivity) -> list[ScoreSensitivity]:
    """The scores whose own range reaches to where first place changes."""
    return [found for found in sensitivity.scores if found.within_range]


def joint(sensitivity: Sensitivity, change: JointChange) -> str:
    """What weights changed together do, in a sentence or two."""
    options = sensitivity.scoring.decision.options
    name = options[change.row].name
    which = "weights" if change.within == "any" else "weights within the stated intervals"
    if change.obstacle is not None:
        mixture = sorted(change.obstacle.mixture.items(), key=lambda entry: -entry[1])
        mixed = " and ".join(f"{percent(share)} {options[row].name}" for row, share in mixture)
        behind = points(change.obstacle.deficit)
        what = f"a mixture of {mixed}" if len(mixture) > 1 else options[mixture[0][0]].name
        return (
            f"No {which} put {name} first: {what} is worth {behind} points more than it at least, "
            "whatever they are."
        )
    if not change.is_needed or change.least_total is None or change.least_largest is None:
        return f"{name} is first already: no change of weights is needed."
    return (
        f"{name} is level with the first where shares change by "
        f"{points(100 * change.least_total.total)} percentage points in all, the least sum of "
        f"changes; or each by {points(100 * change.least_largest.largest)} at most, the least "
        f"largest change. Looked for among {'all' if change.within == 'any' else 'the'} {which}."
    )


def along(one: OneWeight) -> list[str]:
    """One weight and who is first over it, a sentence each."""
    found, options = one.found, one.scoring.decision.options
    name = found.node.name
    if not found.can_move:
        return [f"{name} has all the weight, and nothing beside it to take some."]
    lines = [f"{name} has {percent(found.weight)} of the weight today."]
    for start, end, rows in segments(found):
        first = " and ".join(some([options[row].name for row in rows]))
        verb = "is" if len(rows) == 1 else "are level and"
        lines.append(f"{first} {verb} first from {percent(start)} to {percent(end)}.")
    return lines
