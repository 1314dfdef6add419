"""What holds of every chart: its width, its bytes, and that names are text."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from html import escape

import pytest
from tests.features.found import HOSTILE
from tests.features.timeline.crossing import CROSSING
from tests.formats.charts.drawn import drawn, width, words

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Triangular
from ukjapan_cli.features.portfolio.analysis.frontier import cost_frontier
from ukjapan_cli.features.portfolio.chart import frontier
from ukjapan_cli.features.robustness.analysis.robustness import robustness as robustness_of
from ukjapan_cli.features.robustness.central_weights_chart import central_weights
from ukjapan_cli.features.robustness.chart import robustness
from ukjapan_cli.features.score.chart import contributions
from ukjapan_cli.features.score.values_chart import values
from ukjapan_cli.features.sensitivity.analysis.sensitivity import sensitivity as sensitivity_of
from ukjapan_cli.features.sensitivity.chart import sensitivity
from ukjapan_cli.features.sensitivity.tornado_chart import tornado
from ukjapan_cli.features.timeline.analysis.timeline import timeline as timeline_of
from ukjapan_cli.features.timeline.chart import timeline
from ukjapan_cli.formats.charts.drawing import IN_PAGE, svg
from ukjapan_cli.formats.charts.figure import NARROW, WIDE, Figure
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.model.scoring import score

pytestmark = pytest.mark.charts

LONG = "A name that goes on and on until it has eighty characters, which is a great many"
CHARTS: dict[str, Callable[[Decision, int], Figure]] = {
    "contributions": lambda given, wide: contributions(score(given), wide),
    "values": lambda given, wide: values(score(given), wide),
    "tornado": lambda given, wide: tornado(sensitivity_of(ranging(given)), wide),
    "sensitivity": lambda given, wide: sensitivity(sensitivity_of(given), wide),
    "robustness": lambda given, wide: robustness(robustness_of(given, draws=100), wide),
    "central-weights": lambda given, wide: central_weights(robustness_of(given, draws=100), wide),
    "timeline": lambda given, wide: timeline(timeline_of(given), wide),
    "frontier": lambda given, wide: frontier(
        cost_frontier(score(given), "money"), score(given), wide
    ),
}


def renamed(name: str) -> Decision:
    """The decision with every option and criterion called something, and a number."""
    return replace(
        CROSSING,
        options=tuple(replace(o, name=f"{name} {i}") for i, o in enumerate(CROSSING.options)),
        criteria=tuple(replace(c, name=f"{name} {i}") for i, c in enumerate(CROSSING.criteria)),
        cost_units={"money": name},
    )


def ranging(given: Decision) -> Decision:
    """The decision with a cost of 5 to 7 for what costs 6."""
    steady, *others = given.options
    scores = {**steady.scores, "cost": Score(Triangular(6, 5, 7))}
    return replace(given, options=(replace(steady, scores=scores), *others))


DECISIONS = {"short": CROSSING, "long": renamed(LONG), "hostile": renamed(HOSTILE)}


@cache
def made(chart: str, of: str, wide: int) -> Figure:
    return CHARTS[chart](DECISIONS[of], wide)


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("of", DECISIONS)
@pytest.mark.parametrize("wide", [WIDE, NARROW])
def test_a_picture_is_as_wide_as_asked(chart: str, of: str, wide: int) -> None:
    assert 0.9 * wide < width(made(chart, of, wide)) < 1.04 * wide


@pytest.mark.parametrize("chart", CHARTS)
def test_names_are_text_and_what_has_no_shape_is_written_out(chart: str) -> None:
    found = made(chart, "hostile", WIDE)
    picture = drawn(found)
    assert "<script" not in picture
    assert not any(c in picture + found.description for c in "\x1b\u202e\ufffe\ud800")
    beginning = visible(HOSTILE)[:18]
    assert any(beginning in line for line in words(found))
    assert escape(beginning, quote=False) in escape(found.description, quote=False)


@pytest.mark.parametrize("chart", CHARTS)
def test_the_same_decision_gives_the_same_bytes(chart: str) -> None:
    again = CHARTS[chart](CROSSING, WIDE)
    assert again == made(chart, "short", WIDE)
    assert svg(again, IN_PAGE) == drawn(made(chart, "short", WIDE))


@pytest.mark.parametrize("chart", CHARTS)
def test_a_figure_is_called_what_its_chart_is_and_says_what_it_shows(chart: str) -> None:
    found = made(chart, "short", WIDE)
    assert found.name == chart
    assert found.title
    assert "Steady" in found.description
