"""A criterion has so little of the whole weight that it hardly matters.

Its scores take as much work as any other's, and even the whole swing from worst to best moves an
option by a point or two. A crowd of such criteria takes weight and attention from the few that
decide; better to leave out what matters least than to weigh it (Edwards 1977, *How to use
multiattribute utility measurement for social decisionmaking*, IEEE Transactions on Systems, Man,
and Cybernetics 7).

What counts is a leaf criterion's share of the whole, through all its groups. A share of zero is
UKJ201's.

Setting: `least_weight`, 0.02. An option gains at most 2 points of 100 there, and scores that people
judge are seldom good to 2 points. It is also a tenth of what each of five criteria would have.

Delete the criterion, or fold it into a sibling whose scale can say it too.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 40
      - id: reach
        weight: 39
      - id: support
        weight: 1  # <--

Passes:

    # criteria.yaml
    criteria:
      - id: support
        weight: 10
"""

import math
from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ203", "negligible weight", Severity.WARNING)


def check(subject: Subject) -> Iterator[Fault]:
    """Find leaf criteria that weigh something, but less than what matters."""
    least = subject.thresholds.least_weight
    for id_, share in subject.shares.items():
        if 0 < share < least and not math.isclose(share, least):
            yield Fault(
                subject.at_criterion(id_, "weight", key=False),
                f"'{id_}' has {share * 100:.4g}% of the whole weight, less than {least * 100:.4g}%",
                "delete it, or fold it into another criterion",
            )
