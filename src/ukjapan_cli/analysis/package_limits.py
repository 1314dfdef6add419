"""What cannot be asked of a package, and which chain of requirements is in the way."""

from collections.abc import Sequence

from ukjapan_cli.analysis.package_model import ImpossiblePackageError, PackageModel, amount, reached


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
