"""A criterion does not tell the options apart.

All options are worth the same on it, or nearly so. Its weight then moves every option alike and
changes nothing but how much is left for the other criteria, and readers take it for an argument
(Belton & Stewart 2002, *Multiple Criteria Decision Analysis*, ask of each criterion that it
discriminates). Often the scale is far wider than what the options do.

Setting: `least_spread`, 1 point of value of 100 by default. A criterion with less than that between
its best and its worst option could move no overall value by more than a hundredth of its weight.

Ranked options count, not the baseline. A criterion without weight and a local scale without range
have rules of their own (UKJ201, UKJ120). Drop the criterion, or narrow its scale and weigh it anew;
if it is there because somebody will ask for it, waive the finding with that reason.

Fails:

    # criteria.yaml
    criteria:
      - id: reach  # <--

    # options.yaml
    options:
      - id: hall
        scores:
          reach: {value: 3500, low: 3300, high: 3700, because: One bus line., source: survey p. 4}

Passes:

    # options.yaml
    options:
      - id: hall
        scores:
          reach: {value: 3300, low: 3100, high: 3500, because: One bus line., source: survey p. 4}
"""

from collections.abc import Iterator

from ukjapan_cli.decision.scales import Local
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ403", "criterion that tells nothing apart", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find criteria on which all ranked options are worth nearly the same."""
    if len(subject.ranked) < 2:
        return
    table = subject.matrix
    values = table.values[list(subject.ranked)]
    spreads = (values.max(axis=0) - values.min(axis=0)).tolist()
    for criterion, spread in zip(table.criteria, spreads, strict=True):
        is_told_elsewhere = isinstance(criterion.scale, Local) and spread == 0
        if is_told_elsewhere or not subject.shares[criterion.id]:
            continue
        if spread < subject.thresholds.least_spread:
            yield Fault(
                subject.at_criterion(criterion.id),
                f"'{criterion.id}' does not tell the options apart: "
                f"their values differ by {spread:.2g} of 100 points",
                "drop it, or narrow its scale and weigh it anew",
            )
