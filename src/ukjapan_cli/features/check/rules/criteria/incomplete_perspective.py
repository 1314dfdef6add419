"""A perspective leaves out criteria.

What a perspective does not name weighs nothing in it. That may be meant, or the criterion may have
been added after the perspective was written; the file cannot tell, and the ranking is shown under
somebody's name. Every party should have seen every criterion before its weights stand for it (Green
Book supplementary guidance on MCDA, 2024; *Multi-criteria analysis: a manual*, 2009, ch. 6).

What counts is a leaf criterion that weighs nothing because neither it nor a group that it is in is
among a perspective's `weights`, or because only others in that group are. A criterion that does not
exist is an error, UKJ111.

Ask the party, and write its number. A 0 says that nothing is meant, for a criterion or for all of a
group.

Fails:

    # criteria.yaml
    perspectives:
      - id: treasurer
        weights: {cost: 50, reach: 50}  # <--

Passes:

    # criteria.yaml
    perspectives:
      - id: treasurer
        weights: {cost: 50, reach: 50, support: 0}
"""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.decision.perspectives import left_out
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.report import listed
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ211", "perspective that leaves out criteria", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find perspectives that do not weigh every leaf criterion."""
    leaves = len(subject.leaves)
    groups = {node.id for node in nodes_of(subject.decision.criteria) if node.criteria}
    for index, perspective in enumerate(subject.decision.perspectives):
        weights = perspective.weights
        missing = left_out(subject.decision.criteria, weights)
        if groups.isdisjoint(weights):
            weighed = len(weights)
        else:
            found = list(missing)
            weighed, missing = leaves - len(found), iter(found)
        if weighed < leaves:
            yield Fault(
                subject.at_perspective(index, "weights"),
                f"'{perspective.id}' weighs {weighed:,} of {leaves:,} criteria; "
                f"it leaves out {listed(missing)}",
                "give each a weight; 0 says that nothing is meant",
            )
