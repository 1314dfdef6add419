"""A weight does not say why it is what it is.

Weights are the part of a decision that is not a fact: they are what its makers want. A reader who
would decide otherwise needs to see what was traded for what, and the maker needs it a year later.
A reason names the swing and what it is worth beside another one (*Multi-criteria analysis: a
manual*, 2009, §6.2.10; Keeney & Raiffa 1976, *Decisions with Multiple Objectives*).

What counts is a criterion or a group that has siblings and no `because`. An only child's weight
means nothing; a weight of zero is UKJ201's; siblings that all weigh the same are UKJ204's.

Write `because`: the swing from worst to best, and what it is worth as much as, or more than.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 40  # <--
        because:  # not there

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 40
        because: Saving £80k a year is worth a little more than winning 4,000 readers.
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject, siblings_in
from ukjapan_cli.features.check.fault import Fault
from ukjapan_cli.features.check.rules.criteria.equal_weights import are_equal_without_reason

RULE = Rule("UKJ205", "weight without a reason", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find weights that mean something and have no reason."""
    for _, nodes in siblings_in(subject.decision.criteria):
        if len(nodes) == 1 or are_equal_without_reason(nodes):
            continue
        for node in nodes:
            if node.weight.value > 0 and not node.because:
                yield Fault(
                    subject.at_criterion(node.id, "weight"),
                    f"nobody says why '{node.id}' weighs {node.weight.value:.12g}",
                    "add `because`: what its swing is worth beside another one",
                )
