"""Bars of ranks: each segment is as long as its rank is frequent."""

from dataclasses import replace

import pytest
from tests.features.robustness.test_formats import FOUND
from tests.formats.charts.drawn import records, words

from ukjapan_cli.features.robustness.analysis.robustness import OptionRobustness, Robustness
from ukjapan_cli.features.robustness.central_weights_chart import central_weights
from ukjapan_cli.features.robustness.chart import robustness
from ukjapan_cli.formats.charts.figure import NARROW, WIDE
from ukjapan_cli.model.estimate import Estimate

pytestmark = pytest.mark.charts

BEST, WORST = FOUND.options
FIGURE = robustness(FOUND)


def field(shares: list[list[float]]) -> Robustness:
    """Options with these acceptabilities."""
    options = tuple(
        OptionRobustness(
            replace(BEST.option, id=f"o{row}", name=f"Option {row}"),
            tuple(Estimate(share, 0.01) for share in each),
            None,
            None,
            Estimate(1, 0),
            {},
        )
        for row, each in enumerate(shares)
    )
    return replace(FOUND, options=options)


def test_segments_follow_each_other_from_never_to_always() -> None:
    bars = records(FIGURE, "rank", "from", "to")
    assert [(bar["row"], bar["rank"], bar["from"], bar["to"]) for bar in bars] == [
        (0, 1, 0.0, 0.998),
        (0, 2, 0.998, pytest.approx(1)),
        (1, 2, 0.0, 1.0),
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_how_often_an_option_is_first_is_written_with_its_standard_error(width: int) -> None:
    found = robustness(FOUND, width)
    assert {"The best", "1st 99.8% ±0.1", "The worst", "never 1st"} <= set(words(found))
    assert found.note == "±: one standard error, in points of 100."


def test_an_error_bar_is_a_standard_error_either_side_of_the_first_segments_end() -> None:
    assert [(row["low"], row["high"]) for row in records(FIGURE, "low")] == [
        pytest.approx((0.9969, 0.9991)),
        (0, 0),
    ]


def test_the_description_says_who_is_first_most_often() -> None:
    assert FIGURE.description == (
        "The best is first most often, in 99.8% of 12,345 draws of scores and weights. 1 of 2 "
        "options is never first."
    )


def test_options_that_are_first_as_often_are_said_to_be() -> None:
    found = robustness(field([[0.5, 0.5], [0.5, 0.5]]))
    assert found.description == (
        "Option 0 and Option 1 are first equally often, each in 50.0% of 12,345 draws of scores "
        "and weights."
    )


def test_the_last_of_many_ranks_are_one_segment_and_the_worst_options_are_left_out() -> None:
    found = robustness(field([[1 / 30] * 30 for _ in range(30)]))
    bars = [bar for bar in records(found, "rank") if bar["row"] == 0]
    assert [bar["label"] for bar in bars] == [*"1234567", "8 to 30"]
    assert bars[-1]["share"] == pytest.approx(23 / 30)
    assert sum(bar["share"] for bar in bars) == pytest.approx(1)
    assert len({bar["row"] for bar in records(found, "rank")}) == 25
    assert found.note.startswith("The best 25 of 30 ranked options are drawn.")


def test_a_segment_too_short_for_its_rank_has_no_number() -> None:
    numbers = {
        (bar["row"], bar["rank"]): bar["number"] for bar in records(FIGURE, "rank", "number")
    }
    assert numbers == {(0, 1): "1", (0, 2): "", (1, 2): "2"}


def test_central_weights_are_bars_beside_the_stated_ones_of_options_that_are_ever_first() -> None:
    found = central_weights(FOUND)
    assert [(r["panel"], r["weight"], r["stated"]) for r in records(found, "stated")] == [
        (0, 0.76, 0.75),
        (0, 0.24, 0.25),
    ]
    assert {"The best", "first in 99.8%", "Cost", "Gain"} <= set(words(found))
    assert "The worst" not in words(found)
    assert found.note.endswith("1 is never first.")
    assert found.description == (
        "The best is first in 99.8% of the draws, with 76.0% on Cost on average, where 75.0% is "
        "stated."
    )
