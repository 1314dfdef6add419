"""What holds for the robustness of every decision."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.decisions import Kinds, decisions

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.features.robustness import record as written
from ukjapan_cli.features.robustness.analysis.robustness import Robustness, robustness
from ukjapan_cli.model.sampling.weight_sets import WeightMode
from ukjapan_cli.model.scoring import score

laws = settings(deadline=None, max_examples=examples(40))
MODES: st.SearchStrategy[WeightMode] = st.sampled_from(["stated", "ranked", "any", "exact"])
DRAWS = 700


def drawn(decision: Decision, mode: WeightMode) -> Robustness:
    assume(score(decision).ranking)
    return robustness(decision, weights=mode, draws=DRAWS)


def exact(decision: Decision) -> Decision:
    """The decision with every score at its point on the day."""
    options = (
        replace(
            option,
            scores={
                id_: Score(Exact(found.on(decision.as_of).point))
                for id_, found in option.scores.items()
            },
        )
        for option in decision.options
    )
    return replace(decision, options=tuple(options))


@laws
@given(decisions(), MODES)
def test_every_option_has_a_rank_and_every_rank_an_option(
    decision: Decision, mode: WeightMode
) -> None:
    found = drawn(decision, mode)
    at = [[estimate.value for estimate in one.acceptability] for one in found.options]
    size = len(found.options)
    assert [sum(row) for row in at] == pytest.approx([1] * size)
    assert [sum(column) for column in zip(*at, strict=True)] == pytest.approx([1] * size)
    assert all(0 <= share <= 1 + 1e-12 for row in at for share in row)
    for one, row in zip(found.options, at, strict=True):
        mean = sum(rank * share for rank, share in enumerate(row, start=1))
        assert one.expected_rank.value == pytest.approx(mean)
        # To be worse by one rank is to be behind one more option.
        behind = sum(1 - estimate.value for estimate in one.beats.values())
        assert one.expected_rank.value == pytest.approx(1 + behind)
        for other in found.options:
            if other is not one:
                total = one.beats[other.option.id].value + other.beats[one.option.id].value
                assert total == pytest.approx(1)


@laws
@given(decisions(), MODES)
def test_central_weights_are_shares_of_those_that_can_be_first(
    decision: Decision, mode: WeightMode
) -> None:
    found = drawn(decision, mode)
    mean = dict.fromkeys(found.shares, 0.0)
    for one in found.options:
        assert (one.central_weights is None) == (one.first.value == 0) == (one.confidence is None)
        if one.central_weights is None:
            continue
        shares = {id_: estimate.value for id_, estimate in one.central_weights.items()}
        assert sum(shares.values()) == pytest.approx(1)
        assert all(-1e-12 <= share <= 1 + 1e-12 for share in shares.values())
        for id_, share in shares.items():
            mean[id_] += one.first.value * share
    assert sum(mean.values()) == pytest.approx(1)
    if mode == "exact":
        assert mean == pytest.approx(dict(found.shares))


@laws
@given(decisions(Kinds(dates=False)), MODES, st.sampled_from([2.0, 3.0, 0.5, 100.0]))
def test_scaling_the_weights_of_siblings_gives_the_same_bytes(
    decision: Decision, mode: WeightMode, factor: float
) -> None:
    def scaled(node: Criterion) -> Criterion:
        weight = Weight(factor * node.weight.value)
        return replace(node, weight=weight, criteria=tuple(map(scaled, node.criteria)))

    other = replace(decision, criteria=tuple(map(scaled, decision.criteria)))
    assert written.json(drawn(other, mode)) == written.json(drawn(decision, mode))


@laws
@given(decisions(Kinds(gates=False, baseline=False, dates=False)), MODES)
def test_an_option_that_is_worse_on_every_criterion_is_never_first(
    decision: Decision, mode: WeightMode
) -> None:
    plain = exact(decision)
    best, *others = score(plain).ranking
    worst = others[-1]
    assume(all((best.values[leaf.id] or 0) > 0 for leaf in plain.leaves))
    # Half of the best option's value everywhere, on scales that are straight and fixed.
    assume(all(hasattr(leaf.scale, "worst") for leaf in plain.leaves))
    below = {
        leaf.id: Score(
            Exact((best.option.scores[leaf.id].performance.point + leaf.scale.worst) / 2)
        )  # type: ignore[union-attr]
        for leaf in plain.leaves
    }
    options = tuple(
        replace(option, scores=below) if option.id == worst.option.id else option
        for option in plain.options
    )
    found = drawn(replace(plain, options=options), mode).option(worst.option.id)
    assert found is not None
    assert found.first.value == 0
    assert found.beats[best.option.id].value == 0


@laws
@given(decisions())
def test_exact_weights_and_scores_give_the_ranking_itself(decision: Decision) -> None:
    plain = exact(decision)
    found = drawn(plain, "exact")
    ranking = score(plain).ranking
    assert [one.option for one in found.options] == [standing.option for standing in ranking]
    places = [standing.place.rank for standing in ranking if standing.place]
    for one, rank in zip(found.options, places, strict=True):
        alike = places.count(rank)
        expected = [1 / alike if rank <= r < rank + alike else 0 for r in range(1, len(places) + 1)]
        assert [estimate.value for estimate in one.acceptability] == pytest.approx(expected)
        assert [estimate.error for estimate in one.acceptability] == pytest.approx(
            [0] * len(places), abs=1e-9
        )


@laws
@given(decisions(), MODES)
def test_options_that_are_all_alike_share_everything(decision: Decision, mode: WeightMode) -> None:
    plain = exact(decision)
    same = plain.options[-1].scores
    options = tuple(replace(o, scores=same, is_baseline=False) for o in plain.options)
    found = drawn(replace(plain, options=options), mode)
    for one in found.options:
        for estimate in one.acceptability:
            assert estimate.value == pytest.approx(1 / len(options))
        assert {estimate.value for estimate in one.beats.values()} == {0.5}


@laws
@given(decisions(), MODES)
def test_the_json_is_json_and_the_same_again(decision: Decision, mode: WeightMode) -> None:
    text = written.json(drawn(decision, mode))

    def refuse(constant: str) -> Any:
        raise AssertionError(constant)

    record = json.loads(text, parse_constant=refuse)
    assert next(iter(record.items())) == ("schema", "ukjapan/robustness/1")
    assert written.json(drawn(decision, mode)) == text
