"""Ranks of a sorted stream are the ranks of all values at once, however it is cut."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.features.table.analysis.running_ranks import running_counts, running_ranks
from ukjapan_cli.model.values import competition_ranks

# Steps that tie, that only just tie, and that do not.
STEPS = st.lists(st.sampled_from([0.0, 0.9e-9, 1.1e-9, 1.0]), min_size=1, max_size=30)
CUTS = st.sets(st.integers(1, 29), max_size=6)


@given(STEPS, CUTS)
def test_any_cut_gives_the_ranks_of_all_at_once(steps: list[float], cuts: set[int]) -> None:
    values = 1.0 - np.cumsum(steps)  # near 0, so that steps of 1e-9 are not lost in rounding
    edges = [0, *sorted(cut for cut in cuts if cut < len(values)), len(values)]
    parts = list(running_ranks(values[start:end] for start, end in pairwise(edges)))
    ranks = np.concatenate([part.ranks for part in parts])
    expected = competition_ranks(values)
    assert ranks.tolist() == expected.tolist()
    assert [len(part.ranks) for part in parts] == [end - start for start, end in pairwise(edges)]
    tied = np.concatenate([part.tied for part in parts]).tolist()
    assert tied == [expected.tolist().count(rank) > 1 for rank in expected.tolist()]


def test_ties_go_over_the_end_of_a_part_and_on() -> None:
    first, second = running_ranks([np.array([3.0, 2.0]), np.array([2.0, 2.0, 1.0])])
    assert (first.ranks.tolist(), first.tied.tolist()) == ([1, 2], [False, True])
    assert (second.ranks.tolist(), second.tied.tolist()) == ([2, 2, 5], [True, True, False])


def test_nothing_has_no_ranks() -> None:
    assert list(running_ranks([])) == []


def test_counts_go_on_from_part_to_part() -> None:
    parts = [np.array([True, False]), np.array([True, True])]
    assert [counts.tolist() for counts in running_counts(parts)] == [[1, 1], [2, 3]]
