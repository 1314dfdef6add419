"""One criterion has more than half of the whole weight.

Beyond half, a criterion's swing is worth more than all other swings together: an option that is
best there and worst everywhere else beats one that is worst there and best everywhere else. The
other criteria then decide among near equals only, and the question may be one of a single
criterion. More often it is a weight given for importance in general, not for the swing between the
scale's ends, a common mistake in weighing (Keeney 2002, *Common mistakes in making value
trade-offs*, Operations Research 50).

What counts is a leaf criterion's share of the whole, through all its groups. Where only two
criteria weigh anything, one of them nearly always has more than half, so that such decisions are
left alone.

Setting: `greatest_weight`, 0.5. Half is where one criterion begins to outweigh all others; no other
number has that meaning.

Weigh the swing again, with the scale's two ends in view. If the criterion is that wide, split it
into the parts that people mean by it.

Fails:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 52  # <--
      - id: reach
        weight: 30
      - id: support
        weight: 18

Passes:

    # criteria.yaml
    criteria:
      - id: cost
        weight: 45
      - id: reach
        weight: 35
      - id: support
        weight: 20
"""

import math
from collections.abc import Iterator

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

RULE = Rule("UKJ202", "dominant weight", Severity.WARNING)

_FEWEST = 3


def check(subject: Subject) -> Iterator[Fault]:
    """Find leaf criteria that outweigh what is allowed to one."""
    most = subject.thresholds.greatest_weight
    weighed = {id_: share for id_, share in subject.shares.items() if share > 0}
    if len(weighed) < _FEWEST:
        return
    for id_, share in weighed.items():
        if share > most and not math.isclose(share, most):
            yield Fault(
                subject.at_criterion(id_, "weight", key=False),
                f"'{id_}' has {share * 100:.4g}% of the whole weight, more than {most * 100:.4g}%",
                "weigh the swing from its worst to its best again, or split the criterion",
            )
