"""Rimonabant for type 2 diabetes: piecewise and linear value functions, swing weights.

Source: the worked example of multi-attribute value theory in the manual of drugis' MCDA, theory
section: github.com/drugis/mcda-elicitation-web, commit 34bc9aa6, app/manual/shared.html. Values
there run from 0 to 1, here from 0 to 100; the manual rounds to two decimals, partial values before
it adds them up.
"""

import pytest

from ukjapan_cli import Criterion, Decision, Option, Score, explain, score
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear, Piecewise

# The manual has the points from the worst to the best: (0.4, 0), (0, 0.25), (-0.3, 0.5),
# (-0.55, 0.75), (-0.7, 1), found by bisection.
GLUCOSE = Piecewise(((-0.7, 100), (-0.55, 75), (-0.3, 50), (0, 25), (0.4, 0)), unit="mmol/L change")
HYPOGLYCAEMIA = Linear(worst=15, best=0, unit="%")

PERFORMANCES = {
    "placebo": (0.33, 2),
    "rimonabant-5": (0.3, 1),
    "rimonabant-20": (-0.64, 5),
}
PARTIAL_VALUES = {
    "placebo": (0.04, 0.87),
    "rimonabant-5": (0.06, 0.93),
    "rimonabant-20": (0.9, 0.67),
}
TOTALS = {"placebo": 0.31, "rimonabant-5": 0.35, "rimonabant-20": 0.82}


def decision(glucose: float, hypoglycaemia: float) -> Decision:
    return Decision(
        criteria=(
            Criterion("glucose", "Fasting glucose change", Weight(glucose), scale=GLUCOSE),
            Criterion("hypo", "Hypoglycaemia", Weight(hypoglycaemia), scale=HYPOGLYCAEMIA),
        ),
        options=tuple(
            Option(id_, id_, scores={"glucose": Score(Exact(g)), "hypo": Score(Exact(h))})
            for id_, (g, h) in PERFORMANCES.items()
        ),
    )


@pytest.mark.parametrize("option", list(PERFORMANCES))
@pytest.mark.parametrize("weights", [(0.67, 0.33), (2, 1)])  # as rounded, as elicited by matching
def test_values_and_totals(option: str, weights: tuple[float, float]) -> None:
    standing = score(decision(*weights)).standing(option)
    published = [100 * value for value in PARTIAL_VALUES[option]]
    assert list(standing.values.values()) == pytest.approx(published, abs=1)
    assert standing.value == pytest.approx(100 * TOTALS[option], abs=1)


def test_the_ranking() -> None:
    ranking = [standing.option.id for standing in score(decision(0.67, 0.33)).ranking]
    assert ranking == ["rimonabant-20", "rimonabant-5", "placebo"]


def test_the_swings_that_were_matched_are_worth_the_same() -> None:
    # (0.4, 0) ~ (-0.3, 15): the swing from 0.4 to -0.3 makes up for the one from 0 to 15.
    standings = score(
        Decision(
            criteria=decision(2, 1).criteria,
            options=tuple(
                Option(id_, id_, scores={"glucose": Score(Exact(g)), "hypo": Score(Exact(h))})
                for id_, g, h in (("left", 0.4, 0.0), ("right", -0.3, 15.0))
            ),
        )
    ).ranking
    assert [str(standing.place) for standing in standings] == ["1=", "1="]


def test_the_lower_dose_dominates_placebo() -> None:
    """It is better on both criteria in the published table, so no weight puts placebo first."""
    assert explain(decision(0.67, 0.33), "placebo").weight_change is None
