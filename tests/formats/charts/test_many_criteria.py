"""Charts and the page of more criteria than anybody can tell apart."""

from dataclasses import replace

import pytest
from tests.features.made import GAIN, decision, option
from tests.formats.charts.drawn import records

from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.features.report.evidence import MOST_CRITERIA, MOST_SCORES, evidence
from ukjapan_cli.features.report.page.ranking import MOST_MOVED, MOST_PARTS, ranking
from ukjapan_cli.features.score.chart import contributions
from ukjapan_cli.features.score.values_chart import values
from ukjapan_cli.formats.charts.drawn_criteria import MOST, OTHERS, weightiest
from ukjapan_cli.model.scoring import Scoring, score

pytestmark = pytest.mark.charts

LEFT_OUT = "The 30 weightiest of 203 criteria are shown."


def scoring(options: int = 2, criteria: int = 203) -> Scoring:
    """Criterion number n weighs n, but for the last three, which weigh most."""
    leaves = tuple(
        replace(GAIN, id=f"c{n}", name=f"C{n}", weight=Weight(n + 1.0 + 1000 * (n >= criteria - 3)))
        for n in range(criteria)
    )
    made = [
        replace(
            option(f"o{number}"),
            scores={leaf.id: Score(Exact((number + n) % 11)) for n, leaf in enumerate(leaves)},
        )
        for number in range(options)
    ]
    return score(decision(*made, criteria=leaves))


def test_the_weightiest_stand_in_the_files_order_with_their_places_in_it() -> None:
    found = scoring()
    places = [place for place, _ in weightiest(found.criteria, found.weights)]
    assert places == list(range(203 - MOST, 203))
    assert len(weightiest(found.criteria[:MOST], found.weights)) == MOST


def test_bars_are_still_overall_values_with_a_part_for_all_others() -> None:
    found = scoring()
    figure = contributions(found)
    assert figure.note == LEFT_OUT
    for standing in found.ranking:
        parts = [s for s in records(figure, "contribution") if s["option"] == standing.option.name]
        assert len(parts) <= MOST + 1
        assert parts[-1]["criterion"] == "173 other criteria"
        assert parts[-1]["colour"] == OTHERS
        assert sum(part["contribution"] for part in parts) == pytest.approx(standing.value)


def test_cells_are_those_of_the_weightiest() -> None:
    figure = values(scoring())
    assert figure.note == LEFT_OUT
    assert len({row["criterion"] for row in records(figure, "criterion")}) == MOST


def test_nothing_moves_on_a_page_of_many_criteria_unless_all_is_wanted() -> None:
    found = scoring()
    told = ranking(found, "ukjapan score")
    assert not told.is_movable
    assert (told.sliders, told.data) == ((), "")
    assert told.note == (
        "203 criteria are too many for sliders; the 30 weightiest have parts of their own: "
        "--full has all."
    )
    assert len(told.legend) == MOST + 1
    for row, standing in zip(told.rows, found.ranking, strict=True):
        assert sum(part.points for part in row.parts) == pytest.approx(standing.value)
    whole = ranking(found, "ukjapan score", full=True)
    assert whole.is_movable
    assert len(whole.legend) == len(whole.rows[0].parts) == 203
    assert ranking(scoring(criteria=MOST_MOVED), "ukjapan score").is_movable


def test_the_more_criteria_the_fewer_options_unless_all_are_wanted() -> None:
    found = scoring(options=60, criteria=MOST_MOVED)
    told = ranking(found, "ukjapan score")
    assert len(told.rows) == MOST_PARTS // MOST_MOVED
    assert told.note == (
        "The best 50 of 60 ranked options with these weights are shown; other weights rank only "
        "these anew: --full shows all."
    )
    whole = ranking(found, "ukjapan score", full=True)
    assert (len(whole.rows), whole.note) == (60, "")


def test_of_many_scores_some_are_shown_with_their_reasons_unless_all_are_wanted() -> None:
    found = scoring(options=40)
    told = evidence(found)
    assert len(told.criteria) == MOST_CRITERIA
    assert len(told.options) == MOST_SCORES // MOST_CRITERIA
    assert told.options == tuple(s.option for s in found.ranking[: len(told.options)])
    assert all(set(one.scores) == {option.id for option in told.options} for one in told.criteria)
    assert told.left_out == (
        "Shown are the 100 weightiest of 203 criteria and the first 25 of 40 options: "
        "--full shows all."
    )
    whole = evidence(found, full=True)
    assert (len(whole.criteria), len(whole.options), whole.left_out) == (203, 40, "")
