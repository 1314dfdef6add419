"""Kendall's tau-b and W against their definitions."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.model.statistics import kendall_tau_b, kendall_taus, kendall_w

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


@pytest.mark.judges
@given(PAIRS)
def test_it_is_what_scipy_finds(pair: tuple[list[int], ...]) -> None:
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


RANKINGS = st.tuples(st.integers(2, 6), st.integers(3, 7)).flatmap(
    lambda sizes: st.lists(
        st.lists(st.integers(1, 5), min_size=sizes[1], max_size=sizes[1]),
        min_size=sizes[0],
        max_size=sizes[0],
    )
)


@given(RANKINGS)
def test_all_pairs_at_once_are_each_pair_by_itself(rankings: list[list[int]]) -> None:
    taus = kendall_taus(rankings).tolist()
    for i, one in enumerate(rankings):
        for j, other in enumerate(rankings):
            tau = by_every_pair(one, other)
            assert taus[i][j] == pytest.approx(math.nan if tau is None else tau, nan_ok=True)


@pytest.mark.parametrize(
    ("rankings", "w"),
    [
        ([[1, 2, 3], [1, 2, 3]], 1.0),
        ([[1, 2, 3], [3, 2, 1]], 0.0),
        # sums 7, 6 and 5: 12 (1 + 0 + 1) / (9 · 24)
        ([[1, 2, 3], [3, 2, 1], [3, 2, 1]], 1 / 9),
        # sums 2.5, 3.5 and 6: 12 (2.25 + 0.25 + 4) / (4 · 24 - 2 · 6)
        ([[1, 1, 3], [1, 2, 3]], 13 / 14),
        # one who ties all takes nothing from the order of the others: 12 · 8 / (9 · 24 - 3 · 24)
        ([[1, 2, 3], [1, 2, 3], [1, 1, 1]], 12 * 8 / 144),
    ],
)
def test_concordance_by_hand(rankings: list[list[int]], w: float) -> None:
    assert kendall_w(rankings) == pytest.approx(w, abs=1e-15)


@pytest.mark.parametrize("rankings", [[], [[1, 2, 3]], [[1], [1]], [[], []], [[1, 1], [1, 1]]])
def test_without_an_order_to_agree_on_there_is_no_concordance(rankings: list[list[int]]) -> None:
    assert kendall_w(rankings) is None


@given(RANKINGS)
def test_concordance_lies_between_0_and_1_and_does_not_know_who_is_who(
    rankings: list[list[int]],
) -> None:
    w = kendall_w(rankings)
    if w is None:
        assert all(len(set(ranking)) == 1 for ranking in rankings)
        return
    assert 0 <= w <= 1
    assert kendall_w(rankings[::-1]) == pytest.approx(w)
    assert kendall_w([ranking[::-1] for ranking in rankings]) == pytest.approx(w)
    assert kendall_w([[-rank for rank in ranking] for ranking in rankings]) == pytest.approx(w)


@given(st.lists(st.permutations(range(5)), min_size=2, max_size=5))
def test_concordance_is_the_mean_of_spearmans_correlations_moved_to_0_and_1(
    rankings: list[list[int]],
) -> None:
    """Without ties, mean rho = (m W - 1) / (m - 1), and rho = 1 - 6 sum of squares / (n³ - n)."""
    rhos = [
        1 - 6 * sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / (5**3 - 5)
        for one, other in combinations(rankings, 2)
    ]
    w, m = kendall_w(rankings), len(rankings)
    assert w is not None
    assert sum(rhos) / len(rhos) == pytest.approx((m * w - 1) / (m - 1))


@pytest.mark.judges
@given(RANKINGS)
def test_concordance_is_what_scipys_friedman_test_stands_on(rankings: list[list[int]]) -> None:
    """Friedman's statistic is m (n - 1) W, with the same correction for ties."""
    from scipy.stats import friedmanchisquare

    w = kendall_w(rankings)
    if w is not None:
        theirs = float(friedmanchisquare(*zip(*rankings, strict=True)).statistic)
        judges, options = len(rankings), len(rankings[0])
        assert judges * (options - 1) * w == pytest.approx(theirs, abs=1e-9)
