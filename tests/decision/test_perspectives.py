"""What a perspective's weights for groups and leaves come to, worked out by hand."""

import pytest

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.perspectives import leaf_weights, left_out
from ukjapan_cli.decision.scales import Linear


def leaf(id_: str, weight: float) -> Criterion:
    return Criterion(id_, id_, Weight(weight), scale=Linear(0, 1))


def group(id_: str, weight: float, *criteria: Criterion) -> Criterion:
    return Criterion(id_, id_, Weight(weight), criteria=criteria)


# money: rent 1, pay 3 (wage 2, bonus 1); reach: near 4, far 1; calm
TREE = (
    group("money", 50, leaf("rent", 1), group("pay", 3, leaf("wage", 2), leaf("bonus", 1))),
    group("reach", 30, leaf("near", 4), leaf("far", 1)),
    leaf("calm", 20),
)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        # leaves alone: as written
        ({"rent": 7, "far": 3}, {"rent": 7, "far": 3}),
        # groups alone: the stated proportions inside
        ({"money": 60, "reach": 40}, {"rent": 15, "wage": 30, "bonus": 15, "near": 32, "far": 8}),
        # a leaf beside groups
        ({"reach": 5, "calm": 1}, {"near": 4, "far": 1, "calm": 1}),
        # a leaf in a group that is named: the group's part is its own
        ({"reach": 5, "far": 9, "calm": 1}, {"far": 5, "calm": 1}),
        # a leaf in a group that is not named: it shares the whole
        ({"far": 9, "calm": 1}, {"far": 9, "calm": 1}),
        # a group in a group: 60 as 1 to 2, then 40 as stated
        ({"money": 60, "rent": 1, "pay": 2}, {"rent": 20, "wage": 80 / 3, "bonus": 40 / 3}),
        # a leaf two levels below a named group, its group not named: a half of 60 each
        ({"money": 60, "rent": 2, "bonus": 2}, {"rent": 30, "bonus": 30}),
        # three levels: 60 as 1 to 2, then 40 as 1 to 3
        (
            {"money": 60, "rent": 1, "pay": 2, "wage": 1, "bonus": 3, "calm": 40},
            {"rent": 20, "wage": 10, "bonus": 30, "calm": 40},
        ),
        # nothing of nothing
        ({"money": 0, "rent": 1, "bonus": 0, "calm": 2}, {"calm": 2}),
        ({"money": 6, "rent": 1, "pay": 0, "wage": 0}, {"rent": 6}),
    ],
)
def test_numbers_for_leaves(weights: dict[str, float], expected: dict[str, float]) -> None:
    found = leaf_weights(TREE, weights)
    assert list(found) == ["rent", "wage", "bonus", "near", "far", "calm"]
    assert {id_: number for id_, number in found.items() if number} == pytest.approx(expected)


def test_what_shares_a_part_must_have_a_weight() -> None:
    with pytest.raises(ZeroDivisionError):
        leaf_weights(TREE, {"reach": 1, "near": 0, "far": 0})


def test_parts_of_the_least_numbers_do_not_vanish() -> None:
    found = leaf_weights(TREE, {"money": 5e-324, "rent": 5e-324, "pay": 5e-324})
    total = sum(found.values())
    assert [number / total for number in found.values()] == pytest.approx(
        [1 / 2, 1 / 3, 1 / 6, 0, 0, 0]
    )


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"money": 1, "reach": 1, "calm": 1}, []),
        ({"money": 0, "rent": 1, "reach": 1, "calm": 0}, []),
        ({"money": 1, "reach": 1}, ["calm"]),
        ({"money": 1, "bonus": 1, "calm": 1}, ["rent", "wage", "near", "far"]),
        ({"rent": 1}, ["wage", "bonus", "near", "far", "calm"]),
    ],
)
def test_what_is_left_out(weights: dict[str, float], expected: list[str]) -> None:
    assert list(left_out(TREE, weights)) == expected
