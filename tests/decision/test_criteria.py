import pytest

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight, leaf_shares, leaves, nodes_of
from ukjapan_cli.decision.scales import Linear


def leaf(id_: str, weight: float) -> Criterion:
    return Criterion(id_, id_.title(), Weight(weight), scale=Linear(0, 1))


def group(id_: str, weight: float, *criteria: Criterion) -> Criterion:
    return Criterion(id_, id_.title(), Weight(weight), criteria=criteria)


TREE = (
    group(
        "money", 60, leaf("running-cost", 40), group("rent", 10, leaf("now", 1), leaf("later", 3))
    ),
    leaf("reach", 30),
    leaf("support", 10),
)


def test_leaves_are_the_criteria_with_scales_in_the_files_order() -> None:
    ids = [node.id for node in leaves(TREE)]
    assert ids == ["running-cost", "now", "later", "reach", "support"]


def test_nodes_come_before_their_own_criteria() -> None:
    ids = [node.id for node in nodes_of(TREE)]
    assert ids == ["money", "running-cost", "rent", "now", "later", "reach", "support"]


def test_a_leafs_share_is_the_product_of_the_shares_on_the_way_to_it() -> None:
    # money has 60 of 100; in it running-cost has 40 of 50; in rent, 10 of 50, now has 1 of 4.
    assert leaf_shares(TREE) == pytest.approx(
        {"running-cost": 0.48, "now": 0.03, "later": 0.09, "reach": 0.3, "support": 0.1}
    )


def test_shares_of_a_part_sum_to_the_part() -> None:
    assert sum(leaf_shares(TREE, of=0.25).values()) == pytest.approx(0.25)


def test_a_criterion_without_weight_has_no_share() -> None:
    assert leaf_shares((leaf("a", 0), leaf("b", 5))) == {"a": 0, "b": 1}


def test_siblings_without_any_weight_have_no_shares() -> None:
    with pytest.raises(ZeroDivisionError):
        leaf_shares((leaf("a", 0), leaf("b", 0)))


@pytest.mark.parametrize(
    ("gate", "admitted", "refused"),
    [
        (Gate(), [-1e9, 0, 1e9], []),
        (Gate(at_least=500), [500, 501], [499.99, -1]),
        (Gate(at_most=500), [500, -1], [500.01]),
        (Gate(2, 3), [2, 2.5, 3], [1.99, 3.01]),
        (Gate(0, 0), [0], [-1e-6, 1e-6]),
        (Gate(at_most=1e-10), [1e-10, 0], [2e-10]),  # a risk: small, but not rounding
    ],
)
def test_a_gate_includes_its_bounds(
    gate: Gate, admitted: list[float], refused: list[float]
) -> None:
    assert [number for number in (*admitted, *refused) if gate.admits(number)] == admitted


def test_rounding_alone_fails_no_gate() -> None:
    assert 0.1 + 0.2 > 0.3
    assert Gate(at_most=0.3).admits(0.1 + 0.2)
    assert 0.3 - 0.1 < 0.2
    assert Gate(at_least=0.2).admits(0.3 - 0.1)
