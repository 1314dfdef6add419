"""Thresholds of single scores and the tornado, held against scoring the changed decision."""

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from tests.examples import examples
from tests.properties.decisions import Kinds, decisions
from tests.properties.test_explaining import CLEARLY, lead, tries, with_performance

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import performance_range
from ukjapan_cli.decision.performances import Exact, bounds
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise
from ukjapan_cli.features.sensitivity.analysis.scores import ScoreSensitivity
from ukjapan_cli.features.sensitivity.analysis.sensitivity import Sensitivity, sensitivity
from ukjapan_cli.model.scoring import score

laws = settings(deadline=None, max_examples=examples(80))


def found_for(decision: Decision) -> Sensitivity:
    assume(len(score(decision).ranking) > 1)
    return sensitivity(decision)


def is_first(decision: Decision, found: ScoreSensitivity, performance: float, by: float) -> bool:
    """Whether the option would be ranked first and ahead by so many points."""
    option = decision.options[found.row].id
    scoring = score(with_performance(decision, option, found.criterion.id, performance))
    return scoring.standing(option).place is not None and lead(scoring, option) > by


def away(decision: Decision, found: ScoreSensitivity) -> float:
    """A ten-thousandth of the criterion's scale, in its units."""
    match found.criterion.scale:
        case Linear(worst=worst, best=best):
            return abs(best - worst) / 10_000
        case Piecewise(points=points):
            return min(b[0] - a[0] for a, b in pairwise(points)) / 10_000
    others = [o for row, o in enumerate(decision.options) if row != found.row]
    low, high = performance_range(others, found.criterion.id) or (0.0, 0.0)
    return (high - low) / 10_000 or 0.001


def falls(decision: Decision, found: ScoreSensitivity) -> bool:
    place = score(decision).standing(decision.options[found.row].id).place
    assert place is not None
    return place.rank == 1


@laws
@given(decisions())
def test_first_place_changes_at_the_threshold(decision: Decision) -> None:
    for found in found_for(decision).scores:
        if found.threshold is None:
            continue
        is_loser = falls(decision, found)
        if isinstance(found.criterion.scale, Levels):
            assert found.threshold in found.criterion.scale.levels.values()
            if is_loser:
                assert not is_first(decision, found, found.threshold, by=-1e-9)
            else:
                assert is_first(decision, found, found.threshold, by=0)
            continue
        worse = -1 if value_rises(decision, found) else 1
        step = away(decision, found) * worse
        assert is_first(decision, found, found.threshold - step, by=-1e-9)
        assert not is_first(decision, found, found.threshold + step, by=0)


def value_rises(decision: Decision, found: ScoreSensitivity) -> bool:
    match found.criterion.scale:
        case Linear(worst=worst, best=best):
            return best > worst
        case Piecewise(points=points):
            return points[-1][1] > points[0][1]
        case Local(lower_is_better=lower_is_better):
            return not lower_is_better
    return True


@laws
@given(decisions())
def test_who_is_said_to_take_over_is_first_beyond_the_threshold(decision: Decision) -> None:
    for found in found_for(decision).scores:
        if found.threshold is None or not falls(decision, found):
            assert found.first in (None, found.row)
            continue
        performance = found.threshold
        if not isinstance(found.criterion.scale, Levels):
            step = away(decision, found) / 1000
            performance += -step if value_rises(decision, found) else step
        option = decision.options[found.row].id
        then = score(with_performance(decision, option, found.criterion.id, performance))
        assert found.first is not None
        place = then.standing(decision.options[found.first].id)
        assert place.value == pytest.approx(then.ranking[0].value, abs=1e-4)
        is_out = then.standing(option).place is None
        assert is_out or not found.fails


@laws
@given(decisions(Kinds(gates=False)))
def test_no_performance_on_the_scale_does_it_where_none_is_found(decision: Decision) -> None:
    for found in found_for(decision).scores:
        option = decision.options[found.row].id
        is_loser = falls(decision, found)
        for performance in tries(decision, option, found.criterion):
            then = score(with_performance(decision, option, found.criterion.id, performance))
            ahead = lead(then, option)
            changed = ahead < -CLEARLY if is_loser else ahead > CLEARLY
            if changed:
                assert found.threshold is not None, performance
                way = performance - found.performance, found.threshold - found.performance
                if way[1] != 0:
                    assert way[0] / way[1] >= 1 - 1e-6, performance


@laws
@given(decisions())
def test_what_lies_in_the_range_is_what_the_range_reaches(decision: Decision) -> None:
    for found in found_for(decision).scores:
        stated = bounds(decision.options[found.row].scores[found.criterion.id].on(decision.as_of))
        assert found.low <= found.high
        if found.is_bounded and stated is not None:
            assert (found.low, found.high) == stated
        reached = found.threshold is not None and found.low <= found.threshold <= found.high
        assert found.within_range == reached


@laws
@given(decisions(Kinds(gates=False)))
def test_the_tornado_is_the_lead_with_each_score_at_its_ends(decision: Decision) -> None:
    found = found_for(decision)
    first, second = (standing.option.id for standing in found.scoring.ranking[:2])
    widths = [swing.width for swing in found.tornado]
    assert widths == sorted(widths, reverse=True)
    told = {(decision.options[s.row].id, s.criterion.id): s for s in found.tornado}
    for option in (first, second):
        for leaf in decision.leaves:
            stated = next(
                s
                for s in found.scores
                if decision.options[s.row].id == option and s.criterion is leaf
            )
            leads = []
            for end in (stated.low, stated.high):
                then = score(with_performance(decision, option, leaf.id, end))
                leads.append(then.standing(first).value - then.standing(second).value)
            swing = told.pop((option, leaf.id), None)
            if swing is None:
                assert leads[0] == pytest.approx(leads[1], abs=1e-6)
            else:
                assert [swing.at_low, swing.at_high] == pytest.approx(leads, abs=1e-6, rel=1e-6)
    assert not told


@laws
@given(decisions(Kinds(gates=False)))
def test_an_exact_score_has_no_range_and_no_bar(decision: Decision) -> None:
    found = found_for(decision)
    for swing in found.tornado:
        stated = decision.options[swing.row].scores[swing.criterion.id].performance
        assert not isinstance(stated, Exact)
        assert math.isfinite(swing.at_low)
        assert math.isfinite(swing.at_high)
