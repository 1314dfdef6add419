"""Thresholds and the tornado by hand, and where numbers are as large as numbers get."""

import math
from dataclasses import replace

import pytest
from tests.features.explain.analysis.test_to_be_first import MORE, decision, leaf, option

from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.performances import Lognormal, Normal, Triangular
from ukjapan_cli.decision.scales import Levels, Linear, Piecewise
from ukjapan_cli.features.sensitivity.analysis.scores import ScoreSensitivity
from ukjapan_cli.features.sensitivity.analysis.sensitivity import sensitivity


def found_for(of: Decision, option: str, criterion: str = "a") -> ScoreSensitivity:
    return next(
        found
        for found in sensitivity(of).scores
        if (of.options[found.row].id, found.criterion.id) == (option, criterion)
    )


def test_the_leader_loses_at_the_far_end_of_a_flat_stretch() -> None:
    # Level at a value of 50, which all performances from 20 to 60 have: lost below 20.
    scale = Piecewise(((0, 0), (20, 50), (60, 50), (80, 100)))
    of = decision(leaf("a", scale), options=(option("x", a=70), option("y", a=40)))
    found = found_for(of, "x")
    assert (found.threshold, found.first, found.fails) == (pytest.approx(20), 1, False)


def test_a_level_lower_is_enough_only_where_it_is_worth_less_than_the_lead() -> None:
    levels = Levels({"none": 0, "some": 60, "all": 100})
    of = decision(
        leaf("a", levels),
        leaf("rest"),
        options=(option("x", a=100, rest=50), option("y", a=60, rest=60)),
    )
    # 30 ahead on a, 10 behind on the rest: at some it is 10 behind.
    assert found_for(of, "x").threshold == 60
    ahead = decision(
        leaf("a", levels),
        leaf("rest"),
        options=(option("x", a=100, rest=70), option("y", a=60, rest=60)),
    )
    assert found_for(ahead, "x").threshold == 0


def test_the_must_comes_first_where_it_is_nearer() -> None:
    # 10 ahead on a and 30 on the rest, so that x would be level with 40 on a.
    options = (option("x", a=80, rest=60), option("y", a=70, rest=30))
    for bound, threshold, fails in ((60, 60, True), (30, 40, False), (10, 40, False)):
        of = decision(leaf("a", gate=Gate(at_least=bound)), leaf("rest"), options=options)
        found = found_for(of, "x")
        assert (found.threshold, found.first, found.fails) == (threshold, 1, fails)


def test_a_tie_is_lost_at_once() -> None:
    of = decision(leaf("a"), options=(option("x", a=50), option("y", a=50)))
    assert [found.threshold for found in sensitivity(of).scores] == [50, 50]
    assert [found.first for found in sensitivity(of).scores] == [1, 0]


def test_the_leader_that_alone_differs_on_a_local_scale_loses_where_the_others_are() -> None:
    # Where all others do the same, the leader's 9 is worth 100 and 4.99 is worth 0.
    of = decision(
        leaf("a", MORE, weight=2),
        leaf("rest"),
        options=(option("x", a=9, rest=50), option("y", a=5, rest=60), option("z", a=5, rest=40)),
    )
    found = found_for(of, "x")
    assert (found.threshold, found.first) == (5, 1)


def test_on_a_local_scale_where_nobody_differs_the_least_fall_loses_first_place() -> None:
    # Both do 40, so both are worth 0 on a; whatever x does less makes y's 40 the scale's best end.
    gated = leaf("a", MORE, gate=Gate(at_least=39))
    for criterion in (leaf("a", MORE), gated):
        of = decision(criterion, options=(option("x", a=40), option("y", a=40)))
        found = found_for(of, "x")
        assert (found.threshold, found.first, found.fails) == (40, 1, False)
    # With a lead on the rest of more than a is worth, it is lost nowhere on a.
    safe = decision(
        leaf("a", MORE),
        leaf("rest", weight=3),
        options=(option("x", a=40, rest=100), option("y", a=40, rest=0)),
    )
    assert found_for(safe, "x").threshold is None


def test_a_must_is_not_named_where_first_place_is_lost_before_it() -> None:
    # x and y are level at the worst end; below 40 only x is there, long before it does 39.
    gated = leaf("a", MORE, gate=Gate(at_least=39))
    best = replace(option("z", a=60), is_baseline=True)
    of = decision(gated, options=(option("x", a=40), option("y", a=40), best))
    assert found_for(of, "x").threshold is None


def test_a_distribution_ranges_over_its_central_ninety_percent() -> None:
    # 10 ahead; the leader's normal has 1.645 · 10 points on either side, which reaches 70.
    of = decision(leaf("a"), options=(option("x", a=Normal(80, 10)), option("y", a=70)))
    found = found_for(of, "x")
    assert (found.threshold, found.within_range, found.is_bounded) == (70, True, False)
    (swing,) = sensitivity(of).tornado
    assert (swing.at_low, swing.at_high) == pytest.approx((10 - 16.45, 10 + 16.45), abs=0.01)


@pytest.mark.parametrize("scale", [Linear(-8e307, 8e307), Linear(0, 1.7e308), MORE])
@pytest.mark.parametrize(
    "wide",
    [Lognormal(700, 3), Normal(3, 1e308), Triangular(1, 0, 1.6e308), Triangular(1, -1e308, 2)],
)
def test_what_no_number_can_hold_is_left_out(
    scale: Linear, wide: Lognormal | Normal | Triangular
) -> None:
    of = decision(
        leaf("a", scale),
        leaf("rest"),
        options=(
            option("x", a=wide, rest=5),
            option("y", a=8e307, rest=6),
            option("z", a=0, rest=9),
        ),
    )
    found = sensitivity(of)
    for score in found.scores:
        assert score.threshold is None or math.isfinite(score.threshold)
    assert all(math.isfinite(swing.width) for swing in found.tornado)
