"""The packaged decision is whole: what it was asked to hold, it holds."""

from datetime import date

import pytest

from ukjapan_cli import Criterion, Decision, Option, load
from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.decision.performances import bounds
from ukjapan_cli.decision.scales import Levels, Linear, Piecewise
from ukjapan_cli.documents.files.locations import packaged

GROUPS = {
    "security": ["regional-stability", "citizen-protection"],
    "economy": ["cost-effectiveness", "commercial-benefit"],
    "politics": ["political-window", "international-profile"],
    "delivery": ["readiness", "delivery-risk"],
}
PROPOSALS = [
    "defence-co-development",
    "counterterrorism-training",
    "crisis-management",
    "intelligence-sharing",
    "peacekeeping",
]
ELECTION, END_OF_TERM = date(2015, 5, 7), date(2018, 12, 31)


@pytest.fixture(scope="module")
def decision() -> Decision:
    locations = packaged()
    return load(locations.options.path, locations.criteria.path)


@pytest.fixture(scope="module")
def proposals(decision: Decision) -> list[Option]:
    return [option for option in decision.options if not option.is_baseline]


def window(option: Option, day: date) -> float:
    return option.scores["political-window"].on(day).point


def test_four_groups_and_eight_criteria(decision: Decision) -> None:
    assert {g.id: [c.id for c in g.criteria] for g in decision.criteria} == GROUPS


def test_every_weight_has_a_range_and_a_reason(decision: Decision) -> None:
    for node in nodes_of(decision.criteria):
        assert node.weight.low is not None, node.id
        assert node.weight.high is not None, node.id
        assert node.weight.low < node.weight.value < node.weight.high, node.id
        assert node.because, node.id


def test_every_criterion_asks_a_question_on_an_anchored_scale(decision: Decision) -> None:
    for leaf in decision.leaves:
        assert leaf.question.endswith("?"), leaf.id
        assert leaf.scale is not None
        wanted = set(leaf.scale.levels) if isinstance(leaf.scale, Levels) else {"worst", "best"}
        assert set(leaf.scale.anchors) == wanted, leaf.id


def test_several_kinds_of_scale(decision: Decision) -> None:
    scales = {leaf.id: leaf.scale for leaf in decision.leaves}
    assert any(isinstance(scale, Levels) for scale in scales.values())
    assert any(isinstance(scale, Piecewise) for scale in scales.values())
    risk = scales["delivery-risk"]
    assert isinstance(risk, Linear)
    assert risk.worst > risk.best


def test_five_proposals_and_carrying_on(decision: Decision, proposals: list[Option]) -> None:
    assert [option.id for option in proposals] == PROPOSALS
    assert len(decision.options) == 6


def test_every_option_has_a_summary_costs_and_enablers(proposals: list[Option]) -> None:
    for option in proposals:
        assert option.summary
        assert set(option.costs) == {"money", "attention"}
        enablers = " ".join(option.enablers)
        assert "ministries" in enablers, option.id
        assert "prime minister's office" in enablers, option.id
        assert "¶29" in enablers, option.id


def test_every_score_is_a_judgement_with_a_range_a_reason_and_a_paragraph(
    decision: Decision,
) -> None:
    for option in decision.options:
        assert set(option.scores) == {leaf.id for leaf in decision.leaves}
        for criterion, score in option.scores.items():
            place = f"{option.id} {criterion}"
            assert score.because, place
            assert score.source is not None, place
            assert score.source.source == "article", place
            assert score.source.locator.startswith("¶"), place
            assert bounds(score.performance) is not None, place


def test_the_window_narrows_for_every_option_and_not_alike(decision: Decision) -> None:
    falls = []
    for option in decision.options:
        days = [day for day, _ in option.scores["political-window"].over_time]
        assert (days[0], days[-1]) == (ELECTION, END_OF_TERM), option.id
        falls.append(window(option, ELECTION) - window(option, END_OF_TERM))
    assert min(falls) > 0
    assert len(set(falls)) > 3


def test_crisis_management_and_counterterrorism_are_worth_more_together(
    decision: Decision,
) -> None:
    pairs = {frozenset(synergy.options): synergy for synergy in decision.synergies}
    both = pairs[frozenset(("crisis-management", "counterterrorism-training"))]
    assert both.value > 0
    assert "¶26" in str(both.source)


def test_four_perspectives_weigh_everything(decision: Decision) -> None:
    ids = ["treasury", "ministry-of-defence", "foreign-office", "prime-ministers-office"]
    assert [perspective.id for perspective in decision.perspectives] == ids
    for perspective in decision.perspectives:
        assert set(perspective.weights) == {leaf.id for leaf in decision.leaves}
        assert perspective.because


def test_criteria_cite_the_paragraphs_they_draw_on(decision: Decision) -> None:
    drawn = {
        "regional-stability": "¶12 ¶15",
        "citizen-protection": "¶25 ¶26 ¶28",
        "cost-effectiveness": "¶12 ¶23",
        "commercial-benefit": "¶11 ¶18 ¶24",
        "political-window": "¶20 ¶21",
        "international-profile": "¶12 ¶28 ¶30",
        "readiness": "¶19 ¶26 ¶27 ¶29",
        "delivery-risk": "¶21 ¶27 ¶28",
    }
    cited = {leaf.id: _locator(leaf) for leaf in decision.leaves}
    assert cited == drawn


def _locator(criterion: Criterion) -> str:
    assert criterion.source is not None
    return criterion.source.locator
