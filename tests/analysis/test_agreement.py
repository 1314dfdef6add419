"""Kendall's tau-b against its definition."""

import importlib.util
import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.analysis.agreement import kendall_tau_b

PAIRS = st.integers(0, 12).flatmap(
    lambda size: st.tuples(*(st.lists(st.integers(-3, 6), min_size=size, max_size=size),) * 2)
)


def sign(number: float) -> int:
    return (number > 0) - (number < 0)


def by_every_pair(one: list[int], other: list[int]) -> float | None:
    """Kendall's definition: the products of signs over the root of the products of squares."""
    signs = [
        (sign(one[i] - one[j]), sign(other[i] - other[j]))
        for i, j in combinations(range(len(one)), 2)
    ]
    lengths = sum(x * x for x, _ in signs) * sum(y * y for _, y in signs)
    return sum(x * y for x, y in signs) / math.sqrt(lengths) if lengths else None


@given(PAIRS)
def test_sorting_counts_what_looking_at_every_pair_counts(pair: tuple[list[int], ...]) -> None:
    expected = by_every_pair(*pair)
    assert kendall_tau_b(*pair) == (expected if expected is None else pytest.approx(expected))


@given(PAIRS)
def test_it_is_what_scipy_finds(pair: tuple[list[int], ...]) -> None:
    if importlib.util.find_spec("scipy") is None:
        pytest.skip("scipy is not installed")
    from scipy.stats import kendalltau

    found = kendall_tau_b(*pair)
    theirs = float(kendalltau(*pair).statistic) if len(pair[0]) > 1 else math.nan
    assert (math.nan if found is None else found) == pytest.approx(theirs, nan_ok=True)


@pytest.mark.parametrize(
    ("one", "other", "tau"),
    [
        ([1, 2, 3], [1, 2, 3], 1.0),
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 2, 3], [2, 1, 3], 1 / 3),  # one pair of three turned
        ([1, 1, 3], [1, 1, 3], 1.0),
        ([1, 2, 3], [1, 1, 3], 2 / math.sqrt(6)),  # two pairs of three, of which one ties two
    ],
)
def test_by_hand(one: list[int], other: list[int], tau: float) -> None:
    assert kendall_tau_b(one, other) == pytest.approx(tau, abs=1e-15)


@pytest.mark.parametrize(
    ("one", "other"), [([], []), ([1], [1]), ([1, 1, 1], [1, 2, 3]), ([1, 2, 3], [1, 1, 1])]
)
def test_there_is_none_where_one_side_ties_all(one: list[int], other: list[int]) -> None:
    assert kendall_tau_b(one, other) is None


def test_many_options_are_no_matter() -> None:
    count = 200_001
    rising = list(range(count))
    assert kendall_tau_b(rising, rising) == 1.0
    assert kendall_tau_b(rising, rising[::-1]) == -1.0
    # The first goes last: count - 1 pairs of all are turned.
    moved = [*rising[1:], 0]
    assert kendall_tau_b(rising, moved) == pytest.approx(1 - 4 / count, abs=1e-12)
