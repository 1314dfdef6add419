"""What holds for the scoring of every decision."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.decisions import DAYS, Kinds, decisions, flat, value_on

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact, Normal, Performance, Triangular, Uniform
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale
from ukjapan_cli.model.scoring import Place, Scoring, score
from ukjapan_cli.model.values import TIE

laws = settings(deadline=None, max_examples=examples(80))
close = partial(pytest.approx, rel=1e-9, abs=1e-9)


def values(scoring: Scoring) -> dict[str, float]:
    return {s.option.id: s.value for s in (*scoring.ranking, *scoring.excluded)}


def places(scoring: Scoring) -> dict[str, Place | None]:
    return {s.option.id: s.place for s in (*scoring.ranking, *scoring.excluded)}


def with_weights(decision: Decision, change: Callable[[float], float]) -> Decision:
    """The decision with every swing weight changed."""

    def changed(node: Criterion) -> Criterion:
        weight = Weight(change(node.weight.value))
        return replace(node, weight=weight, criteria=tuple(map(changed, node.criteria)))

    return replace(decision, criteria=tuple(map(changed, decision.criteria)))


# --- values, weights, contributions -------------------------------------------------------------


@laws
@given(decisions())
def test_contributions_are_weight_times_value_and_sum_to_the_value(decision: Decision) -> None:
    scoring = score(decision)
    for standing in (*scoring.ranking, *scoring.excluded):
        contributions = [c for c in standing.contributions.values() if c is not None]
        assert len(contributions) == len(decision.leaves)
        assert sum(contributions) == close(standing.value)
        assert -1e-9 <= standing.value <= 100 + 1e-9
        for id_, value in standing.values.items():
            assert value is not None
            assert -1e-9 <= value <= 100 + 1e-9
            assert standing.contributions[id_] == close(scoring.weights[id_] * value)
    assert list(scoring.weights) == [leaf.id for leaf in decision.leaves]
    assert sum(scoring.weights.values()) == close(1)
    assert all(0 <= weight <= 1 for weight in scoring.weights.values())


@laws
@given(decisions(), st.sampled_from([1e-6, 0.1, 3.0, 1e9]))
def test_scaling_all_weights_alike_changes_nothing(decision: Decision, factor: float) -> None:
    scaled = with_weights(decision, lambda weight: weight * factor)
    assert values(score(scaled)) == close(values(score(decision)))
    assert places(score(scaled)) == places(score(decision))


def recount(decision: Decision) -> dict[str, float]:
    """Every option's value, from the definitions, one number at a time."""

    def share(nodes: tuple[Criterion, ...], leaf: str) -> float | None:
        for node in nodes:
            below = 1.0 if node.id == leaf else share(node.criteria, leaf)
            if below is not None:
                return below * node.weight.value / sum(n.weight.value for n in nodes)
        return None

    totals = dict.fromkeys((option.id for option in decision.options), 0.0)
    for leaf in decision.leaves:
        stated = [
            number
            for option in decision.options
            for found in [option.scores[leaf.id]]
            for number in [p for _, p in found.over_time] or [found.performance.point]
        ]
        weight = share(decision.criteria, leaf.id)
        assert weight is not None
        assert leaf.scale is not None
        for option in decision.options:
            point = option.scores[leaf.id].on(decision.as_of).point
            value = value_on(leaf.scale, point, min(stated), max(stated))
            totals[option.id] += weight * value
    return totals


@laws
@given(decisions(), DAYS)
def test_an_independent_count_comes_to_the_same_values(decision: Decision, day: date) -> None:
    assert values(score(decision)) == close(recount(decision))
    later = decision.as_at(day)
    assert values(score(later)) == close(recount(later))


# --- ranks --------------------------------------------------------------------------------------


@laws
@given(decisions())
def test_ranks_are_competition_ranks_best_first(decision: Decision) -> None:
    ranking = score(decision).ranking
    worth = [standing.value for standing in ranking]
    for standing in ranking:
        assert standing.place is not None
        above = sum(other > standing.value + TIE for other in worth)
        alike = sum(abs(other - standing.value) <= TIE for other in worth)
        assert standing.place == Place(above + 1, above + 1, alike > 1)
    in_file = {option.id: row for row, option in enumerate(decision.options)}
    for before, after in pairwise(ranking):
        assert before.value > after.value + TIE or (
            abs(before.value - after.value) <= TIE
            and in_file[before.option.id] < in_file[after.option.id]
        )


@laws
@given(decisions())
def test_baseline_and_failed_gates_are_apart_and_everything_else_is_ranked(
    decision: Decision,
) -> None:
    scoring = score(decision)
    ranked = [standing.option.id for standing in scoring.ranking]
    apart = [standing.option.id for standing in scoring.excluded]
    must_be_apart = [
        option.id
        for option in decision.options
        if option.is_baseline
        or any(
            (gate.at_least is not None and point < gate.at_least)
            or (gate.at_most is not None and point > gate.at_most)
            for leaf in decision.leaves
            if (gate := leaf.gate) is not None
            for point in [option.scores[leaf.id].on(decision.as_of).point]
        )
    ]
    assert apart == must_be_apart
    assert sorted(ranked + apart) == sorted(option.id for option in decision.options)
    assert all(standing.place is None for standing in scoring.excluded)
    for standing in scoring.excluded:
        assert standing.option.is_baseline or standing.failed


@laws
@given(decisions(Kinds(local=False)))
def test_what_is_not_ranked_changes_nothing_for_what_is(decision: Decision) -> None:
    scoring = score(decision)
    assume(scoring.ranking and scoring.excluded)
    apart = {standing.option.id for standing in scoring.excluded}
    alone = replace(
        decision, options=tuple(option for option in decision.options if option.id not in apart)
    )
    kept = {id_: place for id_, place in places(scoring).items() if id_ not in apart}
    assert places(score(alone)) == kept


@laws
@given(decisions(), st.randoms(use_true_random=False))
def test_order_is_irrelevant(decision: Decision, chance: Any) -> None:
    def shuffled(nodes: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
        mixed = [replace(node, criteria=shuffled(node.criteria)) for node in nodes]
        chance.shuffle(mixed)
        return tuple(mixed)

    options = list(decision.options)
    chance.shuffle(options)
    mixed = replace(decision, criteria=shuffled(decision.criteria), options=tuple(options))
    assert values(score(mixed)) == close(values(score(decision)))
    assert places(score(mixed)) == places(score(decision))
    assert dict(score(mixed).weights) == close(dict(score(decision).weights))


# --- weights and ranks --------------------------------------------------------------------------


@laws
@given(decisions(Kinds(gates=False)), st.data())
def test_a_heavier_criterion_never_lowers_an_option_that_is_best_on_it(
    decision: Decision, data: st.DataObject
) -> None:
    one_level = flat(decision)
    leaf = data.draw(st.sampled_from(one_level.leaves))
    raised = one_level.reweighted(
        {leaf.id: leaf.weight.value + data.draw(st.sampled_from([0.01, 0.3, 5.0]))}
    )
    before, after = score(one_level), score(raised)
    assert after.weights[leaf.id] >= before.weights[leaf.id] - 1e-12
    assume(before.ranking)
    best = max(standing.values[leaf.id] or 0 for standing in before.ranking)
    for standing in before.ranking:
        if standing.values[leaf.id] == best:
            then = after.standing(standing.option.id).place
            assert then is not None
            assert standing.place is not None
            assert then.rank <= standing.place.rank


@laws
@given(decisions(Kinds(gates=False)), st.data())
def test_a_heavier_group_never_lowers_an_option_that_is_best_on_it(
    decision: Decision, data: st.DataObject
) -> None:
    node = data.draw(st.sampled_from(decision.criteria))
    assume(node.weight.value > 0)
    below = {leaf.id for leaf in replace(decision, criteria=(node,)).leaves}
    raised = decision.reweighted({node.id: node.weight.value * data.draw(st.integers(2, 9))})
    before, after = score(decision), score(raised)
    within = {
        standing.option.id: sum(standing.contributions[id_] or 0 for id_ in below)
        for standing in before.ranking
    }
    for standing in before.ranking:
        if within[standing.option.id] >= max(within.values()):
            then = after.standing(standing.option.id).place
            assert then is not None
            assert standing.place is not None
            assert then.rank <= standing.place.rank


@laws
@given(decisions())
def test_a_perspective_with_the_same_shares_is_the_same_decision(decision: Decision) -> None:
    weights = {id_: 40 * share for id_, share in decision.weights.items() if share}
    seen = replace(decision, perspectives=(Perspective("all", "All", weights),)).seen_from("all")
    assert values(score(seen)) == close(values(score(decision)))
    assert places(score(seen)) == places(score(decision))


# --- dominance ----------------------------------------------------------------------------------


@laws
@given(decisions(Kinds(gates=False, baseline=False, dates=False)), st.data())
def test_a_dominated_option_never_ranks_above_its_dominator(
    decision: Decision, data: st.DataObject
) -> None:
    first, second, *rest = decision.options
    better: dict[str, Score] = {}
    worse: dict[str, Score] = {}
    for leaf in decision.leaves:
        pair = sorted(
            (first.scores[leaf.id], second.scores[leaf.id]),
            key=lambda found, scale=leaf.scale: direction(scale) * found.performance.point,
        )
        worse[leaf.id], better[leaf.id] = pair
    options = [replace(first, scores=worse), replace(second, scores=better), *rest]
    scoring = score(replace(decision, options=tuple(data.draw(st.permutations(options)))))
    dominated, dominator = (scoring.standing(option.id).place for option in (first, second))
    assert dominated is not None
    assert dominator is not None
    assert dominator.rank <= dominated.rank


def direction(scale: Scale | None) -> int:
    """1 where more is better, -1 where less is."""
    match scale:
        case Linear(worst=worst, best=best):
            return 1 if best > worst else -1
        case Piecewise(points=points):
            return 1 if points[-1][1] > points[0][1] else -1
        case Local(lower_is_better=True):
            return -1
    return 1


# --- units --------------------------------------------------------------------------------------


@laws
@given(
    decisions(Kinds(skewed=False)),
    st.sampled_from([-1000.0, -1.8, -1.0, 0.01, 1.8, 60.0]),
    st.sampled_from([-459.67, 0.0, 32.0]),
    DAYS,
)
@example(
    Decision(
        criteria=(
            Criterion("heat", "Heat", Weight(1), scale=Linear(0, 30), gate=Gate(at_least=9.9)),
            Criterion("cold", "Cold", Weight(2), scale=Local(lower_is_better=True)),
        ),
        options=(
            Option("a", "A", scores={"heat": Score(Uniform(0, 20)), "cold": Score(Exact(3))}),
            Option("b", "B", scores={"heat": Score(Exact(9)), "cold": Score(Normal(1, 2))}),
            Option("c", "C", scores={"heat": Score(Exact(30)), "cold": Score(Exact(4))}),
        ),
    ),
    1.8,
    32.0,
    date(2026, 1, 1),
)
def test_units_are_irrelevant(decision: Decision, factor: float, shift: float, day: date) -> None:
    def in_other(number: float) -> float:
        return factor * number + shift

    converted = replace(
        decision,
        criteria=tuple(in_other_units(node, in_other) for node in decision.criteria),
        options=tuple(
            replace(
                option,
                scores={
                    leaf.id: found
                    if isinstance(leaf.scale, Levels)
                    else Score(
                        restated(found.performance, in_other),
                        over_time=tuple((when, in_other(p)) for when, p in found.over_time),
                    )
                    for leaf in decision.leaves
                    for found in [option.scores[leaf.id]]
                },
            )
            for option in decision.options
        ),
    )
    for one, other in ((decision, converted), (decision.as_at(day), converted.as_at(day))):
        assert values(score(other)) == close(values(score(one)), abs=1e-8)
        assert {s.option.id for s in score(other).ranking} == {
            s.option.id for s in score(one).ranking
        }
    assert places(score(converted)) == places(score(decision))


def in_other_units(node: Criterion, in_other: Callable[[float], float]) -> Criterion:
    """A criterion with its scale and its gate in other units."""
    turns = in_other(1) < in_other(0)
    if isinstance(node.scale, Levels):
        return node
    gate = node.gate
    if gate is not None:
        least, most = (
            None if bound is None else in_other(bound) for bound in (gate.at_least, gate.at_most)
        )
        gate = Gate(most, least) if turns else Gate(least, most)
    scale = node.scale
    match scale:
        case Linear(worst=worst, best=best):
            scale = Linear(in_other(worst), in_other(best))
        case Local(lower_is_better=lower_is_better):
            scale = Local(lower_is_better != turns)
        case Piecewise(points=points):
            scale = Piecewise(tuple(sorted((in_other(at), worth) for at, worth in points)))
    below = tuple(in_other_units(child, in_other) for child in node.criteria)
    return replace(node, scale=scale, gate=gate, criteria=below)


def restated(performance: Performance, in_other: Callable[[float], float]) -> Performance:
    """The same statement in other units."""
    match performance:
        case Exact(point=point):
            return Exact(in_other(point))
        case Triangular(point=point, low=low, high=high):
            ends = sorted((in_other(low), in_other(high)))
            return Triangular(in_other(point), *ends)
        case Uniform(low=low, high=high):
            ends = sorted((in_other(low), in_other(high)))
            return Uniform(*ends)
        case Normal(mean=mean, sd=sd):
            return Normal(in_other(mean), abs(in_other(sd) - in_other(0)))
    raise AssertionError("not a family that a change of units keeps")


# --- missing scores -----------------------------------------------------------------------------


@laws
@given(decisions(Kinds(missing=True)), st.data())
def test_whatever_a_missing_value_is_the_truth_is_within_the_range_shown(
    decision: Decision, data: st.DataObject
) -> None:
    scoring = score(decision, allow_missing=True)
    filled: dict[str, float] = {}
    worths = st.one_of(st.sampled_from([0.0, 100.0]), st.integers(0, 100).map(float))
    for standing in (*scoring.ranking, *scoring.excluded):
        true = {
            id_: data.draw(worths) if value is None else value
            for id_, value in standing.values.items()
        }
        overall = sum(scoring.weights[id_] * value for id_, value in true.items())
        assert standing.value - 1e-9 <= overall <= standing.most + 1e-9
        filled[standing.option.id] = overall
    ranked = [standing.option.id for standing in scoring.ranking]
    for standing in scoring.ranking:
        own = filled[standing.option.id]
        rank = 1 + sum(filled[other] > own + TIE for other in ranked)
        assert standing.place is not None
        assert standing.place.rank <= rank <= standing.place.last


@laws
@given(decisions(Kinds(missing=True)), st.data())
def test_every_rank_shown_at_the_ends_of_a_range_can_happen(
    decision: Decision, data: st.DataObject
) -> None:
    """The range is no wider than it has to be."""
    scoring = score(decision, allow_missing=True)
    for standing in scoring.ranking:
        assert standing.place is not None
        others = [other for other in scoring.ranking if other is not standing]
        best = 1 + sum(other.value > standing.most + TIE for other in others)
        worst = 1 + sum(other.most > standing.value + TIE for other in others)
        assert (standing.place.rank, standing.place.last) == (best, worst)
        known = [c for c in standing.contributions.values() if c is not None]
        lacking = sum(scoring.weights[id_] for id_, v in standing.values.items() if v is None)
        assert standing.value == close(sum(known))
        assert standing.most == close(sum(known) + 100 * lacking)


@laws
@given(decisions())
def test_allowing_missing_scores_is_nothing_where_none_is(decision: Decision) -> None:
    strict, lenient = score(decision), score(decision, allow_missing=True)
    assert lenient == strict
    assert not lenient.has_missing
    for standing in lenient.ranking:
        assert standing.most == standing.value
        assert standing.place is not None
        assert standing.place.last == standing.place.rank


# --- dates --------------------------------------------------------------------------------------

SERIES = st.dictionaries(
    DAYS, st.integers(-3, 3).map(lambda n: n / 10), min_size=1, max_size=5
).map(lambda points: tuple(sorted(points.items())))


@laws
@given(SERIES, DAYS, st.sampled_from([Exact(1.0), Triangular(1.0, 0.0, 3.0)]))
def test_a_dated_score_runs_straight_from_date_to_date(
    series: tuple[tuple[date, float], ...], day: date, stated: Performance
) -> None:
    dated = Score(stated, over_time=series)
    first, last = series[0], series[-1]
    for when, performance in series:
        assert dated.on(when).point == performance
    assert dated.on(first[0] - timedelta(400)).point == first[1]
    assert dated.on(last[0] + timedelta(400)).point == last[1]
    for (start, before), (end, after) in pairwise(series):
        if start <= day <= end:
            share = (day - start) / (end - start)
            assert dated.on(day).point == close(before + share * (after - before))
            assert min(before, after) <= dated.on(day).point <= max(before, after)


@laws
@given(decisions(), DAYS)
def test_the_date_matters_to_dated_scores_alone(decision: Decision, day: date) -> None:
    undated = replace(
        decision,
        options=tuple(
            replace(option, scores={id_: Score(s.performance) for id_, s in option.scores.items()})
            for option in decision.options
        ),
    )
    assert values(score(undated.as_at(day))) == values(score(undated))
    frozen = fixed_on(decision, day)
    assert values(score(frozen)) == close(values(score(decision.as_at(day))))


def fixed_on(decision: Decision, day: date) -> Decision:
    """The decision with each dated score stated for the day, and local scales as they were."""
    ends: dict[str, list[float]] = {leaf.id: [] for leaf in decision.leaves}
    for option in decision.options:
        for id_, found in option.scores.items():
            dated = [performance for _, performance in found.over_time]
            ends[id_] += dated or [found.performance.point]

    def held(node: Criterion) -> Criterion:
        below = tuple(map(held, node.criteria))
        if not isinstance(node.scale, Local):
            return replace(node, criteria=below)
        worst, best = sorted((min(ends[node.id]), max(ends[node.id])))
        if node.scale.lower_is_better:
            worst, best = best, worst
        return replace(node, scale=Linear(worst, best))

    def on(scores: Mapping[str, Score]) -> dict[str, Score]:
        return {id_: Score(Exact(found.on(day).point)) for id_, found in scores.items()}

    options = tuple(replace(option, scores=on(option.scores)) for option in decision.options)
    criteria = tuple(map(held, decision.criteria))
    return replace(decision, criteria=criteria, options=options)
