"""What holds for every method on every decision."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.decisions import Kinds, decisions

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.methods.analysis.methods import CrossCheck, methods
from ukjapan_cli.model.scoring import score

laws = settings(deadline=None, max_examples=examples(60))
RANKED = decisions(Kinds(gates=False)).filter(
    lambda decision: any(not option.is_baseline for option in decision.options)
)


def scores(found: CrossCheck) -> dict[str, dict[str, float]]:
    ids = [standing.option.id for standing in found.scoring.ranking]
    return {one.id: dict(zip(ids, one.scores, strict=True)) for one in found.methods}


def ranks(found: CrossCheck) -> dict[str, dict[str, int]]:
    ids = [standing.option.id for standing in found.scoring.ranking]
    return {one.id: dict(zip(ids, one.ranks, strict=True)) for one in found.methods}


def same(one: CrossCheck, other: CrossCheck) -> None:
    """Equal but for rounding, whatever the order in which options are listed."""
    for id_, expected in scores(one).items():
        assert scores(other)[id_] == pytest.approx(expected, rel=1e-9, abs=1e-8)
    assert ranks(other) == ranks(one)
    for ours, theirs in zip(one.methods, other.methods, strict=True):
        assert ours.tau == (None if theirs.tau is None else pytest.approx(theirs.tau))


@laws
@given(RANKED, st.randoms(use_true_random=False))
def test_the_order_in_which_options_are_listed_changes_nothing(
    decision: Decision, random: Random
) -> None:
    listed = list(decision.options)
    random.shuffle(listed)
    same(methods(decision), methods(replace(decision, options=tuple(listed))))


@laws
@given(RANKED, st.sampled_from([1e-3, 0.1, 3, 1e6]))
def test_all_weights_times_a_number_change_nothing(decision: Decision, factor: float) -> None:
    def scaled(node: Criterion) -> Criterion:
        inner = tuple(map(scaled, node.criteria))
        return replace(node, weight=Weight(node.weight.value * factor), criteria=inner)

    larger = replace(decision, criteria=tuple(map(scaled, decision.criteria)))
    same(methods(decision), methods(larger))


@laws
@given(RANKED)
def test_scores_are_numbers_within_their_bounds_and_ranks_follow_them(decision: Decision) -> None:
    found = methods(decision)
    bounds = {
        "weighted-product": (0, 100),
        "topsis": (0, 1),
        "vikor": (0, 1),
        "promethee-ii": (-1, 1),
    }
    for one in found.methods:
        low, high = bounds[one.id]
        assert all(low - 1e-9 <= number <= high + 1e-9 for number in one.scores)
        worth = [-number if one.lower_is_better else number for number in one.scores]
        for rank, own in zip(one.ranks, worth, strict=True):
            assert rank <= 1 + sum(other > own for other in worth)
            assert rank >= 1 + sum(other > own + 1e-7 for other in worth)


@laws
@given(RANKED)
def test_every_change_of_rank_is_explained_on_a_criterion_that_weighs(decision: Decision) -> None:
    found = methods(decision)
    additive = dict(zip((s.option.id for s in found.scoring.ranking), found.ranks, strict=True))
    for one in found.methods:
        moved = {id_: rank for id_, rank in ranks(found)[one.id].items() if rank != additive[id_]}
        assert {c.standing.option.id: c.rank for c in one.changes} == moved
        for change in one.changes:
            assert change.additive_rank == additive[change.standing.option.id]
            assert found.scoring.weights[change.criterion.id] > 0


# Few different values, so that options often dominate others or are the same.
TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.tuples(
        st.lists(st.integers(0, 3), min_size=columns, max_size=columns).filter(any),
        st.lists(
            st.lists(st.integers(0, 4), min_size=columns, max_size=columns), min_size=2, max_size=7
        ),
    )
)


def on_table(shares: list[int], rows: list[list[int]]) -> Decision:
    """Values of 0, 25, 50, 75 and 100."""
    criteria = tuple(
        Criterion(f"c{n}", f"C{n}", Weight(share), scale=Linear(0, 4))
        for n, share in enumerate(shares)
    )
    options = tuple(
        Option(f"o{n}", f"O{n}", scores={f"c{c}": Score(Exact(v)) for c, v in enumerate(row)})
        for n, row in enumerate(rows)
    )
    return Decision(criteria, options)


@laws
@given(TABLES)
def test_what_dominates_is_never_behind_and_what_is_the_same_ties(
    table: tuple[list[int], list[list[int]]],
) -> None:
    shares, rows = table
    for of_options in ranks(methods(on_table(shares, rows))).values():
        for i, one in enumerate(rows):
            for j, other in enumerate(rows):
                if all(a >= b for a, b in zip(one, other, strict=True)):
                    assert of_options[f"o{i}"] <= of_options[f"o{j}"]


@laws
@given(TABLES)
def test_promethee_is_what_comparing_every_pair_gives(
    table: tuple[list[int], list[list[int]]],
) -> None:
    shares, rows = table
    values, weights = np.array(rows), np.array(shares) / sum(shares)
    flows = (np.sign(values[:, None] - values).sum(axis=1) @ weights) / (len(rows) - 1)
    found = scores(methods(on_table(shares, rows)))["promethee-ii"]
    assert [found[f"o{n}"] for n in range(len(rows))] == pytest.approx(flows.tolist(), abs=1e-12)


@laws
@given(TABLES)
def test_a_product_is_never_more_than_the_sum(table: tuple[list[int], list[list[int]]]) -> None:
    """The geometric mean is at most the arithmetic."""
    found = methods(on_table(*table))
    product = scores(found)["weighted-product"]
    for standing in found.scoring.ranking:
        assert product[standing.option.id] <= standing.value + 1e-9


@laws
@given(RANKED)
def test_the_additive_part_is_what_score_says(decision: Decision) -> None:
    found, scoring = methods(decision), score(decision)
    assume(scoring.ranking)
    assert found.scoring == scoring
    assert list(found.ranks) == [s.place.rank for s in scoring.ranking if s.place]
