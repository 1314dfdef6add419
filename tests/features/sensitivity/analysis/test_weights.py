"""Where weights move first place, on decisions small enough to solve by hand."""

import numpy as np
import pytest
from tests.features.explain.analysis.test_to_be_first import decision, leaf, option

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option
from ukjapan_cli.features.sensitivity.analysis.weights import WeightSensitivity, weight_sensitivity
from ukjapan_cli.model.scoring import score


def found_for(of: Decision) -> dict[str, WeightSensitivity]:
    rows = {o.id: row for row, o in enumerate(of.options)}
    ranked = [rows[standing.option.id] for standing in score(of).ranking]
    return {found.node.id: found for found in weight_sensitivity(of, tuple(ranked))}


def first(of: Decision, found: WeightSensitivity) -> list[tuple[float, list[str]]]:
    """Each share from which somebody is first, with their ids."""
    segments = [(0.0, found.first_at_zero), *found.flips]
    return [(share, [of.options[row].id for row in rows]) for share, rows in segments]


def two_criteria(*options: Option, weight: float = 1) -> Decision:
    return decision(leaf("price", weight=weight), leaf("care"), options=options)


def test_each_of_three_is_first_somewhere() -> None:
    # With price's share s: kind 100 - 100 s, even 60, cheap 100 s. They meet at 0.4 and 0.6.
    of = two_criteria(
        option("kind", price=0, care=100),
        option("cheap", price=100, care=0),
        option("even", price=60, care=60),
    )
    price, care = found_for(of).values()
    assert first(of, price) == [
        (0, ["kind"]),
        (pytest.approx(0.4), ["even"]),
        (pytest.approx(0.6), ["cheap"]),
    ]
    assert [names for _, names in first(of, care)] == [["cheap"], ["even"], ["kind"]]
    assert price.weight == 0.5
    assert (price.stable_from, price.stable_to) == pytest.approx((0.4, 0.6))


def test_a_group_moves_with_its_criteria_in_proportion() -> None:
    # People is care and time 3 to 1: ours 3/4 · 80 + 1/4 · 40 = 70, theirs 50. On reach 40 and 60.
    # 70 s + 40 (1 - s) = 50 s + 60 (1 - s) at s = 1/2. Care alone: beside it are time with 1/4 of
    # 0.8 and reach with 0.2, half and half: ours 40, theirs 55; on care 80 and 50: at s = 1/3.
    of = decision(
        Criterion("people", "People", Weight(4), criteria=(leaf("care", weight=3), leaf("time"))),
        leaf("reach"),
        options=(
            option("ours", care=80, time=40, reach=40),
            option("theirs", care=50, time=50, reach=60),
        ),
    )
    found = found_for(of)
    assert [(id_, node.depth) for id_, node in found.items()] == [
        ("people", 0),
        ("care", 1),
        ("time", 1),
        ("reach", 0),
    ]
    assert found["people"].weight == pytest.approx(0.8)
    assert first(of, found["people"]) == [(0, ["theirs"]), (pytest.approx(1 / 2), ["ours"])]
    assert found["care"].weight == pytest.approx(0.6)
    assert first(of, found["care"]) == [(0, ["theirs"]), (pytest.approx(1 / 3), ["ours"])]
    assert (found["care"].stable_from, found["care"].stable_to) == (pytest.approx(1 / 3), 1)


def test_the_number_in_the_file_at_which_first_place_is_lost() -> None:
    # As above, all other numbers as they are. People are level with reach at 1 against 1, or reach
    # at 4 against 4. With care's share s in people, ours 0.8 (40 + 40 s) + 8 and theirs 52 are
    # level at s = 0.375, where care is 0.6 beside time's 1, or time 5 beside care's 3.
    of = decision(
        Criterion("people", "People", Weight(4), criteria=(leaf("care", weight=3), leaf("time"))),
        leaf("reach"),
        options=(
            option("ours", care=80, time=40, reach=40),
            option("theirs", care=50, time=50, reach=60),
        ),
    )
    found = found_for(of)
    theirs = 1
    assert found["people"].below == (pytest.approx(1), theirs)
    assert found["people"].above is None
    assert found["reach"].above == (pytest.approx(4), theirs)
    assert found["care"].below == (pytest.approx(0.6), theirs)
    assert found["time"].above == (pytest.approx(5), theirs)
    assert found["time"].below is found["reach"].below is found["care"].above is None
    alone = found_for(decision(leaf("price"), options=of_one_criterion()))["price"]
    assert alone.below is alone.above is None


def of_one_criterion() -> tuple[Option, ...]:
    return option("dear", price=1), option("cheap", price=9)


def test_options_that_are_alike_are_first_together() -> None:
    of = two_criteria(
        option("one", price=80, care=20),
        option("other", price=20, care=80),
        option("twin", price=80, care=20),
        weight=3,
    )
    price = found_for(of)["price"]
    assert first(of, price) == [(0, ["other"]), (pytest.approx(1 / 2), ["one", "twin"])]
    assert (price.stable_from, price.stable_to) == (pytest.approx(1 / 2), 1)


def test_a_tie_today_is_a_flip_at_todays_weight() -> None:
    of = two_criteria(option("a", price=80, care=20), option("b", price=20, care=80))
    price = found_for(of)["price"]
    assert first(of, price) == [(0, ["b"]), (pytest.approx(0.5), ["a"])]
    assert (price.stable_from, price.stable_to) == (0.5, 1)  # a comes first in the file


def test_three_lines_through_a_point_make_one_flip() -> None:
    of = two_criteria(
        option("kind", price=0, care=100),
        option("even", price=50, care=50),
        option("cheap", price=100, care=0),
    )
    assert first(of, found_for(of)["price"]) == [(0, ["kind"]), (pytest.approx(0.5), ["cheap"])]


def test_options_level_at_an_end_alone_are_no_flip_there() -> None:
    of = two_criteria(option("a", price=80, care=50), option("b", price=20, care=50))
    price, care = found_for(of).values()
    assert first(of, price) == [(0, ["a"])]
    assert first(of, care) == [(0, ["a"])]
    assert (price.stable_from, price.stable_to) == (0, 1)


def test_what_has_all_the_weight_cannot_move_and_what_has_none_can() -> None:
    # Price 60 and 30, care 20 and 80: 60 - 40 s = 30 + 50 s at s = 1/3.
    of = decision(
        leaf("price"),
        leaf("care", weight=0),
        options=(option("a", price=60, care=20), option("b", price=30, care=80)),
    )
    price, care = found_for(of).values()
    assert (price.can_move, price.flips, price.weight) == (False, (), 1)
    assert care.can_move
    assert first(of, care) == [(0, ["a"]), (pytest.approx(1 / 3), ["b"])]
    alone = decision(leaf("price"), options=of.options)
    assert [found.can_move for found in found_for(alone).values()] == [False]


def test_a_criterion_in_a_group_without_weight_still_moves() -> None:
    of = decision(
        Criterion("none", "None", Weight(0), criteria=(leaf("care", weight=3), leaf("time"))),
        leaf("reach"),
        options=(option("a", care=0, time=0, reach=60), option("b", care=80, time=0, reach=0)),
    )
    found = found_for(of)
    # The group: b 60 s against a 60 (1 - s). Care alone: b 80 s, with reach beside it.
    assert first(of, found["none"])[1] == (pytest.approx(1 / 2), ["b"])
    assert first(of, found["care"])[1] == (pytest.approx(60 / 140), ["b"])


def test_one_option_is_first_whatever_the_weights() -> None:
    of = two_criteria(option("a", price=80, care=50))
    for found in found_for(of).values():
        assert first(of, found) == [(0, ["a"])]
        assert (found.stable_from, found.stable_to) == (0, 1)


def test_options_that_are_all_alike_are_all_first() -> None:
    of = two_criteria(*(option(f"o-{n}", price=0.1 + 0.2, care=0.3) for n in range(4)))
    assert first(of, found_for(of)["price"]) == [(0, [f"o-{n}" for n in range(4)])]


def test_as_many_flips_as_there_are_options() -> None:
    # The tangents of 100 s²: option t is worth 100 (2 s t - t²), and is first nearest to s = t.
    count = 2_000
    at = [(n + 0.5) / count for n in range(count)]
    of = two_criteria(
        *(
            option(f"o-{n}", price=100 * (2 * t - t * t), care=-100 * t * t)
            for n, t in enumerate(at)
        )
    )
    price = found_for(of)["price"]
    assert [flip.first for flip in price.flips] == [(n,) for n in range(1, count)]
    assert [flip.weight for flip in price.flips] == pytest.approx(
        np.arange(1, count) / count, abs=1e-9
    )
