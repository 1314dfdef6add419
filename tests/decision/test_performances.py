import math

import pytest

from ukjapan_cli.decision.performances import (
    Beta,
    Exact,
    Lognormal,
    Normal,
    Performance,
    Triangular,
    Uniform,
    bounds,
    moved_to,
)


@pytest.mark.parametrize(
    ("performance", "point"),
    [
        (Exact(7), 7),
        (Triangular(15, 10, 25), 15),  # the most likely, not the mean of 16.67
        (Uniform(1500, 2500), 2000),
        (Normal(3.5, 2), 3.5),
        (Lognormal(0, 1), 1.6487212707001282),  # √e
        (Lognormal(2, 0.5), math.e**2.125),
        (Beta(9, 95), 9 / 104),
        (Beta(1, 1), 0.5),
    ],
)
def test_point(performance: Performance, point: float) -> None:
    assert performance.point == pytest.approx(point, rel=1e-14)


@pytest.mark.parametrize(
    ("performance", "point"),
    [
        (Uniform(-1.5e308, 1.7e308), 1e307),  # the ends' sum and difference overflow, halves do not
        (Lognormal(1000, 1), math.inf),
        (Lognormal(0, 1e200), math.inf),
        (Lognormal(-1000, 1), 0.0),
        (Beta(1e308, 1e308), 0.5),  # the parameters' sum overflows
        (Beta(1e-300, 1e300), 0.0),
    ],
)
def test_point_of_what_numbers_can_hardly_hold(performance: Performance, point: float) -> None:
    assert performance.point == pytest.approx(point)


@pytest.mark.parametrize(
    ("performance", "stated"),
    [
        (Triangular(15, 10, 25), (10, 25)),
        (Uniform(1500, 2500), (1500, 2500)),
        (Beta(2, 3), (0, 1)),
        (Exact(7), None),
        (Normal(3.5, 2), None),
        (Lognormal(2, 0.5), None),
    ],
)
def test_bounds(performance: Performance, stated: tuple[float, float] | None) -> None:
    assert bounds(performance) == stated


@pytest.mark.parametrize(
    ("performance", "moved"),
    [
        (Exact(7), Exact(20)),
        (Triangular(15, 10, 25), Triangular(20, 15, 30)),
        (Uniform(10, 20), Uniform(15, 25)),
        (Normal(3.5, 2), Normal(20, 2)),
    ],
)
def test_a_statement_moved_keeps_its_width(performance: Performance, moved: Performance) -> None:
    assert moved_to(performance, 20) == moved
    assert moved.point == 20
    assert moved_to(moved, performance.point) == performance


@pytest.mark.parametrize("performance", [Lognormal(2, 0.5), Beta(2, 3)])
def test_what_has_no_place_of_its_own_cannot_be_moved(performance: Performance) -> None:
    with pytest.raises(ValueError, match="cannot be dated"):
        moved_to(performance, 1)
