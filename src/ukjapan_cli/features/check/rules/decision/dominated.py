"""An option is dominated: another is as good on every criterion and better on one.

No weights put it ahead of the other option, so that it is either a straw man or scored too low. An
appraisal that shows options which cannot win makes the winner look stronger than it is (Keeney &
Raiffa 1976, *Decisions with Multiple Objectives*, on dominance; *Multi-criteria analysis: a
manual*, 2009, has it as the first look at a performance matrix). An option that the baseline
dominates is worse than doing nothing.

Options that fail a `must` are left out. The message names the dominating option of greatest overall
value and its margins in points of value. Drop the option, or look again at what it was scored on;
if it stays to show why it was not taken, waive the finding with that reason.

Fails:

    # options.yaml
    options:
      - id: hall  # <--
        scores:
          cost: {value: 62, low: 60, high: 64, because: As quoted., source: quotes p. 2}

Passes:

    # options.yaml
    options:
      - id: hall
        scores:
          cost: {value: 42, low: 40, high: 44, because: As quoted., source: quotes p. 2}
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ401", "dominated option", Severity.WARNING)

_MOST_MARGINS = 3


def check(subject: Subject) -> Iterator[Fault]:
    """Find options that another one dominates."""
    options, table = subject.decision.options, subject.matrix
    for row, by in subject.dominators.items():
        margins = (table.values[by] - table.values[row]).tolist()
        ahead = sorted(
            (
                (-margin, criterion.id)
                for margin, criterion in zip(margins, table.criteria, strict=True)
                if margin > 0
            ),
        )
        told = [f"{-margin:.3g} points on '{id_}'" for margin, id_ in ahead[:_MOST_MARGINS]]
        others = len(ahead) - len(told)
        more = f" and on {others} more" if others else ""
        yield Fault(
            subject.at_option(row),
            f"'{options[row].id}' is dominated by '{options[by].id}', "
            f"which is better by {', '.join(told)}{more}, and nowhere worse",
            "drop it, or look again at its scores",
        )
