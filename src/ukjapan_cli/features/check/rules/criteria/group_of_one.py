"""A group holds one criterion, or one group.

Within it there is nothing to weigh: whatever number the only child has, its share is the group's.
Readers look for siblings that were lost, and the weight of the child looks like a judgement that
nobody made. A group is worth its line where it keeps apart what would be weighed together
(Keeney & Raiffa 1976, *Decisions with Multiple Objectives*, on hierarchies of objectives).

What counts is a node with exactly one criterion or group under `criteria`. The top of the tree is
no group.

Put the child in the group's place, with the group's weight, or add what is missing beside it.

Fails:

    # criteria.yaml
    criteria:
      - id: support  # not there
      - id: public  # <--
        name: The public
        weight: 25
        because: Opposed branches open a year late.
        criteria:
          - id: support
            name: Local support
            weight: 100
            scale:
              levels: {opposed: 0, split: 40, behind-it: 100}
              anchors: {opposed: All say no., split: Some say no., behind-it: All say yes.}

Passes:

    # criteria.yaml
    criteria:
      - id: support
        weight: 25
        because: Opposed branches open a year late.
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject, siblings_in
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ213", "group of one", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find groups in which there is nothing to weigh."""
    for parent, nodes in siblings_in(subject.decision.criteria):
        if parent is not None and len(nodes) == 1:
            yield Fault(
                subject.at_criterion(parent.id),
                f"the group '{parent.id}' holds only '{nodes[0].id}'",
                f"put '{nodes[0].id}' in its place, with the weight "
                f"{parent.weight.value:.12g}, or add what is missing",
            )
