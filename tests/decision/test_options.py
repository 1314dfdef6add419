from datetime import date

import pytest

from ukjapan_cli.decision.options import Citation, Option, Score, interpolate, performance_range
from ukjapan_cli.decision.performances import Exact, Normal, Triangular, Uniform

SPRING, SUMMER, AUTUMN = date(2026, 4, 1), date(2026, 4, 11), date(2026, 5, 1)
SERIES = ((SPRING, 40.0), (SUMMER, 60.0), (AUTUMN, 20.0))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(1, 1, 1), 40),
        (SPRING, 40),
        (date(2026, 4, 4), 46),  # three days of ten, 20 up
        (SUMMER, 60),
        (date(2026, 4, 16), 50),  # five days of twenty, 40 down
        (date(2026, 4, 30), 22),
        (AUTUMN, 20),
        (date(9999, 12, 31), 20),
    ],
)
def test_straight_between_dates_and_held_outside_them(day: date, value: float) -> None:
    assert interpolate(SERIES, day) == pytest.approx(value, rel=1e-12)
    assert Score(Exact(40), over_time=SERIES).on(day).point == interpolate(SERIES, day)


def test_one_date_holds_for_ever() -> None:
    assert {interpolate(((SUMMER, 3.0),), day) for day in (SPRING, SUMMER, AUTUMN)} == {3.0}


@pytest.mark.parametrize("value", [40.0, 0.1, 65.0, -0.7])
def test_between_two_dates_of_the_same_performance_nothing_changes(value: float) -> None:
    """40 (1 - 1/7) + 40/7 is 40.00000000000001 in floating point, and no level is worth that."""
    for days in range(2, 32):
        series = ((date(2026, 1, 1), value), (date(2026, 1, days), value))
        assert {interpolate(series, date(2026, 1, day)) for day in range(1, days + 1)} == {value}


def test_a_score_without_dates_or_without_a_day_is_as_stated() -> None:
    stated = Triangular(15, 10, 25)
    assert Score(stated).on(SPRING) is stated
    assert Score(stated, over_time=SERIES).on(None) is stated


@pytest.mark.parametrize(
    ("stated", "then"),
    [
        (Exact(40), Exact(60)),
        (Triangular(40, 30, 45), Triangular(60, 50, 65)),
        (Uniform(30, 50), Uniform(50, 70)),
        (Normal(40, 3), Normal(60, 3)),
    ],
)
def test_a_range_moves_with_the_dates(stated: Exact, then: Exact) -> None:
    assert Score(stated, over_time=SERIES).on(SUMMER) == then


def test_the_range_of_performances_counts_every_option_and_every_date() -> None:
    options = (
        Option("a", "A", scores={"reach": Score(Exact(5)), "cost": Score(Exact(-100))}),
        Option("b", "B", scores={"reach": Score(Exact(40), over_time=SERIES)}),
        Option("base", "Base", scores={"reach": Score(Uniform(0, 6))}, is_baseline=True),
        Option("c", "C"),
    )
    assert performance_range(options, "reach") == (3, 60)
    assert performance_range(options[:2], "reach") == (5, 60)
    assert performance_range(options, "cost") == (-100, -100)
    assert performance_range(options, "unknown") is None
    assert performance_range((), "reach") is None


def test_the_range_of_performances_holds_what_counts_where_there_is_no_date() -> None:
    """Without an `as_of` the stated performance counts, so a local scale must reach it too."""
    dated = Score(Exact(50), over_time=((SPRING, 10.0), (SUMMER, 20.0)))
    low, high = performance_range([Option("a", "A", scores={"reach": dated})], "reach") or (0, 0)
    assert low <= dated.on(None).point <= high
    assert (low, high) == (10, 50)


@pytest.mark.parametrize(
    ("citation", "text"),
    [(Citation("survey", "¶4"), "survey ¶4"), (Citation("survey"), "survey")],
)
def test_a_citation_reads_as_in_the_file(citation: Citation, text: str) -> None:
    assert str(citation) == text
