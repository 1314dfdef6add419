from dataclasses import replace
from datetime import date

import pytest

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision, Perspective, UnusableWeightsError
from ukjapan_cli.decision.names import UnknownNameError
from ukjapan_cli.decision.options import Option
from ukjapan_cli.decision.scales import Linear


def leaf(id_: str, weight: float) -> Criterion:
    return Criterion(id_, id_.title(), Weight(weight, weight / 2, weight * 2), scale=Linear(0, 1))


MONEY = Criterion("money", "Money", Weight(60), criteria=(leaf("cost", 40), leaf("rent", 20)))
DECISION = Decision(
    criteria=(MONEY, leaf("reach", 40)),
    options=(Option("old-mill", "The mill"), Option("van", "A van", is_baseline=True)),
    as_of=date(2026, 4, 1),
    perspectives=(
        Perspective("council", "The council", {"reach": 3, "cost": 1}),
        Perspective("readers", "Readers", {"reach": 1}),
        Perspective("bank", "The bank", {"money": 3, "reach": 1}),
        Perspective("owner", "The owner", {"money": 3, "cost": 1, "rent": 4, "reach": 1}),
        Perspective("nobody", "Nobody", {"money": 1, "cost": 0, "rent": 0, "reach": 1}),
    ),
)


def test_weights_are_shares_of_the_whole_by_leaf() -> None:
    assert DECISION.weights == pytest.approx({"cost": 0.4, "rent": 0.2, "reach": 0.4})
    assert [node.id for node in DECISION.leaves] == ["cost", "rent", "reach"]


@pytest.mark.parametrize("given", ["old-mill", "the mill", "old"])
def test_an_option_by_id_name_or_beginning(given: str) -> None:
    assert DECISION.option(given).id == "old-mill"


def test_the_baseline_answers_to_its_name_too() -> None:
    assert DECISION.option("A van").is_baseline


def test_a_wrong_option_suggests_the_right_one() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'old-mill'"):
        DECISION.option("old-mlil")


def test_another_date() -> None:
    later = DECISION.as_at(date(2027, 1, 1))
    assert later.as_of == date(2027, 1, 1)
    assert later.as_at(date(2026, 4, 1)) == DECISION
    assert DECISION.as_of == date(2026, 4, 1)


def test_a_perspectives_weights_are_of_leaves_and_what_it_leaves_out_weighs_nothing() -> None:
    seen = DECISION.seen_from("council")
    assert seen.weights == {"cost": 0.25, "rent": 0, "reach": 0.75}
    assert [node.id for node in seen.criteria] == ["cost", "rent", "reach"]
    assert seen.perspective == "council"
    assert DECISION.perspective is None


def test_a_group_in_a_perspective_is_shared_out_as_stated_or_as_the_perspective_says() -> None:
    stated = {"cost": 0.75 * 2 / 3, "rent": 0.75 / 3, "reach": 0.25}
    assert DECISION.seen_from("bank").weights == pytest.approx(stated)
    own = {"cost": 0.75 / 5, "rent": 0.75 * 4 / 5, "reach": 0.25}
    assert DECISION.seen_from("owner").weights == pytest.approx(own)


def test_a_weight_beside_a_perspective_for_groups_is_relative_to_its_numbers() -> None:
    changed = DECISION.seen_from("bank").reweighted({"reach": 3})
    assert changed.weights == pytest.approx({"cost": 1 / 3, "rent": 1 / 6, "reach": 0.5})


def test_one_perspective_after_another_is_the_other() -> None:
    assert DECISION.seen_from("council").seen_from("readers").weights["reach"] == 1
    assert DECISION.seen_from("readers").seen_from("bank") == DECISION.seen_from("bank")


def test_weights_that_were_changed_are_not_the_stated_proportions_of_a_group() -> None:
    changed = DECISION.reweighted({"rent": 1000})
    assert changed.seen_from("bank") == DECISION.seen_from("bank")


def test_a_perspective_from_which_no_shares_can_be_made() -> None:
    with pytest.raises(UnusableWeightsError, match="no shares can be made of the weights of 'no"):
        DECISION.seen_from("nobody")
    nothing = replace(DECISION, perspectives=(Perspective("none", "None", {"reach": 0}),))
    with pytest.raises(UnusableWeightsError, match="'none'"):
        nothing.seen_from("none")


def test_a_perspective_takes_the_place_of_weights_that_were_changed_before() -> None:
    seen = DECISION.reweighted({"reach": 1, "money": 7}).seen_from("council")
    assert seen == DECISION.seen_from("council")
    assert seen.reweighted({"rent": 1}).changed_weights == ("rent",)


def test_an_unknown_perspective() -> None:
    with pytest.raises(UnknownNameError, match="no perspective is called 'coucnil'; did you mean"):
        DECISION.seen_from("coucnil")


def test_another_weight_is_relative_to_its_siblings_and_leaves_the_rest_in_proportion() -> None:
    changed = DECISION.reweighted({"rent": 60})
    assert changed.weights == pytest.approx({"cost": 0.24, "rent": 0.36, "reach": 0.4})
    assert changed.changed_weights == ("rent",)


def test_the_weight_of_a_group_moves_all_that_is_in_it() -> None:
    changed = DECISION.reweighted({"money": 10})
    assert changed.weights == pytest.approx({"cost": 2 / 15, "rent": 1 / 15, "reach": 0.8})


def test_weights_are_changed_together_and_one_after_another() -> None:
    together = DECISION.reweighted({"cost": 0, "reach": 60})
    one_by_one = DECISION.reweighted({"cost": 0}).reweighted({"reach": 60})
    assert together == one_by_one
    assert together.weights == {"cost": 0, "rent": 0.5, "reach": 0.5}
    assert one_by_one.reweighted({"cost": 1}).changed_weights == ("cost", "reach")


def test_a_changed_weight_has_no_range_and_the_others_keep_theirs() -> None:
    money, reach = DECISION.reweighted({"money": 5}).criteria
    assert money.weight == Weight(5)
    assert reach.weight == Weight(40, 20, 80)


def test_no_change_is_no_change() -> None:
    assert DECISION.reweighted({}) == DECISION


@pytest.mark.parametrize("number", [-1.0, float("nan"), float("inf"), -float("inf")])
def test_a_weight_is_a_finite_number_of_0_or_more(number: float) -> None:
    with pytest.raises(UnusableWeightsError, match="'reach' must be a finite number of 0 or more"):
        DECISION.reweighted({"reach": number})


def test_weights_that_make_no_shares() -> None:
    with pytest.raises(UnusableWeightsError, match="'cost', 'rent' together weigh nothing"):
        DECISION.reweighted({"cost": 0, "rent": 0})
    with pytest.raises(UnusableWeightsError, match="more than a number can hold"):
        DECISION.reweighted({"money": 1.7e308, "reach": 1.7e308})


def test_the_weight_of_what_is_not_there() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'reach'") as caught:
        DECISION.reweighted({"raech": 1})
    assert caught.value.candidates == ("reach",)
    with pytest.raises(UnknownNameError, match="no leaf criterion is called 'money'"):
        DECISION.seen_from("council").reweighted({"money": 1})
