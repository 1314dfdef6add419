import math

import numpy as np
import pytest

from ukjapan_cli.decision.scales import Levels, Linear, Piecewise
from ukjapan_cli.model.values import (
    FixedScale,
    competition_ranks,
    overall,
    performance_worth,
    sums_around,
    values,
)

READERS = Piecewise(((0, 0), (1000, 60), (4000, 100)))
FALLING = Piecewise(((-1, 100), (0, 70), (5, 70), (9, 0)))
COST = Linear(120, 40)
SUPPORT = Levels({"opposed": 0, "split": 40, "behind-it": 100})


def value(performance: float, scale: FixedScale) -> float:
    return float(values(np.array([[performance]]), [scale])[0, 0])


@pytest.mark.parametrize(
    ("scale", "worst", "best"),
    [
        (Linear(0.1, 0.7), 0.1, 0.7),
        (Linear(1e300, -1e300), 1e300, -1e300),
        (Linear(-7e-12, 3e-13), -7e-12, 3e-13),
        (COST, 120, 40),
        (READERS, 0, 4000),
        (FALLING, 9, -1),
        (SUPPORT, 0, 100),
    ],
)
def test_the_anchors_are_worth_exactly_0_and_100(
    scale: FixedScale, worst: float, best: float
) -> None:
    assert value(worst, scale) == 0
    assert math.copysign(1, value(worst, scale)) == 1  # and not -0.0
    assert value(best, scale) == 100


@pytest.mark.parametrize(
    ("scale", "performance", "worth"),
    [
        (COST, 100, 25),
        (COST, 60, 75),
        (READERS, 500, 30),
        (READERS, 1000, 60),
        (READERS, 2500, 80),
        (FALLING, -0.5, 85),
        (FALLING, 3, 70),
        (FALLING, 7, 35),
        (SUPPORT, 40, 40),
        (SUPPORT, 70, 70),  # between two levels, where dates and ranges can be
    ],
)
def test_values_are_straight_between_anchors(
    scale: FixedScale, performance: float, worth: float
) -> None:
    assert value(performance, scale) == pytest.approx(worth, rel=1e-12)


@pytest.mark.parametrize(
    ("scale", "performance", "worth"),
    [
        (COST, 20, 125),
        (COST, 200, -100),
        (READERS, -500, -30),  # the first segment rises 60 over 1000
        (READERS, 7000, 140),  # the last 40 over 3000
        (FALLING, -2, 130),
        (FALLING, 11, -35),
    ],
)
def test_beyond_the_anchors_the_end_segment_goes_on(
    scale: FixedScale, performance: float, worth: float
) -> None:
    assert value(performance, scale) == pytest.approx(worth, rel=1e-12)


@pytest.mark.parametrize(
    ("scale", "worth"),
    [
        (Linear(3, 3), 0),  # a scale without range
        (Piecewise(((0, 0), (1, 100), (2, 100))), 100),
        (Linear(0, 1), math.inf),
        (READERS, math.inf),
    ],
)
def test_what_is_infinite_has_a_value(scale: FixedScale, worth: float) -> None:
    """A draw may be more than a number can hold."""
    with np.errstate(invalid="ignore"):
        assert value(math.inf, scale) == worth
        assert math.isnan(value(math.nan, scale))


def test_every_column_has_its_own_scale() -> None:
    performances = np.array([[100.0, 500.0, 40.0], [60.0, 4000.0, 0.0]])
    worth = values(performances, [COST, READERS, SUPPORT])
    assert worth == pytest.approx(np.array([[25, 30, 40], [75, 100, 0]]), rel=1e-12)
    assert performances.tolist() == [[100, 500, 40], [60, 4000, 0]]  # not worked on in place


def test_without_a_range_every_value_is_0() -> None:
    worth = values(np.array([[7.0], [7.0], [math.nan]]), [Linear(7, 7)])
    assert worth[:2].tolist() == [[0], [0]]
    assert math.isnan(worth[2, 0])


@pytest.mark.parametrize("scale", [COST, READERS, FALLING, SUPPORT, Linear(7, 7)])
def test_a_missing_performance_has_no_value_and_takes_nobody_elses(scale: FixedScale) -> None:
    alone = values(np.array([[40.0], [0.5]]), [scale])
    beside = values(np.array([[40.0], [math.nan], [0.5]]), [scale])
    assert math.isnan(beside[1, 0])
    assert beside[[0, 2]].tolist() == alone.tolist()


@pytest.mark.parametrize("scale", [COST, READERS, SUPPORT, Linear(-7e-12, 3e-13)])
def test_performance_worth_is_the_inverse(scale: FixedScale) -> None:
    for worth in range(0, 101, 5):
        assert value(performance_worth(worth, scale), scale) == pytest.approx(worth, abs=1e-9)


@pytest.mark.parametrize(
    ("worth", "performance"), [(0, 9), (35, 7), (69.9, 5 + 4 / 700), (85, -0.5), (100, -1)]
)
def test_performance_worth_where_less_is_better(worth: float, performance: float) -> None:
    assert performance_worth(worth, FALLING) == pytest.approx(performance)


@pytest.mark.parametrize(("towards", "performance"), [(-1, 0), (1, 0), (4, 5), (9, 5)])
def test_performance_worth_on_a_flat_stretch_is_its_nearer_end(
    towards: float, performance: float
) -> None:
    assert performance_worth(70, FALLING, towards) == performance


def test_overall_is_the_sum_of_weight_times_value() -> None:
    worth = np.array([[100.0, 0.0, 50.0], [20.0, 80.0, 10.0]])
    # .5 · 100 + .2 · 50 = 60 and .5 · 20 + .3 · 80 + .2 · 10 = 36
    assert overall(worth, np.array([0.5, 0.3, 0.2])).tolist() == pytest.approx([60, 36])


@pytest.mark.parametrize("criteria", [1, 3, 9, 40, 200])
def test_neither_company_nor_layout_changes_an_overall_value(criteria: int) -> None:
    """To the last digit, which the kernels of a matrix product choose by both."""
    generator = np.random.default_rng(criteria)
    worth, shares = generator.random((700, criteria)) * 100, generator.dirichlet([1] * criteria)
    together = overall(worth, shares)
    assert overall(np.asfortranarray(worth), shares).tolist() == together.tolist()
    assert [overall(row[None], shares)[0] for row in worth] == together.tolist()
    assert together == pytest.approx(worth @ shares)


@pytest.mark.parametrize(
    ("worth", "ranks"),
    [
        ([], []),
        ([3.0], [1]),
        ([10.0, 30.0, 20.0], [3, 1, 2]),
        ([50.0, 70.0, 70.0, 60.0, 70.0], [5, 1, 1, 4, 1]),
        ([1.0, 1.0, 1.0], [1, 1, 1]),
        ([50.0, 50.0 + 9e-10], [1, 1]),
        ([50.0, 50.0 + 2e-9], [2, 1]),
        ([50.0, 50.0 + 8e-10, 50.0 + 16e-10], [1, 1, 1]),  # a chain of neighbours that tie
        ([0.0, -0.0], [1, 1]),
    ],
)
def test_competition_ranks(worth: list[float], ranks: list[int]) -> None:
    assert competition_ranks(np.array(worth)).tolist() == ranks


def test_sums_around_are_of_all_rows_but_some() -> None:
    rows = np.array([[1.0, 1e17], [2.0, 3.0], [4.0, 5.0]])
    before, after = sums_around(rows)
    assert before.tolist() == [[0, 0], [1, 1e17], [3, 1e17 + 3], [7, 1e17 + 8]]
    assert (before[0] + after[1]).tolist() == [6, 8]  # not (1e17 + 8) - 1e17
    assert (before[1] + after[2]).tolist() == [5, 1e17 + 5]
    assert (before[0] + after[3]).tolist() == [0, 0]
