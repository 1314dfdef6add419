"""A dated score ends before the decision's date.

Between its dates a score is read along a straight line; after the last one it is held where it was.
So the number that counts is an old one, though it looks as if it were of the day, and nothing in
the ranking shows that. The Aqua Book (HM Treasury 2015) asks that the limits of the data are known
to whoever uses the result. What counts is the last date of `over_time`: one on `as_of` itself
passes; a decision without `as_of` is not judged. Add what is expected on or after that date, or
state the score without dates if it stays as it is.

Fails:

    # options.yaml
    options:
      - id: station
        scores:
          reach:
            value: 3500
            low: 3300
            high: 3700
            because: Two bus lines.
            source: survey p. 3
            over_time: {2025-06-01: 3000, 2026-01-01: 3500}  # <--

Passes:

    # options.yaml
    options:
      - id: station
        scores:
          reach:
            value: 3500
            low: 3300
            high: 3700
            because: Two bus lines.
            source: survey p. 3
            over_time: {2025-06-01: 3000, 2026-04-01: 3500}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ309", "dated score that has run out", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find dated scores that are held at a last value from before the decision's date."""
    as_of = subject.decision.as_of
    if as_of is None:
        return
    day = as_of.isoformat()
    for row, option in enumerate(subject.decision.options):
        for id_, score in option.scores.items():
            if score.over_time and score.over_time[-1][0] < as_of:
                last = score.over_time[-1][0].isoformat()
                yield Fault(
                    subject.at_option(row, "scores", id_, "over_time"),
                    f"the score of '{option.id}' on '{id_}' ends on {last}, and is held there on "
                    f"{day}",
                    f"state it for {day} or later, or without dates if it stays as it is",
                )
