"""A decision of which every chart can be worked out by hand.

Cost and gain weigh 0.5 each: an option's overall value is 5 (10 - cost) + 5 gain.

    steady   cost 6, gain 10             20 + 50 = 70, 2 of money
    rising   cost 0, gain 2 to 6         50 + 10 = 60 on 1 January to 80 on 21 January, 1 of money
    today    cost 10, gain 4             20, the baseline

On 1 January, with cost's share s, steady is worth 40 s + 100 (1 - s) and rising 100 s + 20 (1 - s),
level where 140 s = 80: at s = 4/7, with a value of 460/7. In time they are level on 11 January, at
a value of 70.
"""

from dataclasses import replace
from datetime import date

from tests.features.made import decision, option, scored

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Cost, Option, Score
from ukjapan_cli.decision.performances import Exact

START, END = date(2026, 1, 1), date(2026, 1, 21)


def costing(given: Option, money: float) -> Option:
    """The option at a cost."""
    return replace(given, costs={"money": Cost(Exact(money))})


GROWING = Score(Exact(2.0), over_time=((START, 2.0), (END, 6.0)))
STEADY = costing(option("steady", cost=6, gain=10), 2)
RISING = costing(replace(option("rising"), scores=scored(cost=0, gain=GROWING)), 1)
TODAY = option("today", cost=10, gain=4, is_baseline=True)
CROSSING: Decision = decision(STEADY, RISING, TODAY, as_of=START, cost_units={"money": "£m"})
