"""A score names no source.

Nobody can look up where the number comes from, so nobody can tell a measurement from a guess, or
bring it up to date. The Aqua Book (HM Treasury 2015) asks that an analysis records where its data
and assumptions come from, so that somebody else can retrace them. What counts is `source` on the
score: the id of a source, and where in it to look. A judgement has a source too: the meeting or
the note in which it was made. The baseline's scores count, since every gain is read against them.
List what was used under `sources`, and cite it.

Fails:

    # options.yaml
    options:
      - id: station
        scores:
          reach: {value: 3500, low: 3300, high: 3700, because: Two bus lines.}  # <--

Passes:

    # options.yaml
    options:
      - id: station
        scores:
          reach: {value: 3500, low: 3300, high: 3700, because: Two bus lines., source: survey}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ301", "score without a source", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find scores that cite nothing."""
    for row, option in enumerate(subject.decision.options):
        for id_, score in option.scores.items():
            if score.source is None:
                yield Fault(
                    subject.at_option(row, "scores", id_),
                    f"the score of '{option.id}' on '{id_}' names no source",
                    "list under `sources` what it comes from, and cite it: `source: ID where`",
                )
