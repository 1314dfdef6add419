"""Scores from their data, held against the scale."""

import math
from datetime import date
from typing import Any

import pytest
from tests.documents.decision import CRITERIA, OPTIONS, codes, found, marked, replaced

from ukjapan_cli.decision.options import Citation, Score
from ukjapan_cli.decision.performances import (
    Beta,
    Exact,
    Lognormal,
    Normal,
    Performance,
    Triangular,
    Uniform,
)
from ukjapan_cli.decision.scales import Levels, Linear, Local, Scale
from ukjapan_cli.documents.build.scores import Scorer
from ukjapan_cli.documents.yaml.report import Report

LINEAR = Linear(0.0, 100.0)
LEVELS = Levels({"low": 0.0, "mid": 40.0, "high": 100.0})
DAY = date(2026, 4, 1)


def score_of(data: Any, scale: Scale = LINEAR, as_of: date | None = DAY) -> Score:
    """The score, which must be one without a word."""
    report = Report()
    score = Scorer("it", scale, as_of, report).build(data, ("options", 0))
    assert [f.message for f in report.findings] == []
    assert score is not None
    return score


@pytest.mark.parametrize(
    ("data", "performance"),
    [
        (85, Exact(85.0)),
        (0, Exact(0.0)),
        (100.0, Exact(100.0)),
        ({"value": 85}, Exact(85.0)),
        ({"value": 15, "low": 10, "high": 25}, Triangular(15, 10, 25)),
        ({"value": 15, "low": 15, "high": 15}, Triangular(15, 15, 15)),
        ({"low": 10, "high": 20}, Uniform(10, 20)),
        ({"low": -50, "high": 130}, Uniform(-50, 130)),  # its point, 40, is on the scale
        ({"value": 90, "low": -10, "high": 150}, Triangular(90, -10, 150)),
        ({"normal": {"mean": 50, "sd": 5}}, Normal(50, 5)),
        ({"lognormal": {"mean": 1, "sd": 0.5}}, Lognormal(1, 0.5)),
        ({"beta": {"alpha": 2, "beta": 3}}, Beta(2, 3)),
    ],
)
def test_a_performance(data: Any, performance: Performance) -> None:
    assert score_of(data) == Score(performance)


@pytest.mark.parametrize(
    ("data", "performance"),
    [
        ("mid", Exact(40.0)),
        ({"value": "high"}, Exact(100.0)),
        ({"value": "mid", "low": "low", "high": "high"}, Triangular(40, 0, 100)),
        ({"low": "mid", "high": "high"}, Uniform(40, 100)),
    ],
)
def test_a_level(data: Any, performance: Performance) -> None:
    assert score_of(data, LEVELS) == Score(performance)


def test_a_reason_and_a_source() -> None:
    score = score_of({"value": 5, "because": "They said so.\n", "source": "survey p. 3"})
    assert score == Score(Exact(5.0), "They said so.", Citation("survey", "p. 3"))
    assert score_of({"value": 5, "source": "survey"}).source == Citation("survey", "")


def test_dates_come_in_order() -> None:
    later, sooner = date(2027, 1, 1), date(2026, 1, 1)
    score = score_of({"over_time": {"2027-01-01": 30, "2026-01-01": 20}})
    assert score.over_time == ((sooner, 20.0), (later, 30.0))
    assert score.performance == Exact(20.0)


def test_levels_by_date_are_their_values() -> None:
    score = score_of({"over_time": {"2026-01-01": "low", "2027-01-01": "high"}}, LEVELS)
    assert [value for _, value in score.over_time] == [0.0, 100.0]


@pytest.mark.parametrize(
    ("data", "as_of"),
    [
        ({"value": 20, "over_time": {"2026-04-01": 20, "2027-04-01": 30}}, DAY),
        ({"value": 20, "over_time": {"2026-05-01": 20, "2027-04-01": 30}}, DAY),  # held before
        ({"value": 25, "over_time": {"2026-03-31": 20, "2026-04-02": 30}}, DAY),  # halfway
        ({"value": 1, "over_time": {"2026-04-01": 20}}, None),  # nothing to hold it against
        ({"low": 10, "high": 30, "over_time": {"2026-04-01": 20}}, DAY),
        ({"value": 0.3, "over_time": {"2026-04-01": 0.1 + 0.2}}, DAY),
    ],
)
def test_a_stated_value_that_agrees_with_its_dates(data: Any, as_of: date | None) -> None:
    score_of(data, as_of=as_of)


SERIES = "over_time: {2026-04-01: split, 2027-05-01: behind-it}"
# what is replaced in the options, by what (▸: the place), the code, the message, the hint
FAULTS = [
    (
        "reach: 800",
        "reach: ▸4001",
        "UKJ113",
        "4001 is outside the scale of 'reach', 0 to 4000",
        "widen",
    ),
    ("reach: 800", "reach: ▸-1", "UKJ113", "-1 is outside", "correct"),
    ("reach: 800", "reach: {value: ▸5000}", "UKJ113", "5000 is outside", "correct"),
    ("reach: 800", "reach: ▸{normal: {mean: 5000, sd: 1}}", "UKJ113", "5000 is outside", "correct"),
    ("reach: 800", "reach: ▸{lognormal: {mean: 9, sd: 1}}", "UKJ113", "is outside", "correct"),
    ("reach: 800", "reach: ▸{low: 4000, high: 5000}", "UKJ113", "4500 is outside", "correct"),
    (
        "reach: 800",
        "reach: {over_time: {2026-01-01: 5, 2027-01-01: ▸-5}}",
        "UKJ113",
        "-5",
        "correct",
    ),
    (
        "reach: 800",
        "reach: ▸800k",
        "UKJ107",
        "takes a number, not the text '800k'",
        "without its unit",
    ),
    ("reach: 800", "reach: {value: ▸many}", "UKJ107", "not the text 'many'", "without its unit"),
    (
        "reach: 800",
        "reach: {low: ▸few, high: 9}",
        "UKJ107",
        "not the text 'few'",
        "without its unit",
    ),
    (
        "reach: 800",
        "reach: {over_time: {2026-01-01: ▸few}}",
        "UKJ107",
        "not the text",
        "without its unit",
    ),
    (
        "reach: 800",
        "reach: {value: ▸.nan, low: 1, high: 2}",
        "UKJ109",
        "not a finite number",
        "meant",
    ),
    (
        "reach: 800",
        "▸reach: {low: 9, high: 8}",
        "UKJ116",
        "low 9 and high 8 are not in order",
        "order",
    ),
    (
        "reach: 800",
        "▸reach: {value: 7, low: 8, high: 9}",
        "UKJ116",
        "low 8, value 7 and high 9",
        "order",
    ),
    (
        "reach: 800",
        "▸reach: {value: 10, low: 8, high: 9}",
        "UKJ116",
        "low 8, value 10 and high 9",
        "order",
    ),
    (
        "{lognormal: {mean: 1, sd: 0.5}}",
        "▸{lognormal: {mean: 800, sd: 0.5}}",
        "UKJ116",
        "larger than a number can hold",
        "of the logarithm",
    ),
    (
        "value: split",
        "value: ▸splitt",
        "UKJ111",
        "the scale has no level 'splitt'",
        "did you mean 'split'?",
    ),
    (
        "value: split",
        "value: ▸40",
        "UKJ107",
        "takes a level, not the number 40",
        "opposed, split, behind-it",
    ),
    (SERIES, "over_time: {2026-04-01: ▸splt}", "UKJ111", "'splt'", "did you mean 'split'?"),
    (
        "{low: opposed, high: split}",
        "▸{normal: {mean: 50, sd: 5}}",
        "UKJ107",
        "levels, not a distribution",
        "low and high levels",
    ),
    (
        "support: {low: opposed, high: split}",
        "▸support: {low: split, high: opposed}",
        "UKJ116",
        "by their levels' values, low 40 and high 0",
        "order",
    ),
    (
        "value: split",
        "value: ▸opposed",
        "UKJ121",
        "stated as 0, but over_time gives 40 on 2026-04-01",
        "make the two agree",
    ),
    (
        "security: {value: 15, low: 10, high: 25}",
        "security: {value: ▸15, over_time: {2026-03-31: 20, 2026-04-02: 40}}",
        "UKJ121",
        "stated as 15, but over_time gives 30",
        "write 30",
    ),
    (
        "security: {value: 15, low: 10, high: 25}",
        "security: ▸{low: 10, high: 30, over_time: {2026-04-01: 15, 2027-04-01: 15}}",
        "UKJ121",
        "stated as 20, but over_time gives 15",
        "write 15",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "hint"), FAULTS, ids=[f"{f[2]}-{f[1][:40]}" for f in FAULTS]
)
def test_a_fault_is_told_once_with_its_place(
    old: str, new: str, code: str, message: str, hint: str
) -> None:
    text, line, column = marked(replaced(OPTIONS, (old, new)))
    diagnostics = found(CRITERIA, text)
    assert codes(diagnostics) == [code]
    (diagnostic,) = diagnostics
    assert diagnostic.is_error == (code != "UKJ121")
    assert message in diagnostic.message
    assert hint in diagnostic.hint
    assert (diagnostic.line, diagnostic.column) == (line, column)


@pytest.mark.parametrize(
    "score",
    [
        "{value: true, low: 10, high: 25}",
        "{value: 5, low: .nan, high: 25}",
        "{value: 5, low: few, high: 25}",
        "{normal: {mean: true, sd: 1}}",
        "{normal: {mean: -1, sd: much}}",
    ],
)
def test_of_a_score_with_a_wrong_part_nothing_else_is_wrong(score: str) -> None:
    assert len(found(options=replaced(OPTIONS, ("reach: 800", f"reach: {score}")))) == 1


@pytest.mark.parametrize("data", [1e300, -1e300, {"low": -1e308, "high": 1e308}])
def test_a_local_scale_takes_any_finite_number(data: Any) -> None:
    assert math.isfinite(score_of(data, Local(lower_is_better=False)).performance.point)


def test_the_hint_on_dates_is_a_number_to_every_reader() -> None:
    """1e-05 is text to readers of YAML 1.1, and a warning of its own here."""
    score = "reach: {value: 2.0e-05, over_time: {2026-04-01: 1.0e-05}}"
    criteria = replaced(CRITERIA, ("    must: {at_least: 500}\n", ""))
    (diagnostic,) = found(criteria, replaced(OPTIONS, ("reach: 800", score)))
    assert diagnostic.rule.code == "UKJ121"
    assert "write 1.0e-05, or fix the dates" in diagnostic.hint
