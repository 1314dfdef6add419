"""Choosing the place of a municipal plant when nothing is known of weights: the first SMAA.

Source: R. Lahdelma, J. Hokkanen & P. Salminen (1998), "SMAA - Stochastic multiobjective
acceptability analysis", European Journal of Operational Research 106(1), section 5. The figures are
as the tests of pysensmcda 2.0.0 have them (tests/tests_smaa/test_literature_benchmark.py). Partial
values are straight from the worst to the best of the stated performances; these are uniform within
0.5, 10 %, 10 and 0.5 of what is stated. The paper rounds to whole percents.
"""

import pytest

from ukjapan_cli import Criterion, Decision, Option, Score, robustness
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.performances import Uniform
from ukjapan_cli.decision.scales import Linear

MATRIX = (
    (5.0, -1.5, 15.0, 4.0),
    (2.5, -3.8, 25.0, 2.5),
    (3.0, -2.8, 10.0, 2.8),
    (3.0, -3.2, 16.0, 3.2),
    (2.0, -6.7, 0.0, 1.0),
    (4.0, -3.4, 30.0, 3.5),
)
PUBLISHED_PERCENT = (74, 1, 0, 0, 0, 25)


def away(performance: float, column: int) -> float:
    return abs(performance) / 10 if column == 1 else (0.5, 0, 10, 0.5)[column]


DECISION = Decision(
    criteria=tuple(
        Criterion(f"c-{c}", f"Criterion {c}", Weight(1), scale=Linear(min(column), max(column)))
        for c, column in enumerate(zip(*MATRIX, strict=True))
    ),
    options=tuple(
        Option(
            f"a-{a}",
            f"Alternative {a}",
            scores={
                f"c-{c}": Score(Uniform(p - away(p, c), p + away(p, c))) for c, p in enumerate(row)
            },
        )
        for a, row in enumerate(MATRIX)
    ),
)


def test_how_often_each_alternative_is_first() -> None:
    found = robustness(DECISION, weights="any", draws=100_000)
    for row, percent in enumerate(PUBLISHED_PERCENT):
        alternative = found.option(f"a-{row}")
        assert alternative is not None
        assert 100 * alternative.first.value == pytest.approx(percent, abs=1)
