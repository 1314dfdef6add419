"""Hydropower systems on the Drina: a weighted sum on local scales.

Source: S. Opricovic & G.-H. Tzeng (2007), Extended VIKOR method in comparison with outranking
methods, *European Journal of Operational Research* 178(2), 514-529, with equal weights. Its S is
the weighted distance from the best, so that a weighted sum is 1 - S. The figures as
scikit-criteria's tests have them (tests/agg/test_vikor.py, test_VIKOR_opricovic2007extended).
"""

import pytest

from ukjapan_cli import Criterion, Decision, Option, Score, score
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Local

PERFORMANCES = (
    (4184.3, 2914.0, 407.2, 251.0, 195.0, 244.0, 15.0, 2.41),
    (5211.9, 3630.0, 501.7, 308.3, 282.0, 346.0, 21.0, 1.41),
    (5021.3, 3920.5, 504.0, 278.6, 12.0, 56.0, 3.0, 4.42),
    (5566.1, 3957.9, 559.5, 335.3, 167.0, 268.0, 16.0, 3.36),
    (5060.5, 3293.5, 514.1, 284.2, 69.0, 90.0, 7.0, 4.04),
    (4317.9, 2925.9, 432.8, 239.3, 12.0, 55.0, 3.0, 4.36),
)
LOWER_IS_BETTER = (False, True, False, False, True, True, True, False)
S = (0.692, 0.700, 0.290, 0.423, 0.280, 0.346)

DECISION = Decision(
    criteria=tuple(
        Criterion(f"f{n}", f"f{n}", Weight(0.125), scale=Local(lower))
        for n, lower in enumerate(LOWER_IS_BETTER, start=1)
    ),
    options=tuple(
        Option(f"a{row}", f"A{row}", scores={f"f{n}": Score(Exact(p)) for n, p in found})
        for row, found in enumerate((enumerate(ps, start=1) for ps in PERFORMANCES), start=1)
    ),
)


@pytest.mark.parametrize(("option", "distance"), [(f"a{n}", s) for n, s in enumerate(S, start=1)])
def test_the_weighted_sum_is_what_is_left_of_the_distance(option: str, distance: float) -> None:
    assert score(DECISION).standing(option).value == pytest.approx(100 * (1 - distance), abs=0.1)


def test_the_order_by_s() -> None:
    ranking = [standing.option.id for standing in score(DECISION).ranking]
    assert ranking == ["a5", "a3", "a6", "a4", "a1", "a2"]
