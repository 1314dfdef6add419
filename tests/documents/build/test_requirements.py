"""Cycles among requirements, and contradictions between them and exclusions."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from ukjapan_cli.documents.build.requirements import can_be_compared, contradictions, cycles


def test_no_cycle() -> None:
    assert cycles({}) == []
    assert cycles({"a": ["b", "c"], "b": ["c"]}) == []
    assert cycles({"a": ["b"], "b": ["d"], "c": ["d"], "d": ["e"]}) == []


def test_a_cycle_begins_at_its_first_member() -> None:
    assert cycles({"x": ["b"], "b": ["c"], "c": ["a"], "a": ["b"]}) == [["b", "c", "a"]]


def test_two_cycles() -> None:
    assert cycles({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}) == [["a", "b"], ["c", "d"]]


@pytest.mark.slow
def test_a_long_cycle_is_cut() -> None:
    size = 100_000
    requires = {f"x{i}": [f"x{(i + 1) % size}"] for i in range(size)}
    assert cycles(requires) == [[*(f"x{i}" for i in range(10)), "…"]]


def test_cycles_that_all_go_back_to_one() -> None:
    size = 20_000
    requires = {f"x{i}": [f"x{i + 1}", "x0"] for i in range(size)}
    assert len(cycles(requires)) == size


@pytest.mark.slow
def test_a_long_chain() -> None:
    size = 100_000
    requires = {f"x{i}": [f"x{i + 1}"] for i in range(size)}
    assert cycles(requires) == []
    assert contradictions(requires, {}) == []
    assert contradictions(requires, {f"x{size}": ["x7"]}) == [("x7", f"x{size}", "x7")]


def test_what_needs_two_that_exclude_each_other() -> None:
    requires = {"a": ["b", "c"]}
    assert contradictions(requires, {"b": ["c"]}) == [("a", "b", "c")]
    assert contradictions(requires, {"c": ["b"]}) == [("a", "c", "b")]
    assert contradictions(requires, {"b": ["c"], "c": ["b"]}) == [("a", "b", "c")]  # once
    assert contradictions(requires, {"b": ["d"]}) == []


def test_what_needs_what_it_excludes() -> None:
    assert contradictions({"a": ["b"]}, {"a": ["b"]}) == [("a", "a", "b")]
    assert contradictions({"a": ["b"]}, {"b": ["a"]}) == [("a", "b", "a")]
    assert contradictions({"a": []}, {"a": ["b"]}) == []


def test_a_contradiction_is_told_where_it_arises_not_where_it_is_passed_on() -> None:
    requires = {"top": ["middle"], "middle": ["a", "b"]}
    assert contradictions(requires, {"a": ["b"]}) == [("middle", "a", "b")]


def test_more_pairs_than_are_taken_at_once() -> None:
    excludes = {"hub": [f"x{i}" for i in range(2_000)]}
    requires = {"top": ["hub", "x7", "x1999"]}
    assert sorted(contradictions(requires, excludes)) == [
        ("top", "hub", "x1999"),
        ("top", "hub", "x7"),
    ]


@pytest.mark.slow
def test_what_would_take_hours_is_not_compared() -> None:
    chain = {f"x{i}": [f"x{i + 1}"] for i in range(50_000)}
    few = {"x0": [f"y{i}" for i in range(1_000)]}
    many = {f"x{i}": [f"y{j}" for j in range(i, i + 10)] for i in range(50_000)}
    assert can_be_compared(chain, few)
    assert not can_be_compared(chain, many)


def needed(option: str, requires: dict[str, list[str]]) -> set[str]:
    """The option and all that it needs, by brute force."""
    every = {option}
    while more := {n for o in every for n in requires.get(o, ())} - every:
        every |= more
    return every


NAMES = "abcdef"
edges = st.lists(st.sampled_from(list(combinations(NAMES, 2))), unique=True, max_size=8)
any_edges = st.lists(st.sampled_from(list(permutations(NAMES, 2))), unique=True, max_size=8)


def as_lists(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {one: [b for a, b in pairs if a == one] for one, _ in pairs}


@settings(max_examples=examples(200), deadline=None)
@given(any_edges)
def test_there_is_a_cycle_where_something_needs_itself(pairs: list[tuple[str, str]]) -> None:
    requires = as_lists(pairs)
    circular = {o for o in NAMES if any(o in needed(n, requires) for n in requires.get(o, ()))}
    found = cycles(requires)
    assert bool(found) == bool(circular)
    for circle in found:
        assert set(circle) <= circular
        for one, other in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert other in requires[one]


@settings(max_examples=examples(200), deadline=None)
@given(edges, any_edges)
def test_contradictions_are_those_that_brute_force_finds(
    forward: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    requires, excludes = as_lists(forward), as_lists(apart)
    both = {**{name: [] for name in excludes}, **requires}
    impossible = {
        frozenset(pair)
        for pair in apart
        if any(set(pair) <= needed(option, requires) for option in NAMES)
    }
    found = contradictions(both, excludes)
    assert {frozenset((one, other)) for _, one, other in found} == impossible
    assert len(found) == len(impossible)
    for option, one, other in found:
        assert {one, other} <= needed(option, requires)
        assert other in excludes[one]
