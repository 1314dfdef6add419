"""The panels of weights: lines, flips and stable shares are the analysis's own."""

from dataclasses import replace

import pytest
from tests.features.made import COST, decision, option
from tests.features.timeline.crossing import CROSSING
from tests.formats.charts.drawn import records, words

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.features.sensitivity.analysis.sensitivity import sensitivity as analysis
from ukjapan_cli.features.sensitivity.chart import sensitivity

pytestmark = pytest.mark.charts

FIGURE = sensitivity(analysis(CROSSING))
COST_PANEL, GAIN_PANEL = 0, 1


def test_a_flip_is_a_point_at_its_share_and_value_and_says_who_is_first_beyond() -> None:
    on_cost, on_gain = (
        [row for row in records(FIGURE, "share", "middle") if row["panel"] == panel]
        for panel in (COST_PANEL, GAIN_PANEL)
    )
    assert [(row["share"], row["value"]) for row in on_cost] == [
        pytest.approx((4 / 7, 460 / 7), abs=1e-9)
    ]
    assert [(row["share"], row["value"]) for row in on_gain] == [
        pytest.approx((3 / 7, 460 / 7), abs=1e-9)
    ]
    assert {"57.1% → B", "42.9% → A"} <= set(words(FIGURE))


def test_today_and_the_stable_shares_are_marked() -> None:
    stable = [(row["from"], row["to"]) for row in records(FIGURE, "from", "to")]
    assert stable == [pytest.approx((0, 4 / 7)), pytest.approx((3 / 7, 1))]
    assert [row["share"] for row in records(FIGURE) if row.get("kind") == "now"] == [0.5, 0.5]
    assert {"now 50.0%; A first with 0.0-57.1%", "now 50.0%; A first with 42.9-100.0%"} <= set(
        words(FIGURE)
    )


def test_lines_go_from_no_share_to_all_of_it_with_the_baseline_dashed() -> None:
    ends = {
        (row["kind"], row["letter"], row["share"]): row["value"]
        for row in records(FIGURE, "letter", "share", "value")
        if row["panel"] == COST_PANEL
    }
    assert ends == pytest.approx(
        {
            ("line", "A", 0.0): 100,
            ("line", "A", 1.0): 40,
            ("line", "B", 0.0): 20,
            ("line", "B", 1.0): 100,
            ("baseline", "", 0.0): 40,
            ("baseline", "", 1.0): 0,
        }
    )


def test_the_description_says_the_lead_and_what_takes_it() -> None:
    assert FIGURE.description == (
        "First: Steady, 70.0 points, 10.0 ahead of Rising. Others are first with other weights. "
        "Cost (50.0% now): Rising above 57.1%; Gain (50.0% now): Rising below 42.9%."
    )
    assert not FIGURE.note


def test_where_nothing_moves_first_place_it_says_so() -> None:
    safe = sensitivity(analysis(decision(option("a", cost=1, gain=9), option("b", cost=2, gain=8))))
    assert safe.description.endswith("A stays first whatever any one weight is.")
    assert not records(safe, "share", "middle")


def test_a_group_has_a_panel_before_its_criteria_and_says_that_it_is_one() -> None:
    group = Criterion("group", "Both", Weight(1.0), criteria=CROSSING.criteria)
    third = Criterion("third", "Third", Weight(1.0), scale=COST.scale)
    options = tuple(
        replace(o, scores={**o.scores, "third": o.scores["cost"]}) for o in CROSSING.options
    )
    found = sensitivity(analysis(replace(CROSSING, criteria=(group, third), options=options)))
    headings = [row["words"] for row in records(found) if row.get("kind") == "heading"]
    assert headings == ["Both (group)", "Cost", "Gain", "Third"]


def test_a_single_criterion_has_a_panel_and_a_note_that_it_cannot_move() -> None:
    found = sensitivity(
        analysis(decision(option("a", cost=1), option("b", cost=2), criteria=(COST,)))
    )
    assert found.note == "Cost has all the weight, with nothing beside to take some of it."
    assert [row["words"] for row in records(found) if row.get("kind") == "heading"] == ["Cost"]


def test_of_many_options_a_panel_has_the_best_and_all_that_are_ever_first() -> None:
    many = [option(f"o{i}", cost=i, gain=0.4 * i) for i in range(12)]
    last = option("dear", cost=20, gain=10)
    found = sensitivity(analysis(decision(*many, last)))
    lines = [row for row in records(found, "letter", "share") if row["share"] == 0]
    on_gain = [row["letter"] for row in lines if row["panel"] == GAIN_PANEL]
    assert len(on_gain) == 8
    assert "M" in on_gain  # dear, the thirteenth and last of the ranking, first where gain is all
    assert found.note == (
        "8 of 13 ranked options are drawn: in each panel those that are ever first in it, 24 "
        "at most, and the best."
    )


def test_of_a_thousand_level_options_a_panel_has_the_first() -> None:
    found = sensitivity(
        analysis(decision(*(option(f"o{i}", cost=5, gain=5) for i in range(1_000))))
    )
    lines = [row for row in records(found, "letter", "share") if row["share"] == 0]
    assert len(lines) == 2 * 24
    assert found.note.startswith("24 of 1000 ranked options are drawn")
