"""TOPSIS with vector normalisation on four alternatives and three criteria.

Source: G.-H. Tzeng & J.-J. Huang (2011), *Multiple Attribute Decision Making: Methods and
Applications*, CRC Press. The figures as scikit-criteria's tests have them
(tests/agg/test_topsis.py, test_TOPSIS_tzeng2011multiple). More is better on every criterion, and a
scale from 0 to 100 leaves the performances as they are.
"""

import pytest

from ukjapan_cli import Criterion, Decision, Option, Score, methods
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear

MATRIX = ((5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6))
WEIGHTS = (0.3, 0.4, 0.3)
CLOSENESS = {"a1": 0.5037, "a2": 0.6581, "a3": 0.7482, "a4": 0.3340}
RANKS = {"a1": 3, "a2": 2, "a3": 1, "a4": 4}

DECISION = Decision(
    criteria=tuple(
        Criterion(f"c{n}", f"C{n}", Weight(weight), scale=Linear(0, 100))
        for n, weight in enumerate(WEIGHTS)
    ),
    options=tuple(
        Option(f"a{n}", f"A{n}", scores={f"c{c}": Score(Exact(p)) for c, p in enumerate(row)})
        for n, row in enumerate(MATRIX, start=1)
    ),
)


def test_closeness_and_ranks() -> None:
    found = methods(DECISION)
    (topsis,) = (method for method in found.methods if method.id == "topsis")
    ids = [standing.option.id for standing in found.scoring.ranking]
    assert dict(zip(ids, topsis.scores, strict=True)) == pytest.approx(CLOSENESS, abs=1e-4)
    assert dict(zip(ids, topsis.ranks, strict=True)) == RANKS
