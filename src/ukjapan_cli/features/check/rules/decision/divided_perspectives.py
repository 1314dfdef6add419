"""The perspectives disagree about which option is first.

The answer then depends on whose weights are taken, which no analysis settles: the paper has to say
so, and those who decide have to know between whom they choose (Belton & Stewart 2002 on decisions
of groups). It is no fault of the files. It is what a reader must not learn too late.

Options that are first together count for each; the perspectives disagree where no option is first
for all. Show the ranking under each perspective (`ukjapan score --perspective ID`), look for an
option that all can live with, and waive the finding with the place where the paper says so.

Fails:

    # criteria.yaml
    perspectives:  # <--
      - id: treasurer
        weights: {cost: 90, reach: 5, support: 5}

Passes:

    # criteria.yaml
    perspectives:
      - id: treasurer
        weights: {cost: 60, reach: 25, support: 15}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault, Where

RULE = Rule("UKJ408", "perspectives that disagree", Severity.WARNING)

_MOST_TOLD = 4


def check(subject: Subject) -> Iterator[Fault]:
    """Find out whether one option is first under all perspectives."""
    from ukjapan_cli.features.perspectives.analysis.first_by_perspective import first_by_perspective

    firsts = first_by_perspective(subject.decision, subject.matrix, subject.ranked)
    if not firsts or frozenset.intersection(*firsts):
        return
    options, perspectives = subject.decision.options, subject.decision.perspectives
    backers: dict[str, list[str]] = {}
    for perspective, rows in zip(perspectives, firsts, strict=True):
        names = " and ".join(f"'{options[row].id}'" for row in sorted(rows))
        backers.setdefault(names, []).append(perspective.id)
    told = [f"{names} for {', '.join(ids)}" for names, ids in backers.items()]
    more = f"; {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    yield Fault(
        Where("criteria", ("perspectives",), on_key=True),
        f"the perspectives disagree about first place: {'; '.join(told[:_MOST_TOLD])}{more}",
        "say so where the result is shown, and look for what all can live with",
    )
