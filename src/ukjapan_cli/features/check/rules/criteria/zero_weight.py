"""A criterion or a group weighs nothing.

Its scores are collected, argued over and read, and cannot change the answer. If the criterion does
not matter, it should go; if somebody only wants to see what happens without it, that is what
`ukjapan score --weight ID=0` is for. A zero can also be a slip of the pen that nobody sees in the
ranking (*Multi-criteria analysis: a manual*, 2009, ch. 6, asks for each criterion's worth to be
judged).

Fails:

    # criteria.yaml
    criteria:
      - id: support
        weight: 0  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: support
        weight: 10
"""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ201", "zero weight", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find nodes of the value tree that weigh nothing."""
    for node in nodes_of(subject.decision.criteria):
        if node.weight.value == 0:
            yield Fault(
                subject.at_criterion(node.id, "weight", key=False),
                f"'{node.id}' weighs nothing, so that its scores cannot matter",
                "give it a weight, or delete it",
            )
