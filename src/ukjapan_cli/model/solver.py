"""Linear and integer programs: the one solver, which is HiGHS.

A program is columns between bounds, rows that sums of columns lie in, and costs whose sum is to be
as low as can be. It is solved, changed and solved again: HiGHS goes on from where it was.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import chain
from threading import Thread
from typing import Any, NamedTuple, Self

import numpy as np

from ukjapan_cli.model.values import Floats

_INTEGER = 1  # HighsVarType.kInteger
_PATIENCE = 0.1  # seconds; not everywhere does a signal end an unbounded wait


class Row(NamedTuple):
    """The ends that the sum of some columns, each times its term, lies between."""

    low: float
    high: float
    terms: Mapping[int, float]

    @classmethod
    def of_first(cls, low: float, high: float, terms: Floats) -> Self:
        """A row of the first columns, as many as there are terms."""
        return cls(low, high, dict(enumerate(terms.tolist())))


class Solution(NamedTuple):
    """The columns whose cost is least.

    Attributes:
        columns: shape (columns,).
        cost: what they cost together.
        prices: shape (rows,), what one more of a row's ends would cost; empty for whole numbers.
    """

    columns: Floats
    cost: float
    prices: Floats


class OutOfTimeError(Exception):
    """The time ran out before a program was solved.

    Attributes:
        columns: the best that were found by then, if any.
        bound: what no columns cost less than.
    """

    def __init__(self, columns: Floats | None, bound: float) -> None:
        super().__init__("there was no time to solve a program")
        self.columns = columns
        self.bound = bound


class UnsolvedError(ArithmeticError):
    """HiGHS has no solution, and no proof that there is none."""


class Program:
    """A linear program, or an integer one."""

    def __init__(
        self,
        low: Floats,
        high: Floats,
        rows: Iterable[Row],
        settings: Mapping[str, object],
        *,
        whole: int = 0,
    ) -> None:
        """A program without costs.

        Args:
            low: shape (columns,), the least that each column can be.
            high: the most.
            rows: what the columns are held to.
            settings: HiGHS's own; what a version of it does not know it passes over.
            whole: how many columns, from the first on, are whole numbers.
        """
        self._solver = _silent_highs()
        for name, setting in settings.items():
            self._solver.setOptionValue(name, setting)
        self._is_whole = whole > 0
        self._columns = np.arange(len(low), dtype=np.int32)
        _hold(self._solver.addVars(len(low), low, high))
        if whole:
            kinds = np.full(whole, _INTEGER, dtype=np.uint8)
            _hold(self._solver.changeColsIntegrality(whole, self._columns[:whole], kinds))
        self.add(rows)

    def minimise(self, costs: Floats) -> None:
        """Have the sum of the columns, each times its cost, be as low as can be."""
        _hold(self._solver.changeColsCost(len(costs), self._columns, costs))

    def bound(self, low: Floats, high: Floats) -> None:
        """Give every column other bounds."""
        _hold(self._solver.changeColsBounds(len(low), self._columns, low, high))

    def limit(self, row: int, low: float, high: float) -> None:
        """Give a row other ends."""
        _hold(self._solver.changeRowBounds(row, low, high))

    def add(self, rows: Iterable[Row]) -> None:
        """Hold the columns to more rows, after those there are."""
        rows = list(rows)
        starts = np.cumsum([0, *(len(row.terms) for row in rows)], dtype=np.int32)
        _hold(
            self._solver.addRows(
                len(rows),
                np.array([row.low for row in rows], dtype=np.float64),
                np.array([row.high for row in rows], dtype=np.float64),
                int(starts[-1]),
                starts[:-1],
                np.fromiter(chain.from_iterable(row.terms for row in rows), np.int32),
                np.fromiter(chain.from_iterable(row.terms.values() for row in rows), np.float64),
            )
        )

    def drop(self, first: int) -> None:
        """Take the rows from this one on away."""
        rows = np.arange(first, self._solver.getNumRow(), dtype=np.int32)
        if len(rows):
            _hold(self._solver.deleteRows(len(rows), rows))

    def solve(self, seconds: float = math.inf) -> Solution | None:
        """The columns whose cost is least; None where none are within all rows and bounds.

        Raises:
            OutOfTimeError: it takes more seconds than these.
            UnsolvedError: the numbers are too far apart for it.
        """
        from highspy import HighsModelStatus, SolutionStatus

        solver = self._solver
        solver.setOptionValue("time_limit", seconds)
        self._run()
        status = solver.getModelStatus()
        if status in (HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible):
            return None
        solution, info = solver.getSolution(), solver.getInfo()
        columns = np.array(solution.col_value)
        if status == HighsModelStatus.kTimeLimit:
            is_found = info.primal_solution_status == SolutionStatus.kSolutionStatusFeasible
            raise OutOfTimeError(columns if is_found else None, info.mip_dual_bound)
        if status != HighsModelStatus.kOptimal:
            raise UnsolvedError(f"HiGHS: {solver.modelStatusToString(status)}")
        return Solution(columns, info.objective_function_value, np.array(solution.row_dual))

    def _run(self) -> None:
        """Let HiGHS work: long for whole numbers, in a thread, since waiting can be interrupted."""
        if not self._is_whole:
            self._solver.run()
            return
        thread = Thread(target=self._solver.run, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(_PATIENCE)


def _hold(status: Any) -> None:
    """Hold that HiGHS took what it was given."""
    if status.name == "kError":
        raise UnsolvedError("HiGHS refuses a number")


def _silent_highs() -> Any:
    """HiGHS without a word on the process's stdout.

    Since 1.16 it greets as soon as it is made, when it enables its callbacks; silenced right
    before, it does not. So nothing is done to the process's own descriptors, to which other threads
    write.
    """
    import highspy

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> Any:  # noqa: N802 (HiGHS's name)
            self.silent()
            return super().enableCallbacks()  # type: ignore[no-untyped-call]

    made: Any = Silent()  # type: ignore[no-untyped-call]
    made.silent()  # where none were enabled
    return made
