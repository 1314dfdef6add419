"""Options P, Q, R and S: weighted benefit scores against net present cost.

Source: Scottish Government Health Directorates, capital guidance, Annex A3, step 6, paragraphs
A3.23-A3.24. R costs less than Q and scores more, so that nobody's weights prefer Q, while P, R and
S are each the best of some. As packages of one option each, P, R and S are efficient; the guidance
gives the cost per point of each in pounds (P 3,797, R 3,200, S 3,378), and against P the points (R
460, S 690) and the marginal cost of each (R 2,174, S 2,899).
"""

from fractions import Fraction

import pytest

from ukjapan_cli import Criterion, Decision, Option, Score, explain, portfolio, score
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.options import Cost
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear, Local

COST_AND_SCORE = {"p": (3.0, 790.0), "q": (4.5, 1010.0), "r": (4.0, 1250.0), "s": (5.0, 1480.0)}

DECISION = Decision(
    criteria=(
        Criterion("cost", "Net present cost, £m", Weight(1), scale=Local(lower_is_better=True)),
        Criterion("benefit", "Weighted score", Weight(1), scale=Local(lower_is_better=False)),
    ),
    options=tuple(
        Option(id_, id_.upper(), scores={"cost": Score(Exact(c)), "benefit": Score(Exact(b))})
        for id_, (c, b) in COST_AND_SCORE.items()
    ),
)


@pytest.mark.parametrize("cost", range(0, 101, 5))
def test_q_ranks_below_r_which_dominates_it_whatever_the_weights(cost: float) -> None:
    scoring = score(DECISION.reweighted({"cost": cost, "benefit": 100 - cost}))
    r, q = scoring.standing("r").place, scoring.standing("q").place
    assert r is not None
    assert q is not None
    assert r.rank < q.rank


def test_the_options_on_the_frontier_are_those_that_some_weight_puts_first() -> None:
    first = score(DECISION).ranking[0].option.id
    found = {first}
    for option in COST_AND_SCORE:
        change = explain(DECISION, option).weight_change
        if change is not None:
            changed = score(DECISION.reweighted({change.node.id: change.enough}))
            found.add(changed.ranking[0].option.id)
            assert changed.ranking[0].option.id == option
    assert found == {"p", "r", "s"}


# Scores are values as they are; each option excludes the others, and one is taken.
RIVALS = Decision(
    criteria=(Criterion("benefit", "Weighted score", Weight(1), scale=Linear(0.0, 100.0)),),
    options=tuple(
        Option(
            id_,
            id_.upper(),
            scores={"benefit": Score(Exact(benefit))},
            costs={"pounds": Cost(Exact(cost * 1_000_000))},
            excludes=tuple(other for other in COST_AND_SCORE if other != id_),
        )
        for id_, (cost, benefit) in COST_AND_SCORE.items()
    ),
)


def test_the_efficient_packages_and_their_costs_per_point() -> None:
    curve = portfolio(RIVALS, at_least=1, frontier="pounds").frontier
    assert curve is not None
    p, r, s = curve.packages
    taken = [RIVALS.options[point.package.members[0]].id for point in (p, r, s)]
    assert taken == ["p", "r", "s"]
    assert [point.cost for point in (p, r, s)] == [Fraction(n) * 1_000_000 for n in (3, 4, 5)]
    assert [point.cost_per_point for point in (p, r, s)] == pytest.approx([3797, 3200, 3378], abs=1)
    assert [point.package.value - p.package.value for point in (r, s)] == pytest.approx([460, 690])
    marginal = [point.cost_per_point_over(p) for point in (r, s)]
    assert marginal == pytest.approx([2174, 2899], abs=1)


def test_the_simple_ranking_takes_the_least_cost_per_point_and_stops_at_r() -> None:
    curve = portfolio(RIVALS, at_least=1, frontier="pounds").frontier
    assert curve is not None
    assert [RIVALS.options[place].id for place in curve.ranking] == ["r", "s", "p", "q"]
    assert [point.greedy_agrees for point in curve.packages] == [True, True, False]
