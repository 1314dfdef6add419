"""Correlation between criteria, against NumPy's."""

import numpy as np
import pytest

from ukjapan_cli.model.statistics import correlated


def test_pairs_are_those_of_numpy() -> None:
    values = np.random.default_rng(1).uniform(0, 100, (5, 600))  # more than one block of criteria
    every = np.corrcoef(values, rowvar=False)
    found = {(one, other): r for one, other, r in correlated(values, 0.95)}
    assert set(found) == {(int(a), int(b)) for a, b in np.argwhere(every >= 0.95) if a < b}
    assert len(found) > 100
    for pair, r in found.items():
        assert r == pytest.approx(every[pair])


def test_a_constant_criterion_goes_with_nothing() -> None:
    values = np.array([[10.0, 50, 0], [20, 50, 1], [30, 50, 2]])
    assert list(correlated(values, 0.5)) == [(0, 2, pytest.approx(1))]
    assert list(correlated(values, 1.0)) == [(0, 2, pytest.approx(1))]


def test_opposites_do_not_count() -> None:
    assert list(correlated(np.array([[10.0, 30], [20, 20], [30, 10]]), 0.1)) == []
