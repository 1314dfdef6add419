"""Whatever becomes of real files, `ukjapan check` keeps what it promises of them."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.mutants import MUTATIONS, ORIGINALS, Mutant, Mutation, mutant, mutated
from tests.properties.promise import keeps_its_promise


@pytest.mark.parametrize("original", ORIGINALS)
def test_the_originals_are_decisions(original: Mutant) -> None:
    assert keeps_its_promise(original.criteria, original.options).errors == 0


@pytest.mark.parametrize("tens", range(30))
def test_mutants(tens: int) -> None:
    for number in range(10 * tens, 10 * tens + 10):
        changed = mutant(0, number)
        keeps_its_promise(changed.criteria, changed.options)


@settings(max_examples=examples(100))
@given(
    st.sampled_from(ORIGINALS),
    st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_any_mutations(original: Mutant, mutations: list[Mutation], draw: Random) -> None:
    changed = mutated(original, mutations, draw)
    keeps_its_promise(changed.criteria, changed.options)


@pytest.mark.slow
def test_mutants_are_many_kinds_of_files() -> None:
    mutants = [mutant(0, number) for number in range(300)]
    assert {name for changed in mutants for name in changed.mutations} == {
        mutation.__name__ for mutation in MUTATIONS
    }
    checked = [keeps_its_promise(changed.criteria, changed.options) for changed in mutants[:100]]
    assert 10 <= sum(bool(found.errors) for found in checked) <= 90
    assert mutant(0, 7) == mutants[7]


FOUND = {
    "a key of digits among levels": ("levels: {opposed: 0, split: 40", "levels: {opposed: 0, 040"),
    "a weight near the largest number": ("    weight: 30", "    weight: 1e308"),
    "a point near the largest number": ("[4000, 100]", "[1e308, 100]"),
}


@pytest.mark.parametrize(("old", "new"), FOUND.values(), ids=FOUND)
def test_what_broke_once_in_the_criteria(old: str, new: str) -> None:
    original = ORIGINALS[1]
    criteria = original.criteria.decode()
    assert old in criteria
    keeps_its_promise(criteria.replace(old, new).encode(), original.options)


@pytest.mark.parametrize("end", ["-1e308", "-1e307", "1e308"])
def test_what_broke_once_in_the_options(end: str) -> None:
    original = ORIGINALS[1]
    low, high = ("1500", end) if end[0] != "-" else (end, "2500")
    options = original.options.decode()
    assert "{low: 1500, high: 2500}" in options
    changed = options.replace(
        "{low: 1500, high: 2500}", f"{{value: 2000, low: {low}, high: {high}}}"
    )
    keeps_its_promise(original.criteria, changed.encode())
