"""Timelines worked out by hand.

Cost and gain weigh the same, so that an option is worth 5 (10 - cost) + 5 gain. Days are counted
from 1 January 2027 unless a test says otherwise.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from tests.features.made import COST, GAIN, decision, option

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Exact, Uniform
from ukjapan_cli.decision.scales import Piecewise
from ukjapan_cli.features.timeline.analysis.crossings import Crossing
from ukjapan_cli.features.timeline.analysis.days import (
    Run,
    count_between,
    dates_between,
    months_after,
    passings,
    runs,
    telling_days,
)
from ukjapan_cli.features.timeline.analysis.leaders import Lead, leads
from ukjapan_cli.features.timeline.analysis.timeline import (
    MOST_SHOWN,
    Course,
    DatesOutOfOrderError,
    TooManyDatesError,
    Window,
    timeline,
)
from ukjapan_cli.model.scoring import NothingRankedError

DAY_0 = date(2027, 1, 1)
A, B, C, D = range(4)


def dated(*stated: tuple[int, float]) -> Score:
    series = tuple((DAY_0 + timedelta(day), float(number)) for day, number in stated)
    return Score(Exact(series[0][1]), over_time=series)


def course(made: Decision, **more: Any) -> Course:
    found = timeline(made, **more).course
    assert found is not None
    return found


# Over ten days a falls from 50 to 0 and b rises from 20 to 70: level at day 3; c stays at 30.
RIVALS = decision(
    option("a", cost=10, gain=dated((0, 10), (10, 0))),
    option("b", cost=6, gain=dated((0, 0), (10, 10))),
    option("c", cost=10, gain=6),
    as_of=DAY_0,
)


class TestCrossings:
    def test_each_is_exact_and_dated_by_the_first_whole_day(self) -> None:
        assert course(RIVALS).crossings == (
            Crossing(pytest.approx(2), 3, B, C),
            Crossing(pytest.approx(3), 4, B, A),
            Crossing(pytest.approx(4), 5, C, A),
        )

    def test_within_a_day_the_date_is_the_next_day(self) -> None:
        made = decision(
            option("a", cost=10, gain=4.25), option("b", cost=10, gain=dated((0, 0), (10, 10)))
        )
        assert course(made).crossings == (Crossing(pytest.approx(4.25), 5, B, A),)

    def test_two_that_touch_do_not_cross(self) -> None:
        made = decision(
            option("a", cost=10, gain=5),
            option("b", cost=10, gain=dated((0, 0), (5, 5), (10, 0))),
        )
        found = course(made)
        assert found.crossings == ()
        assert [lead.rows for lead in found.leads] == [(A,)]

    def test_two_that_are_level_for_a_while_cross_where_that_ends(self) -> None:
        made = decision(
            option("a", cost=10, gain=5),
            option("b", cost=10, gain=dated((0, 0), (5, 5), (8, 5), (10, 10))),
        )
        assert course(made).crossings == (Crossing(pytest.approx(8), 9, B, A),)

    def test_there_and_back_between_two_midnights_is_no_crossing(self) -> None:
        # In one day b loses 40 points of 50 on cost, and gains 30 at once before half of it.
        step = Piecewise(((0.0, 0.0), (3.0, 0.0), (4.0, 60.0), (9.0, 60.0), (10.0, 100.0)))
        made = decision(
            option("a", cost=0, gain=3 + 1 / 6),
            option("b", cost=dated((0, 0), (1, 8)), gain=dated((0, 0), (1, 9))),
            criteria=(COST, Criterion("gain", "Gain", Weight(1), scale=step)),
        )
        found = course(made)
        a, b = found.lines
        assert a.at(np.array([4 / 9])) == pytest.approx(50 + 5)
        assert b.at(np.array([0, 4 / 9, 1])) == pytest.approx([50, 50 - 40 * 4 / 9 + 30, 40])
        assert found.crossings == ()
        assert found.leads == (Lead(Run(0, 1), (A,)),)

    def test_of_many_options_the_first_dozen_are_compared(self) -> None:
        level = [option(f"o{n}", cost=10, gain=n / 10) for n in range(20)]
        made = decision(*level, option("z", cost=10, gain=dated((0, 0), (10, 10))))
        found = course(made)
        assert len(found.shown) == MOST_SHOWN
        assert found.shown[:2] == (19, 20)  # 19 leads first, z overtakes all in the end
        assert {row for c in found.crossings for row in (c.above, c.below)} <= set(found.shown)
        assert [c.below for c in found.crossings] == sorted(c.below for c in found.crossings)


class TestLeads:
    def test_one_that_ties_on_the_last_day_still_leads(self) -> None:
        assert course(RIVALS).leads == (Lead(Run(0, 3), (A,)), Lead(Run(4, 10), (B,)))

    def test_those_that_are_level_all_along_lead_together(self) -> None:
        made = decision(
            option("a", cost=10, gain=dated((0, 5), (10, 0))),
            option("b", cost=10, gain=dated((0, 5), (10, 0))),
            option("c", cost=10, gain=2),
        )
        assert course(made).leads == (Lead(Run(0, 6), (A, B)), Lead(Run(7, 10), (C,)))

    def test_the_fewest_runs_follow_the_one_that_goes_on(self) -> None:
        found = leads([Lead(Run(0, 0), (A, B)), Lead(Run(1, 5), (B,)), Lead(Run(6, 6), (B, C))])
        assert found == [Lead(Run(0, 6), (B,))]

    def test_days_of_nobody_part_two_leads(self) -> None:
        found = leads([Lead(Run(0, 2), (A,)), Lead(Run(5, 6), (A,))])
        assert found == [Lead(Run(0, 2), (A,)), Lead(Run(5, 6), (A,))]

    def test_an_option_that_bends_on_its_scale_leads_in_the_middle(self) -> None:
        # b's gain rises by 1 a day; its value rises by 20 a day until day 4, then stays at 80.
        bent = Piecewise(((0.0, 0.0), (4.0, 80.0), (8.0, 80.0), (10.0, 100.0)))
        made = decision(
            option("a", gain=dated((0, 3.0))),
            option("b", gain=dated((0, 0), (10, 10))),
            criteria=(Criterion("gain", "Gain", Weight(1), scale=bent),),
        )
        found = course(made)
        assert found.leads == (Lead(Run(0, 3), (A,)), Lead(Run(4, 10), (B,)))
        b = found.lines[1]
        assert b.days.tolist() == [0, 4, 8, 10]
        assert b.values.tolist() == pytest.approx([0, 80, 80, 100])


class TestWindow:
    def test_it_closes_on_the_last_day_of_the_lead(self) -> None:
        assert course(RIVALS).window == Window(A, 3, (B,))

    def test_it_is_todays_whatever_stretch_is_shown(self) -> None:
        shown = course(RIVALS, start=DAY_0 + timedelta(5), end=DAY_0 + timedelta(6))
        assert shown.window == Window(A, 3, (B,))
        assert shown.leads == (Lead(Run(5, 6), (B,)),)
        assert shown.crossings == ()

    def test_who_stays_first_to_the_last_date_stays_first_for_good(self) -> None:
        found = course(RIVALS.as_at(DAY_0 + timedelta(4)))
        assert found.window == Window(B, None, ())

    def test_before_the_first_date_values_are_held(self) -> None:
        found = course(RIVALS.as_at(DAY_0 - timedelta(90)))
        assert found.window == Window(A, 3, (B,))
        assert [delay.per_month for delay in found.delays] == [0, 0, 0]

    def test_of_two_that_tie_today_it_is_the_one_that_stays(self) -> None:
        found = course(RIVALS.as_at(DAY_0 + timedelta(3)))
        assert found.window == Window(B, None, ())


class TestGates:
    GATED = Criterion("gain", "Gain", Weight(1), scale=GAIN.scale, gate=Gate(at_least=5))

    def test_an_option_leads_while_it_meets_a_must(self) -> None:
        made = decision(
            option("a", cost=0, gain=dated((0, 10), (10, 0))),
            option("b", cost=10, gain=6),
            criteria=(COST, self.GATED),
            as_of=DAY_0,
        )
        found = course(made)
        assert found.ranked == {A: (Run(0, 5),), B: (Run(0, 10),)}
        assert found.leads == (Lead(Run(0, 5), (A,)), Lead(Run(6, 10), (B,)))
        assert found.window == Window(A, 5, (B,))
        assert found.crossings == ()
        assert found.ranks[-1].tolist() == [0, 1]

    def test_rounding_does_not_shut_a_gate(self) -> None:
        # A third and two thirds of the way from 4 to 7 the gain is 5 and 6 by hand.
        gate = Gate(at_least=5, at_most=6)
        criterion = Criterion("gain", "Gain", Weight(1), scale=GAIN.scale, gate=gate)
        made = decision(option("a", gain=dated((0, 4), (3, 7))), criteria=(criterion,))
        assert course(made).ranked == {A: (Run(1, 2),)}

    def test_days_on_which_nobody_is_ranked_have_no_lead(self) -> None:
        made = decision(
            option("a", gain=dated((0, 6), (10, 0), (20, 6))), criteria=(self.GATED,), as_of=DAY_0
        )
        found = course(made)
        assert found.leads == (Lead(Run(0, 1), (A,)), Lead(Run(19, 20), (A,)))
        assert found.window == Window(A, 1, ())
        nobody = course(made.as_at(DAY_0 + timedelta(10)))
        assert nobody.window is None
        assert nobody.delays == ()

    def test_nobody_on_any_day_is_refused(self) -> None:
        made = decision(option("a", gain=dated((0, 1), (10, 2))), criteria=(self.GATED,))
        with pytest.raises(NothingRankedError):
            timeline(made)


class TestBaseline:
    def test_the_days_on_which_it_is_beaten(self) -> None:
        made = decision(
            option("today", cost=10, gain=dated((0, 2), (10, 6)), is_baseline=True),
            option("a", cost=10, gain=4),  # level on day 5
            option("b", cost=10, gain=1),
            option("c", cost=10, gain=7),
            as_of=DAY_0,
        )
        found = {each.row: each for each in course(made).against_baseline}
        assert (found[1].runs, found[1].is_lasting) == ((Run(0, 4),), False)
        assert (found[2].runs, found[2].is_lasting) == ((), False)
        assert (found[3].runs, found[3].is_lasting) == ((Run(0, 10),), True)


class TestDelay:
    def test_a_month_is_a_twelfth_of_the_mean_year(self) -> None:
        a, b, c = course(RIVALS).delays
        assert a.per_month == pytest.approx(5 * 365.2425 / 12)
        assert b.per_month == pytest.approx(-5 * 365.2425 / 12)
        assert c.per_month == 0

    def test_losses_run_to_calendar_dates_and_stop_with_the_series(self) -> None:
        made = decision(option("a", cost=10, gain=dated((0, 10), (100, 0))), as_of=DAY_0)
        (found,) = course(made).delays
        assert [(loss.months, loss.until) for loss in found.losses] == [
            (1, date(2027, 2, 1)),
            (6, date(2027, 7, 1)),
            (12, date(2028, 1, 1)),
        ]
        assert [loss.points for loss in found.losses] == pytest.approx([15.5, 50, 50])

    def test_the_rate_is_that_of_the_days_to_come(self) -> None:
        made = decision(option("a", cost=10, gain=dated((0, 10), (5, 5), (15, 4))))
        (found,) = course(made.as_at(DAY_0 + timedelta(5))).delays
        assert found.per_month == pytest.approx(0.5 * 365.2425 / 12)


class TestDates:
    def test_the_end_of_a_month_is_kept_where_there_is_one(self) -> None:
        end = date(2028, 1, 31)
        assert months_after(end, 1) == date(2028, 2, 29)
        assert months_after(end, 13) == date(2029, 2, 28)
        assert months_after(end, 2) == date(2028, 3, 31)
        assert months_after(date(9999, 12, 1), 1) == date.max

    def test_steps_end_with_the_last_date(self) -> None:
        found = list(dates_between(date(2027, 11, 30), date(2028, 5, 29), "quarter"))
        assert found == [date(2027, 11, 30), date(2028, 2, 29), date(2028, 5, 29)]
        assert list(dates_between(DAY_0, DAY_0, "month")) == [DAY_0]
        assert list(dates_between(DAY_0, date(2028, 1, 1), "year")) == [DAY_0, date(2028, 1, 1)]

    @pytest.mark.parametrize("step", ["month", "quarter", "year"])
    def test_no_more_dates_than_are_counted(self, step: str) -> None:
        for days in range(0, 900, 17):
            end = DAY_0 + timedelta(days)
            assert len(list(dates_between(DAY_0, end, step))) <= count_between(DAY_0, end, step)

    @pytest.mark.parametrize(("years", "apart"), [(1, 31), (4, 90), (30, 365)])
    def test_a_table_takes_the_shortest_steps_that_make_it_no_long_one(
        self, years: int, apart: int
    ) -> None:
        dates = course(RIVALS, end=date(2027 + years, 1, 1)).dates
        assert (dates[1] - dates[0]).days == apart
        assert dates[-1] == date(2027 + years, 1, 1)

    def test_a_leap_day_counts(self) -> None:
        before, after = date(2028, 2, 28), date(2028, 3, 1)
        series = ((before, 0.0), (after, 10.0))
        made = decision(
            option("a", cost=10, gain=Score(Exact(0.0), over_time=series)),
            option("b", cost=10, gain=4),
        )
        found = course(made)
        assert found.date_of(found.crossings[0].day) == date(2028, 2, 29)
        assert found.crossings[0].exact == pytest.approx(0.8)

    def test_an_end_before_the_start_is_refused(self) -> None:
        with pytest.raises(DatesOutOfOrderError, match=r"2027-01-01.*2027-01-02"):
            timeline(RIVALS, start=DAY_0 + timedelta(1), end=DAY_0)

    def test_a_table_of_millions_is_refused(self) -> None:
        many = decision(*(option(f"o{n}", cost=1, gain=dated((0, 1))) for n in range(60)))
        with pytest.raises(TooManyDatesError, match="longer steps"):
            timeline(many, start=date.min, end=date.max, every="month")

    def test_of_a_table_that_is_too_long_some_dates_are_shown(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ukjapan_cli.features.timeline.analysis.timeline.MOST_VALUES", 12)
        end = date(2027, 11, 1)
        some, whole = course(RIVALS, end=end), course(RIVALS, end=end, full=True)
        assert (some.steps, len(whole.dates)) == (11, 11)
        assert some.dates == tuple(whole.dates[place] for place in (0, 3, 7, 10))
        assert some.values.tolist() == whole.values[[0, 3, 7, 10]].tolist()
        assert some.crossings == whole.crossings
        with pytest.raises(TooManyDatesError, match=r"more than 12 values.*--full"):
            timeline(RIVALS, end=end, every="month")

    def test_more_bends_than_can_be_followed_are_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ukjapan_cli.features.timeline.analysis.timeline.MOST_KNOTS", 3)
        with pytest.raises(TooManyDatesError, match=r"more than 3 times.*--full"):
            timeline(RIVALS)
        assert course(RIVALS, full=True).crossings

    def test_outside_the_series_a_timeline_is_flat(self) -> None:
        after = course(RIVALS, start=date(2030, 1, 1))
        assert (after.start, after.end) == (date(2030, 1, 1), date(2030, 1, 1))
        assert after.values.tolist() == [[0, 70, 30]]
        before = course(RIVALS, end=date(2020, 1, 1))
        assert (before.start, before.values.tolist()) == (date(2020, 1, 1), [[50, 20, 30]])

    def test_one_date_alone(self) -> None:
        found = course(
            decision(option("a", cost=5, gain=dated((0, 5))), option("b", cost=5, gain=1))
        )
        assert found.dates == (DAY_0,)
        assert found.leads == (Lead(Run(0, 0), (A,)),)
        assert (found.today, found.is_today_stated) == (DAY_0, False)


def test_without_dates_there_is_no_course() -> None:
    found = timeline(decision(option("a", cost=5, gain=5), option("b", cost=1, gain=1)))
    assert found.course is None
    assert [standing.option.id for standing in found.scoring.ranking] == ["a", "b"]


def test_a_range_keeps_its_width_and_its_middle_is_dated() -> None:
    score = Score(Uniform(2, 4), over_time=((DAY_0, 3.0), (DAY_0 + timedelta(10), 8.0)))
    found = course(decision(option("a", cost=10, gain=score)))
    assert found.lines[0].values.tolist() == pytest.approx([15, 40])


class TestDayRuns:
    def test_days_tell_of_all_that_an_event_can_change(self) -> None:
        found = telling_days(np.array([3.5, 7.0]), 0, 10)
        assert found.tolist() == [0, 1, 3, 4, 5, 7, 8, 9, 10]

    def test_runs_join_days_with_one_label(self) -> None:
        found = runs(np.array([0.0, 1.0, 4.0, 5.0]), ["x", "x", "y", "x"], 9)
        assert found == [(Run(0, 3), "x"), (Run(4, 4), "y"), (Run(5, 9), "x")]

    def test_a_level_is_passed_both_ways(self) -> None:
        days, heights = np.array([0.0, 4.0, 8.0]), np.array([0.0, 8.0, 0.0])
        assert passings(days, heights, 2.0).tolist() == [1, 7]
        assert passings(days, heights, 9.0).tolist() == []
