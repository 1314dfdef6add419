"""Potential optimality against exact arithmetic on decisions of two and three criteria."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.features.sensitivity.analysis.potential import NeverFirst, never_first

Vector = tuple[Fraction, ...]


def tables(columns: int) -> st.SearchStrategy[list[list[int]]]:
    row = st.lists(st.integers(0, 10).map(lambda n: 10 * n), min_size=columns, max_size=columns)
    return st.lists(row, min_size=2, max_size=6)


def corners(lines: list[Vector]) -> list[Vector]:
    """Where two of the lines a·w = 0 meet on the triangle of weights."""
    found = []
    for one, other in combinations(lines, 2):
        cross = (
            one[1] * other[2] - one[2] * other[1],
            one[2] * other[0] - one[0] * other[2],
            one[0] * other[1] - one[1] * other[0],
        )
        total = sum(cross)
        if total != 0:
            weights = tuple(part / total for part in cross)
            if min(weights) >= 0:
                found.append(weights)
    return found


def best_lead(table: list[list[int]], row: int) -> Fraction:
    """The greatest lead over the best of all others that any weights give a row of three.

    The least of several linear functions is greatest where two of their differences, or of the
    sides of the triangle, meet.
    """
    leads = [
        tuple(Fraction(a - b) for a, b in zip(table[row], other, strict=True))
        for index, other in enumerate(table)
        if index != row
    ]
    sides = [tuple(Fraction(int(i == k)) for i in range(3)) for k in range(3)]
    level = [tuple(a - b for a, b in zip(x, y, strict=True)) for x, y in combinations(leads, 2)]
    return max(
        min(sum((a * w for a, w in zip(lead, weights, strict=True)), Fraction(0)) for lead in leads)
        for weights in corners([*sides, *level])
    )


def holds(found: NeverFirst, table: list[list[int]]) -> None:
    """Assert that the certificate is one."""
    assert found.row not in found.mixture
    assert sum(found.mixture.values()) == pytest.approx(1)
    mixed = sum(share * np.array(table[row], float) for row, share in found.mixture.items())
    margins = mixed - np.array(table[found.row], float)
    assert margins.min() > 0
    assert margins.min() == pytest.approx(found.margin, abs=1e-6)


@given(tables(3))
def test_three_criteria(table: list[list[int]]) -> None:
    found = never_first(np.array(table, float), range(len(table)))
    assert [f.row for f in found] == [row for row in range(len(table)) if best_lead(table, row) < 0]
    for certificate in found:
        holds(certificate, table)
        assert 0 < certificate.margin <= -float(best_lead(table, certificate.row)) + 1e-6


@given(tables(2))
def test_two_criteria(table: list[list[int]]) -> None:
    with_a_third = [[*row, 0] for row in table]  # whose weight helps nobody
    found = {f.row for f in never_first(np.array(table, float), range(len(table)))}
    strictly = {
        row
        for row in range(len(table))
        if all(
            max(Fraction(a * w + b * (20 - w), 20) for a, b in table)
            > Fraction(table[row][0] * w + table[row][1] * (20 - w), 20)
            for w in range(21)
        )
    }
    assert found <= strictly  # whoever is never first is first at no point of a grid
    assert all(best_lead(with_a_third, row) <= 0 for row in found)


def test_half_of_two_extremes_beats_the_middle() -> None:
    (found,) = never_first(np.array([[0.0, 100], [100, 0], [40, 40]]), [0, 1, 2])
    assert found.row == 2
    assert found.mixture == pytest.approx({0: 0.5, 1: 0.5})
    assert found.margin == pytest.approx(10)


def test_a_tie_is_first_enough() -> None:
    assert never_first(np.array([[0.0, 100], [100, 0], [50, 50]]), [0, 1, 2]) == []


def test_rows_that_do_not_compete_or_need_no_answer() -> None:
    values = np.array([[0.0, 100], [100, 0], [40, 40], [90, 90]])
    assert [f.row for f in never_first(values, [0, 1, 2])] == [2]
    assert never_first(values, [0, 1, 2], skip=[2]) == []
    assert [f.row for f in never_first(values, [2, 0, 1])] == [2]


def test_answers_do_not_depend_on_how_many_are_asked_for() -> None:
    values = np.random.default_rng(3).uniform(0, 100, (60, 3))
    found = {f.row for f in never_first(values, range(60))}
    assert found
    for row in range(60):
        others = [other for other in range(60) if other != row]
        assert {f.row for f in never_first(values, range(60), skip=others)} == found & {row}
