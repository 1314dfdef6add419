"""Antidepressants with uncertain effects and unknown weights: SMAA with beta distributions.

Source: the example of drugis' MCDA, github.com/drugis/mcda-elicitation-web, commit 34bc9aa6,
examples/regular-examples/nemeroff.json, after T. Tervonen et al. (2011), "A stochastic
multicriteria model for evidence-based decision making in drug benefit-risk analysis", Statistics
in Medicine 30(12). What their own test of it expects (test/endToEnd/smaaResultsTest.js, 10,000
draws) is PUBLISHED. RECOUNTED is from 200,000 draws of a program of its own, rounded to three
digits, and its figures agree with theirs within 0.007.
"""

import pytest

from ukjapan_cli import Criterion, Decision, Option, OptionRobustness, Robustness, Score, robustness
from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.performances import Beta
from ukjapan_cli.decision.scales import Linear

SCALES = {
    "responders": Linear(worst=0.28, best=0.63),
    "nausea": Linear(worst=0.5, best=0.04),
    "insomnia": Linear(worst=0.31, best=0.08),
    "anxiety": Linear(worst=0.17, best=0),
}
EFFECTS = {
    "placebo": ((38, 65), (9, 95), (15, 89), (2, 102)),
    "fluoxetine": ((46, 56), (23, 81), (16, 88), (8, 96)),
    "venlafaxine": ((52, 46), (41, 61), (23, 79), (11, 91)),
}
PUBLISHED_ACCEPTABILITY = (0.743, 0.166, 0.0909)
PUBLISHED_CENTRAL_WEIGHT = 0.187
TOLERANCE = 0.015
RECOUNTED = {
    "placebo": ((0.748, 0.16, 0.093), 0.958),
    "fluoxetine": ((0.171, 0.72, 0.109), 0.368),
    "venlafaxine": ((0.082, 0.121, 0.798), 0.463),
}


@pytest.fixture(scope="module")
def found() -> Robustness:
    decision = Decision(
        criteria=tuple(
            Criterion(id_, id_, Weight(1), scale=scale) for id_, scale in SCALES.items()
        ),
        options=tuple(
            Option(
                drug,
                drug,
                scores={
                    id_: Score(Beta(*shape)) for id_, shape in zip(SCALES, effects, strict=True)
                },
            )
            for drug, effects in EFFECTS.items()
        ),
    )
    return robustness(decision, weights="any", draws=200_000)


def of(found: Robustness, drug: str) -> OptionRobustness:
    one = found.option(drug)
    assert one is not None
    return one


def test_what_drugis_expects_of_placebo(found: Robustness) -> None:
    placebo = of(found, "placebo")
    shares = [estimate.value for estimate in placebo.acceptability]
    assert shares == pytest.approx(PUBLISHED_ACCEPTABILITY, abs=TOLERANCE)
    assert placebo.central_weights is not None
    central = placebo.central_weights["responders"].value
    assert central == pytest.approx(PUBLISHED_CENTRAL_WEIGHT, abs=TOLERANCE)


@pytest.mark.parametrize("drug", EFFECTS)
def test_what_another_program_counts(found: Robustness, drug: str) -> None:
    acceptability, confidence = RECOUNTED[drug]
    one = of(found, drug)
    # Both have a standard error of 0.001 or so, and theirs is rounded.
    shares = [estimate.value for estimate in one.acceptability]
    assert shares == pytest.approx(acceptability, abs=0.006)
    assert one.confidence is not None
    # It follows the central weights, which rest on 8 % of the draws for the last of the drugs.
    assert one.confidence.value == pytest.approx(confidence, abs=0.015)
