"""PROMETHEE II with the usual criterion on three alternatives and three criteria.

Source: H. Zhao, Y. Peng & W. Li (2013), Revised PROMETHEE II for improving efficiency in emergency
response, *Procedia Computer Science* 17, 181-188. The figures as pymcdm's tests have them
(test/test_mcdm.py, TestPROMETHEE_II). More is better on every criterion, and a scale from 0 to 100
leaves the performances as they are.
"""

import pytest

from ukjapan_cli import Criterion, Decision, Option, Score, methods
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear

MATRIX = ((4, 3, 2), (3, 2, 4), (5, 1, 3))
WEIGHTS = (0.5, 0.3, 0.2)
NET_FLOWS = {"a1": 0.1, "a2": -0.3, "a3": 0.2}

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


def test_net_flows_and_ranks() -> None:
    found = methods(DECISION)
    (promethee,) = (method for method in found.methods if method.id == "promethee-ii")
    ids = [standing.option.id for standing in found.scoring.ranking]
    assert dict(zip(ids, promethee.scores, strict=True)) == pytest.approx(NET_FLOWS, abs=1e-9)
    assert dict(zip(ids, promethee.ranks, strict=True)) == {"a3": 1, "a1": 2, "a2": 3}
