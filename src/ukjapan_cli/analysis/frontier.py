"""Value against one cost: every efficient package, and the simple ranking by value per cost.

The frontier is found by the epsilon-constraint method (Haimes, Lasdon & Wismer 1971, *IEEE
Transactions on Systems, Man, and Cybernetics* 1(3)) with exact steps: the greatest value at any
cost, then at any lower cost than that package's, and so on down. No efficient package is between
two steps.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ukjapan_cli.analysis.package_model import PackageModel, reached
from ukjapan_cli.analysis.package_programs import TIE, Package, Programs, StoppedError

Progress = Callable[[int, int], None]


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
        return None if self.package.value <= TIE else float(self.cost) / self.package.value

    @property
    def greedy_agrees(self) -> bool:
        """Whether the simple ranking comes to a package that is worth as much."""
        return self.greedy is not None and self.greedy.value >= self.package.value - TIE

    def cost_per_point_over(self, other: "Efficient") -> float:
        """The marginal cost of each point more than another efficient package has.

        Scottish Government Health Directorates, capital guidance, annex A3, A3.23-A3.24.
        """
        return float(self.cost - other.cost) / (self.package.value - other.package.value)


@dataclass(frozen=True, slots=True)
class Frontier:
    """All efficient packages, the cheapest first.

    Attributes:
        key: the cost.
        budget: the budget of it, if there is one; the frontier goes past it.
        packages: with value and cost both rising.
        ranking: places of the options that add value, by value per cost, the best first.
        is_complete: whether there was time for all; if not, the cheapest are missing.
    """

    key: str
    budget: Fraction | None
    packages: tuple[Efficient, ...]
    ranking: tuple[int, ...]
    is_complete: bool


def frontier(programs: Programs, key: str, progress: Progress | None = None) -> Frontier:
    """Every efficient package, other budgets kept."""
    model = programs.model
    limits = {name: budget for name, budget in model.budgets.items() if name != key}
    ranking = by_value_per_cost(model, key)
    denominator = math.lcm(*(cost.denominator for cost in model.costs[key]))
    found: list[Efficient] = []
    highest = Fraction(0)
    is_complete = True
    while True:
        try:
            package = programs.solve(limits=limits)
        except StoppedError:
            is_complete = False
            break
        if package is None:
            break
        cost = model.cost(key, package.members)
        if found and package.value >= found[-1].package.value - TIE:
            found.pop()
        greedy = greedy_package(model, ranking, {**limits, key: cost})
        found.append(Efficient(package, cost, greedy))
        highest = max(highest, cost)
        if progress is not None and highest:
            progress(int(100 * (highest - cost) / highest), 100)
        limits[key] = cost - Fraction(1, denominator)
        if limits[key] < 0:
            break
    return Frontier(key, model.budgets.get(key), tuple(reversed(found)), ranking, is_complete)


def by_value_per_cost(model: PackageModel, key: str) -> tuple[int, ...]:
    """The options that add value, the most value per cost first; synergies do not count."""
    adding = [place for place in range(len(model.options)) if model.gains[place] > 0]

    def ratio(place: int) -> float:
        cost = model.costs[key][place]
        return math.inf if not cost else float(model.gains[place]) / float(cost)

    return tuple(sorted(adding, key=lambda place: -ratio(place)))


def greedy_package(
    model: PackageModel, ranking: tuple[int, ...], limits: Mapping[str, Fraction]
) -> Package | None:
    """Go down a ranking and take what can still be taken; None if it is no package.

    What must be in the package comes first, with all that it requires. An option is passed over
    where a budget does not reach or where what it requires has not been taken.
    """
    taken = reached(model.requires, sorted(model.must))
    for place in ranking:
        if place not in taken and _fits(model, [*taken, place], limits):
            taken.append(place)
    members = tuple(sorted(taken))
    is_package = len(taken) >= model.at_least and (not taken or _fits(model, taken, limits))
    return Package(members, model.value(members)) if is_package else None


def _fits(model: PackageModel, places: list[int], limits: Mapping[str, Fraction]) -> bool:
    taken = set(places)
    return (
        len(taken) <= model.at_most
        and taken.isdisjoint(model.barred)
        and all(needed in taken for place, needed in model.requires if place in taken)
        and not any(one in taken and other in taken for one, other in model.excludes)
        and all(model.cost(key, places) <= limit for key, limit in limits.items())
    )
