"""Ranks in many draws, by comparing pairs and by sorting, with and without ties."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from ukjapan_cli.features.robustness.analysis.rank_counts import RankCounts, rank_counts
from ukjapan_cli.model.values import Floats

ONE_DRAW = np.array([[30.0], [70.0], [50.0]])
TIE_FOR_FIRST = np.array([[70.0], [30.0], [70.0]])


def test_one_draw() -> None:
    counts = rank_counts(ONE_DRAW)
    assert counts.at.tolist() == [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
    assert counts.rank.tolist() == [3, 1, 2]
    assert counts.rank_squared.tolist() == [9, 1, 4]
    assert counts.beats.tolist() == [[0, 0, 0], [1, 0, 1], [1, 0, 0]]


def test_a_tie_is_shared() -> None:
    counts = rank_counts(TIE_FOR_FIRST)
    assert counts.at.tolist() == [[0.5, 0.5, 0], [0, 0, 1], [0.5, 0.5, 0]]
    assert counts.at_squared.tolist() == [[0.25, 0.25, 0], [0, 0, 1], [0.25, 0.25, 0]]
    assert counts.rank.tolist() == [1.5, 3, 1.5]
    assert counts.beats.tolist() == [[0, 1, 0.5], [0, 0, 0], [0.5, 1, 0]]
    assert counts.beats_squared.tolist() == [[0, 1, 0.25], [0, 0, 0], [0.25, 1, 0]]


def test_rounding_makes_no_difference_and_a_chain_of_ties_is_one_tie() -> None:
    counts = rank_counts(np.array([[50.0], [50.0 + 8e-10], [50.0 + 1.6e-9]]))
    assert counts.at == pytest.approx(np.full((3, 3), 1 / 3))
    assert rank_counts(np.array([[50.0], [50.0 + 2e-9]])).at.tolist() == [[0, 1], [1, 0]]


def recount(totals: Sequence[Sequence[int]]) -> RankCounts:
    """Draw by draw and pair by pair; equal numbers tie."""
    options, draws = len(totals), len(totals[0])
    at = [[Fraction(0)] * options for _ in range(options)]
    squared = [[Fraction(0)] * options for _ in range(options)]
    rank, rank_squared = [Fraction(0)] * options, [Fraction(0)] * options
    beats = [[Fraction(0)] * options for _ in range(options)]
    beats_squared = [[Fraction(0)] * options for _ in range(options)]
    for d in range(draws):
        for i in range(options):
            ahead = sum(totals[j][d] > totals[i][d] for j in range(options))
            alike = sum(totals[j][d] == totals[i][d] for j in range(options))
            for r in range(ahead, ahead + alike):
                at[i][r] += Fraction(1, alike)
                squared[i][r] += Fraction(1, alike**2)
            mean = ahead + Fraction(alike + 1, 2)
            rank[i] += mean
            rank_squared[i] += mean**2
            for j in range(options):
                if i != j:
                    won = Fraction(
                        (totals[i][d] >= totals[j][d]) + (totals[i][d] > totals[j][d]), 2
                    )
                    beats[i][j] += won
                    beats_squared[i][j] += won**2
    parts = (at, squared, rank, rank_squared, beats, beats_squared)
    return RankCounts(*(np.array(part, dtype=float) for part in parts))


@pytest.mark.parametrize("options", [1, 2, 5, 12, 13, 20])
@pytest.mark.parametrize("values", [3, 100_000_000])
@pytest.mark.parametrize("draws", [1, 150])
def test_an_independent_count_agrees(options: int, values: int, draws: int) -> None:
    whole = np.random.default_rng(4).integers(0, values, (options, draws))
    counts, again = rank_counts(whole.astype(float)), recount(whole.tolist())
    for part, expected in zip(counts, again, strict=True):
        assert part == pytest.approx(expected, abs=1e-9)


def test_more_options_than_a_byte_counts() -> None:
    totals: Floats = np.random.default_rng(5).permuted(np.tile(np.arange(300.0), (50, 1)), axis=1).T
    counts = rank_counts(totals)
    assert counts.rank == pytest.approx((300 - totals).sum(axis=1))
    assert counts.at.sum(axis=0).tolist() == [50] * 300
    assert (counts.beats + counts.beats.T).sum() == 50 * 300 * 299


def test_more_draws_than_a_byte_counts() -> None:
    """Thirteen options that never change places, over far more than 255 draws."""
    totals = np.repeat(np.arange(13.0)[:, None], 5_000, axis=1)
    beats = rank_counts(totals).beats
    assert beats.tolist() == [[5_000 * (i > j) for j in range(13)] for i in range(13)]
