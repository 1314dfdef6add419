"""A source is cited by nothing.

A list of sources is read as what the decision rests on. One that nothing cites makes it look better
founded than it is, or was cited by a score that has lost its citation. The Aqua Book (HM Treasury
2015) asks for a trail from each number to its evidence, which has to end somewhere at both ends.
Citations are `source` on scores, costs, synergies and criteria. Cite it where it was used, or
delete it.

Fails:

    # options.yaml
    sources:
      - id: town-plan  # <--
        title: Town plan
        date: 2025-06-01

Passes:

    # options.yaml
    sources:
      - id: town-plan
        title: Town plan
        date: 2025-06-01
    options:
      - id: station
        costs: {staff: {value: 2, because: As today at the main library., source: town-plan p. 7}}
"""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Citation
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ304", "source that nothing cites", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find sources to which no citation leads."""
    decision = subject.decision
    cited = {citation.source for citation in _citations(decision) if citation is not None}
    for index, id_ in enumerate(decision.sources):
        if id_ not in cited:
            yield Fault(
                subject.at_source(index),
                f"nothing cites the source '{id_}'",
                "cite it where it was used, or delete it",
            )


def _citations(decision: Decision) -> Iterator[Citation | None]:
    for option in decision.options:
        yield from (score.source for score in option.scores.values())
        yield from (cost.source for cost in option.costs.values())
    yield from (synergy.source for synergy in decision.synergies)
    yield from (node.source for node in nodes_of(decision.criteria))
