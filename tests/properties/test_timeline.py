"""The timeline in closed form, held against scoring on every day."""

from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.decisions import DAYS, DICE, START, Kinds, decisions, point_on

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.features.timeline.analysis.dated_values import DatedValues
from ukjapan_cli.features.timeline.analysis.timeline import Course, timeline
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.scoring import NothingRankedError, Scoring, score
from ukjapan_cli.model.values import TIE

laws = settings(deadline=None, max_examples=examples(40))


@st.composite
def moving(draw: st.DrawFn) -> Decision:
    """A decision in which most scores have dates, close together, so that much happens."""
    made = draw(decisions(Kinds(dates=False, skewed=False, depth=2)))
    options = []
    for option in made.options:
        scores = dict(option.scores)
        for leaf in made.leaves:
            assert leaf.scale is not None
            if draw(DICE[3]) > 1:
                days = sorted(draw(st.sets(st.integers(0, 25), min_size=1, max_size=4)))
                series = tuple(
                    (START + timedelta(day), point_on(leaf.scale, draw(st.integers(0, 400))))
                    for day in days
                )
                scores[leaf.id] = Score(Exact(series[0][1]), over_time=series)
        options.append(
            Option(option.id, option.name, scores=scores, is_baseline=option.is_baseline)
        )
    return Decision(made.criteria, tuple(options), title="Which?", as_of=draw(NEAR))


NEAR = st.integers(-5, 30).map(lambda days: START + timedelta(days))


def course_of(decision: Decision, **dates: date) -> Course:
    try:
        found = timeline(decision, **dates).course
    except NothingRankedError:
        assume(False)
    assume(found is not None)
    assert found is not None
    return found


def days_of(course: Course) -> list[date]:
    return [course.start + timedelta(n) for n in range((course.end - course.start).days + 1)]


def number(course: Course, day: date) -> int:
    return (day - course.first_stated).days


def first_of(scoring: Scoring) -> set[int]:
    rows = {option.id: row for row, option in enumerate(scoring.decision.options)}
    return {rows[standing.option.id] for standing in scoring.ranking if standing.is_first}


def ranked_on(scoring: Scoring) -> dict[int, float]:
    rows = {option.id: row for row, option in enumerate(scoring.decision.options)}
    return {rows[standing.option.id]: standing.value for standing in scoring.ranking}


@laws
@given(decisions(), st.lists(DAYS, min_size=1, max_size=4))
def test_values_are_those_of_scoring_to_the_last_digit(
    decision: Decision, days: list[date]
) -> None:
    dated = DatedValues(decision, matrix(decision), START)
    rows = np.arange(len(decision.options))
    found = dated.on_days(rows, np.array([float((day - START).days) for day in days]))
    for day, values in zip(days, found.tolist(), strict=True):
        scoring = score(decision.as_at(day))
        assert values == [scoring.standing(option.id).value for option in decision.options]


@laws
@given(moving())
def test_the_table_is_scoring_on_each_date(decision: Decision) -> None:
    course = course_of(decision)
    for day, values, ranks in zip(
        course.dates, course.values.tolist(), course.ranks.tolist(), strict=True
    ):
        scoring = score(decision.as_at(day))
        for row, value, rank in zip(course.rows, values, ranks, strict=True):
            standing = scoring.standing(decision.options[row].id)
            assert value == standing.value
            assert rank == (standing.place.rank if standing.place else 0)


@laws
@given(moving())
def test_values_are_straight_between_knots(decision: Decision) -> None:
    course = course_of(decision)
    for day in days_of(course)[::3]:
        scoring = score(decision.as_at(day))
        for line in course.lines:
            found = line.at(np.array([float(number(course, day))]))[0]
            exact = scoring.standing(decision.options[line.row].id).value
            assert found == pytest.approx(exact, abs=1e-9)


@laws
@given(moving())
def test_who_is_said_to_lead_is_first_on_every_day_of_the_lead(decision: Decision) -> None:
    course = course_of(decision)
    led = {}
    for lead, after in zip(course.leads, [*course.leads[1:], None], strict=True):
        assert lead.rows
        for day in range(lead.run.first, lead.run.last + 1):
            led[day] = set(lead.rows)
        if after is not None:
            assert after.run.first > lead.run.last
    for day in days_of(course):
        firsts = first_of(score(decision.as_at(day)))
        assert led.get(number(course, day), set()) <= firsts
        assert bool(firsts) == (number(course, day) in led)
    for lead, after in zip(course.leads, course.leads[1:], strict=False):
        if after.run.first == lead.run.last + 1:  # none of them could have gone on
            next_day = course.date_of(after.run.first)
            assert set(lead.rows).isdisjoint(first_of(score(decision.as_at(next_day))))


@laws
@given(moving())
def test_every_overtaking_that_days_show_is_found_and_no_other(decision: Decision) -> None:
    course = course_of(decision)
    found = {(c.day, c.above, c.below) for c in course.crossings}
    assert len(found) == len(course.crossings)
    assert list(course.crossings) == sorted(course.crossings)
    by_day = [(number(course, day), score(decision.as_at(day))) for day in days_of(course)]
    expected = set()
    for one, other in combinations(course.shown, 2):
        was = 0
        ids = decision.options[one].id, decision.options[other].id
        for day, scoring in by_day:
            lead = scoring.standing(ids[0]).value - scoring.standing(ids[1]).value
            now = 0 if abs(lead) <= TIE else 1 if lead > 0 else -1
            if now and was and now != was and {one, other} <= set(ranked_on(scoring)):
                expected.add((day, one, other) if now > 0 else (day, other, one))
            was = now or was
    assert found == expected


@laws
@given(moving())
def test_at_a_crossing_the_two_are_level(decision: Decision) -> None:
    course = course_of(decision)
    lines = {line.row: line for line in course.lines}
    for crossing in course.crossings:
        assert crossing.exact <= crossing.day
        one, other = (
            lines[row].at(np.array([crossing.exact]))[0] for row in (crossing.above, crossing.below)
        )
        assert one == pytest.approx(other, abs=1e-7)


@laws
@given(moving())
def test_the_days_of_being_ranked_are_those_of_the_gates(decision: Decision) -> None:
    course = course_of(decision)
    for day in days_of(course):
        said = {
            row
            for row, runs in course.ranked.items()
            for run in runs
            if run.first <= number(course, day) <= run.last
        }
        assert said == set(ranked_on(score(decision.as_at(day))))


@laws
@given(moving())
def test_the_window_closes_on_the_last_day_of_todays_first(decision: Decision) -> None:
    course = course_of(decision)
    today = score(decision)
    if course.window is None:
        assert not today.ranking
        return
    assert course.window.row in first_of(today)
    last = course.window.last
    end = max(course.last_stated, course.today) + timedelta(3)
    day = course.today
    while day <= (course.date_of(last) if last is not None else end):
        assert course.window.row in first_of(score(decision.as_at(day)))
        day += timedelta(1)
    if last is not None:
        follow = first_of(score(decision.as_at(course.date_of(last + 1))))
        assert course.window.row not in follow
        assert set(course.window.next) <= follow


@laws
@given(moving())
def test_the_baseline_is_beaten_on_the_days_that_are_said(decision: Decision) -> None:
    course = course_of(decision)
    baseline = next((o.id for o in decision.options if o.is_baseline), None)
    if baseline is None:
        assert course.against_baseline == ()
        return
    end = max(course.last_stated, course.today, course.end) + timedelta(3)
    for n in range((end - course.today).days + 1):
        day = course.today + timedelta(n)
        scoring = score(decision.as_at(day))
        least = scoring.standing(baseline).value
        ranked = ranked_on(scoring)
        for found in course.against_baseline:
            said = any(run.first <= number(course, day) <= run.last for run in found.runs) or (
                found.is_lasting and number(course, day) > found.runs[-1].last
            )
            assert said == (found.row in ranked and ranked[found.row] > least + TIE)


@laws
@given(moving())
def test_losses_are_differences_of_scorings(decision: Decision) -> None:
    course = course_of(decision)
    now = score(decision)
    assert [delay.row for delay in course.delays] == sorted(ranked_on(now))
    for delay in course.delays:
        id_ = decision.options[delay.row].id
        for loss in delay.losses:
            then = score(decision.as_at(loss.until)).standing(id_).value
            assert loss.points == now.standing(id_).value - then


@laws
@given(moving())
def test_no_more_knots_than_are_counted(decision: Decision) -> None:
    """What is refused for its size is known before it is looked at."""
    dated = DatedValues(decision, matrix(decision), START)
    rows = range(len(decision.options))
    found = sum(len(dated.knots(row, -100.0, 100.0)) - 2 for row in rows)
    assert found <= dated.count_knots()
