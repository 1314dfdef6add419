"""The library's decision, worked out by hand.

| option      | rent, £k 120-40 | reach     | support        | overall               |
|-------------|-----------------|-----------|----------------|-----------------------|
| old-station | 100: 25         | 2500: 80  | split: 40      | 12.5 + 24 + 8 = 44.5  |
| van         | 60: 75          | 1000: 60  | behind-it: 100 | 37.5 + 18 + 20 = 75.5 |
| shop        | 80: 50          | 4000: 100 | opposed: 0     | 25 + 30 + 0 = 55      |
| as-now      | 120: 0          | 500: 30   | split: 40      | 0 + 9 + 8 = 17        |

Weights: rent 50, reach 30, support 20 of 100.
"""

from dataclasses import replace
from datetime import date

import pytest

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.names import UnknownNameError
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact, Uniform
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise
from ukjapan_cli.model.scoring import (
    Difference,
    FailedGate,
    MissingScoresError,
    Place,
    Scoring,
    score,
)

RENT = Criterion("rent", "Rent", Weight(50), scale=Linear(120, 40))
REACH = Criterion("reach", "Reach", Weight(30), scale=Piecewise(((0, 0), (1000, 60), (4000, 100))))
SUPPORT = Criterion(
    "support",
    "Support",
    Weight(20),
    scale=Levels({"opposed": 0, "split": 40, "behind-it": 100}),
)


def option(id_: str, *, is_baseline: bool = False, **performances: float) -> Option:
    scores = {name: Score(Exact(performance)) for name, performance in performances.items()}
    return Option(id_, id_.title(), scores=scores, is_baseline=is_baseline)


STATION = option("old-station", rent=100, reach=2500, support=40)
VAN = option("van", rent=60, reach=1000, support=100)
SHOP = option("shop", rent=80, reach=4000, support=0)
AS_NOW = option("as-now", rent=120, reach=500, support=40, is_baseline=True)
LIBRARY = Decision(criteria=(RENT, REACH, SUPPORT), options=(AS_NOW, STATION, VAN, SHOP))


def standings(scoring: Scoring) -> list[tuple[str, str]]:
    return [(str(standing.place), standing.option.id) for standing in scoring.ranking]


def test_the_ranking_by_hand() -> None:
    scoring = score(LIBRARY)
    assert standings(scoring) == [("1", "van"), ("2", "shop"), ("3", "old-station")]
    assert [s.value for s in scoring.ranking] == pytest.approx([75.5, 55, 44.5])
    assert scoring.weights == pytest.approx({"rent": 0.5, "reach": 0.3, "support": 0.2})
    van = scoring.standing("van")
    assert van.values == pytest.approx({"rent": 75, "reach": 60, "support": 100})
    assert van.contributions == pytest.approx({"rent": 37.5, "reach": 18, "support": 20})
    assert van.most == van.value
    assert not scoring.has_missing
    assert scoring.decision is LIBRARY


def test_a_standing_is_found_as_an_option_is() -> None:
    scoring = score(LIBRARY)
    assert scoring.standing("old").option is scoring.standing("Old-Station").option is STATION
    with pytest.raises(UnknownNameError, match="did you mean 'shop'"):
        scoring.standing("shpo")


def test_the_baseline_is_valued_and_not_ranked() -> None:
    scoring = score(LIBRARY)
    assert [standing.option.id for standing in scoring.excluded] == ["as-now"]
    baseline = scoring.baseline
    assert baseline is not None
    assert baseline.value == pytest.approx(17)
    assert (baseline.place, baseline.failed) == (None, ())
    assert score(replace(LIBRARY, options=(STATION, VAN))).baseline is None


def test_even_the_best_baseline_takes_no_rank() -> None:
    best = option("as-now", rent=40, reach=4000, support=100, is_baseline=True)
    scoring = score(replace(LIBRARY, options=(best, STATION, VAN, SHOP)))
    assert standings(scoring) == standings(score(LIBRARY))
    assert scoring.baseline is not None
    assert scoring.baseline.value == pytest.approx(100)


def test_what_an_option_gains_and_loses_most_on_the_field() -> None:
    # Means of the three ranked: rent 25, reach 24, support 9 1/3. The van has 37.5, 18, 20.
    scoring = score(LIBRARY)
    van = scoring.standing("van")
    assert van.strongest == Difference(RENT, pytest.approx(12.5))
    assert van.weakest == Difference(REACH, pytest.approx(-6))
    # The baseline, outside the field, has 0, 9, 8.
    as_now = scoring.standing("as-now")
    assert as_now.strongest == Difference(SUPPORT, pytest.approx(8 - 28 / 3))
    assert as_now.weakest == Difference(RENT, pytest.approx(-25))


def test_one_option_has_no_field_to_be_compared_with() -> None:
    for standing in score(replace(LIBRARY, options=(AS_NOW, VAN))).ranking:
        assert (standing.strongest, standing.weakest) == (None, None)
        assert standing.place == Place(1, 1, tied=False)


def test_options_that_fail_a_must_are_apart_with_what_they_do_there() -> None:
    gated = replace(REACH, gate=Gate(at_least=2500))
    cheap = replace(RENT, gate=Gate(at_most=50))
    scoring = score(replace(LIBRARY, criteria=(RENT, gated, SUPPORT)))
    assert standings(scoring) == [("1", "shop"), ("2", "old-station")]
    assert [s.option.id for s in scoring.excluded] == ["as-now", "van"]
    assert scoring.standing("van").failed == (FailedGate(gated, 1000),)
    assert scoring.standing("van").value == pytest.approx(75.5)
    # The field is what is ranked: on rent the mean of 12.5 and 25.
    assert scoring.standing("shop").strongest == Difference(RENT, pytest.approx(6.25))

    nobody = score(replace(LIBRARY, criteria=(cheap, gated, SUPPORT)))
    assert nobody.ranking == ()
    assert [s.option.id for s in nobody.excluded] == ["as-now", "old-station", "van", "shop"]
    assert nobody.standing("van").failed == (FailedGate(cheap, 60), FailedGate(gated, 1000))


def test_a_must_judges_the_performance_of_the_day() -> None:
    falls = Score(Exact(3000), over_time=((date(2026, 1, 1), 3000.0), (date(2026, 1, 11), 2000.0)))
    dated = Option("dated", "Dated", scores={**STATION.scores, "reach": falls})
    gated = replace(REACH, gate=Gate(at_least=2500))
    decision = replace(LIBRARY, criteria=(RENT, gated, SUPPORT), options=(dated, SHOP))
    assert len(score(decision.as_at(date(2026, 1, 6))).ranking) == 2
    later = score(decision.as_at(date(2026, 1, 7)))
    assert later.standing("dated").failed == (FailedGate(gated, pytest.approx(2400)),)


def test_a_must_judges_the_point_and_not_its_rounding() -> None:
    share = Criterion("share", "Share", Weight(1), scale=Linear(0, 1), gate=Gate(at_most=0.3))
    options = (
        Option("even", "Even", scores={"share": Score(Uniform(0.2, 0.4))}),
        option("above", share=0.31),
    )
    scoring = score(Decision(criteria=(share,), options=options))
    assert [s.option.id for s in scoring.ranking] == ["even"]


def test_ties_share_a_rank_and_stand_in_the_files_order() -> None:
    twin = replace(SHOP, id="twin")
    scoring = score(replace(LIBRARY, options=(STATION, twin, SHOP, AS_NOW)))
    assert standings(scoring) == [("1=", "twin"), ("1=", "shop"), ("3", "old-station")]


@pytest.mark.parametrize(("apart", "is_tied"), [(0.9e-9, True), (1e-7, False)])
def test_how_near_is_a_tie(apart: float, is_tied: bool) -> None:
    only = Criterion("x", "X", Weight(1), scale=Linear(0, 100))
    options = (option("lower", x=50), option("higher", x=50 + apart))
    ranking = score(Decision(criteria=(only,), options=options)).ranking
    assert [s.place.tied for s in ranking if s.place] == [is_tied, is_tied]
    assert ranking[0].option.id == ("lower" if is_tied else "higher")


def test_a_local_scale_counts_the_baseline() -> None:
    local = Criterion("rent", "Rent", Weight(1), scale=Local(lower_is_better=True))
    with_it = score(Decision(criteria=(local,), options=(AS_NOW, STATION, VAN, SHOP)))
    assert [s.value for s in with_it.ranking] == pytest.approx([100, 200 / 3, 100 / 3])
    without = score(Decision(criteria=(local,), options=(STATION, VAN, SHOP)))
    assert [s.value for s in without.ranking] == pytest.approx([100, 50, 0])


def test_a_local_scale_counts_options_that_fail_a_must() -> None:
    local = Criterion(
        "reach", "Reach", Weight(1), scale=Local(lower_is_better=False), gate=Gate(at_most=3000)
    )
    scoring = score(Decision(criteria=(local,), options=(STATION, VAN, SHOP)))
    assert [s.option.id for s in scoring.excluded] == ["shop"]
    assert [s.value for s in scoring.ranking] == pytest.approx([50, 0])  # shop's 4000 is the top


def test_a_local_scale_without_a_range_is_worth_0_to_everybody() -> None:
    local = Criterion("rent", "Rent", Weight(1), scale=Local(lower_is_better=True))
    options = (option("a", rent=7, reach=4000), option("b", rent=7, reach=0))
    scoring = score(Decision(criteria=(local, replace(REACH, weight=Weight(1))), options=options))
    assert [(s.value, s.values["rent"]) for s in scoring.ranking] == [(50, 0), (0, 0)]


def test_a_missing_score_is_refused_and_named() -> None:
    lacking = option("lacking", rent=60, support=40)
    with pytest.raises(MissingScoresError, match="'lacking' has no score on 'reach'"):
        score(replace(LIBRARY, options=(STATION, lacking)))


def test_a_missing_score_is_anything_from_worst_to_best() -> None:
    # van without support: 55.5 to 75.5, between shop (55) and nobody;
    # old-station without rent: 32 to 82, so it may beat them all and may be last.
    van = option("van", rent=60, reach=1000)
    station = option("old-station", reach=2500, support=40)
    scoring = score(replace(LIBRARY, options=(AS_NOW, station, van, SHOP)), allow_missing=True)
    assert scoring.has_missing
    assert standings(scoring) == [("1-2", "van"), ("1-3", "old-station"), ("2-3", "shop")]
    found = scoring.standing("van")
    assert (found.value, found.most) == pytest.approx((55.5, 75.5))
    assert found.values["support"] is None
    assert found.contributions["support"] is None
    found = scoring.standing("old-station")
    assert (found.value, found.most) == pytest.approx((32, 82))
    assert (found.strongest, found.weakest) != (None, None)


def test_a_missing_score_without_weight_leaves_no_doubt() -> None:
    decision = replace(LIBRARY, criteria=(RENT, replace(REACH, weight=Weight(0)), SUPPORT))
    lacking = option("lacking", rent=40, support=100)
    scoring = score(replace(decision, options=(VAN, lacking)), allow_missing=True)
    assert standings(scoring) == [("1", "lacking"), ("2", "van")]
    assert scoring.standing("lacking").most == pytest.approx(100)


def test_ties_are_shown_beside_a_missing_score() -> None:
    twin = replace(SHOP, id="twin")
    lacking = option("lacking", rent=60)
    scoring = score(replace(LIBRARY, options=(SHOP, twin, lacking)), allow_missing=True)
    assert standings(scoring) == [("1-2=", "shop"), ("1-2=", "twin"), ("1-3", "lacking")]


def test_a_must_on_a_missing_score_excludes_nothing() -> None:
    gated = replace(REACH, gate=Gate(at_least=2500))
    lacking = option("lacking", rent=60, support=40)
    scoring = score(
        replace(LIBRARY, criteria=(RENT, gated, SUPPORT), options=(VAN, lacking, SHOP)),
        allow_missing=True,
    )
    assert [s.option.id for s in scoring.excluded] == ["van"]
    assert {s.option.id for s in scoring.ranking} == {"lacking", "shop"}


def test_an_option_that_says_nothing_may_be_worth_anything() -> None:
    scoring = score(replace(LIBRARY, options=(VAN, Option("mute", "Mute"))), allow_missing=True)
    mute = scoring.standing("mute")
    assert (mute.value, mute.most) == pytest.approx((0, 100))
    assert str(mute.place) == "1-2"
    assert (mute.strongest, mute.weakest) == (None, None)


def test_groups_weigh_as_their_leaves_do_together() -> None:
    money = Criterion("money", "Money", Weight(80), criteria=(RENT, REACH))
    scoring = score(replace(LIBRARY, criteria=(money, SUPPORT)))
    assert scoring.weights == pytest.approx({"rent": 0.5, "reach": 0.3, "support": 0.2})
    assert [s.value for s in scoring.ranking] == pytest.approx([75.5, 55, 44.5])


def test_a_place_reads_as_people_write_it() -> None:
    assert str(Place(2, 2, tied=False)) == "2"
    assert str(Place(1, 1, tied=True)) == "1="
    assert str(Place(1, 3, tied=False)) == "1-3"
