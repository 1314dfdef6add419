"""Bars from the lead at one end of a score's range to that at the other.

Cost and gain weigh 0.5 each, so that an option is worth 5 (10 - cost) + 5 gain.

    one      cost 5, from 2 to 8, gain 8     65; from 80 to 50
    other    cost 2, gain 3, from 2 to 4     55; from 50 to 60

One leads by 10: by 25 with a cost of 2 and by -5 with 8; by 15 with the other's gain of 2 and by 5
with 4.
"""

from dataclasses import replace

import pytest
from tests.features.made import COST, GAIN, SUPPORT, decision, option, scored
from tests.formats.charts.drawn import drawn, records, width, words

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.performances import Normal, Triangular
from ukjapan_cli.features.sensitivity.analysis.sensitivity import sensitivity
from ukjapan_cli.features.sensitivity.tornado_chart import tornado
from ukjapan_cli.formats.charts.drawn_options import option_marks
from ukjapan_cli.formats.charts.figure import NARROW, WIDE

pytestmark = pytest.mark.charts

ONE = option("one", cost=Triangular(5, 2, 8), gain=8)
OTHER = option("other", cost=2, gain=Triangular(3, 2, 4))
FOUND = sensitivity(decision(ONE, OTHER))
FIGURE = tornado(FOUND)


def test_the_widest_comes_first_and_turns_colour_where_the_lead_turns_over() -> None:
    marks = option_marks(FOUND.scoring)
    parts = [
        (p["option"], p["criterion"], p["from"], p["to"], p["letter"], p["colour"])
        for p in records(FIGURE, "from")
    ]
    assert parts == [
        ("One", "Cost", 0, 25, "A", marks[0].colour),
        ("One", "Cost", -5, 0, "B", marks[1].colour),
        ("Other", "Gain", 5, 15, "A", marks[0].colour),
    ]
    assert marks[0].colour != marks[1].colour


def test_the_ends_are_the_leads_of_the_analysis_with_the_performances_that_make_them() -> None:
    ends = [(w["low"], w["low_end"], w["high"], w["high_end"]) for w in records(FIGURE, "low_end")]
    assert ends == [(-5, "8", 25, "2"), (5, "4", 15, "2")]
    assert [sorted((s.at_low, s.at_high)) for s in FOUND.tornado] == [[-5, 25], [5, 15]]


def test_todays_lead_and_level_are_marked() -> None:
    assert [(said["lead"], said["says"]) for said in records(FIGURE, "says")] == [
        (10, "today +10.0"),
        (0, "level"),
    ]
    assert {(line["lead"], line["is_today"]) for line in records(FIGURE, "is_today")} == {
        (0, False),
        (10, True),
    }


@pytest.mark.parametrize("wide", [WIDE, NARROW])
def test_the_picture_says_whose_score_it_is_its_range_and_who_is_ahead(wide: int) -> None:
    found = set(words(tornado(FOUND, wide)))
    assert {"Cost", "A One: £2 to 8m", "Gain", "B Other: 2 to 4"} <= found
    assert {"One is ahead", "Other is ahead", "today +10.0", "level"} <= found


def test_a_lead_that_no_range_turns_over_has_one_colour() -> None:
    found = tornado(sensitivity(decision(ONE, option("other", cost=10, gain=2))))
    assert "Other is ahead" not in words(found)
    assert {p["letter"] for p in records(found, "from")} == {"A"}
    assert found.description.endswith("No single range puts Other ahead.")


def test_two_that_are_level_are_said_to_be() -> None:
    found = tornado(sensitivity(decision(ONE, option("other", cost=2, gain=5))))
    assert "today level" in words(found)
    assert found.description.startswith("One is level with Other. ")


@pytest.mark.parametrize("gain", [0, 3, 4.98, 5, 5.02])
@pytest.mark.parametrize("wide", [WIDE, NARROW])
def test_what_is_said_of_the_lead_stays_in_the_picture(gain: float, wide: int) -> None:
    found = tornado(sensitivity(decision(ONE, option("other", cost=2, gain=gain))), wide)
    assert width(found) == pytest.approx(wide, abs=1.5)


def test_a_distribution_without_ends_is_said_to_be_cut() -> None:
    rated = replace(ONE, scores=scored(cost=Normal(5, 1), gain=8))
    found = tornado(sensitivity(decision(rated, OTHER)))
    assert any(line.endswith("(90%)") for line in words(found))
    assert "the middle 90%" in found.note


def test_levels_are_named_at_the_ends() -> None:
    rated = replace(OTHER, scores=scored(cost=2, gain=3, support=Triangular(40.0, 0.0, 100.0)))
    sure = replace(ONE, scores=scored(cost=5, gain=8, support=100.0))
    both: Decision = decision(sure, rated, criteria=(COST, GAIN, SUPPORT))
    (bar,) = records(tornado(sensitivity(both)), "low_end")
    assert (bar["low_end"], bar["high_end"]) == ("behind-it", "opposed")


def test_of_many_ranges_the_widest_are_drawn() -> None:
    ids = [f"c{number}" for number in range(15)]
    criteria = tuple(replace(GAIN, id=id_, name=id_) for id_ in ids)
    ranges = {id_: Triangular(5, 5 - i / 4, 5 + i / 4) for i, id_ in enumerate(ids, 1)}
    rated = replace(option("one"), scores=scored(**ranges))
    steady = replace(option("other"), scores=scored(**dict.fromkeys(ids, 1)))
    found = tornado(sensitivity(decision(rated, steady, criteria=criteria)))
    assert [w["criterion"] for w in records(found, "low_end")] == ids[:2:-1]
    assert found.note == "The 12 widest of 15 bars are drawn."
    assert "NaN" not in drawn(found)


def test_the_description_says_the_lead_and_what_can_turn_it_over() -> None:
    assert FIGURE.description == (
        "One leads Other by 10.0 points. Each bar is that lead with one score of the two at either "
        "end of its range. The widest is that of One on Cost, £2 to 8m: -5.0 to +25.0. Other can "
        "be ahead by the range of One on Cost."
    )
