"""Siblings all have the same weight, and nobody says why.

Equal weights are an answer, and sometimes the right one: the swings are then worth the same. Far
more often they stand where nobody has weighed anything yet. The ranking looks no different, since
the number of criteria has decided in place of the people (*Multi-criteria analysis: a manual*,
2009, §6.2.10, asks for the swings to be compared).

What counts is two or more criteria or groups side by side, all of the same weight, none of them
with `because`. They are reported once, at the first; UKJ205 does not repeat it for each.

Compare the swings and write what comes of it. If they are worth the same, say so in `because`.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 1  # <--
        because:  # not there
      - id: reach
        weight: 1
        because:  # not there
      - id: support
        weight: 1
        because:  # not there

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 1
        because: The treasurer would trade any of these three swings for any other.
      - id: reach
        weight: 1
        because: Worth as much as cost, for the reason given there.
      - id: support
        weight: 1
        because: Worth as much as cost, for the reason given there.
"""

from collections.abc import Iterator, Sequence

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.report import listed
from ukjapan_cli.features.check.decision_facts import Subject, siblings_in
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ204", "equal weights without a reason", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find siblings that weigh the same for no reason."""
    for _, nodes in siblings_in(subject.decision.criteria):
        if are_equal_without_reason(nodes):
            yield Fault(
                subject.at_criterion(nodes[0].id, "weight", key=False),
                f"{listed(node.id for node in nodes)} all weigh {nodes[0].weight.value:.12g}, "
                "and none says why",
                "compare their swings, or say in `because` why they are worth the same",
            )


def are_equal_without_reason(nodes: Sequence[Criterion]) -> bool:
    """Whether siblings all have one weight and no reason; of a decision's, some weigh something."""
    weight = nodes[0].weight.value
    return len(nodes) > 1 and all(
        node.weight.value == weight and not node.because for node in nodes
    )
