"""Shares are uniform: means, variances, areas and centres are those of geometry."""

from collections.abc import Sequence
from itertools import combinations, permutations

import numpy as np
import pytest
from numpy.typing import NDArray

from ukjapan_cli.model.sampling import share_draws
from ukjapan_cli.model.sampling.share_draws import (
    ROUNDS,
    Draw,
    ImpossibleWeightsError,
    chains,
    ordered,
    simplex,
    within,
)
from ukjapan_cli.model.values import Floats

N = 100_000


def draws(draw: Draw, count: int = N, seed: int = 20) -> Floats:
    drawn = draw(np.random.default_rng(seed), count)
    assert drawn.shape[1] == count
    assert np.isfinite(drawn).all()
    assert np.abs(drawn.sum(axis=0) - 1).max() <= 1e-12
    return drawn


def is_near(found: Floats, expected: Floats | Sequence[float] | float, error: Floats) -> bool:
    """Within four and a half standard errors, which no figure here misses once in 100,000."""
    return bool((np.abs(found - np.asarray(expected)) <= 4.5 * error + 1e-12).all())


def mean_is(samples: Floats, expected: Floats | Sequence[float] | float) -> bool:
    """Whether the means over the last axis are these."""
    return is_near(samples.mean(axis=-1), expected, samples.std(axis=-1) / samples.shape[-1] ** 0.5)


# --- the whole simplex --------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3, 8])
def test_the_simplex_has_the_moments_of_a_dirichlet_distribution(size: int) -> None:
    shares = draws(simplex(size))
    n = size
    assert mean_is(shares, 1 / n)
    away = shares - 1 / n
    assert mean_is(away**2, (n - 1) / (n * n * (n + 1)))
    for one, other in combinations(range(n), 2):
        assert mean_is(away[one] * away[other], -1 / (n * n * (n + 1)))


def test_corners_of_the_simplex_have_their_volumes() -> None:
    """The part where one share of n exceeds t is (1 - t)^(n - 1)."""
    shares = draws(simplex(4))
    for t in (0.2, 0.5, 0.8):
        assert mean_is((shares > t).astype(float), (1 - t) ** 3)


def test_dividing_uniform_numbers_by_their_sum_would_be_caught() -> None:
    def wrong(generator: np.random.Generator, count: int) -> Floats:
        numbers = generator.random((4, count))
        return numbers / numbers.sum(axis=0)

    assert not mean_is((draws(wrong) > 0.5).astype(float), 0.125)


# --- an order -----------------------------------------------------------------------------------


def test_shares_in_an_order_have_the_means_of_order_statistics() -> None:
    """The greatest of n has the mean (1 + 1/2 + … + 1/n) / n, the next one term less, and so on."""
    shares = draws(ordered(np.array([3.0, 10.0, 0.0, 5.0])))
    assert (np.diff(shares[[1, 3, 0, 2]], axis=0) <= 0).all()
    means = [sum(1 / j for j in range(k, 5)) / 4 for k in (1, 2, 3, 4)]
    assert mean_is(shares[[1, 3, 0, 2]], means)


def test_shares_in_an_order_are_those_of_the_simplex_that_are_in_it() -> None:
    """Sorting uniform shares gives uniform ones in an order: the same variances."""
    shares = draws(ordered(np.array([9.0, 5.0, 2.0])))
    sorted_ones = -np.sort(-draws(simplex(3), seed=21), axis=0)
    spread = (shares - shares.mean(axis=1, keepdims=True)) ** 2
    assert mean_is(spread, sorted_ones.var(axis=1))


def test_equal_weights_come_in_either_order() -> None:
    shares = draws(ordered(np.array([1.0, 4.0, 1.0, 1.0])))
    assert (shares[1] >= shares.max(axis=0)).all()
    assert mean_is(shares[1], sum(1 / j for j in range(1, 5)) / 4)
    last_three = [(1 / 2 + 1 / 3 + 1 / 4), (1 / 3 + 1 / 4), 1 / 4]
    assert mean_is(shares[[0, 2, 3]], sum(last_three) / 3 / 4)
    for order in permutations((0, 2, 3)):
        in_order = (np.diff(shares[list(order)], axis=0) > 0).all(axis=0)
        assert mean_is(in_order.astype(float), 1 / 6)


def test_weights_that_are_all_equal_leave_the_whole_simplex() -> None:
    shares = draws(ordered(np.ones(3)))
    assert mean_is((shares > 0.5).astype(float), 0.25)


# --- intervals ----------------------------------------------------------------------------------


def polygon(low: Sequence[float], high: Sequence[float]) -> list[tuple[float, float]]:
    """The corners of {x, y: low <= (x, y, 1 - x - y) <= high}, by clipping a rectangle."""
    corners = [(low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1])]
    corners = clipped(corners, 1 - low[2], 1)
    return clipped(corners, -(1 - high[2]), -1)


def clipped(
    corners: list[tuple[float, float]], bound: float, sign: int
) -> list[tuple[float, float]]:
    """What of a polygon has sign (x + y) <= bound (Sutherland & Hodgman)."""
    kept: list[tuple[float, float]] = []
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        a, b = (bound - sign * sum(point) for point in (start, end))
        if a >= 0:
            kept.append(start)
        if a * b < 0:
            t = a / (a - b)
            kept.append((start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1])))
    return kept


def area_and_centre(corners: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The shoelace formula."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        x += (x0 + x1) * cross / 6
        y += (y0 + y1) * cross / 6
    return area, x / area, y / area


INTERVALS = {
    "quarter either side": ([0.375, 0.225, 0.15], [0.625, 0.375, 0.25]),
    "the highs do not bind": ([0.2, 0.3, 0.1], [0.9, 0.9, 0.9]),
    "the lows do not bind": ([0.0, 0.0, 0.0], [0.4, 0.45, 0.5]),
    "a sliver": ([0.0, 0.3, 0.2], [1.0, 0.32, 0.7]),
    "all sides bind": ([0.1, 0.2, 0.25], [0.4, 0.5, 0.6]),
    "one is fixed": ([0.2, 0.1, 0.0], [0.2, 0.6, 0.7]),
}


@pytest.mark.parametrize("name", [name for name in INTERVALS if name != "one is fixed"])
def test_three_shares_fill_their_polygon_evenly(name: str) -> None:
    low, high = INTERVALS[name]
    shares = draws(within(np.array(low), np.array(high)))
    area, x, y = area_and_centre(polygon(low, high))
    assert area > 0
    assert mean_is(shares, [x, y, 1 - x - y])
    for cut in (0.25, 0.5, 0.75):  # slices by each share
        for row in range(3):
            at = np.quantile(shares[row], cut)
            upper = list(high)
            upper[row] = min(float(at), high[row])
            part = area_and_centre(polygon(low, upper))[0] / area
            assert mean_is((shares[row] <= at).astype(float), part)
    assert (shares >= np.array(low)[:, None] - 1e-12).all()
    assert (shares <= np.array(high)[:, None] + 1e-12).all()


def test_a_fixed_share_stays_and_two_others_are_uniform() -> None:
    low, high = INTERVALS["one is fixed"]
    shares = draws(within(np.array(low), np.array(high)))
    assert np.abs(shares[0] - 0.2).max() <= 1e-12
    # What is left is 0.8; the second lies between 0.1 and 0.6, the third follows.
    assert mean_is(shares[1], 0.35)
    assert mean_is((shares[1] - 0.35) ** 2, 0.5**2 / 12)


def test_intervals_that_leave_one_point_give_it() -> None:
    shares = draws(within(np.array([0.5, 0.2, 0.3]), np.array([0.9, 0.2, 0.7])), 10)
    assert shares == pytest.approx(np.array([[0.5], [0.2], [0.3]]).repeat(10, axis=1))
    assert draws(within(np.array([0.75]), np.array([1.25])), 10) == pytest.approx(np.ones((1, 10)))


def test_intervals_without_effect_leave_the_whole_simplex() -> None:
    shares = draws(within(np.zeros(6), np.ones(6)))
    assert mean_is((shares > 0.3).astype(float), 0.7**5)
    assert mean_is((shares - 1 / 6) ** 2, 5 / (36 * 7))


def test_twelve_shares_a_quarter_either_side() -> None:
    """By symmetry the means are equal; no pair of shares is told from another."""
    shares = draws(within(np.full(12, 0.75 / 12), np.full(12, 1.25 / 12)))
    assert mean_is(shares, 1 / 12)
    spread = (shares - 1 / 12) ** 2
    assert mean_is(spread[:6].sum(axis=0) - spread[6:].sum(axis=0), 0)


# --- the chains for hopeless intervals -----------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in INTERVALS if name != "one is fixed"])
def test_chains_fill_the_polygon_evenly_too(name: str) -> None:
    low, high = INTERVALS[name]
    corners = polygon(low, high)
    _, x, y = area_and_centre(corners)
    tight_low, tight_high = share_draws._tightened(np.array(low), np.array(high))
    shares = draws(chains(tight_low, tight_high), 20_000)
    assert mean_is(shares, [x, y, 1 - x - y])


def hopeless() -> tuple[Floats, Floats]:
    """Twelve wide intervals beside eight narrow ones: no proposal would keep one draw in 500."""
    low, high = np.zeros(20), np.full(20, 0.01)
    low[:12], high[:12] = 0.04, 1.0
    return low, high


def test_where_proposals_are_hopeless_chains_take_over(monkeypatch: pytest.MonkeyPatch) -> None:
    low, high = hopeless()
    asked = []
    monkeypatch.setattr(share_draws, "chains", lambda *box: asked.append(box) or chains(*box))
    shares = draws(within(low, high), 4_000)
    assert asked
    assert (shares >= low[:, None] - 1e-12).all()
    assert (shares <= high[:, None] + 1e-12).all()
    # Those of either kind are alike, so that their means are all the same.
    for kind in (shares[:12], shares[12:]):
        assert mean_is(kind - kind.mean(axis=0), 0)
    # The narrow ones take so little that they are spread all but evenly over their intervals; the
    # density of the rest, (0.52 - x)^11 over x, favours small ones a little.
    assert 0.0045 < shares[12:].mean() < 0.005


@pytest.mark.slow
def test_chains_of_many_rounds_forget_where_they_began() -> None:
    """Against exact draws of a simplex of forty, whose shares spread far from the middle."""
    shares = draws(chains(np.zeros(40), np.ones(40)), 20_000)
    assert mean_is((shares - 1 / 40) ** 2, 39 / (1600 * 41))
    assert mean_is((shares > 0.05).astype(float), 0.95**39)


# --- what cannot be -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ([0.6, 0.5], [0.7, 0.6]),
        ([0.1, 0.2], [0.3, 0.4]),
        ([0.6, 0.1], [0.4, 0.9]),
        ([float("nan"), 0.1], [0.4, 0.9]),
        ([0.1, 0.1], [float("nan"), 0.9]),
    ],
)
def test_intervals_that_hold_no_shares_are_refused(low: list[float], high: list[float]) -> None:
    with pytest.raises(ImpossibleWeightsError, match="no weights lie within the intervals"):
        within(np.array(low), np.array(high))


# --- many shares ---------------------------------------------------------------------------------


def test_a_trial_of_many_shares_is_made_in_parts() -> None:
    asked: list[int] = []

    def propose(generator: np.random.Generator, count: int) -> tuple[Floats, NDArray[np.bool_]]:
        asked.append(count)
        return np.zeros((1, count)), generator.random(count) < 0.5

    kept = share_draws._kept(propose, 100_000)
    assert sum(asked) == 1_000
    assert max(asked) * 100_000 <= 1 << 20
    assert kept == pytest.approx(0.5, abs=0.07)


@pytest.mark.parametrize("size", [1_000, 1_001])
def test_a_chain_of_many_shares_makes_the_pairs_that_it_has_rounds_for(size: int) -> None:
    pairings = share_draws._pairings(size)
    assert len(pairings) == ROUNDS
    met = {frozenset(pair) for round_ in pairings for pair in zip(*round_, strict=True)}
    assert len(met) == ROUNDS * (size // 2)
    assert all(len({*one, *other}) == size // 2 * 2 for one, other in pairings)
