"""The scale has changed since its swing was weighed.

`weight: {value: 40, swing: [120, 40]}` records that 40 is the worth of going from 120 to 40. When
the scale gets other ends, the same swing is another part of it, and the weight has to change in
proportion. People hardly do so of their own accord: asked for weights on a wide and on a narrow
range, they give nearly the same (von Nitzsch & Weber 1993, *The effect of attribute ranges on
weights in multiattribute utility measurements*, Management Science 39).

What counts is a recorded swing that does not begin where the scale's value is 0 and end where it is
100: a scale's `worst` and `best`; on points, any performance with that value; levels with that
value; on a local scale, the ends that options have now. A difference of one part in 1,000,000,000
is rounding.

Weigh the swing between the scale's ends again, and record it.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        weight: {value: 40, swing: [100, 40]}  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        weight: {value: 40, swing: [120, 40]}
"""

import math
from collections.abc import Iterator, Sequence

from ukjapan_cli.decision.scales import Levels, Linear, Piecewise
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ209", "stale swing", Severity.WARNING)

_ROUNDING = 1e-9


def check(subject: Subject) -> Iterator[Fault]:
    """Find weights of swings that are not their scales' swings any more."""
    for column, leaf in enumerate(subject.leaves):
        weighed = leaf.weight.swing
        if weighed is None:
            continue
        scale = subject.matrix.scales[column]
        now = _swing(scale, weighed)
        if not all(
            math.isclose(before, after, rel_tol=_ROUNDING)
            for before, after in zip(weighed, now, strict=True)
        ):
            was_from, was_to = (_name(scale, end) for end in weighed)
            is_from, is_to = (_name(scale, end) for end in now)
            yield Fault(
                subject.at_criterion(leaf.id, "weight", "swing"),
                f"the weight of '{leaf.id}' is for the swing from {was_from} to {was_to}, "
                f"but its scale goes from {is_from} to {is_to}",
                "weigh the swing between the scale's ends again, and record it",
            )


def _swing(scale: Linear | Piecewise | Levels, weighed: tuple[float, float]) -> tuple[float, float]:
    """The swing of a scale; where it is flat at an end, the one nearest to what was weighed."""
    match scale:
        case Linear(worst=worst, best=best):
            return worst, best
        case Levels():
            return 0.0, 100.0
        case Piecewise(points=points):
            worst_ones = [performance for performance, value in points if value == 0]
            best_ones = [performance for performance, value in points if value == 100]
            return _nearest(weighed[0], worst_ones), _nearest(weighed[1], best_ones)


def _nearest(performance: float, stretch: Sequence[float]) -> float:
    return min(max(performance, stretch[0]), stretch[-1])


def _name(scale: Linear | Piecewise | Levels, performance: float) -> str:
    if isinstance(scale, Levels):
        return " or ".join(f"'{name}'" for name in scale.names_at(performance))
    return f"{performance:.12g}"
