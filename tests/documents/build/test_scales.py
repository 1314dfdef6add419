"""Scales from their data, and performances on them."""

import math
from typing import Any

import pytest
from tests.documents.decision import CRITERIA, OPTIONS, built, codes, found, marked, replaced

from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale, stated_ends
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.build.scales import build_scale, performance_on
from ukjapan_cli.documents.yaml.report import Report

LINEAR = Linear(120.0, 40.0, "£k")
LOCAL = Local(lower_is_better=True)
PIECEWISE = Piecewise(((0.0, 0.0), (10.0, 100.0)))
LEVELS = Levels({"opposed": 0.0, "split": 40.0, "behind-it": 100.0})


@pytest.mark.parametrize(
    ("data", "scale"),
    [
        ({"worst": 120, "best": 40, "unit": "£k"}, LINEAR),
        ({"worst": 0, "best": 1}, Linear(0.0, 1.0)),
        ({"better": "lower"}, LOCAL),
        ({"better": "higher", "unit": "years\n"}, Local(lower_is_better=False, unit="years")),
        ({"points": [[0, 0], [10, 100]]}, PIECEWISE),
        ({"points": [[10, 100], [0, 0]]}, PIECEWISE),  # either order
        (
            {"points": [[0, 100], [5, 100], [9, 0]]},
            Piecewise(((0.0, 100.0), (5.0, 100.0), (9.0, 0.0))),
        ),
        ({"levels": {"opposed": 0, "split": 40, "behind-it": 100}}, LEVELS),
        ({"levels": {"no": 100, "yes": 0, "so-so": 0}}, Levels({"no": 100, "yes": 0, "so-so": 0})),
        (
            {"worst": 0, "best": 9, "anchors": {"best": " all \n"}},
            Linear(0.0, 9.0, anchors={"best": "all"}),
        ),
        (
            {"levels": {"a": 0, "b": 100}, "anchors": {"a": "none"}},
            Levels({"a": 0, "b": 100}, {"a": "none"}),
        ),
    ],
)
def test_a_scale(data: Any, scale: Scale) -> None:
    report = Report()
    assert build_scale(data, ("scale",), report) == scale
    assert len(report.findings) == 0


UNUSABLE = [
    ("scale: {better: higher}", "▸scale: {worst: 5, best: 5}", "both 5", "apart"),
    (
        "scale: {better: higher}",
        "▸scale: {worst: -1.0e+308, best: 1.0e+308}",
        "not a span that numbers can hold",
        "another unit",
    ),
    (
        "scale: {better: higher}",
        "▸scale: {worst: 0, best: 1.0e-310}",
        "not a span that numbers can hold",
        "another unit",
    ),
    ("points: [[0, 0], [1000, 60], [4000, 100]]", "▸points: [[0, 10], [9, 100]]", "10 to 100", "0"),
    ("points: [[0, 0], [1000, 60], [4000, 100]]", "▸points: [[0, 0], [9, 90]]", "0 to 90", "100"),
    ("points: [[0, 0], [1000, 60], [4000, 100]]", "▸points: [[0, 50], [9, 50]]", "50 to 50", "100"),
    (
        "points: [[0, 0], [1000, 60], [4000, 100]]",
        "▸points: [[0, 0], [5, 100], [9, 60]]",
        "values turn",
        "rise all the way",
    ),
    (
        "points: [[0, 0], [1000, 60], [4000, 100]]",
        "▸points: [[0, 0], [9, 60], [5, 100]]",
        "performances neither rise nor fall",
        "in order",
    ),
    (
        "points: [[0, 0], [1000, 60], [4000, 100]]",
        "▸points: [[0, 0], [5, 60], [5, 100]]",
        "performances neither rise nor fall",
        "each performance once",
    ),
    (
        "points: [[0, 0], [1000, 60], [4000, 100]]",
        "▸points: [[-1.0e+308, 0], [1.0e+308, 100]]",
        "numbers can hold",
        "",
    ),
    (
        "points: [[0, 0], [1000, 60], [4000, 100]]",
        "▸points: [[0, 0], [1.0e-310, 100]]",
        "numbers can hold",
        "",
    ),
    ("levels: {opposed: 0, split: 40", "▸levels: {opposed: 10, split: 40", "10 to 100", "swing"),
    ("behind-it: 100}", "behind-it: 90}", "worth 0 to 90", "swing"),
]


@pytest.mark.parametrize(("old", "new", "message", "hint"), UNUSABLE)
def test_an_unusable_scale_is_told_once(old: str, new: str, message: str, hint: str) -> None:
    """Performances on it are not held against it, so that no other fault follows."""
    has_place = "▸" in new
    text, line, column = marked(replaced(CRITERIA, (old, new)))
    (diagnostic,) = found(criteria=text)
    assert diagnostic.rule is rules.UNUSABLE_SCALE
    assert message in diagnostic.message
    assert hint in diagnostic.hint
    if has_place:
        assert (diagnostic.line, diagnostic.column) == (line, column)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("worst: 120", "worst: true"),
        ("worst: 120", "worst: .nan"),
        ("worst: 120", "worst: dear"),
        ("[1000, 60]", "[true, 60]"),
        ("[1000, 60]", "[1000, much]"),
        ("split: 40", "split: false"),
        ("levels: {opposed: 0", "levels: {opposed: -5"),
    ],
)
def test_on_a_scale_with_a_wrong_part_nothing_else_is_wrong(old: str, new: str) -> None:
    assert len(found(criteria=replaced(CRITERIA, (old, new)))) == 1


def test_an_anchor_of_something_that_the_scale_has_not() -> None:
    text, line, column = marked(replaced(CRITERIA, ("{worst: as now", "{▸wurst: as now")))
    (diagnostic,) = found(criteria=text)
    assert diagnostic.rule is rules.UNKNOWN_REFERENCE
    assert (diagnostic.line, diagnostic.column) == (line, column)
    assert diagnostic.hint == "did you mean 'worst'?"
    levels = "behind-it: 100}"
    text, line, column = marked(
        replaced(CRITERIA, (levels, f"{levels}, anchors: {{split: s, ▸worst: w}}"))
    )
    (diagnostic,) = found(criteria=text)
    assert (diagnostic.line, diagnostic.column) == (line, column)
    assert diagnostic.hint == "the anchors here are: opposed, split, behind-it"


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        (LINEAR, (40, 120)),
        (Linear(0.0, 10.0), (0, 10)),
        (PIECEWISE, (0, 10)),
        (LEVELS, (0, 100)),
        (LOCAL, (-math.inf, math.inf)),
    ],
)
def test_ends(scale: Scale, expected: tuple[float, float]) -> None:
    assert stated_ends(scale) == expected


@pytest.mark.parametrize(
    ("scale", "data", "number"),
    [(LINEAR, 85, 85.0), (LOCAL, -1.5, -1.5), (LEVELS, "split", 40.0), (LEVELS, "opposed", 0.0)],
)
def test_a_performance(scale: Scale, data: object, number: float) -> None:
    report = Report()
    found_ = performance_on(scale, data, ("it",), report)
    assert found_ == number
    assert isinstance(found_, float)
    assert len(report.findings) == 0


@pytest.mark.parametrize(
    ("scale", "data", "code", "message", "hint"),
    [
        (LINEAR, "85k", "UKJ107", "takes a number, not the text '85k'", "without its unit"),
        (LINEAR, "1,200", "UKJ107", "not the text '1,200'", "without its unit, and without , or %"),
        (LEVELS, 40, "UKJ107", "takes a level, not the number 40", "opposed, split, behind-it"),
        (LEVELS, "splitt", "UKJ111", "no level 'splitt'", "did you mean 'split'?"),
        (Levels({"0": 0.0, "+1": 100.0}), 0, "UKJ107", "not the number 0", "write '0' in quotes"),
        (Levels({"0": 0.0, "+1": 100.0}), 1, "UKJ107", "not the number 1", "write '+1' in quotes"),
        (Levels({"0": 0.0, "-0.5": 100.0}), -0.5, "UKJ107", "number -0.5", "write '-0.5' in quote"),
        (Levels({"High": 0.0, "Low": 100.0}), "high", "UKJ111", "'high'", "did you mean 'High'?"),
        (LEVELS, "zzz", "UKJ111", "no level 'zzz'", "the levels are: opposed, split, behind-it"),
    ],
)
def test_what_is_no_performance_on_a_scale(
    scale: Scale, data: object, code: str, message: str, hint: str
) -> None:
    report = Report()
    assert performance_on(scale, data, ("it",), report) is None
    (finding,) = report.findings
    assert (finding.rule.code, finding.path) == (code, ("it",))
    assert message in finding.message
    assert hint in finding.hint


@pytest.mark.parametrize(
    "name", ["High", "Partially met", "+++", "日本", "1", "null", "No: never", "=1+1", "x" * 60]
)
def test_a_level_is_called_what_people_call_it(name: str) -> None:
    quoted = "'" + name + "'"
    criteria = replaced(
        CRITERIA, ("levels: {opposed: 0, split: 40,", f"levels: {{opposed: 0, {quoted}: 40,")
    )
    options = (
        OPTIONS.replace("value: split", f"value: {quoted}")
        .replace("2026-04-01: split", f"2026-04-01: {quoted}")
        .replace("high: split", f"high: {quoted}")
    )
    decision = built(criteria, options).decision
    assert decision is not None
    assert decision.options[0].scores["support"].performance.point == 40


@pytest.mark.parametrize("name", ["''", "' '", "x" * 61])
def test_what_is_no_name_of_a_level(name: str) -> None:
    criteria = replaced(
        CRITERIA,
        ("levels: {opposed: 0, split: 40,", f"levels: {{opposed: 0, {name}: 30, split: 40,"),
    )
    (diagnostic,) = found(criteria)
    assert diagnostic.rule.code == "UKJ109"
    assert "1 to 60 characters" in diagnostic.hint


@pytest.mark.parametrize(
    "text",
    [
        "n/a",
        "N/A",
        "-",
        "–",
        "?",
        "tbc",
        "TBD",
        "unknown",
        "not known",
        "none",
        "''",
        "Not applicable",
    ],
)
@pytest.mark.parametrize("score", ["reach: {}", "reach: {{value: {}}}", "support: {}"])
def test_what_nobody_knows_is_left_out(text: str, score: str) -> None:
    key = score.partition(":")[0]
    old = {"reach": "reach: 800", "support": "support: {low: opposed, high: split}"}[key]
    quoted = text if text.startswith("'") else f"'{text}'"
    (diagnostic,) = found(CRITERIA, replaced(OPTIONS, (old, score.format(quoted))))
    assert diagnostic.hint == "leave the score out, and rank with `ukjapan score --allow-missing`"


def test_a_must_is_not_left_out() -> None:
    (diagnostic,) = found(replaced(CRITERIA, ("at_least: 500", "at_least: n/a")))
    assert "without its unit" in diagnostic.hint


def test_levels_of_two_scales_are_not_confused() -> None:
    """A word is looked for among the levels of its own criterion."""
    criteria = replaced(CRITERIA, ("better: higher", "levels: {splitt-up: 0, whole: 100}"))
    options = replaced(
        OPTIONS,
        ("{value: 15, low: 10, high: 25}", "whole"),
        ("{lognormal: {mean: 1, sd: 0.5}}", "splitt"),
        ("security: 1,", "security: whole,"),
        ("{low: opposed, high: split}", "splitt"),
    )
    diagnostics = found(criteria, options)
    assert codes(diagnostics) == ["UKJ111", "UKJ111"]
    assert [d.hint for d in diagnostics] == ["did you mean 'splitt-up'?", "did you mean 'split'?"]


def test_the_whole_of_them_in_a_decision() -> None:
    decision = built().decision
    assert decision is not None
    assert [type(leaf.scale) for leaf in decision.leaves] == [Linear, Local, Piecewise, Levels]
