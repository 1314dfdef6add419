"""A source is dated after the decision.

`as_of` is the day that the analysis stands on, and says to its readers that it knows what was known
then. A source of a later day could not have been read: either its date is a slip of the pen, or
scores have been brought up to date and the decision's date has not, so that it can no longer be
retraced, as the Aqua Book (HM Treasury 2015) asks of analysis. A source of the same day passes, and
so does one without a date; a decision without `as_of` is not judged. Correct the date, move
`as_of`, or cite what was known.

Fails:

    # options.yaml
    sources:
      - id: survey
        date: 2026-05-02  # <--

Passes:

    # options.yaml
    sources:
      - id: survey
        date: 2026-04-01
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ305", "source dated after the decision", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find sources of a later day than the decision's."""
    as_of = subject.decision.as_of
    if as_of is None:
        return
    for index, source in enumerate(subject.decision.sources.values()):
        if source.date is not None and source.date > as_of:
            yield Fault(
                subject.at_source(index, "date", key=False),
                f"'{source.id}' is dated {source.date}, after the decision's date {as_of}",
                "correct the date, move `as_of`, or cite what was known by then",
            )
