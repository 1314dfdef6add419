"""What single change puts an option first, on decisions small enough to solve by hand."""

import math
from dataclasses import replace
from datetime import date

import pytest

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact, Normal, Performance, Triangular, Uniform
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale
from ukjapan_cli.features.explain.analysis.explanation import explain
from ukjapan_cli.features.explain.analysis.to_be_first import ScoreChange, WeightChange
from ukjapan_cli.model.scoring import score

PERCENT = Linear(0, 100)
MORE = Local(lower_is_better=False)


def leaf(
    id_: str, scale: Scale = PERCENT, weight: float = 1, gate: Gate | None = None
) -> Criterion:
    return Criterion(id_, id_.title(), Weight(weight), scale=scale, gate=gate)


def option(id_: str, **performances: float | Performance | Score) -> Option:
    def stated(given: float | Performance | Score) -> Score:
        if isinstance(given, Score):
            return given
        return Score(Exact(given) if isinstance(given, int | float) else given)

    return Option(id_, id_.title(), scores={name: stated(p) for name, p in performances.items()})


def decision(*criteria: Criterion, options: tuple[Option, ...]) -> Decision:
    return Decision(criteria=criteria, options=options)


def weight_change(of: Decision, option: str) -> WeightChange:
    found = explain(of, option).weight_change
    assert found is not None
    return found


def score_change(of: Decision, option: str) -> ScoreChange:
    found = explain(of, option).score_change
    assert found is not None
    return found


def is_first_with(of: Decision, option: str, weights: dict[str, float]) -> bool:
    place = score(of.reweighted(weights)).standing(option).place
    assert place is not None
    return place.rank == 1 and not place.tied


# --- a weight -----------------------------------------------------------------------------------


def test_a_weight_that_has_to_rise() -> None:
    # 20 behind on price, 70 ahead on care: -20 · 3 + 70 w > 0 where w > 6/7, a share of 1/13 up to
    # 1/8. Price would have to fall below 1.75, from 6/13 to 1/3, which is further.
    of = decision(
        leaf("price", weight=3),
        leaf("care", weight=0.5),
        leaf("look", weight=3),
        options=(
            option("dear", price=40, care=90, look=50),
            option("cheap", price=60, care=20, look=50),
        ),
    )
    found = weight_change(of, "dear")
    assert found.node.id == "care"
    assert found.is_raised
    assert found.threshold == pytest.approx(6 / 7)
    assert (found.share, found.threshold_share) == pytest.approx((1 / 13, 1 / 8))
    assert found.enough == 1  # the shortest number above 0.857
    assert is_first_with(of, "dear", {"care": 1})
    assert not is_first_with(of, "dear", {"care": 0.857})


def test_a_weight_that_has_to_fall() -> None:
    # 10 ahead on care and on time, 20 behind on price: 20 - 20 p > 0 where p < 1, a share of 3/5
    # down to 1/3. Care or time would have to rise above 5, from 1/5 to 5/9, which is further.
    of = decision(
        leaf("price", weight=3),
        leaf("care"),
        leaf("time"),
        options=(
            option("dear", price=40, care=60, time=60),
            option("cheap", price=60, care=50, time=50),
        ),
    )
    found = weight_change(of, "dear")
    assert (found.node.id, found.is_raised) == ("price", False)
    assert found.threshold == pytest.approx(1)
    assert (found.share, found.threshold_share) == pytest.approx((3 / 5, 1 / 3))
    assert found.enough == 0.9
    assert is_first_with(of, "dear", {"price": 0.9})


def test_the_weight_of_a_group() -> None:
    # 30 ahead on either criterion of the group, 10 behind on reach: 30 w - 90 > 0 where w > 3, a
    # share of 1/20 up to 3/22. Reach would have to fall from 9/20 to 3/14, which is further.
    of = decision(
        Criterion("people", "People", Weight(1), criteria=(leaf("care"), leaf("time"))),
        leaf("reach", weight=9),
        leaf("look", weight=10),
        options=(
            option("ours", care=70, time=70, reach=40, look=50),
            option("theirs", care=40, time=40, reach=50, look=50),
        ),
    )
    found = weight_change(of, "ours")
    assert found.node.id == "people"
    assert found.threshold == pytest.approx(3)
    assert found.enough == 4
    assert is_first_with(of, "ours", {"people": 4})


def test_least_counts_the_share_of_the_whole() -> None:
    # The group, a tenth of the whole, is 2.5 behind (care 0, time 5), the rest 0.25 ahead. In the
    # group from 50:50 to 55:45 moves 0.005 of the whole and does it: -2.25 · 0.1 + 0.25 · 0.9 = 0.
    # The group from 1/10 to 1/11, where -2.5 + 0.25 · 10 = 0, moves 0.009.
    of = decision(
        Criterion("people", "People", Weight(1), criteria=(leaf("care"), leaf("time"))),
        Criterion("rest", "Rest", Weight(9), criteria=(leaf("reach"), leaf("cost"))),
        options=(
            option("ours", care=50, time=45, reach=50.25, cost=50.25),
            option("theirs", care=50, time=50, reach=50, cost=50),
        ),
    )
    found = weight_change(of, "ours")
    assert found.threshold_share == pytest.approx({"care": 0.55, "time": 0.45}[found.node.id])


def test_no_weight_helps_a_dominated_option() -> None:
    of = decision(
        leaf("price"),
        leaf("care"),
        options=(option("worse", price=40, care=50), option("better", price=60, care=50)),
    )
    assert explain(of, "worse").weight_change is None


def test_no_single_weight_helps_between_two_that_are_each_best_at_something() -> None:
    of = decision(
        leaf("price"),
        leaf("care"),
        options=(
            option("middling", price=45, care=45),
            option("cheap", price=100, care=0),
            option("kind", price=10, care=100),
        ),
    )
    assert explain(of, "middling").weight_change is None


def test_a_weight_that_must_not_rise_too_far() -> None:
    # Against cheap care has to weigh more than 8 (-40 · 10 + 50 w > 0), against kind less than 12.5
    # (50 · 10 - 40 w > 0).
    of = decision(
        leaf("price", weight=10),
        leaf("care", weight=1),
        leaf("look", weight=9),
        options=(
            option("even", price=60, care=60, look=50),
            option("cheap", price=100, care=10, look=50),
            option("kind", price=10, care=100, look=50),
        ),
    )
    found = weight_change(of, "even")
    assert found.node.id == "care"
    assert found.threshold == pytest.approx(8)
    assert found.enough == 9
    for weight, is_first in ((7.99, False), (9, True), (12.49, True), (12.51, False)):
        assert is_first_with(of, "even", {"care": weight}) == is_first


def test_enough_lies_within_the_narrowest_room() -> None:
    # As above, but kind is further ahead on care, so that the weight has to be below 8.01.
    of = decision(
        leaf("price", weight=10),
        leaf("care", Linear(0, 400)),
        leaf("look", weight=9),
        options=(
            option("even", price=60, care=240, look=50),
            option("cheap", price=100, care=40, look=50),
            option("kind", price=10, care=240 + 2000 / 8.01, look=50),
        ),
    )
    found = weight_change(of, "even")
    assert found.threshold == pytest.approx(8)
    assert found.enough == 8.001
    assert is_first_with(of, "even", {"care": found.enough})


def test_a_criterion_without_weight_can_be_given_some_and_one_that_has_it_all_cannot() -> None:
    of = decision(
        leaf("price", weight=5),
        leaf("care", weight=0),
        options=(option("dear", price=40, care=90), option("cheap", price=60, care=40)),
    )
    found = weight_change(of, "dear")
    assert (found.node.id, found.is_raised) == ("care", True)
    assert found.threshold == pytest.approx(2)  # 50 w - 20 · 5 > 0
    alone = decision(leaf("price"), options=of.options)
    assert explain(alone, "dear").weight_change is None


@pytest.mark.parametrize("size", [1e-9, 1e-3, 1.0, 1e6, 123_456_789.0, 1e17, 1e200, 4e307])
def test_a_weight_that_is_enough_is_a_number_whatever_the_weights_are_counted_in(
    size: float,
) -> None:
    # 20 behind on a, which weighs 2 sizes, 30 ahead on b: above 4/3 of a size, and never too much.
    of = decision(
        leaf("a", weight=2 * size),
        leaf("b", weight=size),
        leaf("c", weight=size),
        options=(option("ours", a=40, b=80, c=50), option("theirs", a=60, b=50, c=50)),
    )
    found = weight_change(of, "ours")
    assert found.node.id == "b"
    assert found.threshold == pytest.approx(4 / 3 * size)
    assert math.isfinite(found.enough)
    assert is_first_with(of, "ours", {"b": found.enough})


def test_what_a_number_cannot_hold_is_not_advised() -> None:
    # b would have to weigh more than two thirds of a's 1.7e308, but then they add up to infinity.
    # a has to weigh less than 1.5, which is all of its share where b weighs next to nothing.
    of = decision(
        leaf("a", weight=1.7e308),
        leaf("b", weight=1),
        options=(option("ours", a=40, b=80), option("theirs", a=60, b=50)),
    )
    found = weight_change(of, "ours")
    assert (found.node.id, found.is_raised) == ("a", False)
    assert found.threshold == pytest.approx(1.5)
    assert is_first_with(of, "ours", {"a": found.enough})


def test_a_threshold_that_is_a_whole_number_is_not_enough_itself() -> None:
    # 20 behind on a, which weighs three times as much as 60 ahead on b would have to: `whole`,
    # which in floating point comes out just below itself, just above or exact.
    for whole in range(2, 100):
        of = decision(
            leaf("a", weight=3 * whole),
            leaf("b", weight=whole - 1),
            leaf("c", weight=100),
            options=(option("ours", a=10, b=70, c=50), option("theirs", a=30, b=10, c=50)),
        )
        found = weight_change(of, "ours")
        assert (found.node.id, found.threshold) == ("b", pytest.approx(whole))
        assert found.enough == whole + 1
        assert is_first_with(of, "ours", {"b": found.enough})


def test_enough_is_enough_even_where_very_little_is_at_stake() -> None:
    # 0.001 behind on one, 0.0000001 ahead on the other: a lead of a billionth is a tie.
    of = decision(
        leaf("a"),
        leaf("b"),
        options=(option("ours", a=50, b=50.0000001), option("theirs", a=50.001, b=50)),
    )
    found = weight_change(of, "ours")
    assert is_first_with(of, "ours", {found.node.id: found.enough})


def test_a_lead_that_would_be_a_tie_is_no_lead() -> None:
    of = decision(
        leaf("a"),
        leaf("b"),
        options=(option("ours", a=50, b=50.0000000005), option("theirs", a=51, b=50)),
    )
    assert explain(of, "ours").weight_change is None


# --- a score ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "now", "threshold"),
    [
        (PERCENT, 30, 70),
        (Linear(50, -150), -10, -90),
        (Piecewise(((0, 0), (10, 20), (20, 40), (60, 80), (80, 100))), 15, 50),
        (Piecewise(((-8, 100), (-3, 50), (0, 0))), -1.8, -5),
    ],
)
def test_a_score_on_a_fixed_scale(scale: Scale, now: float, threshold: float) -> None:
    # Level on the rest, so it has to do better than the other does; the rest weighs too little.
    of = decision(
        leaf("a", scale, weight=9),
        leaf("rest"),
        options=(option("ours", a=now, rest=40), option("theirs", a=threshold, rest=40)),
    )
    found = score_change(of, "ours")
    assert found.criterion.id == "a"
    assert found.performance == now
    assert found.threshold == pytest.approx(threshold)
    assert found.is_raised == (threshold > now)
    assert not found.within_range


def test_the_score_that_moves_its_value_least() -> None:
    # 8 points behind in all: 10 on the criterion of weight 0.8, 40 on the one of 0.2.
    of = decision(
        leaf("minor", weight=2),
        leaf("major", weight=8),
        options=(option("ours", minor=50, major=50), option("theirs", minor=50, major=60)),
    )
    found = score_change(of, "ours")
    assert (found.criterion.id, found.threshold) == ("major", pytest.approx(60))


def test_a_score_within_its_stated_range_comes_before_a_lesser_move() -> None:
    of = decision(
        leaf("minor", weight=2),
        leaf("major", weight=8),
        options=(
            option("ours", minor=Triangular(50, 40, 95), major=Normal(50, 9)),
            option("theirs", minor=50, major=60),
        ),
    )
    found = score_change(of, "ours")
    assert (found.criterion.id, found.within_range) == ("minor", True)
    assert found.threshold == pytest.approx(90)


@pytest.mark.parametrize(
    ("stated", "reaches"),
    [
        (Triangular(50, 40, 59), False),
        (Triangular(50, 40, 61), True),
        (Uniform(35, 65), True),
        (Normal(50, 30), False),  # sets no bounds
        (Exact(50), False),
    ],
)
def test_whether_the_stated_range_reaches_the_threshold(
    stated: Performance, *, reaches: bool
) -> None:
    of = decision(leaf("a"), options=(option("ours", a=stated), option("theirs", a=60)))
    assert score_change(of, "ours").within_range == reaches


LEVELS = Levels({"none": 0, "low": 25, "mid": 50, "high": 75, "top": 100})


def test_a_score_of_levels_is_the_lowest_level_that_does_it() -> None:
    # 45 behind on the rest, which has no room for it: above 25 + 45 is `high`.
    of = decision(
        leaf("a", LEVELS),
        leaf("rest", gate=Gate(at_most=60)),
        options=(option("ours", a=25, rest=15), option("theirs", a=25, rest=60)),
    )
    found = score_change(of, "ours")
    assert (found.criterion.id, found.threshold) == ("a", 75)
    assert (found.performance, found.is_raised) == (25, True)


def test_a_level_that_ties_is_not_enough() -> None:
    of = decision(leaf("a", LEVELS), options=(option("ours", a=25), option("theirs", a=50)))
    assert score_change(of, "ours").threshold == 75


def test_a_level_counts_with_the_whole_of_its_step() -> None:
    # 5 points behind. On `a` the next level is worth 100 more, on `b` 10 are enough.
    of = decision(
        leaf("a", Levels({"no": 0, "yes": 100})),
        leaf("b"),
        options=(option("ours", a=0, b=40), option("theirs", a=0, b=50)),
    )
    assert score_change(of, "ours").criterion.id == "b"


def test_level_on_a_flat_stretch_is_not_yet_ahead() -> None:
    # From 10 to 20 every performance is worth 60, as the rival's 15 is.
    flat = Piecewise(((0, 0), (10, 60), (20, 60), (30, 100)))
    of = decision(leaf("a", flat), options=(option("ours", a=5), option("theirs", a=15)))
    assert score_change(of, "ours").threshold == 20
    falling = Piecewise(tuple((-at, worth) for at, worth in reversed(flat.points)))
    of = decision(leaf("a", falling), options=(option("ours", a=-5), option("theirs", a=-15)))
    assert score_change(of, "ours").threshold == -20


def test_no_score_does_it_where_the_rest_is_too_far_behind() -> None:
    of = decision(
        leaf("a"),
        leaf("b"),
        options=(option("ours", a=10, b=10), option("theirs", a=100, b=100)),
    )
    assert explain(of, "ours").score_change is None


def test_a_score_that_would_fail_a_must_puts_nothing_first() -> None:
    options = (option("ours", a=30), option("theirs", a=50))
    for gate, is_possible in ((Gate(at_most=50), False), (Gate(at_most=60), True)):
        of = decision(leaf("a", gate=gate), options=options)
        assert (explain(of, "ours").score_change is not None) == is_possible
    of = decision(
        leaf("a", LEVELS, gate=Gate(at_most=50)), options=(option("ours", a=0), option("x", a=25))
    )
    assert score_change(of, "ours").threshold == 50
    of = decision(
        leaf("a", LEVELS, gate=Gate(at_most=50)), options=(option("ours", a=0), option("x", a=50))
    )
    assert explain(of, "ours").score_change is None


# --- a score on a local scale -------------------------------------------------------------------


def with_score(of: Decision, option: str, **performances: float) -> Decision:
    """The decision with exact performances in place of an option's own."""
    return replace(
        of,
        options=tuple(
            replace(o, scores={**o.scores, **{c: Score(Exact(p)) for c, p in performances.items()}})
            if o.id == option
            else o
            for o in of.options
        ),
    )


def test_a_score_between_the_ends_that_others_set() -> None:
    # The others do 0 to 100; ours is 20 behind, and the rest weighs too little to make up for it.
    of = decision(
        leaf("a", MORE, weight=9),
        leaf("rest"),
        options=(
            option("ours", a=60, rest=50),
            option("theirs", a=80, rest=50),
            option("low", a=0, rest=0),
            replace(option("high", a=100, rest=0), is_baseline=True),
        ),
    )
    found = score_change(of, "ours")
    assert (found.criterion.id, found.threshold) == ("a", pytest.approx(80))
    assert score(with_score(of, "ours", a=80.01)).ranking[0].option.id == "ours"


@pytest.mark.parametrize("sign", [1, -1])
def test_the_worst_end_of_a_local_scale_moves_with_the_option_that_sets_it(sign: int) -> None:
    # Others do 40 and 100; ours does 0 and is 60 ahead on the rest. From 40 up the scale stays:
    # 100 (x - 40)/60 + 60 = 100 at x = 64. (On a scale that stayed at 0 to 100 it would be 40.)
    of = decision(
        leaf("a", Local(lower_is_better=sign < 0)),
        leaf("rest", gate=Gate(at_most=60)),
        options=(
            option("ours", a=0, rest=60),
            option("low", a=sign * 40, rest=0),
            option("high", a=sign * 100, rest=0),
        ),
    )
    found = score_change(of, "ours")
    assert (found.criterion.id, found.threshold) == ("a", pytest.approx(sign * 64))
    assert found.is_raised == (sign > 0)
    for beyond, first in ((0.01, "ours"), (-0.01, "high")):
        changed = with_score(of, "ours", a=found.threshold + sign * beyond)
        assert score(changed).ranking[0].option.id == first


def test_below_everybody_else_it_is_the_others_values_that_move() -> None:
    # Others do 60, 90 and 100. Up to 60 ours is worth 0, and theirs 100 (90 - x)/(100 - x), which
    # is 80 at x = 50; on the rest ours is 80 ahead.
    of = decision(
        leaf("a", MORE),
        leaf("rest", gate=Gate(at_most=80)),
        options=(
            option("ours", a=0, rest=80),
            option("theirs", a=90, rest=0),
            option("low", a=60, rest=0),
            replace(option("high", a=100, rest=0), is_baseline=True),
        ),
    )
    found = score_change(of, "ours")
    assert (found.criterion.id, found.threshold) == ("a", pytest.approx(50))
    for performance, first in ((50.1, "ours"), (49.9, "theirs")):
        assert score(with_score(of, "ours", a=performance)).ranking[0].option.id == first


@pytest.mark.parametrize("worst", [0.1, 0.3, 1.1, 2.7, 5.9])
def test_level_where_the_others_begin(worst: float) -> None:
    # The only rival is the worst of the others: ours draws level where it has caught up with it.
    of = decision(
        leaf("a", MORE),
        options=(
            option("ours", a=-24.1),
            option("theirs", a=worst),
            replace(option("high", a=38.7), is_baseline=True),
        ),
    )
    assert score_change(of, "ours").threshold == pytest.approx(worst)


@pytest.mark.parametrize("best", [0.1, 0.3, 0.9, 1.1, 2.7, 5.9])
def test_level_where_the_others_end_is_not_enough(best: float) -> None:
    # Ours is a whole swing behind elsewhere, so that all it can do on `a` is draw level.
    of = decision(
        leaf("a", MORE),
        leaf("rest"),
        options=(
            option("ours", a=-49.5, rest=0),
            option("theirs", a=-35.7, rest=100),
            replace(option("high", a=best, rest=0), is_baseline=True),
        ),
    )
    assert explain(of, "ours").score_change is None


def test_where_all_others_do_the_same_one_jumps_past_them_or_not_at_all() -> None:
    options = (option("ours", a=1, rest=50), option("theirs", a=2, rest=50))
    of = decision(leaf("a", MORE), leaf("rest", Linear(0, 50)), options=options)
    found = score_change(of, "ours")
    assert (found.criterion.id, found.threshold) == ("a", 2)
    assert score(with_score(of, "ours", a=2.001)).ranking[0].option.id == "ours"
    hopeless = decision(
        leaf("a", MORE),
        leaf("rest", weight=9),
        options=(option("ours", a=1, rest=0), option("theirs", a=2, rest=100)),
    )
    assert score(with_score(hopeless, "ours", a=2.001)).ranking[0].option.id == "theirs"
    assert explain(hopeless, "ours").score_change is None


NOW, LATER = date(2026, 4, 1), date(2027, 4, 1)


def dated(now: float, later: float) -> Score:
    return Score(Exact(now), over_time=((NOW, now), (LATER, later)))


def test_another_date_holds_the_end_of_a_local_scale() -> None:
    # Ours falls from 50 now to 0 later, so the scale is 0 to 100 whatever it does now. Theirs is 70
    # here and 10 ahead on the rest: ours needs 80.
    of = decision(
        leaf("a", MORE),
        leaf("rest", gate=Gate(at_most=40)),
        options=(
            option("ours", a=dated(50, 0), rest=30),
            option("theirs", a=70, rest=40),
            option("high", a=100, rest=0),
        ),
    ).as_at(NOW)
    found = score_change(of, "ours")
    assert (found.criterion.id, found.threshold) == ("a", pytest.approx(80))


def test_the_date_that_sets_an_end_moves_it() -> None:
    # Ours does 0 now and 50 later. Without that 0 the scale runs from 40 to 60. Ours is 45 ahead on
    # the rest, so it needs 55: 40 + 0.55 · 20 = 51. (On a scale that stayed at 0 to 60: 33.)
    of = decision(
        leaf("a", MORE),
        leaf("rest"),
        options=(
            option("ours", a=dated(0, 50), rest=45),
            option("theirs", a=60, rest=0),
            option("low", a=40, rest=0),
        ),
    ).as_at(NOW)
    found = score_change(of, "ours")
    assert (found.criterion.id, found.threshold) == ("a", pytest.approx(51))

    def at(performance: float) -> str:
        changed = replace(
            of.options[0], scores={**of.options[0].scores, "a": dated(performance, 50)}
        )
        return score(replace(of, options=(changed, *of.options[1:]))).ranking[0].option.id

    assert (at(51.1), at(50.9), at(33.1)) == ("ours", "theirs", "theirs")
