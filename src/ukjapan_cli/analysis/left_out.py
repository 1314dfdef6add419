"""Why options are not in the best package: what would give way, and which budget brings them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ukjapan_cli.analysis.package_limits import obstacle
from ukjapan_cli.analysis.package_programs import PACKAGE_TIE, Package, Programs


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The least budget with which an option is in a best package.

    No other budget changes. With less than this, and not less than there is, every package with
    the option is worth less than some package without it.

    Attributes:
        key: which budget.
        budget: the least amount.
        extra: how much more that is than there is; 0 where a package that ties has the option.
        package: a best package with that budget, with the option.
    """

    key: str
    budget: Fraction
    extra: Fraction
    package: Package


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An option that is not in the best package.

    Attributes:
        place: the option's place in the model.
        obstacle: why no package has it within the budgets; empty where one does.
        forced: the best package with it; None where there is none.
        worth_less: by how much that package is behind the best.
        leaves: which options of the best package give way to it.
        joins: which others come with it.
        brought_in: for each budget that alone would bring it in, how much of it is needed.
    """

    place: int
    obstacle: str
    forced: Package | None
    worth_less: float | None
    leaves: tuple[int, ...]
    joins: tuple[int, ...]
    brought_in: tuple[BroughtIn, ...]


def left_out(programs: Programs, best: Package, place: int) -> LeftOut:
    """What stands between an option and the best package.

    Raises:
        StoppedError: time ran out.
    """
    model = programs.model
    if place in model.barred:
        return LeftOut(place, model.barred[place], None, None, (), (), ())
    forced = programs.solve(fixed={place: True})
    brought_in = []
    for key in model.budgets:
        found = _brought_in(programs, best, forced, place, key)
        if found is not None:
            brought_in.append(found)
    return LeftOut(
        place=place,
        obstacle="" if forced else obstacle(model, place),
        forced=forced,
        worth_less=max(0.0, best.value - forced.value) if forced else None,
        leaves=_less(best.members, forced.members) if forced else (),
        joins=_less(forced.members, (*best.members, place)) if forced else (),
        brought_in=tuple(brought_in),
    )


def _brought_in(
    programs: Programs, best: Package, forced: Package | None, place: int, key: str
) -> BroughtIn | None:
    """Raise one budget from where packages with the option can first be worth as much.

    With a greater budget packages without the option are worth more too, so that their value is
    sought again with every budget at which those with it catch up; in between they cannot.
    """
    model = programs.model
    there_is = budget = model.budgets[key]
    without: Package | None = best
    package = forced
    while True:
        limits = {**model.budgets, key: budget}
        if budget > there_is:
            without = programs.solve(limits=limits, fixed={place: False})
        if without is None:
            return None
        if package is not None and package.value >= without.value - PACKAGE_TIE:
            return BroughtIn(key, budget, budget - there_is, package)
        del limits[key]
        package = programs.solve(
            minimise=programs.scaled(key), limits=limits, least=without.value, fixed={place: True}
        )
        if package is None:
            return None
        needed = model.cost(key, package.members)
        if needed <= budget:
            return BroughtIn(key, budget, budget - there_is, package)
        budget = needed


def _less(members: Sequence[int], others: Sequence[int]) -> tuple[int, ...]:
    return tuple(member for member in members if member not in others)
