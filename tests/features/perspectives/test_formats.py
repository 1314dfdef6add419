"""What perspectives make of a decision in words; values are 10 (10 - cost) and 10 gain."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.features.made import decision, option

from ukjapan_cli.decision.decision import Perspective
from ukjapan_cli.decision.options import Option
from ukjapan_cli.features.perspectives import words as say
from ukjapan_cli.features.perspectives.analysis.perspectives import Perspectives, perspectives

CHEAP = option("cheap", cost=0, gain=0)  # 100 and 0
MIDDLE = option("middle", cost=4, gain=5)  # 60 and 50
GOOD = option("good", cost=10, gain=10)  # 0 and 100


def seen(options: tuple[Option, ...], **weights: Mapping[str, float]) -> Perspectives:
    everyone = tuple(Perspective(id_, id_.capitalize(), given) for id_, given in weights.items())
    return perspectives(decision(*options, perspectives=everyone))


COST, GAIN, BOTH = {"cost": 1}, {"gain": 1}, {"cost": 1, "gain": 1}
ALL = (CHEAP, MIDDLE, GOOD)


def test_who_is_first_for_whom() -> None:
    found = seen(ALL, ann=COST, bob=GAIN, cy=COST, di=BOTH)
    assert say.first(found) == "First: Cheap for Ann and Cy; Good for Bob; Middle for Di."
    assert say.first(seen(ALL, ann=BOTH, bob=BOTH)) == "First for both perspectives: Middle."
    level = seen((CHEAP, GOOD), ann=BOTH, bob=COST)
    assert say.first(level) == "First: Cheap and Good for Ann; Cheap for Bob."


@pytest.mark.parametrize(
    ("w", "word"),
    [
        *((1, "very strong"), (0.9, "very strong"), (0.7, "strong"), (0.6, "moderate")),
        *((0.5, "moderate"), (0.3, "weak"), (0.29, "very weak"), (0, "very weak")),
    ],
)
def test_a_word_for_agreement(w: float, word: str) -> None:
    found = replace(seen(ALL, ann=COST, bob=GAIN), concordance=w)
    assert say.agreement(found).startswith(
        f"Agreement on the order is {word}: Kendall's W is {w:.2f},"
    )


def test_no_order_to_agree_on() -> None:
    found = seen((CHEAP, option("twin", cost=0, gain=0)), ann=COST, bob=GAIN)
    assert say.agreement(found).startswith("Every perspective ties all options")
    assert say.pairs(found) == ""
    assert say.disagreement(found) == "They disagree on no criterion on which the options differ."


def test_which_pairs_are_close() -> None:
    assert say.pairs(seen(ALL, ann=COST, bob=GAIN)) == (
        "Kendall's tau of Ann and Bob is -1.00; 1 is the same order, -1 the reverse."
    )
    assert say.pairs(seen(ALL, ann=COST, bob=GAIN, cy=COST)) == (
        "Closest are Ann and Cy (Kendall's tau 1.00), furthest apart Ann and Bob (-1.00); 1 is the "
        "same order, -1 the reverse."
    )
    assert say.pairs(seen(ALL, ann=COST, bob=COST, cy=COST)).startswith(
        "Kendall's tau of any two of them is 1.00;"
    )


def test_nobody_is_in_every_top_two() -> None:
    options = (CHEAP, GOOD, option("rich", cost=9, gain=9), option("poor", cost=1, gain=1))
    assert say.top_two(seen(options, ann=COST, bob=GAIN)) == (
        "No option is in every perspective's top two."
    )


def test_who_could_change_the_mean() -> None:
    """Means: cheap 50, middle 55, good 50; without Ann good is first, without Bob cheap."""
    assert say.mean(seen(ALL, ann=COST, bob=GAIN)) == (
        "The mean of the perspectives puts Middle first; without Ann Good; without Bob Cheap."
    )
    assert say.mean(seen(ALL, ann=COST, bob=COST)).endswith(
        "puts Cheap first, whichever one is left out."
    )
    # without Ann or Bob cheap and good are level at 50, and middle leads them with 55
    found = seen((CHEAP, GOOD), ann=COST, bob=COST, cy=GAIN, di=GAIN)
    assert say.mean(found) == (
        "The mean of the perspectives puts Cheap and Good first; without Ann or Bob Good; without "
        "Cy or Di Cheap."
    )


def test_what_the_compromise_costs_whom() -> None:
    """Regrets of middle: Ann 100 - 60, Bob 100 - 50, Di nothing."""
    costs = "The compromise, by the least largest regret, is Middle: it costs "
    found = seen(ALL, ann=COST, bob=GAIN)
    assert say.compromise(found) == f"{costs}Bob 50.0 points and Ann 40.0."
    found = seen(ALL, ann=COST, bob=GAIN, di=BOTH)
    assert say.compromise(found) == f"{costs}Bob 50.0 points, Ann 40.0 and Di nothing."
    found = seen(ALL, ann=COST, bob=GAIN, di=BOTH, ed=BOTH)
    assert say.compromise(found) == f"{costs}Bob 50.0 points, Ann 40.0 and the others nothing."
    assert say.compromise(seen(ALL, di=BOTH)).endswith("is Middle: it costs nobody anything.")


def test_a_compromise_of_two() -> None:
    assert say.compromise(seen((CHEAP, GOOD), ann=COST, bob=GAIN)) == (
        "The compromise is Cheap or Good: the largest regret of each is 100.0."
    )


def test_a_regret_that_is_almost_nothing_is_not_shown_as_nothing() -> None:
    assert [say.regret(amount) for amount in (0, 1e-12, 1e-6, 0.049, 0.06, 7.25)] == [
        *("0.0", "0.0", "<0.05", "<0.05", "0.1", "7.2"),
    ]


def test_what_heads_the_weights_in_force() -> None:
    of = decision(*ALL, perspectives=(Perspective("ann", "Ann", COST),))
    heads = [say.in_force(d) for d in (of, of.seen_from("ann"), of.reweighted({"cost": 2}))]
    assert heads == ["Stated", "In force", "In force"]
