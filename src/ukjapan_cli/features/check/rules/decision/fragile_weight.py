"""Another option is first after a small change of one weight.

Weights are judgements, and nobody can tell 36 from 40 by introspection. Where a tenth more or less
on one of them moves first place, the recommendation rests on that number, and its reason has to
carry it (Belton & Stewart 2002 on sensitivity to weights; the Green Book, 2022, asks for switching
values).

Setting: `weight_change`, 0.1 by default: a tenth of the number in the file, up or down, with all
other numbers as they are. That is less than the step between the round numbers in which people give
weights.

The message names the number at which the two options are level. Argue for the weight in `because`,
agree it with those who see it otherwise, or present both options.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 40  # <--
      - id: support
        weight: 25  # <--
    perspectives: []

    # options.yaml
    options:
      - id: station
        scores:
          cost: {value: 60, low: 60, high: 60, because: As agreed., source: quotes p. 1}
          reach: {value: 3500, low: 3500, high: 3500, because: Counted., source: survey p. 3}
      - id: hall
        scores:
          cost: {value: 44, low: 44, high: 44, because: As agreed., source: quotes p. 2}
          reach: {value: 3700, low: 3700, high: 3700, because: Counted., source: survey p. 4}

Passes:

    # criteria.yaml
    perspectives: []

    # options.yaml
    options:
      - id: station
        scores:
          cost: {value: 60, low: 60, high: 60, because: As agreed., source: quotes p. 1}
          reach: {value: 3500, low: 3500, high: 3500, because: Counted., source: survey p. 3}
      - id: hall
        scores:
          cost: {value: 44, low: 44, high: 44, because: As agreed., source: quotes p. 2}
          reach: {value: 3400, low: 3400, high: 3400, because: Counted., source: survey p. 4}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ406", "first place that hangs on a weight", Severity.WARNING)

_LESS = 1 - 1e-9
"""Level at the very end of what is allowed, up to rounding, is not past it."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find weights that need little change to move first place."""
    from ukjapan_cli.features.sensitivity.analysis.weights import weight_sensitivity

    if not subject.is_led:
        return
    options, ranked = subject.decision.options, subject.ranked
    change = subject.thresholds.weight_change
    for weight in weight_sensitivity(subject.decision, tuple(ranked)):
        stated = weight.node.weight.value
        flips = [
            flip
            for flip in (weight.below, weight.above)
            if flip is not None and abs(flip.number - stated) < change * stated * _LESS
        ]
        if not flips:
            continue
        flip = min(flips, key=lambda flip: abs(flip.number - stated))
        side = "above" if flip.number > stated else "below"
        yield Fault(
            subject.at_criterion(weight.node.id, "weight", key=False),
            f"'{options[flip.first].id}' is first instead of '{options[ranked[0]].id}' once the "
            f"weight of '{weight.node.id}' is {side} {flip.number:.4g}, "
            f"which is within {change:.0%} of {stated:g}",
            "argue for the weight, or present both options",
        )
