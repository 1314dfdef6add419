"""Which weights are possible in each mode, in trees and under perspectives."""

import numpy as np
import pytest

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.model.sampling.share_draws import ImpossibleWeightsError
from ukjapan_cli.model.sampling.weight_sets import WeightMode, weight_draws
from ukjapan_cli.model.values import Floats

N = 50_000


def leaf(id_: str, value: float, low: float | None = None, high: float | None = None) -> Criterion:
    return Criterion(id_, id_, Weight(value, low, high), scale=Linear(0, 1))


def group(id_: str, weight: Weight, *criteria: Criterion) -> Criterion:
    return Criterion(id_, id_, weight, criteria=criteria)


TREE = Decision(
    criteria=(
        group(
            "money", Weight(60, 50, 70), leaf("cost", 30), leaf("rent", 10), leaf("nothing", 0, 0)
        ),
        leaf("reach", 40),
    ),
    options=(),
    perspectives=(Perspective("them", "Them", {"cost": 8, "reach": 2}),),
)


def draws(decision: Decision, mode: WeightMode, count: int = N) -> dict[str, Floats]:
    drawn = weight_draws(decision, mode)(np.random.default_rng(3), count)
    assert drawn.shape == (len(decision.leaves), count)
    assert drawn.sum(axis=0) == pytest.approx(np.ones(count), abs=1e-12)
    return dict(zip((leaf.id for leaf in decision.leaves), drawn, strict=True))


def mean_is(samples: Floats, expected: float) -> bool:
    return bool(abs(samples.mean() - expected) <= 4.5 * samples.std() / len(samples) ** 0.5 + 1e-12)


def test_exact_weights_are_the_stated_shares() -> None:
    shares = draws(TREE, "exact", 7)
    for id_, share in TREE.weights.items():
        assert shares[id_].tolist() == [share] * 7


def test_any_weights_pass_over_groups_and_what_is_stated() -> None:
    shares = draws(TREE, "any")
    for share in shares.values():
        assert mean_is(share, 1 / 4)
        assert mean_is((share > 0.5).astype(float), 1 / 8)


def test_stated_weights_keep_to_intervals_among_siblings() -> None:
    shares = draws(TREE, "stated")
    money = shares["cost"] + shares["rent"] + shares["nothing"]
    # Of 100, money may have 50 to 70, and reach, a quarter either side of 40, 30 to 50.
    assert (money >= 0.5 - 1e-12).all()
    assert (money <= 0.7 + 1e-12).all()
    assert mean_is(money, 0.6)
    assert mean_is((money - 0.6) ** 2, 0.2**2 / 12)
    # Within money, of 40: cost 22.5 to 37.5, rent 7.5 to 12.5; nothing has the low 0 of its own.
    assert (shares["nothing"] == 0).all()
    cost = shares["cost"] / money
    assert mean_is(cost, 0.75)
    assert mean_is((cost - 0.75) ** 2, (5 / 40) ** 2 / 12)
    # The two sets of siblings know nothing of each other.
    assert mean_is((cost - 0.75) * (money - 0.6), 0)


def test_ranked_weights_keep_the_order_among_siblings() -> None:
    shares = draws(TREE, "ranked")
    money = shares["cost"] + shares["rent"] + shares["nothing"]
    assert (money >= shares["reach"]).all()
    assert mean_is(money, 0.75)  # uniform between a half and the whole
    assert (shares["cost"] >= shares["rent"]).all()
    assert (shares["rent"] >= shares["nothing"]).all()
    # Of three in an order the means are 11, 5 and 2 parts of 18.
    assert mean_is(shares["cost"] / money, 11 / 18)
    assert mean_is(shares["nothing"] / money, 2 / 18)


def test_under_a_perspective_leaves_are_siblings_a_quarter_either_side() -> None:
    seen = TREE.seen_from("them")
    shares = draws(seen, "stated")
    assert (shares["rent"] == 0).all()
    # Of 10, reach may have 1.5 to 2.5; the cost's own 6 to 10 does not bind.
    assert mean_is(shares["reach"], 0.2)
    assert mean_is((shares["reach"] - 0.2) ** 2, 0.1**2 / 12)
    ranked = draws(seen, "ranked")
    assert (ranked["cost"] >= ranked["reach"]).all()
    assert (ranked["reach"] >= np.maximum(ranked["rent"], ranked["nothing"])).all()
    assert mean_is(ranked["rent"] - ranked["nothing"], 0)  # both are stated as 0


def test_a_weight_given_anew_has_no_interval_of_its_own() -> None:
    shares = draws(TREE.reweighted({"money": 60}), "stated")
    assert shares["reach"].min() < 0.305  # money may now go from 45 to 75, but reach from 30 to 50
    assert mean_is(shares["reach"], 0.4)


def test_half_an_interval_is_completed() -> None:
    decision = Decision(criteria=(leaf("a", 50, low=10), leaf("b", 50, high=90)), options=())
    shares = draws(decision, "stated")
    # a: 10 to 62.5; b: 37.5 to 90: the same set, looked at from both ends.
    assert mean_is(shares["a"], (0.1 + 0.625) / 2)


@pytest.mark.parametrize("factor", [2.0, 3.0, 10.0, 1 / 4])
@pytest.mark.parametrize("mode", ["stated", "ranked", "any", "exact"])
def test_scaling_all_siblings_gives_the_same_bytes(mode: WeightMode, factor: float) -> None:
    def scaled(node: Criterion) -> Criterion:
        low, high = (None if n is None else n * factor for n in (node.weight.low, node.weight.high))
        weight = Weight(node.weight.value * factor, low, high)
        return Criterion(
            node.id, node.name, weight, scale=node.scale, criteria=tuple(map(scaled, node.criteria))
        )

    other = Decision(criteria=tuple(map(scaled, TREE.criteria)), options=())
    one, same = (
        weight_draws(d, mode)(np.random.default_rng(3), 1_000).tobytes() for d in (TREE, other)
    )
    assert one == same


@pytest.mark.parametrize("interval", [(0.8, 0.9, 1.5, 1.6), (0.5, 0.8, 0.5, 1.1)])
def test_intervals_that_hold_no_weights_are_named(interval: tuple[float, ...]) -> None:
    siblings = leaf("a", 1, *interval[:2]), leaf("b", 1, *interval[2:])
    decision = Decision(criteria=(leaf("c", 1), group("g", Weight(1), *siblings)), options=())
    with pytest.raises(ImpossibleWeightsError, match=r"'a', 'b': no weights lie within"):
        weight_draws(decision, "stated")
