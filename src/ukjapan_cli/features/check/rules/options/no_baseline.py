"""No option is the baseline.

Values say which option is better, not whether any is worth doing. That is read against business as
usual, as the Green Book (HM Treasury 2022) has every option appraised. Without a baseline the best
of several bad options looks like a good one. Add what happens if nothing is decided, with its
scores, and give it `role: baseline`.

Fails:

    # options.yaml
    options:  # <--
      - id: today
        name: A second van
        role:  # not there
        scores:
          cost: {value: 45, low: 40, high: 50, because: As quoted., source: quotes p. 3}

Passes:

    # options.yaml
    options:
      - id: today
        name: No branch
        role: baseline
"""

from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault, Where

RULE = Rule("UKJ307", "no baseline", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find that nothing stands for business as usual."""
    if not any(option.is_baseline for option in subject.decision.options):
        yield Fault(
            Where("options", ("options",), on_key=True),
            "no option is the baseline, so that nothing shows whether any is worth doing",
            "add business as usual, with its scores and `role: baseline`",
        )
