"""Values over time: lines, overtakings and dates are the analysis's own, in every time zone."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.features.made import FIELD, GAIN, scored
from tests.features.timeline.crossing import CROSSING, END, RISING, STEADY
from tests.formats.charts.drawn import drawn, records, words

from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.features.timeline.analysis.timeline import timeline as analysis
from ukjapan_cli.features.timeline.chart import timeline
from ukjapan_cli.formats.charts.figure import NARROW

pytestmark = pytest.mark.charts

FIGURE = timeline(analysis(CROSSING))


def test_lines_go_through_the_values_of_their_days() -> None:
    knots = {(row["option"], row["moment"]): row["value"] for row in records(FIGURE, "line")}
    midnight = "T00:00:00Z"
    assert knots == pytest.approx(
        {
            (0, f"2026-01-01{midnight}"): 70,
            (0, f"2026-01-21{midnight}"): 70,
            (1, f"2026-01-01{midnight}"): 60,
            (1, f"2026-01-21{midnight}"): 80,
            (2, f"2026-01-01{midnight}"): 20,
            (2, f"2026-01-21{midnight}"): 20,
        }
    )


def test_an_overtaking_is_a_point_where_the_lines_cross_with_the_first_day_after_it() -> None:
    (crossing,) = [row for row in records(FIGURE, "day", "value", "words") if "line" not in row]
    assert (crossing["day"], crossing["value"]) == pytest.approx((10, 70))
    assert crossing["moment"] == "2026-01-11T00:00:00Z"
    assert crossing["words"] == "12 Jan 2026"


def test_who_is_first_is_a_band_in_two_parts() -> None:
    assert [(row["words"], row["from"][:10], row["to"][:10]) for row in records(FIGURE, "to")] == [
        ("A", "2026-01-01", "2026-01-12"),
        ("B", "2026-01-12", "2026-01-21"),
    ]


def test_today_and_the_end_of_the_window_are_marked() -> None:
    assert {row["words"]: row["day"] for row in records(FIGURE, "lane")} == {
        "as of 1 Jan 2026": 0,
        "act by 11 Jan 2026": 11,
    }
    assert {"A Steady", "B Rising", "Today (baseline)"} <= set(words(FIGURE))
    assert FIGURE.description.startswith(
        "Act by 11 January 2026: until then Steady is first, and from the next day on Rising is "
        "first."
    )


def test_a_narrow_chart_has_letters_on_its_lines_and_names_in_a_key() -> None:
    found = words(timeline(analysis(CROSSING), NARROW))
    assert "A Steady" not in found
    assert {"A", "B", "Steady", "Rising", "Today (baseline)"} <= set(found)


def test_a_line_has_a_gap_while_its_option_fails_a_must() -> None:
    gated = replace(
        CROSSING, criteria=(CROSSING.criteria[0], replace(GAIN, gate=Gate(at_least=4.0)))
    )
    found = timeline(analysis(gated))  # rising gains 4 on 11 January
    lines = [row for row in records(found, "line") if "words" not in row]
    days = [row["day"] for row in lines if row["option"] == 1]
    assert days == [10, 20]


def test_a_date_of_its_own_beyond_the_chart_is_said() -> None:
    found = timeline(analysis(CROSSING, start=date(2026, 1, 5), end=END))
    assert "1 January 2026, the decision's own date, is not on the chart." in found.note
    assert [row["words"] for row in records(found, "lane")] == ["act by 11 Jan 2026"]


def test_one_dated_day_is_drawn_with_room_around_it() -> None:
    only = replace(
        CROSSING.options[1],
        scores={
            **CROSSING.options[1].scores,
            "gain": replace(CROSSING.options[1].scores["gain"], over_time=((END, 6.0),)),
        },
    )
    found = timeline(analysis(replace(CROSSING, options=(CROSSING.options[0], only))))
    assert {row["value"] for row in records(found, "line") if row["option"] == 1} == {80.0}
    assert "B Steady" in words(found)


def test_without_dates_there_is_no_chart() -> None:
    with pytest.raises(ValueError, match="Nothing in this decision depends on the date"):
        timeline(analysis(FIELD))


@pytest.mark.process
def test_the_time_zone_of_the_machine_moves_nothing() -> None:
    program = (
        "from tests.formats.charts.drawn import drawn;"
        "from tests.features.timeline.test_chart import FIGURE;"
        "print(drawn(FIGURE), end='')"
    )
    far = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONPATH": "."},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert far.stdout == drawn(FIGURE)


def test_of_what_is_finer_than_the_picture_there_is_what_can_be_seen() -> None:
    """Rising is above and below the others from day to day; lines keep each pixel's ends."""
    rng = random.Random(1)
    start = date(2026, 1, 1)
    series = tuple((start + timedelta(day), float(rng.randint(0, 10))) for day in range(9_000))
    moving = replace(RISING, scores=scored(cost=0, gain=Score(Exact(2.0), over_time=series)))
    found = timeline(analysis(replace(CROSSING, options=(STEADY, moving))))
    line = [row for row in records(found, "line") if row["option"] == 1]
    assert len(line) < 2_500
    assert {row["value"] for row in line} >= {50, 100}
    values = {f"{day}T00:00:00Z": 50 + 5 * gain for day, gain in series}
    assert all(row["value"] == pytest.approx(values[row["moment"]]) for row in line)
    assert "200 of " in found.note
    assert "overtakings are marked." in found.note
    assert "parts of the band are too short to be seen." in found.note
