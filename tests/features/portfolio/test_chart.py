"""Value against cost: every efficient package, and what the simple ranking comes to."""

from dataclasses import replace

import pytest
from tests.features.timeline.crossing import CROSSING
from tests.formats.charts.drawn import records, words

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.portfolio.analysis.frontier import Frontier
from ukjapan_cli.features.portfolio.analysis.portfolio import portfolio
from ukjapan_cli.features.portfolio.chart import frontier
from ukjapan_cli.formats.charts.figure import Figure
from ukjapan_cli.model.scoring import score

pytestmark = pytest.mark.charts


def found(given: Decision = CROSSING, budgets: dict[str, float] | None = None) -> Frontier:
    curve = portfolio(given, budgets, top=1, frontier="money", draws=100).frontier
    assert curve is not None
    return curve


def drawn(given: Decision = CROSSING, budgets: dict[str, float] | None = None) -> Figure:
    return frontier(found(given, budgets), score(given))


FIGURE = drawn()


def test_every_efficient_package_is_a_numbered_point_and_value_rises_with_cost() -> None:
    points = records(FIGURE, "cost", "value", "number")
    assert [(p["number"], p["cost"], p["value"]) for p in points] == [
        ("1", 0, 0),
        ("2", 1, pytest.approx(40)),
        ("3", 2, pytest.approx(50)),
        ("4", 3, pytest.approx(90)),
    ]


def test_the_simple_rankings_package_is_a_diamond_where_it_is_worth_less() -> None:
    # Rising adds 40 for 1, steady 50 for 2: with 2 to spend rising comes first, and 1 is left.
    assert [(row["cost"], row["value"], row["best"]) for row in records(FIGURE, "best")] == [
        (2, pytest.approx(40), pytest.approx(50))
    ]
    assert any(line.startswith("Diamonds:") for line in words(FIGURE))


def test_the_key_says_what_each_number_has_more_and_less_than_the_one_before() -> None:
    assert {
        "£0m, 0.0 points: none",
        "£1m, 40.0 points: with Rising",
        "£2m, 50.0 points: without Rising; with Steady",
        "£3m, 90.0 points: with Rising",
        "money (£m)",
        "Points over Today (baseline)",
    } <= set(words(FIGURE))


def test_the_description_says_how_many_the_most_and_the_simple_ranking() -> None:
    assert FIGURE.description == (
        "4 packages are efficient: none is worth as much for the same or less. The most is worth "
        "90.0 points and takes £3m: Steady and Rising together. By value per cost, one after the "
        "other: worse with 1 of 4 amounts, by most with 2 of money, where it is 10.0 points behind."
    )
    assert not FIGURE.note


def test_without_a_baseline_or_a_unit_the_axes_name_neither() -> None:
    bare = replace(CROSSING, options=CROSSING.options[:2], cost_units={})
    assert {"money", "Points of value"} <= set(words(drawn(bare)))


def test_a_budget_is_a_line() -> None:
    assert "budget" in words(drawn(budgets={"money": 2}))


def test_without_a_package_there_is_no_chart() -> None:
    with pytest.raises(ValueError, match="there is no package to draw"):
        frontier(replace(found(), packages=()), score(CROSSING))
