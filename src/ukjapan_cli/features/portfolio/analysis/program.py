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
from typing import NamedTuple

import numpy as np

from ukjapan_cli.features.portfolio.analysis.model import PackageModel
from ukjapan_cli.model.solver import OutOfTimeError, Program, Row
from ukjapan_cli.model.values import Floats

PACKAGE_TIE = 1e-6
"""Packages no further apart in value than this tie: it is what the solver can tell apart."""

_LARGEST = 10_000
_MOST_UNITS = Fraction(10**12)
_SETTINGS = {
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
        rows.append(Row(model.at_least, model.at_most, every))
        self._cost_row = {key: len(rows) + i for i, key in enumerate(model.costs)}
        for scaled in self._scaled.values():
            terms = {i: cost for i, cost in enumerate(scaled.amounts.tolist()) if cost}
            rows.append(Row(-math.inf, math.inf, terms))
        self._values = np.append(model.gains, [s.synergy.value for s in model.synergies])
        self._value_row = len(rows)
        worth = {i: value for i, value in enumerate(self._values.tolist()) if value}
        rows.append(Row(-math.inf, math.inf, worth))
        self._row_count = len(rows)
        self._program = Program(*self._bounds({}), rows, _SETTINGS, whole=self._count)

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
        limits = self.model.budgets if limits is None else limits
        program = self._program
        synergies = np.zeros(len(self.model.synergies))
        program.minimise(-self._values if minimise is None else np.append(minimise, synergies))
        program.bound(*self._bounds(fixed or {}))
        for key, row in self._cost_row.items():
            program.limit(row, -math.inf, self._scaled[key].limit(limits.get(key)))
        program.limit(
            self._value_row, -math.inf if least is None else least - PACKAGE_TIE / 2, math.inf
        )
        most = self.model.at_most if at_most is None else at_most
        program.limit(self._count_row, self.model.at_least, most)
        cuts = [self._other_than(package.members) for package in but_not]
        try:
            while True:
                program.add(cuts)
                columns = self._columns(is_value=minimise is None)
                if columns is None:
                    return None
                found = self._package(columns)
                cuts = self._broken(found, limits, least)
                if not cuts:
                    return found
        finally:
            program.drop(self._row_count)

    def _columns(self, *, is_value: bool) -> Floats | None:
        remaining = self.deadline - time.monotonic()
        if remaining <= 0:
            raise StoppedError(None, math.inf)
        try:
            solution = self._program.solve(remaining)
        except OutOfTimeError as stopped:
            if not is_value:
                raise StoppedError(None, math.inf) from None
            found = None if stopped.columns is None else self._package(stopped.columns)
            if found and self._broken(found, self.model.budgets, None):
                found = None
            raise StoppedError(found, -stopped.bound) from None
        return None if solution is None else solution.columns

    def _package(self, columns: Floats) -> Package:
        members = tuple(np.flatnonzero(columns[: self._count] > 0.5).tolist())
        return Package(members, self.model.value(members))

    def _broken(
        self, found: Package, limits: Mapping[str, Fraction], least: float | None
    ) -> list[Row]:
        """Cuts that a package breaks which only rounding lets through."""
        members = found.members
        for key, limit in limits.items():
            if self.model.cost(key, members) > limit:
                return [Row(-math.inf, len(members) - 1, dict.fromkeys(members, 1.0))]
        if least is not None and found.value < least - PACKAGE_TIE:
            return [self._other_than(members)]
        return []

    def _other_than(self, members: Sequence[int]) -> Row:
        """At least one option more or less."""
        terms = dict.fromkeys(range(self._count), 1.0) | dict.fromkeys(members, -1.0)
        return Row(1.0 - len(members), math.inf, terms)

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

    def _rows(self) -> list[Row]:
        model = self.model
        rows = [Row(-math.inf, 0.0, {one: 1.0, other: -1.0}) for one, other in model.requires]
        rows += [Row(-math.inf, 1.0, {one: 1.0, other: 1.0}) for one, other in model.excludes]
        for column, (members, synergy) in enumerate(model.synergies, self._count):
            if synergy.value > 0:
                rows += [Row(-math.inf, 0.0, {column: 1.0, place: -1.0}) for place in members]
            elif synergy.value < 0:
                terms = {**dict.fromkeys(members, 1.0), column: -1.0}
                rows.append(Row(-math.inf, len(members) - 1.0, terms))
        return rows


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
