"""The least joint change of weights, by enumeration of corners, brute force and certificate."""

from fractions import Fraction
from itertools import combinations, product
from typing import Literal

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.decisions import Kinds, decisions

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.sensitivity.analysis.joint_change import JointChange
from ukjapan_cli.features.sensitivity.analysis.sensitivity import sensitivity
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.scoring import score
from ukjapan_cli.model.solver import Program, Row
from ukjapan_cli.model.values import Floats

laws = settings(deadline=None, max_examples=examples(60))
WITHIN = st.sampled_from(["any", "stated"])
Within = Literal["any", "stated"]


def found_for(decision: Decision, option: str, within: Within) -> JointChange:
    found = sensitivity(decision, first=option, within=within).joint
    assert found is not None
    return found


def lead_with(decision: Decision, option: str, shares: dict[str, float]) -> float:
    table = matrix(decision)
    rows = {o.id: row for row, o in enumerate(decision.options)}
    totals = table.values @ np.array([shares[c.id] for c in table.criteria])
    ranked = [rows[s.option.id] for s in score(decision).ranking]
    return float(totals[rows[option]] - max(totals[row] for row in ranked))


@laws
@given(decisions(Kinds(gates=False)), WITHIN, st.data())
def test_the_shares_found_put_the_option_first_and_the_certificate_holds(
    decision: Decision, within: Within, data: st.DataObject
) -> None:
    ranking = score(decision).ranking
    option = data.draw(st.sampled_from([s.option.id for s in ranking]))
    found = found_for(decision, option, within)
    today = decision.weights
    table = matrix(decision)
    if found.obstacle is None:
        assert found.least_total is not None
        assert found.least_largest is not None
        for change in (found.least_total, found.least_largest):
            moves = [abs(change.shares[id_] - share) for id_, share in today.items()]
            assert sum(change.shares.values()) == pytest.approx(1, abs=1e-9)
            assert (change.total, change.largest) == pytest.approx((sum(moves), max(moves)))
            assert lead_with(decision, option, dict(change.shares)) >= -1e-7
            for id_, (low, high) in found.bounds.items():
                assert low - 1e-9 <= change.shares[id_] <= high + 1e-9
        assert found.least_total.total <= found.least_largest.total + 1e-9
        assert found.least_largest.largest <= found.least_total.largest + 1e-9
        return
    assert (found.least_total, found.least_largest) == (None, None)
    mixture = found.obstacle.mixture
    assert found.row not in mixture
    assert sum(mixture.values()) == pytest.approx(1)
    behind = np.array(
        [
            float(sum(Fraction(s) * Fraction(table.values[row, k]) for row, s in mixture.items()))
            - table.values[found.row, k]
            for k in range(len(table.criteria))
        ]
    )
    draws = np.random.default_rng(data.draw(st.integers(0, 99))).dirichlet(
        np.ones(len(behind)), size=200
    )
    if within == "any":
        assert behind.min() == pytest.approx(found.obstacle.deficit, abs=1e-7)
    ends = np.array([found.bounds[c.id] for c in table.criteria])
    for shares in [*draws, table.weights]:
        if (shares >= ends[:, 0]).all() and (shares <= ends[:, 1]).all():
            assert shares @ behind >= found.obstacle.deficit - 1e-7


@laws
@given(decisions(), WITHIN)
def test_the_first_needs_no_change(decision: Decision, within: Within) -> None:
    ranking = score(decision).ranking
    assume(ranking)
    found = found_for(decision, ranking[0].option.id, within)
    assert found.least_total is not None
    assert not found.is_needed
    assert dict(found.least_total.shares) == pytest.approx(decision.weights)


def made(rows: list[list[int]], weights: list[int]) -> Decision:
    ids = "abcdefgh"[: len(weights)]
    return Decision(
        criteria=tuple(
            Criterion(id_, id_, Weight(weight), scale=Linear(0, 100))
            for id_, weight in zip(ids, weights, strict=True)
        ),
        options=tuple(
            Option(
                f"o-{n}",
                f"O {n}",
                scores={id_: Score(Exact(p)) for id_, p in zip(ids, row, strict=True)},
            )
            for n, row in enumerate(rows)
        ),
    )


def tables(columns: int) -> st.SearchStrategy[tuple[list[list[int]], list[int]]]:
    row = st.lists(st.integers(0, 10).map(lambda n: 10 * n), min_size=columns, max_size=columns)
    weights = st.lists(st.integers(1, 9), min_size=columns, max_size=columns)
    return st.tuples(st.lists(row, min_size=2, max_size=5), weights)


Plane = tuple[Fraction, ...]
"""Coefficients of three shares and what they add up to."""


def meeting(planes: tuple[Plane, ...]) -> tuple[Fraction, ...] | None:
    """Where three planes meet, by Cramer's rule."""

    def determinant(columns: list[list[Fraction]]) -> Fraction:
        (a, b, c), (d, e, f), (g, h, i) = columns
        return a * (e * i - f * h) - d * (b * i - c * h) + g * (b * f - c * e)

    columns = [[plane[k] for plane in planes] for k in range(4)]
    whole = determinant(columns[:3])
    if whole == 0:
        return None
    return tuple(
        determinant([columns[3] if k == at else columns[k] for k in range(3)]) / whole
        for at in range(3)
    )


@laws
@given(tables(3))
def test_the_least_changes_of_three_shares_are_those_of_the_best_corner(
    given: tuple[list[list[int]], list[int]],
) -> None:
    # Both measures are linear between the planes where one move is 0 or two are as large as each
    # other, so that the least of each is where those, the sides and the rivals' planes meet.
    rows, weights = given
    decision = made(rows, weights)
    last = score(decision).ranking[-1].option.id
    row = int(last[2:])
    whole = Fraction(sum(weights))
    today = [weight / whole for weight in weights]
    one = Fraction(1)
    lines: list[Plane] = []
    for k in range(3):
        unit = [Fraction(int(k == at)) for at in range(3)]
        lines += [(*unit, Fraction(0)), (*unit, one), (*unit, today[k])]
    for k, other in combinations(range(3), 2):
        for sign in (1, -1):
            line = [Fraction(int(at == k) - sign * int(at == other)) for at in range(3)]
            lines.append((*line, today[k] - sign * today[other]))
    leads = [
        tuple(Fraction(own - theirs) for own, theirs in zip(rows[row], rival, strict=True))
        for index, rival in enumerate(rows)
        if index != row
    ]
    lines += [(*lead, Fraction(0)) for lead in leads]
    corners = [
        corner
        for pair in combinations(lines, 2)
        if (corner := meeting((*pair, (one, one, one, one)))) is not None
        and min(corner) >= 0
        and all(sum(a * w for a, w in zip(lead, corner, strict=True)) >= 0 for lead in leads)
    ]
    found = found_for(decision, last, "any")
    if found.obstacle is not None:
        assert not corners
        return
    moves = [[abs(w - t) for w, t in zip(corner, today, strict=True)] for corner in corners]
    assert found.least_total is not None
    assert found.least_largest is not None
    assert found.least_total.total == pytest.approx(float(min(map(sum, moves))), abs=1e-8)
    assert found.least_largest.largest == pytest.approx(float(min(map(max, moves))), abs=1e-8)


def least_largest(lead: Floats, weights: Floats) -> float:
    """The least largest change by one program: a number that no move is above, a row a move."""
    columns = len(weights)
    rows = [Row.of_first(0.0, 0.0, np.ones(columns))]
    rows += [Row.of_first(-float(one @ weights), np.inf, one) for one in lead]
    for sign, column in product((1.0, -1.0), range(columns)):
        rows.append(Row(-np.inf, 0.0, {column: sign, columns: -1.0}))
    low, high = np.append(-weights, 0.0), np.append(1 - weights, 1.0)
    program = Program(low, high, rows, {"primal_feasibility_tolerance": 1e-10})
    program.minimise(np.append(np.zeros(columns), 1.0))
    solution = program.solve()
    assert solution is not None
    return solution.cost


@laws
@given(st.integers(4, 8).flatmap(tables))
def test_the_least_largest_change_of_many_shares_is_that_of_one_program(
    given: tuple[list[list[int]], list[int]],
) -> None:
    decision = made(*given)
    last = score(decision).ranking[-1].option.id
    found = found_for(decision, last, "any")
    assume(found.least_largest is not None)
    assert found.least_largest is not None
    table = matrix(decision)
    lead = table.values[found.row] - np.delete(table.values, found.row, axis=0)
    expected = least_largest(lead, table.weights)
    assert found.least_largest.largest == pytest.approx(expected, abs=1e-8)


@laws
@given(tables(2), WITHIN)
def test_the_least_change_of_two_shares_is_the_least_on_a_grid(
    given: tuple[list[list[int]], list[int]], within: Within
) -> None:
    rows, weights = given
    decision = made(rows, weights)
    last = score(decision).ranking[-1].option.id
    found = found_for(decision, last, within)
    table = matrix(decision)
    low, high = found.bounds["a"]
    grid = np.linspace(low, high, 2_001)
    totals = np.stack([grid, 1 - grid], axis=1) @ table.values.T
    behind = totals.max(axis=1) - totals[:, int(last[2:])]
    if found.obstacle is not None:
        assert behind.min() == pytest.approx(found.obstacle.deficit, abs=0.2)
        assert behind.min() >= found.obstacle.deficit - 1e-9
        return
    assert found.least_total is not None
    ahead = grid[behind <= 1e-9]
    if ahead.size:
        least = 2 * np.abs(ahead - table.weights[0]).min()
        assert found.least_total.total <= least + 1e-9
        assert found.least_total.total >= least - 2 * (high - low) / 2_000 - 1e-9


def test_what_stated_intervals_allow_is_between_the_least_and_the_greatest_of_siblings() -> None:
    # Money 40 to 60 against reach's quarter either way of 50 (37.5 to 62.5); in money cost has 3 of
    # 4 parts: 2.25 to 3.75 against 0.75 to 1.25.
    cost, rent = (
        Criterion(id_, id_, Weight(weight), scale=Linear(0, 100))
        for id_, weight in (("cost", 3), ("rent", 1))
    )
    tree = (
        Criterion("money", "Money", Weight(50, 40, 60), criteria=(cost, rent)),
        Criterion("reach", "Reach", Weight(50), scale=Linear(0, 100)),
    )
    options = tuple(
        Option(id_, id_, scores={leaf: Score(Exact(p)) for leaf in ("cost", "rent", "reach")})
        for id_, p in (("a", 60), ("b", 50))
    )
    bounds = found_for(Decision(tree, options), "b", "stated").bounds
    least, most = 40 / 102.5, 60 / 97.5
    assert bounds["reach"] == pytest.approx((37.5 / 97.5, 62.5 / 102.5))
    assert bounds["cost"] == pytest.approx((least * 2.25 / 3.5, most * 3.75 / 4.5))
    assert bounds["rent"] == pytest.approx((least * 0.75 / 4.5, most * 1.25 / 3.5))
    for numbers in product((40, 60), (37.5, 62.5), (2.25, 3.75), (0.75, 1.25)):
        moved = Decision(tree, options).reweighted(
            dict(zip(("money", "reach", "cost", "rent"), numbers, strict=True))
        )
        for id_, share in moved.weights.items():
            assert bounds[id_][0] - 1e-12 <= share <= bounds[id_][1] + 1e-12
