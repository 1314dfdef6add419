"""The best package, and the next best ones, in an order that does not depend on the solver."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from ukjapan_cli.features.portfolio.analysis.model import ImpossiblePackageError, PackageModel
from ukjapan_cli.features.portfolio.analysis.program import PACKAGE_TIE, Package, Programs


def best_package(programs: Programs) -> Package:
    """A package that none is worth more than.

    Raises:
        ImpossiblePackageError: no package has as many options as are asked for.
        StoppedError: time ran out.
    """
    found = programs.solve()
    if found is not None:
        return found
    model = programs.model
    smaller = Programs(replace(model, at_least=0), deadline=programs.deadline)
    largest = smaller.solve(minimise=-np.ones(len(model.options)))
    most = len(largest.members) if largest else 0
    raise ImpossiblePackageError(
        f"no package has {model.at_least} options: with these budgets, requirements and "
        f"exclusions it has {most} at most"
    )


def next_best(programs: Programs, best: Package, count: int) -> list[Package]:
    """The best packages, so many or all there are, each cut off before the next is sought.

    Packages that tie stand in the order of what they take of the first budget, then of the second
    and so on, then of how many options they have, then of the file. The first is settled among all
    that tie with it, the others among those that were found.

    Raises:
        StoppedError: time ran out.
    """
    found = [best]
    while len(found) < max(2, count):
        package = programs.solve(but_not=found)
        if package is None:
            break
        found.append(package)
        if len(found) == 2 and package.value >= best.value - PACKAGE_TIE:
            found = [_settled(programs, best)]
            best = found[0]
            package = programs.solve(but_not=found)
            if package is None:
                break
            found.append(package)
    return [found[0], *_in_order(programs.model, found[1:])][:count]


def _in_order(model: PackageModel, packages: Sequence[Package]) -> list[Package]:
    """Packages from the greatest value down; those that tie by costs, number and file."""
    groups: list[list[Package]] = []
    for package in sorted(packages, key=lambda package: -package.value):
        if groups and package.value >= groups[-1][0].value - PACKAGE_TIE:
            groups[-1].append(package)
        else:
            groups.append([package])
    order = _order(model)
    return [package for group in groups for package in sorted(group, key=order)]


def _order(
    model: PackageModel,
) -> Callable[[Package], tuple[list[Fraction], int, tuple[int, ...]]]:
    return lambda package: (
        [model.cost(budget, package.members) for budget in model.budgets],
        len(package.members),
        package.members,
    )


def _settled(programs: Programs, best: Package) -> Package:
    """Of all packages that tie with the best, the one that comes first."""
    model = programs.model
    limits = dict(model.budgets)
    found: Package = best
    for key in model.budgets:
        cheapest = programs.solve(minimise=programs.scaled(key), limits=limits, least=best.value)
        found = cheapest or found
        limits[key] = model.cost(key, found.members)
    count = len(model.options)
    smallest = programs.solve(minimise=np.ones(count), limits=limits, least=best.value)
    found = smallest or found
    size = len(found.members)
    fixed: dict[int, bool] = {}
    for place in range(count):
        if sum(fixed.values()) == size:
            break
        if place not in found.members:
            with_it = programs.solve(
                limits=limits, least=best.value, at_most=size, fixed={**fixed, place: True}
            )
            found = with_it or found
        fixed[place] = place in found.members
    return found
