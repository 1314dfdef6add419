"""A score gives no reason.

A number that nobody explains cannot be argued with, only believed or not. The source says where to
look; `because` says what was seen there, and why it comes to this number on this criterion.
That scores leave an audit trail is what *Multi-criteria analysis: a manual* (2009) counts among the
strengths of the method over judgement that nobody writes down. What counts is `because` on the
score; a score that is a bare number has none. The baseline's scores count. Write a sentence.

Fails:

    # options.yaml
    options:
      - id: hall
        scores:
          cost: {value: 50, low: 45, high: 55, source: quotes p. 2}  # <--

Passes:

    # options.yaml
    options:
      - id: hall
        scores:
          cost: {value: 50, low: 45, high: 55, because: Rent and heating., source: quotes p. 2}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ302", "score without a reason", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find scores that nobody explains."""
    for row, option in enumerate(subject.decision.options):
        for id_, score in option.scores.items():
            if not score.because:
                yield Fault(
                    subject.at_option(row, "scores", id_),
                    f"the score of '{option.id}' on '{id_}' gives no reason",
                    "say under `because` why it is this number",
                )
