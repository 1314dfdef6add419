"""A decision as arrays: options × criteria."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, performance_range
from ukjapan_cli.decision.scales import Linear, Local
from ukjapan_cli.model.made_once import made_once
from ukjapan_cli.model.values import FixedScale, Floats, values


@dataclass(frozen=True, slots=True)
class Matrix:
    """What every option does on every leaf criterion.

    All that ask about a decision share its arrays: they cannot be written to.

    Attributes:
        criteria: the leaf criteria, which are the columns.
        scales: the criteria's scales, local ones with the ends that the options give them.
        weights: shape (criteria,), shares that sum to 1.
        performances: shape (options, criteria), in the criteria's units; NaN where missing.
        values: shape (options, criteria), 0-100; NaN where missing.
    """

    criteria: tuple[Criterion, ...]
    scales: tuple[FixedScale, ...]
    weights: Floats
    performances: Floats
    values: Floats


@made_once
def matrix(decision: Decision) -> Matrix:
    """The arrays of a decision, at its date and with the weights in force."""
    criteria = decision.leaves
    shares = decision.weights
    scales = tuple(fixed_scale(criterion, decision.options) for criterion in criteria)
    shape = (len(decision.options), len(criteria))
    points = (_point(option, c, decision) for option in decision.options for c in criteria)
    performances = np.fromiter(points, dtype=np.float64, count=math.prod(shape)).reshape(shape)
    made = Matrix(
        criteria=criteria,
        scales=scales,
        weights=np.array([shares[criterion.id] for criterion in criteria]),
        performances=performances,
        values=values(performances, scales),
    )
    for shared in (made.weights, made.performances, made.values):
        shared.setflags(write=False)
    return made


def _point(option: Option, criterion: Criterion, decision: Decision) -> float:
    score = option.scores.get(criterion.id)
    return math.nan if score is None else score.on(decision.as_of).point


def fixed_scale(criterion: Criterion, options: Sequence[Option]) -> FixedScale:
    """The criterion's scale; a local one with the ends that the options' performances give it."""
    scale = criterion.scale
    if scale is None:
        raise ValueError(f"'{criterion.id}' is a group and has no scale")
    if not isinstance(scale, Local):
        return scale
    low, high = performance_range(options, criterion.id) or (0.0, 0.0)
    worst, best = (high, low) if scale.lower_is_better else (low, high)
    return Linear(worst, best, scale.unit, scale.anchors)
