"""First places in draws, against a count that goes through them one by one."""

from fractions import Fraction

import numpy as np
import pytest

from ukjapan_cli.features.robustness.analysis.rank_counts import rank_counts
from ukjapan_cli.model.sampling.first_draws import FirstSums, first_parts


def test_the_best_is_first_and_a_tie_is_shared() -> None:
    totals = np.array([[30.0, 70.0], [70.0, 70.0], [50.0, 10.0]])
    assert first_parts(totals).tolist() == [[0, 0.5], [1, 0.5], [0, 0]]


def test_rounding_makes_no_difference_and_a_chain_of_ties_is_one_tie() -> None:
    """As in a ranking: each is no more than a thousand-millionth behind the next better one."""
    chain = np.array([[50.0], [50.0 + 8e-10], [50.0 + 1.6e-9], [50.0 - 3e-9]])
    assert first_parts(chain)[:, 0] == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])
    assert first_parts(np.array([[50.0], [50.0 + 2e-9]])).tolist() == [[0], [1]]


@pytest.mark.parametrize("options", [1, 2, 5, 13])
@pytest.mark.parametrize("values", [3, 100_000_000])
def test_an_independent_count_agrees(options: int, values: int) -> None:
    """Whole numbers, of which equal ones tie; weights in hundredths; in blocks of 70 and 80."""
    generator = np.random.default_rng(4)
    totals = generator.integers(0, values, (options, 150))
    shares = generator.integers(0, 100, (2, 150))
    sums = FirstSums(np.array([0.3, 0.7]), options)
    for part in (slice(70), slice(70, None)):
        sums.add(first_parts(totals[:, part].astype(float)), shares[:, part] / 100)
    central, errors = sums.central_weights()
    for row, found in enumerate(sums.first()):
        parts = [
            Fraction(int(row in firsts), len(firsts))
            for column in totals.T.tolist()
            for firsts in [[i for i, total in enumerate(column) if total == max(column)]]
        ]
        mean = sum(parts) / len(parts)
        spread = sum(part**2 for part in parts) / len(parts) - mean**2
        assert found.value == pytest.approx(float(mean), abs=1e-15)
        assert found.error == pytest.approx(float(spread / 150) ** 0.5, abs=1e-9)
        if mean:
            for k, weights in enumerate(shares.tolist()):
                pairs = [(part, Fraction(w, 100)) for part, w in zip(parts, weights, strict=True)]
                own = sum(part * weight for part, weight in pairs) / sum(parts)
                off = sum((part * (weight - own)) ** 2 for part, weight in pairs)
                assert central[row, k] == pytest.approx(float(own))
                assert errors[row, k] == pytest.approx(float(off) ** 0.5 / float(sum(parts)))


@pytest.mark.parametrize("options", [2, 12, 13])
@pytest.mark.parametrize("values", [3, 100_000_000])
def test_ranks_begin_with_first_places(options: int, values: int) -> None:
    """Who is first is not counted otherwise than who is second."""
    totals = np.random.default_rng(6).integers(0, values, (options, 500)).astype(float)
    first = first_parts(totals)
    counts = rank_counts(totals)
    assert counts.at[:, 0] == pytest.approx(first.sum(axis=1))
    assert counts.at_squared[:, 0] == pytest.approx((first**2).sum(axis=1))
