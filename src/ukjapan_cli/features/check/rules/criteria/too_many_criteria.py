"""There are more criteria than people can weigh.

Each criterion has to be scored for every option and weighed against the others. Long lists are
weighed one line at a time, without comparing, and tend to say the same thing twice under two names
(Belton & Stewart 2002, *Multiple Criteria Decision Analysis*, ask for a tree that is concise and
without overlap).

What counts is leaf criteria, those with a scale.

Setting: `most_criteria`, 20. *Multi-criteria analysis: a manual* (2009) speaks of six to twenty as
usual; with more, an even share is under 5 %, and few people can say which of two such swings is
worth more.

Take out what does not tell options apart (UKJ403), what hardly weighs (UKJ203), and what is said
twice (UKJ404).

Fails:

    # criteria.yaml
    criteria:  # <--
      - id: cost
        name: Running cost
    checks:
      thresholds: {most_criteria: 2}

Passes:

    # criteria.yaml
    checks:
      thresholds: {most_criteria: 3}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault, Where

RULE = Rule("UKJ212", "too many criteria", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find whether there are more leaf criteria than people can weigh."""
    count, most = len(subject.leaves), subject.thresholds.most_criteria
    if count > most:
        yield Fault(
            Where("criteria", ("criteria",), on_key=True),
            f"there are {count:,} criteria to weigh, more than {most:,.0f}",
            "keep those that tell options apart",
        )
