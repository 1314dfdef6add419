"""Hydropower systems on the Drina by VIKOR, with equal weights and v = 0.5.

Source: S. Opricovic & G.-H. Tzeng (2007), Extended VIKOR method in comparison with outranking
methods, *European Journal of Operational Research* 178(2), 514-529. The figures as
scikit-criteria's tests have them (tests/agg/test_vikor.py, test_VIKOR_opricovic2007extended).
Performances are negated where less is better.
"""

import numpy as np
import pytest

from ukjapan_cli import Criterion, Decision, Option, Score, methods
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Local
from ukjapan_cli.features.methods.analysis.vikor import indices

PERFORMANCES = (
    (4184.3, 2914.0, 407.2, 251.0, 195.0, 244.0, 15.0, 2.41),
    (5211.9, 3630.0, 501.7, 308.3, 282.0, 346.0, 21.0, 1.41),
    (5021.3, 3920.5, 504.0, 278.6, 12.0, 56.0, 3.0, 4.42),
    (5566.1, 3957.9, 559.5, 335.3, 167.0, 268.0, 16.0, 3.36),
    (5060.5, 3293.5, 514.1, 284.2, 69.0, 90.0, 7.0, 4.04),
    (4317.9, 2925.9, 432.8, 239.3, 12.0, 55.0, 3.0, 4.36),
)
SIGNS = (1, -1, 1, 1, -1, -1, -1, 1)
S = (0.692, 0.700, 0.290, 0.423, 0.280, 0.346)
R = (0.125, 0.125, 0.121, 0.125, 0.067, 0.125)
Q = (0.991, 1.0, 0.473, 0.670, 0.0, 0.578)


def test_s_r_and_q() -> None:
    found = indices(np.array(PERFORMANCES) * SIGNS, np.full(8, 1 / 8))
    assert found.s == pytest.approx(S, abs=0.002)
    assert found.r == pytest.approx(R, abs=0.002)
    assert found.q == pytest.approx(Q, abs=0.002)


def test_the_same_from_values_on_local_scales() -> None:
    """VIKOR measures between the best and the worst option, as such scales do."""
    decision = Decision(
        criteria=tuple(
            Criterion(f"f{n}", f"f{n}", Weight(1), scale=Local(sign < 0))
            for n, sign in enumerate(SIGNS)
        ),
        options=tuple(
            Option(f"a{n}", f"A{n}", scores={f"f{c}": Score(Exact(p)) for c, p in enumerate(row)})
            for n, row in enumerate(PERFORMANCES, start=1)
        ),
    )
    found = methods(decision)
    (vikor,) = (method for method in found.methods if method.id == "vikor")
    ids = [standing.option.id for standing in found.scoring.ranking]
    expected = {f"a{n}": q for n, q in enumerate(Q, start=1)}
    assert dict(zip(ids, vikor.scores, strict=True)) == pytest.approx(expected, abs=0.002)
    ranks = dict(zip(ids, vikor.ranks, strict=True))
    assert sorted(ranks, key=ranks.__getitem__) == ["a5", "a3", "a6", "a4", "a1", "a2"]
