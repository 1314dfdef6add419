from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.features.made import (
    BEST,
    COST,
    FIELD,
    GAIN,
    LAST,
    MIDDLE,
    SUPPORT,
    TODAY,
    decision,
    option,
)

from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.decision import File, Perspective
from ukjapan_cli.decision.performances import (
    Beta,
    Exact,
    Lognormal,
    Normal,
    Performance,
    Triangular,
    Uniform,
)
from ukjapan_cli.formats.phrases import (
    MOST_NAMED,
    in_unit,
    listed,
    number,
    on_scale,
    ordered,
    percent,
    performance,
    points,
    signed,
    stand,
    title,
    value_of,
    why_excluded,
    why_not_ranked,
    with_unit,
)
from ukjapan_cli.model.scoring import score


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (7, "7"),
        (-7, "-7"),
        (1234567, "1,234,567"),
        (-1234.5, "-1,234.5"),
        (2.5, "2.5"),
        (2.504, "2.5"),
        (66.93333, "66.93"),
        (0.5, "0.5"),
        (0.12345, "0.123"),
        (0.000123456, "0.000123"),
        (123456.789, "123,456.79"),
        (1e14, "100,000,000,000,000"),
        (1e15, "1e+15"),
        (1.5e300, "1.5e+300"),
        (2e-9, "2e-09"),
    ],
)
def test_number(value: float, text: str) -> None:
    assert number(value) == text


@given(st.floats(-1e9, 1e9))
def test_a_number_is_never_far_from_what_is_written(value: float) -> None:
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=0.005, abs=0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0.0"),
        (-0.0, "0.0"),
        (-0.04, "0.0"),
        (0.06, "0.1"),
        (70, "70.0"),
        (-3.25, "-3.2"),
        (100, "100.0"),
    ],
)
def test_points(value: float, text: str) -> None:
    assert points(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0.0"), (0.01, "0.0"), (-0.01, "0.0"), (3.3, "+3.3"), (-16.67, "-16.7")]
)
def test_signed(value: float, text: str) -> None:
    assert signed(value) == text


def test_percent() -> None:
    assert [percent(share) for share in (0, 0.4, 1 / 3, 1)] == ["0.0%", "40.0%", "33.3%", "100.0%"]


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        ("15", "years", "15 years"),
        ("8", "", "8"),
        ("85", "£k a year", "£85k a year"),
        ("85", "£ a year", "£85 a year"),
        ("1,500", "£", "£1,500"),
        ("3", "€/m²", "€3/m²"),
        ("-3", "$m", "-$3m"),
        ("85", "£000", "85 £000"),  # £85000 would be another number
        ("30", "% of the cost", "30% of the cost"),
        ("30", "%", "30%"),
        ("2.5", "of 7 risks", "2.5 of 7 risks"),
    ],
)
def test_a_unit_stands_where_readers_look_for_it(amount: str, unit: str, text: str) -> None:
    assert in_unit(amount, unit) == text


def test_levels_are_named() -> None:
    scale = SUPPORT.scale
    assert on_scale(scale, 100) == "behind-it"
    assert on_scale(scale, 40) == "split or torn"
    assert on_scale(scale, 70) == "between levels (70)"
    assert with_unit(scale, 0) == "opposed"
    assert performance(scale, Uniform(0, 100)) == "between levels (50) (opposed to behind-it)"


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        (Exact(5), "£5m"),
        (Triangular(5, 2.5, 9), "£5m (2.5 to 9)"),
        (Uniform(2, 8), "£5m (2 to 8)"),
        (Normal(5, 1), "£5m (normal)"),
        (Lognormal(0, 0), "£1m (lognormal)"),
        (Beta(1, 3), "£0.25m (0 to 1)"),
    ],
)
def test_a_performance_has_its_range(stated: Performance, text: str) -> None:
    assert performance(COST.scale, stated) == text


def test_why_an_option_is_excluded() -> None:
    cost = replace(COST, gate=Gate(at_most=6))
    gain = replace(GAIN, gate=Gate(at_least=2, at_most=9))
    scoring = score(decision(TODAY, BEST, LAST, MIDDLE, criteria=(cost, gain)))
    reasons = {s.option.id: why_excluded(s) for s in scoring.excluded}
    assert reasons == {
        "today": "the baseline; Gain is 0, must be at least 2 and at most 9",
        "best": "Gain is 10, must be at least 2 and at most 9",
        "last": "Cost is £8m, must be at most £6m; Gain is 1, must be at least 2 and at most 9",
    }
    assert why_excluded(score(FIELD).excluded[0]) == "the baseline, shown as the reference"


def test_the_reason_to_be_there_follows_the_reason_not_to_be_ranked() -> None:
    kept = replace(LAST, because="It was promised.")
    gain = replace(GAIN, gate=Gate(at_least=2))
    (standing,) = score(decision(BEST, kept, criteria=(COST, gain))).excluded
    assert why_not_ranked(standing) == "Gain is 1, must be at least 2"
    assert why_excluded(standing) == "Gain is 1, must be at least 2 — It was promised."


def test_a_value_with_missing_scores_is_a_range() -> None:
    scoring = score(decision(BEST, option("half", cost=5)), allow_missing=True)
    assert {s.option.id: value_of(s) for s in scoring.ranking} == {
        "best": "95.0",
        "half": "25.0-75.0",
    }


def test_a_decision_without_title_is_untitled() -> None:
    assert title(decision(BEST, LAST, title="")) == "Untitled decision"


def test_what_an_analysis_stands_on() -> None:
    council = Perspective("council", "The council", {"cost": 3, "gain": 1})
    files = (File("north/criteria.yaml", "0"), File("north/options.yaml", "1"))
    bare = decision(BEST, LAST, perspectives=(council,))
    assert stand(bare) == "Undated · stated weights"
    whole = replace(bare, as_of=date(2026, 4, 1), files=files)
    there = "north/criteria.yaml, north/options.yaml"
    assert stand(whole) == f"As of 1 April 2026 · stated weights · {there}"
    seen = whole.seen_from("council").reweighted({"cost": 5})
    assert stand(seen) == f"As of 1 April 2026 · weights of The council but for cost · {there}"


def test_the_baseline_stands_where_its_value_puts_it() -> None:
    assert [s.option.id for s in ordered(score(FIELD))] == [
        *("best", "middle", "twin", "today", "last")
    ]
    # 50 for the baseline; level with an option, it stands below.
    level = option("level", cost=5, gain=5)
    assert [s.option.id for s in ordered(score(decision(TODAY, level, LAST)))] == [
        *("level", "today", "last")
    ]
    assert [s.option.id for s in ordered(score(decision(TODAY, LAST)))] == ["today", "last"]
    assert [s.option.id for s in ordered(score(decision(BEST, LAST)))] == ["best", "last"]


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_names_in_a_row(names: list[str], text: str) -> None:
    assert listed(names, "or") == text


def test_of_more_names_than_anybody_reads_the_first_stand_and_the_rest_is_counted() -> None:
    names = [f"n{number}" for number in range(1, 2_001)]
    assert listed(names[:MOST_NAMED]).endswith("n23, n24 and n25")
    assert listed(names).startswith("n1, n2, ")
    assert listed(names).endswith("n23, n24 and 1,976 more")
