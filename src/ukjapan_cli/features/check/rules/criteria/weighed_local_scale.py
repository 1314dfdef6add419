"""A weight is the worth of a swing, and the scale has no ends of its own to swing between.

A local scale (`better: higher`) runs from the worst to the best that the options do. A new option,
or a fixed score, moves an end, and the weight then stands for another swing than the one that was
weighed: the order of two options can change though nothing about either has (Belton & Stewart
2002, *Multiple Criteria Decision Analysis*, ch. 5, on local and global scales).

What counts is a local scale on a leaf criterion with a share of the whole above zero. Where the
weight records the swing that was weighed (`weight: {value: 35, swing: [500, 3500]}`), this rule is
content, and UKJ209 tells when the ends have moved.

Fix the ends: take those that options have now, or better, the worst and the best that could come.

Fails:

    # criteria.yaml
    criteria:
      - id: reach
        scale: {better: higher, unit: readers}  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: reach
        weight: {value: 35, swing: [500, 3500]}
        scale: {better: higher, unit: readers}
"""

from collections.abc import Iterator

from ukjapan_cli.decision.scales import Linear, Local
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ208", "local scale under a swing weight", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find weights of swings whose ends the next option can move."""
    for column, leaf in enumerate(subject.leaves):
        is_local = isinstance(leaf.scale, Local)
        if is_local and leaf.weight.swing is None and subject.shares[leaf.id] > 0:
            yield Fault(
                subject.at_criterion(leaf.id, "scale"),
                f"'{leaf.id}' is weighed on a local scale, so that another option can change what "
                "its weight means",
                _fix(subject, column),
            )


def _fix(subject: Subject, column: int) -> str:
    scale = subject.matrix.scales[column]
    if isinstance(scale, Linear) and scale.worst != scale.best:
        ends = f"worst: {scale.worst:.12g}, best: {scale.best:.12g}"
        return f"fix its ends; the options' range now is `{ends}`"
    return "fix its ends with `worst` and `best`"
