"""Weights follow the number of criteria in each branch.

Whoever splits a branch into more criteria tends to give it more weight, though the options differ
there no more than before: in experiments the same attribute won weight when it was shown in parts
(Weber, Eisenführ & von Winterfeldt 1988, *The effects of splitting attributes on weights in
multiattribute utility measurement*, Management Science 34). The tree's drawing has then
decided, and whoever draws it can decide.

What counts is siblings of which at least one is a group, with different numbers of leaf criteria,
where the share of each is within a tenth of its part of the leaf criteria: two branches of three
criteria and one, which weigh 75 and 25, or nearly so. Its plainest sign is the same weight for
every leaf criterion throughout. A tenth, since people weigh in round numbers; weights that were
weighed by swings seldom fall that near on every branch.

Weigh the branches against each other, each with all its swings taken together, before what is in
them. Where the weights are meant so, waive this with the reason.

Fails:

    # criteria.yaml
    criteria:  # <--
      - id: cost
        weight: 34
      - id: reach  # not there
      - id: support  # not there
      - id: public
        name: The public
        weight: 66
        because: Both swings together matter more than money.
        criteria:
          - id: reach
            name: Reach
            weight: 60
            because: A branch that nobody visits is no branch.
            scale:
              worst: 0
              best: 4000
              unit: readers
              anchors: {worst: Nobody comes., best: All who live far from the main library.}
          - id: support
            name: Local support
            weight: 40
            because: Opposed branches open a year late.
            scale:
              levels: {opposed: 0, split: 40, behind-it: 100}
              anchors: {opposed: All say no., split: Some say no., behind-it: All say yes.}

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 45
      - id: reach  # not there
      - id: support  # not there
      - id: public
        name: The public
        weight: 55
        because: Both swings together matter a little more than money.
        criteria:
          - id: reach
            name: Reach
            weight: 60
            because: A branch that nobody visits is no branch.
            scale:
              worst: 0
              best: 4000
              unit: readers
              anchors: {worst: Nobody comes., best: All who live far from the main library.}
          - id: support
            name: Local support
            weight: 40
            because: Opposed branches open a year late.
            scale:
              levels: {opposed: 0, split: 40, behind-it: 100}
              anchors: {opposed: All say no., split: Some say no., behind-it: All say yes.}
"""

from collections.abc import Iterator, Mapping, Sequence

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.report import listed
from ukjapan_cli.features.check.decision_facts import Subject, leaf_counts, siblings_in
from ukjapan_cli.features.check.fault import Fault, Where

RULE = Rule("UKJ206", "splitting bias", Severity.WARNING)

_NEAR = 0.1 + 1e-9


def check(subject: Subject) -> Iterator[Fault]:
    """Find siblings whose weights are their numbers of leaf criteria."""
    counts = leaf_counts(subject.decision.criteria)
    for parent, nodes in siblings_in(subject.decision.criteria):
        if _follow_their_size(nodes, counts):
            branches = (f"{node.id} ({counts[node.id]:,})" for node in nodes)
            yield Fault(
                subject.at_criterion(parent.id, "criteria")
                if parent
                else Where("criteria", ("criteria",), on_key=True),
                f"the weights of {listed(branches)} follow how many criteria each holds",
                "weigh each branch's swings as a whole before what is in it",
            )


def _follow_their_size(nodes: Sequence[Criterion], counts: Mapping[str, int]) -> bool:
    sizes = [counts[node.id] for node in nodes]
    if min(sizes) == max(sizes):
        return False
    weight, leaves = sum(node.weight.value for node in nodes), sum(sizes)
    shares = (
        (node.weight.value / weight, size / leaves) for node, size in zip(nodes, sizes, strict=True)
    )
    return all(abs(share - part) <= _NEAR * part for share, part in shares)
