"""What holds for the explanation of every option: above all that what it advises does work.

The changes are found in closed form; here they are tried out, and looked for by brute force.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.decisions import Kinds, decisions

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score, performance_range
from ukjapan_cli.decision.performances import Exact, bounds
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise
from ukjapan_cli.features.explain.analysis.explanation import Explanation, explain
from ukjapan_cli.features.explain.analysis.to_be_first import ScoreChange
from ukjapan_cli.model.scoring import Scoring, score

laws = settings(deadline=None, max_examples=examples(80))

CLEARLY = 1e-6
"""Points of overall value, far beyond rounding."""


def lead(scoring: Scoring, option: str) -> float:
    """Points ahead of the best other ranked option."""
    own = scoring.standing(option)
    assert own.place is not None
    return own.value - max(s.value for s in scoring.ranking if s.option.id != option)


def explained(decision: Decision, data: st.DataObject) -> tuple[Explanation, str]:
    """The explanation of some option that is ranked, but not first."""
    behind = [s.option.id for s in score(decision).ranking if s.place and s.place.rank > 1]
    assume(behind)
    option = data.draw(st.sampled_from(behind))
    return explain(decision, option), option


# --- what an explanation says -------------------------------------------------------------------


@laws
@given(decisions(), st.data())
def test_gaps_sum_to_the_difference_in_value(decision: Decision, data: st.DataObject) -> None:
    ids = st.sampled_from([option.id for option in decision.options])
    assume(score(decision).ranking)
    for against in (None, data.draw(ids)):
        explanation = explain(decision, data.draw(ids), against=against)
        assert explanation.is_against == (against is not None)
        if against is not None:
            assert explanation.other.option.id == against
        apart = explanation.subject.value - explanation.other.value
        gaps = [account.gap for account in explanation.accounts]
        assert sum(gaps) == pytest.approx(apart, abs=1e-9)
        for account in explanation.accounts:
            own = account.weight * account.own.value
            assert account.own.contribution == pytest.approx(own, abs=1e-9)


@laws
@given(decisions())
def test_only_what_is_ranked_and_not_first_is_told_how_to_be_first(decision: Decision) -> None:
    assume(score(decision).ranking)
    for option in decision.options:
        explanation = explain(decision, option.id)
        place = explanation.subject.place
        if place is None or place.rank == 1:
            assert explanation.weight_change is None
            assert explanation.score_change is None
        assert explanation.is_first == (place is not None and place.rank == 1)


# --- a weight -----------------------------------------------------------------------------------


def with_parents(
    nodes: tuple[Criterion, ...], share: float = 1.0
) -> Iterator[tuple[Criterion, float, float]]:
    """Each node with its siblings' weights added up, and the share of the whole they have."""
    total = sum(node.weight.value for node in nodes)
    for node in nodes:
        yield node, total - node.weight.value, share
        yield from with_parents(node.criteria, share * node.weight.value / total)


@laws
@given(decisions(), st.data())
def test_the_weight_that_is_enough_is_enough(decision: Decision, data: st.DataObject) -> None:
    explanation, option = explained(decision, data)
    change = explanation.weight_change
    assume(change is not None)
    assert change is not None
    is_beyond = change.enough > change.threshold
    assert is_beyond == change.is_raised
    assert change.is_raised == (change.threshold > change.node.weight.value)
    then = score(decision.reweighted({change.node.id: change.enough})).standing(option)
    assert then.place is not None
    assert (then.place.rank, then.place.tied) == (1, False)


@laws
@given(decisions(), st.data())
def test_at_the_threshold_of_a_weight_the_option_draws_level(
    decision: Decision, data: st.DataObject
) -> None:
    explanation, option = explained(decision, data)
    change = explanation.weight_change
    assume(change is not None)
    assert change is not None

    def lead_with(weight: float) -> float:
        return lead(score(decision.reweighted({change.node.id: weight})), option)

    assert lead_with(change.threshold) == pytest.approx(0, abs=1e-7)
    for share in (0.999, 0.9, 0.5, 0.0):  # of the way to the threshold
        now = change.node.weight.value
        assert lead_with(now + share * (change.threshold - now)) < 1e-9
    others = next(o for node, o, _ in with_parents(decision.criteria) if node.id == change.node.id)
    assert change.share == pytest.approx(
        change.node.weight.value / (change.node.weight.value + others)
    )
    assert change.threshold_share == pytest.approx(change.threshold / (change.threshold + others))


@laws
@given(decisions(), st.data())
def test_no_weight_does_it_with_a_smaller_change_than_the_one_told(
    decision: Decision, data: st.DataObject
) -> None:
    explanation, option = explained(decision, data)
    change = explanation.weight_change
    values = {
        s.option.id: {id_: v or 0.0 for id_, v in s.values.items()}
        for s in explanation.scoring.ranking
    }
    least = None
    if change is not None:
        parent = next(p for n, _, p in with_parents(decision.criteria) if n.id == change.node.id)
        least = parent * abs(change.threshold_share - change.share)
    for node, others, parent in with_parents(decision.criteria):
        if others == 0:
            continue
        now = node.weight.value / (node.weight.value + others)
        for share in (*(step / 40 for step in range(40)), 0.999):
            moved = parent * abs(share - now)
            if least is not None and moved >= least - 1e-9:
                continue
            weights = decision.reweighted({node.id: share / (1 - share) * others}).weights
            worth = {
                id_: sum(weights[leaf] * value for leaf, value in by_leaf.items())
                for id_, by_leaf in values.items()
            }
            own = worth.pop(option)
            assert own - max(worth.values()) < CLEARLY, (node.id, share)


# --- a score ------------------------------------------------------------------------------------


def with_performance(
    decision: Decision, option: str, criterion: str, performance: float
) -> Decision:
    """The decision with one performance replaced, on its date where it has dates."""

    def replaced(found: Score) -> Score:
        if not found.over_time or decision.as_of is None:
            return Score(Exact(performance))
        series = dict(found.over_time) | {decision.as_of: performance}
        return Score(Exact(performance), over_time=tuple(sorted(series.items())))

    def changed(found: Option) -> Option:
        if found.id != option:
            return found
        return replace(found, scores={**found.scores, criterion: replaced(found.scores[criterion])})

    return replace(decision, options=tuple(map(changed, decision.options)))


def lead_with(decision: Decision, option: str, criterion: str, performance: float) -> float:
    """Points ahead of the others with that performance; far behind where a `must` then fails."""
    scoring = score(with_performance(decision, option, criterion, performance))
    if scoring.standing(option).place is None:
        return -1000.0
    return lead(scoring, option)


def width(decision: Decision, change: ScoreChange) -> float:
    """The width of the criterion's scale, in its units."""
    match change.criterion.scale:
        case Linear(worst=worst, best=best):
            return abs(best - worst)
        case Piecewise(points=points):
            return min(after[0] - before[0] for before, after in pairwise(points))
    low, high = performance_range(decision.options, change.criterion.id) or (0.0, 0.0)
    return high - low


@laws
@given(decisions(), st.data())
def test_the_score_that_is_told_puts_the_option_first(
    decision: Decision, data: st.DataObject
) -> None:
    explanation, option = explained(decision, data)
    change = explanation.score_change
    assume(change is not None)
    assert change is not None
    found = explanation.subject.option.scores[change.criterion.id]
    assert change.performance == found.on(decision.as_of).point
    assert change.is_raised == (change.threshold > change.performance)
    if isinstance(change.criterion.scale, Levels):
        levels = sorted(change.criterion.scale.levels.values())
        assert change.threshold in levels
        assert lead_with(decision, option, change.criterion.id, change.threshold) > 0
        for level in levels:
            if level < change.threshold:
                assert lead_with(decision, option, change.criterion.id, level) < 1e-7
        return
    slightly = 1e-5 * width(decision, change) * (1 if change.is_raised else -1)
    beyond = lead_with(decision, option, change.criterion.id, change.threshold + slightly)
    before = lead_with(decision, option, change.criterion.id, change.threshold - slightly)
    assert beyond > 0
    assert before < 1e-9


def tries(decision: Decision, option: str, leaf: Criterion) -> list[float]:
    """Performances all over a scale; on a local one, between those of everything else."""
    steps = [step / 24 for step in range(25)]
    match leaf.scale:
        case Levels(levels=levels):
            return sorted(set(levels.values()))
        case Linear(worst=worst, best=best):
            return [worst + step * (best - worst) for step in steps]
        case Piecewise(points=points):
            low, high = points[0][0], points[-1][0]
            return [low + step * (high - low) for step in steps] + [at for at, _ in points]
    others = [found for found in decision.options if found.id != option]
    low, high = performance_range(others, leaf.id) or (0.0, 0.0)
    return [low + step * (high - low) for step in steps]


@laws
@given(decisions(), st.data())
def test_no_score_does_it_where_none_is_told(decision: Decision, data: st.DataObject) -> None:
    explanation, option = explained(decision, data)
    change = explanation.score_change
    for leaf in decision.leaves:
        weight = explanation.scoring.weights[leaf.id]
        now = explanation.subject.values[leaf.id] or 0.0
        found = explanation.subject.option.scores[leaf.id]
        stated = bounds(found.on(decision.as_of))
        for performance in tries(decision, option, leaf):
            if lead_with(decision, option, leaf.id, performance) < CLEARLY:
                continue
            assert change is not None, (leaf.id, performance)
            assert weight > 0
            within = stated is not None and stated[0] <= performance <= stated[1]
            assert change.within_range or not within, (leaf.id, performance)
            if isinstance(leaf.scale, Local) or isinstance(change.criterion.scale, Local):
                continue  # the ends move, so that no move of value can be compared
            if within == change.within_range:
                new = scoring_value(decision, option, leaf.id, performance)
                told = scoring_value(decision, option, change.criterion.id, change.threshold)
                before = explanation.subject.values[change.criterion.id] or 0.0
                assert told - before <= new - now + 1e-6, (leaf.id, performance)


def scoring_value(decision: Decision, option: str, criterion: str, performance: float) -> float:
    """What a performance is worth on its criterion."""
    scoring = score(with_performance(decision, option, criterion, performance))
    return scoring.standing(option).values[criterion] or 0.0


@laws
@given(decisions(Kinds(gates=False)), st.data())
def test_the_range_flag_says_whether_the_stated_range_reaches_the_threshold(
    decision: Decision, data: st.DataObject
) -> None:
    explanation, _ = explained(decision, data)
    change = explanation.score_change
    assume(change is not None)
    assert change is not None
    found = explanation.subject.option.scores[change.criterion.id]
    stated = bounds(found.on(decision.as_of))
    reached = stated is not None and stated[0] <= change.threshold <= stated[1]
    assert change.within_range == reached


@laws
@given(decisions(Kinds(gates=False)), st.data())
def test_explaining_on_another_date_is_explaining_the_decision_of_that_date(
    decision: Decision, data: st.DataObject
) -> None:
    assert decision.as_of is not None
    later = decision.as_at(decision.as_of + timedelta(data.draw(st.integers(-300, 300))))
    ranked = score(later).ranking
    assume(ranked)
    explanation = explain(later, ranked[-1].option.id)
    assert explanation.scoring == score(later)
    for account in explanation.accounts:
        found = explanation.subject.option.scores[account.criterion.id]
        assert account.own.performance == found.on(later.as_of)
