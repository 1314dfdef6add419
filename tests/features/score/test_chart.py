"""Stacked bars: segments are contributions, and bars are overall values."""

from dataclasses import replace

import pytest
from tests.features.made import BEST, COST, FIELD, GAIN, LAST, TODAY, decision, option
from tests.formats.charts.drawn import drawn, records, words

from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.features.score.chart import contributions
from ukjapan_cli.formats.charts.figure import NARROW, WIDE
from ukjapan_cli.formats.charts.palette import colours
from ukjapan_cli.model.scoring import score

pytestmark = pytest.mark.charts

FIGURE = contributions(score(FIELD))


def rows() -> list[tuple[str, str, str]]:
    return [(r["rank"], r["name"], r["value_text"]) for r in records(FIGURE, "rank", "value_text")]


def test_options_come_as_ranked_and_the_baseline_where_its_value_puts_it() -> None:
    assert rows() == [
        ("1", "Best", "95.0"),
        ("2=", "Middle", "65.0"),
        ("2=", "Twin", "65.0"),
        ("–", "Today (baseline)", "50.0"),
        ("4", "Last", "15.0"),
    ]


def test_segments_follow_each_other_from_0_to_the_overall_value() -> None:
    found = [(s["option"], s["criterion"], s["from"], s["to"]) for s in records(FIGURE, "from")]
    assert found == [
        ("Best", "Cost", 0, 45),
        ("Best", "Gain", 45, 95),
        ("Middle", "Cost", 0, 25),
        ("Middle", "Gain", 25, 65),
        ("Twin", "Cost", 0, 40),
        ("Twin", "Gain", 40, 65),
        ("Today (baseline)", "Cost", 0, 50),
        ("Last", "Cost", 0, 10),
        ("Last", "Gain", 10, 15),
    ]
    for standing in (*score(FIELD).ranking, *score(FIELD).excluded):
        parts = [
            s["contribution"]
            for s in records(FIGURE, "contribution")
            if s["option"].removesuffix(" (baseline)") == standing.option.name
        ]
        assert sum(parts) == pytest.approx(standing.value, abs=1e-9)


def test_a_criterion_has_one_colour_and_one_letter_and_the_key_says_its_weight() -> None:
    expected = colours(["cost", "gain"])
    found = {(s["criterion"], s["letter"], s["colour"]) for s in records(FIGURE, "from")}
    assert found == {("Cost", "a", expected["cost"]), ("Gain", "b", expected["gain"])}
    key = [(s["letter"], s["text"], s["colour"]) for s in records(FIGURE, "text_at")]
    assert key == [
        ("a", "Cost (50.0%)", expected["cost"]),
        ("b", "Gain (50.0%)", expected["gain"]),
    ]


def test_what_is_not_ranked_is_in_outline() -> None:
    outlined = {s["option"] for s in records(FIGURE, "outline") if s["outline"]}
    faint = {s["option"] for s in records(FIGURE, "strength") if s["strength"] < 0.5}
    assert outlined == faint == {"Today (baseline)"}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_picture_has_every_name_value_and_weight(width: int) -> None:
    found = set(words(contributions(score(FIELD), width)))
    assert {"Best", "Middle", "Twin", "Last", "Today (baseline)"} <= found
    assert {"95.0", "65.0", "50.0", "15.0", "Cost (50.0%)", "Gain (50.0%)"} <= found


def test_an_option_that_fails_a_must_comes_last_and_the_note_says_why() -> None:
    gated = replace(GAIN, gate=Gate(at_least=2))
    found = contributions(score(decision(TODAY, LAST, BEST, criteria=(COST, gated))))
    assert [r["name"] for r in records(found, "rank")] == [
        "Best",
        "Today (baseline)",
        "Last (fails a must)",
    ]
    assert found.note == "Not ranked: Last (Gain is 1, must be at least 2)."


def test_of_many_options_the_best_and_the_baseline_are_drawn() -> None:
    many = [option(f"o{i}", cost=i / 10, gain=5) for i in range(60)]
    found = contributions(score(decision(*many, TODAY)))
    names = [r["name"] for r in records(found, "rank")]
    assert names == [*(f"O{i}" for i in range(25)), "Today (baseline)"]
    assert found.note == "The best 25 of 60 ranked options are drawn."


def test_options_worth_nothing_have_no_segments_and_their_value_all_the_same() -> None:
    nothing = [option(name, cost=10, gain=0) for name in ("one", "two")]
    found = contributions(score(decision(*nothing)))
    assert records(found, "from") == []
    assert [t for t in words(found) if t in ("One", "Two", "0.0")] == ["One", "Two", "0.0", "0.0"]
    assert "NaN" not in drawn(found)


def test_a_segment_too_short_for_its_letter_has_none() -> None:
    found = contributions(score(decision(BEST, option("small", cost=9.9, gain=0))))
    assert [s["letter"] for s in records(found, "from")] == ["a", "b", ""]


def test_the_description_says_what_the_bars_do() -> None:
    assert FIGURE.description == (
        "Overall values, in points of 100: Best 95.0, Middle 65.0, Twin 65.0 and Last 15.0. The "
        "baseline, Today, is worth 50.0. Most of what Best is worth comes from Gain (50.0) and "
        "Cost (45.0)."
    )
