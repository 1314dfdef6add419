"""Flips in closed form, held against scoring at many shares."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from tests.examples import examples
from tests.properties.decisions import decisions

from ukjapan_cli.decision.criteria import Criterion, Weight, leaf_shares, leaves, nodes_of
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.sensitivity.analysis.weights import WeightSensitivity, weight_sensitivity
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.scoring import score
from ukjapan_cli.model.values import TIE

laws = settings(deadline=None, max_examples=examples(80))

CLEARLY = 1e-6
"""Points of overall value, far beyond rounding."""


def found_for(decision: Decision) -> tuple[list[int], tuple[WeightSensitivity, ...]]:
    ranking = score(decision).ranking
    assume(ranking)
    rows = {option.id: row for row, option in enumerate(decision.options)}
    ranked = [rows[standing.option.id] for standing in ranking]
    return ranked, weight_sensitivity(decision, tuple(ranked))


def with_share(decision: Decision, node: Criterion, share: float) -> Decision:
    """The decision, flat, with a node's share of the whole moved and all others in proportion."""
    now = decision.weights
    inside = {leaf.id for leaf in leaves([node])}
    within = leaf_shares(node.criteria) if node.criteria else {node.id: 1.0}
    rest = sum(weight for id_, weight in now.items() if id_ not in inside)
    flat = (
        replace(
            leaf,
            weight=Weight(
                share * within[leaf.id] if leaf.id in inside else (1 - share) * now[leaf.id] / rest
            ),
        )
        for leaf in decision.leaves
    )
    return replace(decision, criteria=tuple(flat))


def worth(decision: Decision, ranked: list[int]) -> np.ndarray:
    table = matrix(decision)
    return (table.values @ table.weights)[ranked]


def first_at(found: WeightSensitivity, share: float) -> tuple[int, ...]:
    first = found.first_at_zero
    for flip in found.flips:
        if share > flip.weight:
            first = flip.first
    return first


@laws
@given(decisions())
def test_whoever_is_said_to_be_first_is_first_all_along(decision: Decision) -> None:
    ranked, nodes = found_for(decision)
    assert [found.node for found in nodes] == list(nodes_of(decision.criteria))
    for found in nodes:
        if not found.can_move:
            assert (found.weight, found.flips) == (pytest.approx(1), ())
            continue
        for step in range(41):
            share = step / 40
            if any(abs(flip.weight - share) < 1e-7 for flip in found.flips):
                continue
            moved = worth(with_share(decision, found.node, share), ranked)
            ahead = {ranked[p] for p in np.flatnonzero(moved >= moved.max() - 1e-8)}
            if share in (0, 1):  # others may draw level at an end of the line
                assert set(first_at(found, share)) <= ahead
            else:
                assert set(first_at(found, share)) == ahead


@laws
@given(decisions())
def test_at_a_flip_the_old_and_the_new_first_are_level_and_both_ahead_of_the_rest(
    decision: Decision,
) -> None:
    ranked, nodes = found_for(decision)
    for found in nodes:
        assert list(found.flips) == sorted(found.flips)
        before = found.first_at_zero
        for flip in found.flips:
            assert 0 < flip.weight < 1
            assert set(before).isdisjoint(flip.first)
            moved = worth(with_share(decision, found.node, flip.weight), ranked)
            for row in (*before, *flip.first):
                assert moved[ranked.index(row)] == pytest.approx(moved.max(), abs=1e-7)
            before = flip.first


@laws
@given(decisions())
def test_the_stability_interval_is_where_todays_first_stays_first(decision: Decision) -> None:
    ranked, nodes = found_for(decision)
    for found in nodes:
        assert 0 <= found.stable_from <= found.weight <= found.stable_to <= 1 + 1e-12
        if not found.can_move:
            assert (found.stable_from, found.stable_to) == (0, 1)
            continue
        for step in range(41):
            share = step / 40
            moved = worth(with_share(decision, found.node, share), ranked)
            behind = moved.max() - moved[0]
            if found.stable_from <= share <= found.stable_to:
                assert behind < 1e-7
            elif share < found.stable_from - 1e-4 or share > found.stable_to + 1e-4:
                assert behind > TIE
        for end, beyond in ((found.stable_from, -1e-3), (found.stable_to, 1e-3)):
            if 0 <= end + beyond <= 1:
                moved = worth(with_share(decision, found.node, end + beyond), ranked)
                assert moved.max() > moved[0]


@laws
@given(decisions())
def test_the_lines_end_where_scoring_ends(decision: Decision) -> None:
    ranked, nodes = found_for(decision)
    for found in nodes:
        if found.can_move:
            for share, line in ((0.0, found.at_zero), (1.0, found.at_one)):
                moved = worth(with_share(decision, found.node, share), ranked)
                assert line == pytest.approx(moved, abs=1e-9)
