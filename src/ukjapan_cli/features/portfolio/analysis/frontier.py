"""Value against one cost: every efficient package, and the simple ranking by value per cost.

Where too many sets of options would have to be made for `efficient_packages`, the frontier is found
by the epsilon-constraint method (Haimes, Lasdon & Wismer 1971, *IEEE
Transactions on Systems, Man, and Cybernetics* 1(3)) with exact steps: the greatest value at any
cost, then at any lower cost than that package's, and so on down. No efficient package is between
two steps.
"""

import math
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from ukjapan_cli.features.portfolio.analysis.efficient_packages import efficient_packages
from ukjapan_cli.features.portfolio.analysis.model import PackageModel, package_model, reached
from ukjapan_cli.features.portfolio.analysis.program import (
    PACKAGE_TIE,
    Package,
    Programs,
    StoppedError,
)
from ukjapan_cli.model.progress import Progress
from ukjapan_cli.model.scoring import Scoring
from ukjapan_cli.model.spread import spread

MOST_EFFICIENT = 500
"""So many efficient packages are kept, unless all are wanted."""


@dataclass(frozen=True, slots=True)
class Efficient:
    """A package that no package of the same or a lower cost is worth as much as.

    Attributes:
        package: the options, and their value over the baseline.
        cost: what it takes of the frontier's cost.
        greedy: the package that taking options by their value per cost comes to with this much;
            None where it does not keep what is asked of a package.
    """

    package: Package
    cost: Fraction
    greedy: Package | None

    @property
    def cost_per_point(self) -> float | None:
        """Cost over value; None where it is worth no more than the baseline."""
        return None if self.package.value <= PACKAGE_TIE else float(self.cost) / self.package.value

    @property
    def greedy_agrees(self) -> bool:
        """Whether the simple ranking comes to a package that is worth as much."""
        return self.greedy is not None and self.greedy.value >= self.package.value - PACKAGE_TIE

    def cost_per_point_over(self, other: "Efficient") -> float:
        """The marginal cost of each point more than another efficient package has.

        Scottish Government Health Directorates, capital guidance, annex A3, A3.23-A3.24.
        """
        return float(self.cost - other.cost) / (self.package.value - other.package.value)


@dataclass(frozen=True, slots=True)
class Frontier:
    """The efficient packages, the cheapest first.

    Attributes:
        model: the options that may be taken, and the rules.
        key: the cost.
        budget: the budget of it, if there is one; the frontier goes past it.
        packages: with value and cost both rising.
        ranking: places of the options that add value, by value per cost, the best first.
        is_complete: whether there was time for all; if not, the cheapest are missing.
        count: how many efficient packages were found; where that is more than `packages` has, those
            are spread over all.
    """

    model: PackageModel
    key: str
    budget: Fraction | None
    packages: tuple[Efficient, ...]
    ranking: tuple[int, ...]
    is_complete: bool
    count: int


def cost_frontier(
    scoring: Scoring,
    key: str,
    *,
    time_limit: float | None = None,
    full: bool = False,
    progress: Progress | None = None,
) -> Frontier:
    """Value against one cost, without budgets.

    Args:
        scoring: of the decision.
        key: the cost.
        time_limit: seconds for what takes the solver; with 0 nothing does.
        full: keep every efficient package.
        progress: told how far it is.
    """
    deadline = math.inf if time_limit is None else time.monotonic() + time_limit
    programs = Programs(package_model(scoring, {}), deadline=deadline)
    return frontier(programs, key, progress, full=full)


def frontier(
    programs: Programs, key: str, progress: Progress | None = None, *, full: bool = False
) -> Frontier:
    """Every efficient package, other budgets kept; without `full` no more than `MOST_EFFICIENT`."""
    model = programs.model
    limits = {name: budget for name, budget in model.budgets.items() if name != key}
    packages, is_complete = efficient_packages(model, key, limits), True
    if packages is None:
        packages, is_complete = by_programs(programs, key, limits, progress)
    count = len(packages)
    if count > MOST_EFFICIENT and not full:
        packages = [packages[place] for place in spread(count, MOST_EFFICIENT)]
    ranking = by_value_per_cost(model, key)
    simple = _Greedy(model, ranking)
    found = []
    for package in packages:
        cost = model.cost(key, package.members)
        found.append(Efficient(package, cost, simple.package({**limits, key: cost})))
    budget = model.budgets.get(key)
    return Frontier(model, key, budget, tuple(found), ranking, is_complete, count)


def by_programs(
    programs: Programs, key: str, others: Mapping[str, Fraction], progress: Progress | None
) -> tuple[list[Package], bool]:
    """The packages, the cheapest first, and whether there was time for all of them."""
    model, limits = programs.model, dict(others)
    denominator = math.lcm(*(cost.denominator for cost in model.costs[key]))
    found: list[Package] = []
    highest = Fraction(0)
    is_complete = True
    while limits.get(key, 0) >= 0:
        try:
            package = programs.solve(limits=limits)
        except StoppedError:
            is_complete = False
            break
        if package is None:
            break
        cost = model.cost(key, package.members)
        if found and package.value >= found[-1].value - PACKAGE_TIE:
            found.pop()
        found.append(package)
        highest = max(highest, cost)
        if progress is not None and highest:
            progress(int(100 * (highest - cost) / highest), 100)
        limits[key] = cost - Fraction(1, denominator)
    return found[::-1], is_complete


def by_value_per_cost(model: PackageModel, key: str) -> tuple[int, ...]:
    """The options that add value, the most value per cost first; synergies do not count."""
    adding = [place for place in range(len(model.options)) if model.gains[place] > 0]

    def ratio(place: int) -> float:
        cost = model.costs[key][place]
        return math.inf if not cost else float(model.gains[place]) / float(cost)

    return tuple(sorted(adding, key=lambda place: -ratio(place)))


class _Greedy:
    """Packages by going down a ranking and taking what can still be taken."""

    def __init__(self, model: PackageModel, ranking: tuple[int, ...]) -> None:
        self._model = model
        self._ranking = [place for place in ranking if place not in model.barred]
        self._start = reached(model.requires, sorted(model.must))
        self._needs = _by_option(model.requires)
        self._bars = _by_option(chain(model.excludes, (pair[::-1] for pair in model.excludes)))
        self._is_sound = all(
            place not in model.barred and self._bars[place].isdisjoint(self._start)
            for place in self._start
        )

    def package(self, limits: Mapping[str, Fraction]) -> Package | None:
        """The package that keeps some budgets; None if it is none.

        What must be in the package comes first, with all that it requires. An option is passed over
        where a budget does not reach or where what it requires has not been taken.
        """
        model, taken = self._model, set(self._start)
        left = {key: limit - model.cost(key, taken) for key, limit in limits.items()}
        if taken and not (self._is_sound and min(left.values(), default=0) >= 0):
            return None
        for place in self._ranking:
            if (
                place not in taken
                and len(taken) < model.at_most
                and taken.issuperset(self._needs[place])
                and taken.isdisjoint(self._bars[place])
                and all(model.costs[key][place] <= rest for key, rest in left.items())
            ):
                taken.add(place)
                left = {key: rest - model.costs[key][place] for key, rest in left.items()}
        members = tuple(sorted(taken))
        is_package = model.at_least <= len(members) <= model.at_most
        return Package(members, model.value(members)) if is_package else None


def _by_option(pairs: Iterable[tuple[int, int]]) -> defaultdict[int, set[int]]:
    others: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        others[one].add(other)
    return others
