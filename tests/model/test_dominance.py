"""Dominance against its definition."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.model.dominance import dominators

# Few different values, so that options are often equal on a criterion.
TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 4).map(lambda n: 25.0 * n), min_size=columns, max_size=columns),
        min_size=1,
        max_size=9,
    )
)


def dominates(one: list[float], other: list[float]) -> bool:
    return all(a >= b for a, b in zip(one, other, strict=True)) and one != other


@given(TABLES)
def test_an_option_is_dominated_by_the_best_of_those_that_do(table: list[list[float]]) -> None:
    rows = range(len(table))
    overall = [sum(row) for row in table]
    expected = {}
    for row in rows:
        by = [other for other in rows if dominates(table[other], table[row])]
        if by:
            expected[row] = max(by, key=lambda other: (overall[other], -other))
    found = dominators(np.array(table), np.array(overall), list(rows), list(rows))
    assert found == expected


def test_only_rivals_dominate_and_only_the_judged_are_dominated() -> None:
    values = np.array([[90.0, 90], [80, 80], [70, 70], [60, 60]])
    overall = values.sum(axis=1)
    assert dominators(values, overall, [1, 2], [2, 3]) == {}
    assert dominators(values, overall, [2, 3], [1, 2]) == {2: 1, 3: 1}
    assert dominators(values, overall, [0, 1], []) == {}


def test_rounding_makes_no_difference() -> None:
    third = 100 / 3
    values = np.array([[third, 50.0], [third + 1e-12, 50.0], [third, 50 + 1e-12]])
    assert dominators(values, values.sum(axis=1), [0, 1, 2], [0, 1, 2]) == {}


def test_more_rivals_than_are_looked_at_together() -> None:
    rising = np.arange(2_000.0)[:, None]
    values = np.hstack([rising, -rising])  # nobody dominates anybody
    values = np.vstack([values, [[999.0, -1000.0]]])
    overall = values.sum(axis=1)
    rows = list(range(len(values)))
    assert dominators(values, overall, rows, rows) == {2_000: 999}
