"""Integer programs over packages, solved by HiGHS.

One column an option, 0 or 1, and one a synergy, which is the product of its options' columns:
for a synergy of k options z <= x_i where it adds value and z >= sum x - (k - 1) where it costs
value, which is the usual linearisation (Glover & Woolsey 1974, "Converting the 0-1 polynomial
programming problem to a 0-1 linear program", *Operations Research* 22(1)).

Answers do not rest on the solver's tolerances for what can be added up exactly: costs are summed as
fractions, and a package that the solver takes for affordable by rounding alone is cut off, with
everything that holds it, before the program is solved again.
"""

import math
import time
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from ukjapan_cli.analysis.package_model import PackageModel
from ukjapan_cli.analysis.values import Floats

TIE = 1e-6
"""Packages no further apart in value than this tie: it is what the solver can tell apart."""

_LARGEST = 10_000
_MOST_UNITS = Fraction(10**12)
_OPTIONS = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "mip_heuristic_effort": 0.0,
    "mip_heuristic_run_feasibility_jump": False,  # not known to every HiGHS, which then passes it
    "mip_detect_symmetry": False,
}


class Package(NamedTuple):
    """Options by their places, in order, and what they are worth together over the baseline."""

    members: tuple[int, ...]
    value: float


class StoppedError(Exception):
    """The time ran out before a program was solved.

    Attributes:
        best: the best package found by then, if any.
        bound: what no package is worth more than.
    """

    def __init__(self, best: Package | None, bound: float) -> None:
        super().__init__()
        self.best = best
        self.bound = bound


class _Row(NamedTuple):
    low: float
    high: float
    terms: Mapping[int, float]


class Programs:
    """The programs of one model, which differ in what is fixed, limited and sought."""

    def __init__(self, model: PackageModel, *, deadline: float = math.inf) -> None:
        """A program with the model's rules; `deadline` is in seconds of `time.monotonic`."""
        self.model = model
        self.deadline = deadline
        self._count = len(model.options)
        self._scaled = {key: _scaled(amounts) for key, amounts in model.costs.items()}
        rows = self._rows()
        self._count_row = len(rows)
        every = dict.fromkeys(range(self._count), 1.0)
        rows.append(_Row(model.at_least, model.at_most, every))
        self._cost_row = {key: len(rows) + i for i, key in enumerate(model.costs)}
        for scaled in self._scaled.values():
            terms = {i: cost for i, cost in enumerate(scaled.amounts.tolist()) if cost}
            rows.append(_Row(-math.inf, math.inf, terms))
        self._values = np.append(model.gains, [s.synergy.value for s in model.synergies])
        self._value_row = len(rows)
        worth = {i: value for i, value in enumerate(self._values.tolist()) if value}
        rows.append(_Row(-math.inf, math.inf, worth))
        self._row_count = len(rows)
        self._solver = self._new_solver(rows)

    def scaled(self, key: str) -> Floats:
        """A cost as an objective to be as low as can be."""
        return self._scaled[key].amounts

    def solve(
        self,
        *,
        minimise: Floats | None = None,
        limits: Mapping[str, Fraction] | None = None,
        least: float | None = None,
        at_most: int | None = None,
        fixed: Mapping[int, bool] | None = None,
        but_not: Sequence[Package] = (),
    ) -> Package | None:
        """The package of the greatest value, or of the least sum of `minimise`; None if none is.

        Args:
            minimise: shape (options,); where it is not given, value counts.
            limits: budgets instead of the model's.
            least: what the package is worth at least, but for a tie.
            at_most: how many options it has at most, where that is fewer than the model says.
            fixed: by place, whether an option is in the package.
            but_not: packages that are not the answer.

        Raises:
            StoppedError: time ran out.
        """
        import highspy

        limits = self.model.budgets if limits is None else limits
        solver = self._solver
        every = np.arange(self._count + len(self.model.synergies), dtype=np.int32)
        objective = self._values if minimise is None else np.append(-minimise, np.zeros(len(every)))
        solver.changeColsCost(len(every), every, objective[: len(every)])
        lower, upper = self._bounds(fixed or {})
        solver.changeColsBounds(len(every), every, lower, upper)
        for key, row in self._cost_row.items():
            solver.changeRowBounds(row, -math.inf, self._scaled[key].limit(limits.get(key)))
        floor = -math.inf if least is None else least - TIE / 2
        solver.changeRowBounds(self._value_row, floor, math.inf)
        most = self.model.at_most if at_most is None else at_most
        solver.changeRowBounds(self._count_row, self.model.at_least, most)
        cuts = [self._other_than(package.members) for package in but_not]
        try:
            while True:
                for cut in cuts:
                    places = np.fromiter(cut.terms, dtype=np.int32)
                    terms = np.fromiter(cut.terms.values(), dtype=np.float64)
                    solver.addRow(cut.low, cut.high, len(places), places, terms)
                self._run(minimise is None)
                if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                    return None
                found = self._found()
                cuts = self._broken(found, limits, least)
                if not cuts:
                    return found
        finally:
            extra = np.arange(self._row_count, solver.getNumRow(), dtype=np.int32)
            if len(extra):
                solver.deleteRows(len(extra), extra)

    def _run(self, is_value: bool) -> None:
        import highspy

        solver = self._solver
        if self.deadline < math.inf:
            remaining = self.deadline - time.monotonic()
            if remaining <= 0:
                raise StoppedError(None, math.inf)
            solver.setOptionValue("time_limit", remaining)
        solver.run()
        if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
            info = solver.getInfo()
            found = self._found() if is_value and info.primal_solution_status == 2 else None
            if found and self._broken(found, self.model.budgets, None):
                found = None
            raise StoppedError(found, info.mip_dual_bound if is_value else math.inf)

    def _found(self) -> Package:
        taken = np.array(self._solver.getSolution().col_value[: self._count]) > 0.5
        members = tuple(np.flatnonzero(taken).tolist())
        return Package(members, self.model.value(members))

    def _broken(
        self, found: Package, limits: Mapping[str, Fraction], least: float | None
    ) -> list[_Row]:
        """Cuts that a package breaks which only rounding lets through."""
        members = found.members
        for key, limit in limits.items():
            if self.model.cost(key, members) > limit:
                return [_Row(-math.inf, len(members) - 1, dict.fromkeys(members, 1.0))]
        if least is not None and found.value < least - TIE:
            return [self._other_than(members)]
        return []

    def _other_than(self, members: Sequence[int]) -> _Row:
        """At least one option more or less."""
        terms = dict.fromkeys(range(self._count), 1.0) | dict.fromkeys(members, -1.0)
        return _Row(1.0 - len(members), math.inf, terms)

    def _bounds(self, fixed: Mapping[int, bool]) -> tuple[Floats, Floats]:
        columns = self._count + len(self.model.synergies)
        lower, upper = np.zeros(columns), np.ones(columns)
        lower[sorted(self.model.must)] = 1.0
        upper[sorted(self.model.barred)] = 0.0
        for place, is_taken in fixed.items():
            if is_taken:
                lower[place] = 1.0
            else:
                upper[place] = 0.0
        return lower, upper

    def _rows(self) -> list[_Row]:
        model = self.model
        rows = [_Row(-math.inf, 0.0, {one: 1.0, other: -1.0}) for one, other in model.requires]
        rows += [_Row(-math.inf, 1.0, {one: 1.0, other: 1.0}) for one, other in model.excludes]
        for column, (members, synergy) in enumerate(model.synergies, self._count):
            if synergy.value > 0:
                rows += [_Row(-math.inf, 0.0, {column: 1.0, place: -1.0}) for place in members]
            elif synergy.value < 0:
                terms = {**dict.fromkeys(members, 1.0), column: -1.0}
                rows.append(_Row(-math.inf, len(members) - 1.0, terms))
        return rows

    def _new_solver(self, rows: Sequence[_Row]) -> Any:
        import highspy

        columns = self._count + len(self.model.synergies)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = columns, len(rows)
        program.col_cost_ = self._values
        program.col_lower_, program.col_upper_ = self._bounds({})
        program.row_lower_ = np.array([row.low for row in rows])
        program.row_upper_ = np.array([row.high for row in rows])
        program.sense_ = highspy.ObjSense.kMaximize
        whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        program.integrality_ = [whole] * self._count + [part] * len(self.model.synergies)
        matrix = program.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(row.terms) for row in rows)]).astype(np.int32)
        matrix.index_ = np.array([place for row in rows for place in row.terms], dtype=np.int32)
        matrix.value_ = np.array([term for row in rows for term in row.terms.values()])
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.silent()
        for name, setting in _OPTIONS.items():
            solver.setOptionValue(name, setting)
        solver.passModel(program)
        return solver


class _Scaled(NamedTuple):
    """A cost in units that the solver adds up well: whole numbers where these are small enough."""

    amounts: Floats
    unit: Fraction
    are_whole: bool

    def limit(self, budget: Fraction | None) -> float:
        if budget is None:
            return math.inf
        scaled = min(budget / self.unit, _MOST_UNITS)
        return float(math.floor(scaled)) if self.are_whole else float(scaled)


def _scaled(amounts: Sequence[Fraction]) -> _Scaled:
    largest = max(amounts, default=Fraction(0))
    if not largest:
        return _Scaled(np.zeros(len(amounts)), Fraction(1), are_whole=True)
    denominator = math.lcm(*(cost.denominator for cost in amounts))
    unit = Fraction(math.gcd(*(int(cost * denominator) for cost in amounts)), denominator)
    are_whole = largest / unit <= _LARGEST
    if not are_whole:
        unit = largest / _LARGEST
    return _Scaled(np.array([float(cost / unit) for cost in amounts]), unit, are_whole)
