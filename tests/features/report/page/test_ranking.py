"""What the page's ranking holds where there is too much of it."""

import json
from dataclasses import replace

import pytest
from tests.features.made import BEST, COST, GAIN, LAST, MIDDLE, TODAY, decision, option

from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option
from ukjapan_cli.features.report.page import ranking as page
from ukjapan_cli.features.report.page.ranking import Ranking, nice_top, ranking
from ukjapan_cli.model.scoring import score

pytestmark = pytest.mark.charts


@pytest.fixture(autouse=True)
def _two_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MOST_SHOWN", 2)


def made(given: Decision) -> Ranking:
    return ranking(score(given), "ukjapan score")


def failing(count: int) -> list[Option]:
    return [option(f"dear{number}", cost=9, gain=10) for number in range(count)]


def test_the_baseline_stays_in_sight_below_the_best() -> None:
    told = made(decision(replace(TODAY, scores=LAST.scores), LAST, MIDDLE, BEST))
    assert [row.id for row in told.rows] == ["best", "middle", "today"]
    assert [row.rank for row in told.rows] == ["1", "2", "-"]
    assert told.note == (
        "The best 2 of 3 ranked options with these weights are shown; "
        "other weights rank only these anew: --full shows all."
    )
    held = json.loads(told.data)["options"]
    assert [one["name"] for one in held] == ["Today (baseline)", "Middle", "Best"]


def test_options_that_fail_are_shown_beside_as_many_that_are_ranked() -> None:
    cost = replace(COST, gate=Gate(at_most=8.5))
    few = made(decision(BEST, MIDDLE, *failing(2), criteria=(cost, GAIN)))
    assert [row.id for row in few.failed] == ["dear0", "dear1"]
    assert few.note == ""
    more = made(decision(BEST, MIDDLE, *failing(3), criteria=(cost, GAIN)))
    assert [row.id for row in more.failed] == ["dear0", "dear1"]
    assert more.note == (
        "Of 3 options that fail a requirement, the first 2 are shown: --full shows all."
    )


@pytest.mark.parametrize(
    ("numbers", "top"),
    [([1.0], 2.0), ([60.0, 30.0], 100.0), ([0.3], 0.5), ([4.0], 10.0), ([0.0], 1.0), ([], 1.0)],
)
def test_a_slider_has_room_above_the_largest_number(numbers: list[float], top: float) -> None:
    assert nice_top(numbers) == pytest.approx(top)


def test_data_for_the_script_end_no_element() -> None:
    told = made(decision(replace(BEST, name="</script><!-- & -->"), MIDDLE))
    assert not set("<>&") & set(told.data)
    assert json.loads(told.data)["options"][0]["name"] == "</script><!-- & -->"
