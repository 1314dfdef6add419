"""Programs small enough to solve by hand, and what their ends mean."""

import numpy as np
import pytest

from ukjapan_cli.model.solver import OutOfTimeError, Program, Row, UnsolvedError


def two_columns(*rows: Row, whole: int = 0) -> Program:
    """Columns x and y from 0 to 10."""
    return Program(np.zeros(2), np.full(2, 10.0), rows, {}, whole=whole)


def test_a_linear_program() -> None:
    """The most of 3x + 2y with x + y <= 4 and x + 3y <= 6 is at (4, 0); one more of 4 adds 3."""
    program = two_columns(Row(-np.inf, 4, {0: 1, 1: 1}), Row(-np.inf, 6, {0: 1, 1: 3}))
    program.minimise(np.array([-3.0, -2.0]))
    solution = program.solve()
    assert solution is not None
    assert solution.columns == pytest.approx([4, 0])
    assert solution.cost == pytest.approx(-12)
    assert solution.prices == pytest.approx([-3, 0])


def test_whole_numbers() -> None:
    """2x + 2y <= 7: 3.5 of x where parts count, 3 where x is whole, and y takes the other half."""
    program = two_columns(Row(-np.inf, 7, {0: 2, 1: 2}), whole=1)
    program.minimise(np.array([-2.0, -1.0]))
    solution = program.solve()
    assert solution is not None
    assert solution.columns == pytest.approx([3, 0.5])


def test_a_program_changes_and_goes_back() -> None:
    program = two_columns(Row.of_first(2, np.inf, np.array([1.0, 1.0])))

    def least(*costs: float) -> float:
        program.minimise(np.array(costs))
        solution = program.solve()
        assert solution is not None
        return solution.cost

    assert least(1, 3) == pytest.approx(2)  # two of x
    program.add([Row(-np.inf, 1, {0: 1})])
    assert least(1, 3) == pytest.approx(4)  # one of each
    program.limit(0, 5, np.inf)
    assert least(1, 3) == pytest.approx(13)  # one of x and four of y
    program.drop(1)
    assert least(1, 3) == pytest.approx(5)
    program.bound(np.array([0.0, 3.0]), np.array([10.0, 10.0]))
    assert least(1, 3) == pytest.approx(11)  # three of y at least


@pytest.mark.parametrize("whole", [0, 2])
def test_none_where_there_is_none(whole: int) -> None:
    program = two_columns(Row(21, np.inf, {0: 1, 1: 1}), whole=whole)
    program.minimise(np.ones(2))
    assert program.solve() is None


def test_a_program_without_an_end_is_no_answer() -> None:
    program = Program(np.zeros(1), np.array([np.inf]), [Row(0, np.inf, {0: 1})], {})
    program.minimise(np.array([-1.0]))
    with pytest.raises(UnsolvedError):
        program.solve()


def test_a_number_that_the_solver_refuses_is_not_left_out() -> None:
    with pytest.raises(UnsolvedError):
        two_columns(Row(-np.inf, 1, {0: 1e300}))


def test_out_of_time() -> None:
    """Forty budgets that halve 120 options: more than can be proven at once."""
    amounts = np.random.default_rng(1).integers(1, 100, (40, 120)).astype(float)
    rows = [
        Row.of_first(-np.inf, total / 2, row)
        for row, total in zip(amounts, amounts.sum(1), strict=True)
    ]
    program = Program(np.zeros(120), np.ones(120), rows, {}, whole=120)
    program.minimise(-np.ones(120))
    with pytest.raises(OutOfTimeError) as stopped:
        program.solve(0.0)
    assert stopped.value.bound <= -1


def test_a_solver_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    """HiGHS 1.16 greets on descriptor 1 when it is made."""
    program = two_columns(Row(-np.inf, 7, {0: 2, 1: 2}), whole=1)
    program.minimise(np.array([-2.0, -1.0]))
    program.solve()
    assert capfd.readouterr() == ("", "")
