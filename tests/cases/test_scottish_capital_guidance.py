"""Options P, Q, R and S: weighted benefit scores against net present cost.

Source: Scottish Government Health Directorates, capital guidance, Annex A3, step 6, paragraphs
A3.23-A3.24. The costs per point are about packages of money and benefit and are not a value
model's; what it says of dominance is: R costs less than Q and scores more, so that nobody's weights
prefer Q, while P, R and S are each the best of some.
"""

import pytest

from ukjapan_cli import Criterion, Decision, Option, Score, explain, score
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Local

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
