"""Two options have the same scores on every criterion.

The criteria see no difference between them, so the ranking cannot help to choose: they tie under
any weights. Either the difference that made somebody list both is missing from the criteria (a set
of criteria has to be complete, as *Multi-criteria analysis: a manual*, 2009, asks), or a block of
scores was copied and never filled in. Scores are the same if they state the same performances, with
the same ranges and dates; reasons and sources may differ. The baseline counts: an option that is
the same as doing nothing claims that it changes nothing. The later one is reported. Add the
criterion that tells them apart, correct the scores, or make one option of the two.

Fails:

    # options.yaml
    options:
      - id: school  # <--
        name: The old school
        scores:
          cost: {value: 50, low: 45, high: 55, because: As quoted., source: quotes p. 4}
          reach: {value: 2000, low: 1800, high: 2200, because: One bus line., source: survey p. 5}
          support:
            {value: opposed, low: opposed, high: opposed, because: Letters., source: survey p. 9}

Passes:

    # options.yaml
    options:
      - id: school
        name: The old school
        scores:
          cost: {value: 48, low: 43, high: 53, because: As quoted., source: quotes p. 4}
          reach: {value: 1500, low: 1400, high: 1600, because: No bus line., source: survey p. 5}
          support:
            {value: opposed, low: opposed, high: opposed, because: Letters., source: survey p. 9}
"""

from collections.abc import Iterator

from ukjapan_cli.decision.options import Option
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ306", "options with identical scores", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find options whose performances are all those of an earlier one."""
    ids = [criterion.id for criterion in subject.leaves]
    first: dict[tuple[object, ...], Option] = {}
    for row, option in enumerate(subject.decision.options):
        same = first.setdefault(_performances(option, ids), option)
        if same is not option:
            other = f"the baseline '{same.id}'" if same.is_baseline else f"'{same.id}'"
            yield Fault(
                subject.at_option(row),
                f"'{option.id}' has the same scores as {other} on every criterion",
                "add the criterion that tells them apart, correct the scores, or drop one",
            )


def _performances(option: Option, ids: list[str]) -> tuple[object, ...]:
    return tuple(
        None if (score := option.scores.get(id_)) is None else (score.performance, score.over_time)
        for id_ in ids
    )
