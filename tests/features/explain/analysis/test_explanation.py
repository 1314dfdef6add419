"""The library's decision again: van 75.5, shop 55, old station 44.5, as now 17 (not ranked)."""

from dataclasses import replace
from datetime import date

import pytest

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.names import UnknownNameError
from ukjapan_cli.decision.options import Citation, Option, Score, Synergy
from ukjapan_cli.decision.performances import Exact, Triangular
from ukjapan_cli.decision.scales import Linear, Piecewise
from ukjapan_cli.features.explain.analysis.explanation import Explanation, explain
from ukjapan_cli.model.scoring import MissingScoresError, NothingRankedError

RENT = Criterion("rent", "Rent", Weight(50), because="It recurs.", scale=Linear(120, 40))
REACH = Criterion("reach", "Reach", Weight(30), scale=Piecewise(((0, 0), (1000, 60), (4000, 100))))
SUPPORT = Criterion("support", "Support", Weight(20), scale=Linear(0, 100))

SURVEYED = Score(Exact(60), because="A survey says so.", source=Citation("survey", "¶4"))
OPTIONS = (
    Option(
        "as-now",
        "As now",
        scores={"rent": Score(Exact(120)), "reach": Score(Exact(500)), "support": Score(Exact(40))},
        is_baseline=True,
    ),
    Option(
        "old-station",
        "The old station",
        scores={
            "rent": Score(Exact(100)),
            "reach": Score(Exact(2500)),
            "support": Score(Exact(40)),
        },
    ),
    Option(
        "van",
        "A van",
        scores={"rent": SURVEYED, "reach": Score(Exact(1000)), "support": Score(Exact(100))},
    ),
    Option(
        "shop",
        "The shop",
        scores={"rent": Score(Exact(80)), "reach": Score(Exact(4000)), "support": Score(Exact(0))},
    ),
)
TOGETHER = Synergy(("van", "shop"), 3, because="One stock of books.")
ELSEWHERE = Synergy(("old-station", "shop"), -2)
LIBRARY = Decision(
    criteria=(RENT, REACH, SUPPORT), options=OPTIONS, synergies=(TOGETHER, ELSEWHERE)
)


def gaps(explanation: Explanation) -> dict[str, float]:
    return {account.criterion.id: account.gap for account in explanation.accounts}


def test_an_option_behind_is_compared_with_the_leader() -> None:
    found = explain(LIBRARY, "shop")
    assert found.subject.option.id == "shop"
    assert found.leader.option.id == found.other.option.id == "van"
    assert not found.is_first
    assert not found.is_against
    assert gaps(found) == pytest.approx({"rent": -12.5, "reach": 12, "support": -20})
    assert [account.weight for account in found.accounts] == pytest.approx([0.5, 0.3, 0.2])


def test_the_leader_is_compared_with_the_next() -> None:
    found = explain(LIBRARY, "van")
    assert found.is_first
    assert found.other.option.id == "shop"
    assert gaps(found) == pytest.approx({"rent": 12.5, "reach": -12, "support": 20})
    assert (found.weight_change, found.score_change) == (None, None)


def test_an_account_has_the_criterion_the_score_and_what_it_comes_to() -> None:
    rent, reach, _ = explain(LIBRARY, "van").accounts
    assert rent.criterion is RENT
    assert rent.own.score is SURVEYED
    assert rent.own.performance == Exact(60)
    assert (rent.own.value, rent.own.contribution) == pytest.approx((75, 37.5))
    assert (reach.other.value, reach.other.contribution) == pytest.approx((100, 30))


def test_against_another_option() -> None:
    found = explain(LIBRARY, "shop", against="the OLD station")
    assert found.is_against
    assert (found.other.option.id, found.leader.option.id) == ("old-station", "van")
    assert gaps(found) == pytest.approx({"rent": 12.5, "reach": 6, "support": -8})
    assert sum(gaps(found).values()) == pytest.approx(55 - 44.5)


def test_against_the_baseline_or_from_it() -> None:
    found = explain(LIBRARY, "van", against="as-now")
    assert sum(gaps(found).values()) == pytest.approx(58.5)
    found = explain(LIBRARY, "as-now")
    assert found.other.option.id == "van"
    assert not found.is_first
    assert sum(gaps(found).values()) == pytest.approx(-58.5)
    assert (found.weight_change, found.score_change) == (None, None)


def test_an_option_that_fails_a_must_has_an_account_and_no_way_to_be_first() -> None:
    gated = replace(LIBRARY, criteria=(RENT, replace(REACH, gate=Gate(at_least=2500)), SUPPORT))
    found = explain(gated, "van")
    assert found.subject.place is None
    assert found.leader.option.id == "shop"
    assert sum(gaps(found).values()) == pytest.approx(20.5)
    assert (found.weight_change, found.score_change) == (None, None)


def test_what_would_put_the_second_first() -> None:
    # The shop is behind 25 on rent's 50 and 100 on support's 20, ahead 40 on reach's 30: -2050.
    # Reach: 40 w > 3250 above 81.25, a share of 3/10 up to 0.537. Support: 100 w < -50, never.
    # Rent: 25 w < -800, never.
    found = explain(LIBRARY, "shop").weight_change
    assert found is not None
    assert (found.node.id, found.is_raised) == ("reach", True)
    assert found.threshold == pytest.approx(81.25)
    assert found.enough == 82
    # 20.5 points: on reach it has all; on rent 41 more than 50 is 91, £47.2k; on support 102.5.
    change = explain(LIBRARY, "shop").score_change
    assert change is not None
    assert (change.criterion.id, change.is_raised) == ("rent", False)
    assert change.threshold == pytest.approx(47.2)


def test_nothing_single_puts_the_third_first() -> None:
    # The old station is 31 behind the van: more reach than the van alone, but never than the shop.
    found = explain(LIBRARY, "old-station")
    assert found.weight_change is None
    # On rent 62 more than 25 is 87: £50.4k.
    assert found.score_change is not None
    assert (found.score_change.criterion.id, found.score_change.threshold) == (
        "rent",
        pytest.approx(50.4),
    )


def test_one_that_shares_the_first_place_is_first() -> None:
    twin = replace(OPTIONS[2], id="van-two")
    found = explain(replace(LIBRARY, options=(*OPTIONS, twin)), "van-two")
    assert found.is_first
    assert found.leader.option.id == "van"
    assert found.other.option.id == "van"
    assert set(gaps(found).values()) == {0}
    assert (found.weight_change, found.score_change) == (None, None)


def test_the_only_ranked_option_is_compared_with_itself() -> None:
    found = explain(replace(LIBRARY, options=(OPTIONS[0], OPTIONS[2])), "van")
    assert found.other.option.id == "van"
    assert set(gaps(found).values()) == {0}


def test_only_the_synergies_that_an_option_has_a_part_in() -> None:
    assert explain(LIBRARY, "van").synergies == (TOGETHER,)
    assert explain(LIBRARY, "shop").synergies == (TOGETHER, ELSEWHERE)
    assert explain(LIBRARY, "as-now").synergies == ()


def test_a_dated_score_is_explained_on_the_day() -> None:
    series = ((date(2026, 1, 1), 40.0), (date(2026, 1, 11), 80.0))
    scores = {**OPTIONS[1].scores, "support": Score(Triangular(40, 30, 45), over_time=series)}
    dated = replace(LIBRARY, options=(replace(OPTIONS[1], scores=scores), *OPTIONS[2:]))
    support = explain(dated.as_at(date(2026, 1, 6)), "old-station").accounts[2]
    assert support.own.performance == Triangular(60, 50, 65)
    assert (support.own.value, support.own.contribution) == pytest.approx((60, 12))


def test_what_cannot_be_explained() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'shop'"):
        explain(LIBRARY, "shpo")
    with pytest.raises(UnknownNameError, match="did you mean 'van'"):
        explain(LIBRARY, "shop", against="vna")
    lacking = replace(OPTIONS[2], scores={"rent": SURVEYED})
    with pytest.raises(MissingScoresError, match="'van' has no score on 'reach'"):
        explain(replace(LIBRARY, options=(lacking, OPTIONS[3])), "shop")
    nobody = replace(LIBRARY, criteria=(replace(RENT, gate=Gate(at_most=1)), REACH, SUPPORT))
    with pytest.raises(NothingRankedError):
        explain(nobody, "shop")
