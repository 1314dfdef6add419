"""What holds for every decision under every set of perspectives."""

from dataclasses import replace
from functools import partial
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.decisions import ANY, decisions

from ukjapan_cli.decision.criteria import Criterion, nodes_of
from ukjapan_cli.decision.decision import Decision, Perspective, UnusableWeightsError
from ukjapan_cli.features.perspectives.analysis.perspectives import perspectives
from ukjapan_cli.model.scoring import score
from ukjapan_cli.model.values import TIE

laws = settings(deadline=None, max_examples=examples(80))
close = partial(pytest.approx, rel=1e-9, abs=1e-9)
KINDS = replace(ANY, gates=False)


@st.composite
def seen(draw: st.DrawFn) -> Decision:
    """A decision with one to four perspectives, for leaves, groups or both."""
    decision = draw(decisions(KINDS))
    ids = [node.id for node in nodes_of(decision.criteria)]
    numbers = st.dictionaries(st.sampled_from(ids), st.integers(0, 9), min_size=1)
    everyone = []
    for index in range(draw(st.integers(1, 4))):
        perspective = Perspective(f"p{index}", f"Number {index}", draw(numbers))
        try:
            decision.weights_of(perspective)
        except UnusableWeightsError:
            continue
        everyone.append(perspective)
    assume(everyone)
    assume(any(not option.is_baseline for option in decision.options))
    return replace(decision, perspectives=tuple(everyone))


def path_to(leaf: str, nodes: tuple[Criterion, ...]) -> list[tuple[Criterion, float]]:
    """The nodes from the top down to a leaf, each with its stated share among its siblings."""
    total = sum(node.weight.value for node in nodes)
    for node in nodes:
        if node.id == leaf or any(inner.id == leaf for inner in nodes_of(node.criteria)):
            return [
                (node, node.weight.value / total if total else 0),
                *path_to(leaf, node.criteria),
            ]
    return []


def share_of(leaf: str, tree: tuple[Criterion, ...], weights: dict[str, float]) -> float:
    """A leaf's share, read off the way from the top to it."""

    def above(id_: str) -> str | None:
        """The nearest named node above another."""
        outer = [node.id for node, _ in path_to(id_, tree)][:-1]
        return next((node for node in reversed(outer) if node in weights), None)

    way = path_to(leaf, tree)
    named = [index for index, (node, _) in enumerate(way) if node.id in weights]
    if not named:
        return 0
    share = 1.0
    for index in named:
        id_ = way[index][0].id
        if not weights[id_]:
            return 0
        share *= weights[id_] / sum(n for other, n in weights.items() if above(other) == above(id_))
    last = way[named[-1]][0]
    if any(inner.id in weights for inner in nodes_of(last.criteria)):
        return 0
    return share * prod(stated for _, stated in way[named[-1] + 1 :])


@laws
@given(seen())
def test_shares_are_what_is_read_off_the_way_to_each_leaf_and_sum_to_1(decision: Decision) -> None:
    for perspective in decision.perspectives:
        shares = decision.seen_from(perspective.id).weights
        assert sum(shares.values()) == close(1)
        assert shares == {
            leaf.id: close(share_of(leaf.id, decision.criteria, dict(perspective.weights)))
            for leaf in decision.leaves
        }


@laws
@given(decisions(), st.data())
def test_numbers_for_leaves_alone_are_shares_of_their_own_sum(
    decision: Decision, data: st.DataObject
) -> None:
    ids = [leaf.id for leaf in decision.leaves]
    numbers = data.draw(
        st.dictionaries(st.sampled_from(ids), st.integers(0, 9)).filter(
            lambda drawn: any(drawn.values())
        )
    )
    them = Perspective("them", "Them", numbers)
    seen = replace(decision, perspectives=(them,)).seen_from("them")
    assert [leaf.weight.value for leaf in seen.criteria] == [numbers.get(id_, 0) for id_ in ids]
    total = sum(numbers.values())
    assert seen.weights == {id_: close(numbers.get(id_, 0) / total) for id_ in ids}


@laws
@given(decisions(), st.integers(0, 3))
def test_naming_nodes_with_their_stated_weights_changes_nothing(
    decision: Decision, depth: int
) -> None:
    def named(nodes: tuple[Criterion, ...], left: int) -> dict[str, float]:
        weights = {node.id: node.weight.value for node in nodes}
        for node in nodes if left else ():
            weights |= named(node.criteria, left - 1)
        return weights

    them = Perspective("them", "Them", named(decision.criteria, depth))
    seen = replace(decision, perspectives=(them,)).seen_from("them")
    assert seen.weights == close(decision.weights)


@laws
@given(seen())
def test_each_perspective_is_what_score_makes_of_it(decision: Decision) -> None:
    found = perspectives(decision)
    for index, perspective in enumerate(decision.perspectives):
        alone = score(decision.seen_from(perspective.id))
        for option in found.options:
            standing = alone.standing(option.option.id)
            assert option.values[index] == standing.value
            assert standing.place is not None
            assert option.places[index] == standing.place


@laws
@given(seen())
def test_the_compromise_has_the_least_of_all_largest_regrets(decision: Decision) -> None:
    found = perspectives(decision)
    scorings = [score(decision.seen_from(p.id)) for p in decision.perspectives]
    best = [scoring.ranking[0].value for scoring in scorings]
    largest = {
        standing.option.id: max(
            most - scoring.standing(standing.option.id).value
            for most, scoring in zip(best, scorings, strict=True)
        )
        for standing in scorings[0].ranking
    }
    least = min(largest.values())
    assert {o.option.id for o in found.compromise} == {
        id_ for id_, regret in largest.items() if regret <= least + TIE
    }
    for option in found.options:
        assert option.largest_regret == close(largest[option.option.id])
        assert min(option.regrets) >= 0


@laws
@given(seen())
def test_leaving_a_perspective_out_is_comparing_the_others(decision: Decision) -> None:
    found = perspectives(decision)
    expected = []
    for one in decision.perspectives if len(decision.perspectives) > 1 else ():
        others = tuple(other for other in decision.perspectives if other is not one)
        without = perspectives(replace(decision, perspectives=others)).mean.first
        if {o.id for o in without} != {o.id for o in found.mean.first}:
            expected.append((one.id, [o.id for o in without]))
    assert [(a.perspective.id, [o.id for o in a.first]) for a in found.absences] == expected
    for index, option in enumerate(found.options):
        mean = sum(option.values) / len(option.values)
        assert found.mean.values[index] == close(mean)


@laws
@given(seen(), st.randoms(use_true_random=False))
def test_the_order_of_perspectives_is_only_an_order(decision: Decision, random: object) -> None:
    order = list(range(len(decision.perspectives)))
    random.shuffle(order)  # type: ignore[attr-defined]
    one = perspectives(decision)
    moved = tuple(decision.perspectives[index] for index in order)
    other = perspectives(replace(decision, perspectives=moved))
    assert other.views == tuple(one.views[index] for index in order)
    assert [o.regrets for o in other.options] == [
        tuple(o.regrets[index] for index in order) for o in one.options
    ]
    assert {a.perspective.id: a.first for a in other.absences} == {
        a.perspective.id: a.first for a in one.absences
    }
    assert other.concordance == (one.concordance and close(one.concordance))
    assert [o.option.id for o in other.compromise] == [o.option.id for o in one.compromise]
    assert {frozenset((t.one.id, t.other.id)): t.tau for t in other.taus} == {
        frozenset((t.one.id, t.other.id)): t.tau for t in one.taus
    }


@laws
@given(seen())
def test_an_option_that_is_first_for_all_is_the_compromise_and_costs_nothing(
    decision: Decision,
) -> None:
    found = perspectives(decision)
    for option in found.options:
        if option.worst_rank == 1:
            assert option in found.compromise
            assert option in found.always_in_top_two
            assert option.largest_regret <= len(found.options) * TIE
