"""A judgement has no range.

A score with a reason is somebody's judgement, and a judgement is uncertain. A single number claims
that it is not: `ukjapan robustness` draws nothing for it, and a lead that rests on it looks surer
than it is. Morgan & Henrion (*Uncertainty*, 1990) argue for stating the uncertainty of every
quantity that matters, with a range or a distribution; the *Guide to the expression of uncertainty
in measurement* (JCGM 100:2008) holds a result without it to be incomplete. What counts is a score
with `because` and neither `low` and `high` nor a distribution; a score without `because` is left
to UKJ302. State how low and how high it could be. Where it is known exactly, say so: `low` and
`high` the same as `value`.

Fails:

    # options.yaml
    options:
      - id: hall
        scores:
          cost: {value: 50, because: As quoted., source: quotes p. 2}  # <--
          support: {value: opposed, because: Letters., source: survey p. 9}  # <--

Passes:

    # options.yaml
    options:
      - id: hall
        scores:
          cost: {value: 50, low: 45, high: 55, because: As quoted., source: quotes p. 2}
          support:
            value: opposed
            low: opposed
            high: opposed
            because: All four residents' groups wrote against it.
            source: survey p. 9
"""

from collections.abc import Iterator

from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ303", "judgement without a range", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find scores with a reason that are stated as exact."""
    for row, option in enumerate(subject.decision.options):
        for id_, score in option.scores.items():
            if score.because and isinstance(score.performance, Exact):
                yield Fault(
                    subject.at_option(row, "scores", id_),
                    f"the score of '{option.id}' on '{id_}' is a judgement without a range",
                    "state `low` and `high`; where it is known exactly, both are the value",
                )
