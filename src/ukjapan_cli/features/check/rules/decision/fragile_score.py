"""Another option is first if one score is at an end of its own stated range.

The file itself says that the score could be there. Where that moves first place, this one number
is what to find out more about before anybody decides (*Multi-criteria analysis: a manual*, 2009, on
sensitivity analysis; Morgan & Henrion 1990, *Uncertainty*, on which uncertainties matter).

Each score is moved by itself, with all else as it is: the first option's to the end that is worth
less, another option's to the end that is worth more. The ends of a local scale move with it.
Distributions without ends are left to UKJ405. The finding stands at the score. Narrow the range by
looking closer, or present both options.

Fails:

    # options.yaml
    options:
      - id: hall
        scores:
          cost: {value: 45, low: 44, high: 46, because: As quoted., source: quotes p. 2}
          reach: {value: 2000, low: 1500, high: 4000, because: A guess., source: survey p. 4}  # <--

Passes:

    # options.yaml
    options:
      - id: hall
        scores:
          cost: {value: 45, low: 44, high: 46, because: As quoted., source: quotes p. 2}
          reach: {value: 2000, low: 1500, high: 3000, because: Counted., source: survey p. 4}
"""

from collections.abc import Iterator

from ukjapan_cli.decision.scales import Levels
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ407", "first place that hangs on a score", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find scores whose own range reaches to where another option is first."""
    from ukjapan_cli.features.check.score_upsets import score_upsets

    if not subject.is_led:
        return
    options, ranked, table = subject.decision.options, subject.ranked, subject.matrix
    for upset in score_upsets(subject.decision, table, subject.ranges, ranked):
        criterion = table.criteria[upset.column]
        option = options[upset.row]
        names = criterion.scale.names_at(upset.end) if isinstance(criterion.scale, Levels) else ()
        end = f"'{names[0]}'" if names else f"{upset.end:.6g}"
        yield Fault(
            subject.at_option(upset.row, "scores", criterion.id),
            f"'{options[upset.first].id}' is first instead of '{options[ranked[0]].id}' if "
            f"'{option.id}' does {end} on '{criterion.id}', which its range allows",
            "narrow the range, or present both options",
        )
