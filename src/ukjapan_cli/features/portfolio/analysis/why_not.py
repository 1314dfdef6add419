"""Why options are not in the best package: what would give way, and which budget brings them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ukjapan_cli.features.portfolio.analysis.model import (
    ImpossiblePackageError,
    PackageModel,
    amount,
    reached,
)
from ukjapan_cli.features.portfolio.analysis.program import PACKAGE_TIE, Package, Programs


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


def check_musts(model: PackageModel) -> None:
    """Refuse what contradicts itself before any package is looked for.

    Raises:
        ImpossiblePackageError: the options that must be in the package, with all that they require,
            cannot be; or no number of options is asked for.
    """
    options = model.options
    if model.at_least > model.at_most:
        raise ImpossiblePackageError(
            f"no package has at least {model.at_least} options and at most {model.at_most}"
        )
    for place in sorted(model.must):
        if place in model.barred:
            raise ImpossiblePackageError(
                f"'{options[place].id}' cannot be in a package: it {model.barred[place]}"
            )
    needed = reached(model.requires, sorted(model.must))
    together = frozenset(needed)
    for one, other in model.excludes:
        if one in together and other in together:
            raise ImpossiblePackageError(
                f"{_why(model, one)} and {_why(model, other)}, but they exclude each other"
            )
    if len(needed) > model.at_most:
        raise ImpossiblePackageError(
            f"{_listed(model, needed)} must all be in the package, which may have {model.at_most} "
            "at most"
        )
    for key in model.budgets:
        over = _over_budget(model, needed, key)
        if over:
            raise ImpossiblePackageError(f"{_musts(model)} {over}")


def obstacle(model: PackageModel, place: int) -> str:
    """Why no package has an option, as far as it can be told from its own requirements."""
    if place in model.barred:
        return model.barred[place]
    needed = model.needed_by(place)
    musts = reached(model.requires, sorted(model.must))
    with_it, with_musts = frozenset(needed), frozenset(musts)
    for one, other in model.excludes:
        for mine, theirs in ((one, other), (other, one)):
            if mine in with_it and theirs in with_musts:
                who = "" if mine == place else f"needs '{model.options[mine].id}', which "
                other_id = model.options[theirs].id
                return f"{who}excludes '{other_id}', which must be in the package"
    others = [other for other in needed if other != place]
    for key in model.budgets:
        over = _over_budget(model, reached(model.requires, [place, *musts]), key)
        if over:
            way = f"requires {_listed(model, others)}, and with it " if others else ""
            beside = " beside what must be in the package" if musts else ""
            return f"{way}{over}{beside}"
    if len({*needed, *musts}) > model.at_most:
        return f"needs more than the {model.at_most} options that a package may have"
    return "is in no package that keeps everything asked of it"


def _over_budget(model: PackageModel, places: Sequence[int], key: str) -> str:
    """That options cost more than a budget, if they do."""
    cost, budget = model.cost(key, places), model.budgets[key]
    if cost <= budget:
        return ""
    return f"takes {amount(cost)} of {key}, and the budget is {amount(budget)}"


def _musts(model: PackageModel) -> str:
    """The options that must be in the package, each with what it requires."""
    parts = []
    for start in sorted(model.must):
        others = [place for place in model.needed_by(start) if place != start]
        with_ = f", with {_listed(model, others)}, which it requires," if others else ""
        parts.append(f"'{model.options[start].id}'{with_}")
    return " and ".join(parts) if len(parts) == 1 else f"a package with {' and '.join(parts)}"


def _listed(model: PackageModel, places: Sequence[int]) -> str:
    """Ids in quotes, ten at most."""
    ids = [f"'{model.options[place].id}'" for place in places]
    shown = ids[:10] + (["…"] if len(ids) > 10 else [])
    return ", ".join(shown[:-1]) + f" and {shown[-1]}" if len(shown) > 1 else shown[0]


def _why(model: PackageModel, place: int) -> str:
    id_ = model.options[place].id
    if place in model.must:
        return f"'{id_}' must be in the package"
    for start in sorted(model.must):
        if place in model.needed_by(start):
            return f"'{id_}' is required by '{model.options[start].id}'"
    return f"'{id_}'"
