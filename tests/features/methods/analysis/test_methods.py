"""The methods by hand, on the decision of three options that end-to-end tests have too.

Values and shares (rent 0.4, security 0.2, reach 0.3, support 0.1):

    hall     25, 100, 100, 100    70 by the sum
    station  75,  50,  73⅓,  40   66
    van     100,   0,  45,    0   53.5
"""

import math
from dataclasses import replace

import numpy as np
import pytest

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.methods.analysis import promethee, topsis, vikor, weighted_product
from ukjapan_cli.features.methods.analysis.methods import CrossCheck, MethodResult, methods
from ukjapan_cli.features.methods.analysis.promethee import Comparisons
from ukjapan_cli.features.methods.analysis.topsis import Distance
from ukjapan_cli.features.methods.analysis.vikor import Regret
from ukjapan_cli.features.methods.analysis.weighted_product import LowValue
from ukjapan_cli.model.scoring import MissingScoresError, NothingRankedError

IDS = ("rent", "security", "reach", "support")
HALL = (25, 100, 100, 100)
STATION = (75, 50, 220 / 3, 40)
VAN = (100, 0, 45, 0)
SHARES = (0.4, 0.2, 0.3, 0.1)


def option(id_: str, *values: float) -> Option:
    scores = {c: Score(Exact(v)) for c, v in zip(IDS, values, strict=False)}
    return Option(id_, id_.capitalize(), scores=scores)


def decision(*options: Option, shares: tuple[float, ...] = ()) -> Decision:
    """A decision on scales that leave numbers as they are; weights are equal if unsaid."""
    criteria = (
        Criterion(id_, id_.capitalize(), Weight(share), scale=Linear(0, 100))
        for id_, share in zip(IDS, shares or [1.0] * len(options[0].scores), strict=False)
    )
    return Decision(tuple(criteria), options, title="Which one?")


LIBRARY = decision(
    option("hall", *HALL), option("station", *STATION), option("van", *VAN), shares=SHARES
)


def method(found: CrossCheck, id_: str) -> MethodResult:
    return next(one for one in found.methods if one.id == id_)


def test_four_methods_in_their_order_on_the_additive_ranking() -> None:
    found = methods(LIBRARY)
    assert [one.id for one in found.methods] == [
        *("weighted-product", "topsis", "vikor", "promethee-ii")
    ]
    assert [standing.option.id for standing in found.scoring.ranking] == ["hall", "station", "van"]
    assert found.ranks == (1, 2, 3)


def test_the_weighted_product() -> None:
    found = method(methods(LIBRARY), "weighted-product")
    hall = 100 * 0.25**0.4
    station = 100 * 0.75**0.4 * 0.5**0.2 * (11 / 15) ** 0.3 * 0.4**0.1
    assert found.scores == pytest.approx((hall, station, 0))
    assert found.ranks == (2, 1, 3)
    assert found.tau == pytest.approx(1 / 3)
    hall_down, station_up = found.changes
    assert (hall_down.standing.option.id, hall_down.rank, hall_down.additive_rank) == ("hall", 2, 1)
    assert not hall_down.is_up
    # 0.4 ln(70 / 25) is the only term above 0.
    assert hall_down.criterion.id == "rent"
    assert hall_down.cause == LowValue(0, 25)
    assert station_up.is_up
    # 0.2 ln(66 / 50) = 0.0555 and 0.1 ln(66 / 40) = 0.0501; the others are below 0.
    assert station_up.cause == LowValue(1, 50)


def test_topsis() -> None:
    found = method(methods(LIBRARY), "topsis")
    lengths = [math.hypot(*column) for column in zip(HALL, STATION, VAN, strict=True)]
    hall, station, van = (
        [s * v / length for s, v, length in zip(SHARES, row, lengths, strict=True)]
        for row in (HALL, STATION, VAN)
    )
    best = [van[0], *hall[1:]]
    worst = [hall[0], *van[1:]]
    expected = [
        math.dist(row, worst) / (math.dist(row, worst) + math.dist(row, best))
        for row in (hall, station, van)
    ]
    assert found.scores == pytest.approx(expected)
    assert found.scores == pytest.approx((0.50197, 0.57444, 0.49803), abs=1e-5)
    assert found.ranks == (2, 1, 3)
    assert [change.cause for change in found.changes] == [
        Distance(0, True, pytest.approx(1)),  # the hall is the best of all but in its rent
        # (0.4 * 50)² / 16,250 of it and 0.0081538 of the others: 0.2462 / 0.3815
        Distance(0, False, pytest.approx(0.6453, abs=1e-4)),
    ]


def test_vikor() -> None:
    found = method(methods(LIBRARY), "vikor")
    # Regrets of the hall: 0.4; of the station: 0.4 / 3, 0.1, 0.3 * 16 / 33, 0.06; of the van: 0,
    # 0.2, 0.3 and 0.1.
    station_s, station_r = 0.4 / 3 + 0.1 + 4.8 / 33 + 0.06, 4.8 / 33
    q = (
        0.5,
        0.5 * (station_s - 0.4) / 0.2,
        0.5 + 0.5 * (0.3 - station_r) / (0.4 - station_r),
    )
    assert found.lower_is_better
    assert found.scores == pytest.approx(q)
    assert found.ranks == (2, 1, 3)
    assert [change.cause for change in found.changes] == [
        Regret(0, pytest.approx(0.4), pytest.approx(station_r)),
        Regret(2, pytest.approx(station_r), pytest.approx(0.4)),
    ]


def test_promethee() -> None:
    found = method(methods(LIBRARY), "promethee-ii")
    # The hall loses to both on rent and beats both elsewhere; the van does the reverse.
    assert found.scores == pytest.approx((0.2, 0, -0.2))
    assert found.ranks == (1, 2, 3)
    assert found.tau == 1
    assert found.changes == ()


def test_promethee_counts_wins_and_not_margins() -> None:
    made = decision(
        option("wide", 100, 49, 49),
        option("narrow", 0, 50, 50),
        option("third", 50, 50, 10),
        shares=(0.4, 0.3, 0.3),
    )
    found = method(methods(made), "promethee-ii")
    # The sum: 69.4, 30 and 38. On the second criterion two tie.
    assert found.scores == pytest.approx(
        ((0.8 - 0.6 + 0) / 2, (0 + 0.3 - 0.6) / 2, (-0.8 + 0.3 + 0.6) / 2)
    )
    third, narrow = found.changes
    assert (third.standing.option.id, third.rank, third.additive_rank) == ("third", 3, 2)
    assert third.cause == Comparisons(2, 0, 2, 2, all_wins=2, all_losses=3, all_others=6)
    assert (narrow.standing.option.id, narrow.rank, narrow.additive_rank) == (
        "narrow",
        2,
        3,
    )
    assert narrow.cause == Comparisons(2, 2, 0, 2, all_wins=3, all_losses=2, all_others=6)


def test_a_value_of_nothing_makes_the_whole_product_nothing() -> None:
    found = method(
        methods(decision(option("a", 100, 0), option("b", 0, 90), option("c", 20, 20))),
        "weighted-product",
    )
    assert found.scores == (0, 0, pytest.approx(20))
    assert found.ranks == (2, 2, 1)
    assert [change.cause for change in found.changes] == [
        LowValue(1, 0),
        LowValue(0, 20),
    ]


def test_a_value_of_nothing_on_what_weighs_nothing_costs_nothing() -> None:
    made = decision(option("a", 100, 0), option("b", 50, 90), shares=(1, 0))
    found = methods(made)
    assert method(found, "weighted-product").scores == pytest.approx((100, 50))
    for one in found.methods:
        assert one.ranks == (1, 2)


def test_rounding_is_no_difference() -> None:
    """0.1 + 0.2 is not 0.3, but nobody's option is worse for it."""
    a, b = option("a", 30, 0, 50), option("b", 100 * (0.1 + 0.2), 1e-14, 50 + 1e-13)
    found = methods(decision(a, b, option("c", 20, -1e-14, 50)))
    assert method(found, "weighted-product").scores == (0, 0, 0)
    for one in found.methods:
        assert one.scores[0] == one.scores[1]
        assert one.ranks[:2] == (1, 1)


def test_values_below_the_scale_count_as_nothing_in_a_product() -> None:
    found = method(methods(decision(option("a", -20, 50), option("b", 10, 50))), "weighted-product")
    assert min(found.scores) == 0


def test_options_that_are_all_alike() -> None:
    alike = methods(decision(*(option(id_, 40, 60) for id_ in "abc")))
    by_id = {one.id: one.scores for one in alike.methods}
    assert by_id["weighted-product"] == pytest.approx((math.sqrt(2400),) * 3)
    assert by_id["topsis"] == (0.5,) * 3
    assert by_id["vikor"] == (0,) * 3
    assert by_id["promethee-ii"] == (0,) * 3
    for one in alike.methods:
        assert (one.ranks, one.tau, one.changes) == ((1, 1, 1), None, ())


def test_options_that_are_worth_nothing() -> None:
    nothing = methods(decision(option("a", 0, 0), option("b", 0, 0)))
    assert [one.scores for one in nothing.methods] == [(0, 0), (0.5, 0.5), (0, 0), (0, 0)]


def test_one_option() -> None:
    alone = methods(decision(option("a", 40, 60)))
    assert [one.scores[0] for one in alone.methods] == [
        *(pytest.approx(math.sqrt(2400)), 0.5, 0, 0)
    ]
    for one in alone.methods:
        assert (one.ranks, one.tau, one.changes) == ((1,), None, ())


def test_what_does_not_rank_takes_no_part() -> None:
    """TOPSIS, VIKOR and PROMETHEE would see the best and the worst of it."""
    extreme = option("extreme", 1, 100, 100, 1)
    baseline = replace(option("today", 0, 0, 0, 0), is_baseline=True)
    gated = replace(LIBRARY, options=(baseline, *LIBRARY.options, extreme))
    first = replace(LIBRARY.criteria[0], gate=Gate(at_least=2))
    gated = replace(gated, criteria=(first, *LIBRARY.criteria[1:]))
    for one, other in zip(methods(gated).methods, methods(LIBRARY).methods, strict=True):
        assert (one.scores, one.ranks) == (other.scores, other.ranks)


def test_nothing_is_ranked() -> None:
    baseline = replace(option("today", 1, 1), is_baseline=True)
    with pytest.raises(NothingRankedError):
        methods(decision(baseline))


def test_a_score_is_missing() -> None:
    with pytest.raises(MissingScoresError, match="'a' has no score on 'security'"):
        methods(decision(option("b", 1, 2), option("a", 1)))


def test_vikor_where_the_least_sum_is_the_greatest() -> None:
    """Each is as far behind as the other on what weighs the same."""
    found = vikor.indices(np.array([[100.0, 0], [0, 100]]), np.array([0.5, 0.5]))
    assert found.s.tolist() == [0.5, 0.5]
    assert found.r.tolist() == [0.5, 0.5]
    assert found.q.tolist() == [0, 0]


def test_a_constant_column_changes_no_order() -> None:
    values = np.array([HALL, STATION, VAN], float)
    constant = np.hstack([values, np.full((3, 1), 30.0)])
    shares = np.array([*SHARES, 1.0]) / 2
    for module in (weighted_product, topsis, vikor, promethee):
        before = module.scores(values, np.array(SHARES))
        after = module.scores(constant, shares)
        assert np.argsort(before).tolist() == np.argsort(after).tolist()
