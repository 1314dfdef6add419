"""What may be done together, and what that is worth and costs: the model of packages of options.

The value of a package is the sum of its options' overall values over the baseline's, and of the
synergies of which it has every option; it is kept within budgets, requirements and exclusions.
Stummer & Heidenberger (2003), "Interactive R&D portfolio analysis with project interdependencies
and time profiles of multiple objectives", *IEEE Transactions on Engineering Management* 50(2),
model interactions in the same way.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from ukjapan_cli.decision.names import find
from ukjapan_cli.decision.options import Option, Synergy
from ukjapan_cli.decision.performances import Performance, Uniform
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.model.scoring import Scoring
from ukjapan_cli.model.values import Floats

MOST_POINTS = 1e9
"""No synergy may be worth more: beside such a number a point of value would be lost."""


class UnusableBudgetError(InputError, ValueError):
    """A budget that is no amount, or a synergy that no package can be compared with."""


class ImpossiblePackageError(InputError, ValueError):
    """No package keeps everything that is asked of it."""


class Together(NamedTuple):
    """A synergy between options that may be taken, by their places in the model."""

    members: tuple[int, ...]
    synergy: Synergy


@dataclass(frozen=True, slots=True)
class PackageModel:
    """Everything that decides which package is best.

    Attributes:
        options: those that are ranked, in the file's order; the others take no part.
        gains: shape (options,), overall value over the baseline's.
        costs: by budget, what each option takes of it.
        budgets: by key, the most that a package may take; a cost without a budget has no limit.
        synergies: those of which every option is ranked.
        requires: pairs of places: the first is only done with the second.
        excludes: pairs of places that are never done together.
        must: places of options that are in every package.
        barred: by place, why an option is in none.
        at_least: how many options a package has at least.
        at_most: how many it has at most.
    """

    options: tuple[Option, ...]
    gains: Floats
    costs: Mapping[str, tuple[Fraction, ...]]
    budgets: Mapping[str, Fraction]
    synergies: tuple[Together, ...]
    requires: tuple[tuple[int, int], ...]
    excludes: tuple[tuple[int, int], ...]
    must: frozenset[int]
    barred: Mapping[int, str]
    at_least: int
    at_most: int

    def value(self, members: Iterable[int]) -> float:
        """What a package is worth over the baseline, synergies counted."""
        taken = set(members)
        gains = [float(self.gains[place]) for place in sorted(taken)]
        together = [s.synergy.value for s in self.synergies if taken.issuperset(s.members)]
        return math.fsum(gains + together)

    def cost(self, key: str, members: Iterable[int]) -> Fraction:
        """What a package takes of one budget, exactly."""
        amounts = self.costs[key]
        return sum((amounts[place] for place in members), Fraction(0))

    def needed_by(self, place: int) -> list[int]:
        """The option and all that it requires, step by step, each after what requires it."""
        return reached(self.requires, [place])


def exact(performance: Performance) -> Fraction:
    """An amount's point as the decimal fraction that was written."""
    if isinstance(performance, Uniform):
        return (decimal(performance.low) + decimal(performance.high)) / 2
    return decimal(performance.point)


def decimal(number: float) -> Fraction:
    """The shortest decimal that reads as this number, which is what somebody wrote."""
    return Fraction(repr(float(number)))


def amount(exactly: Fraction) -> str:
    """An amount in a message."""
    return f"{float(exactly):.12g}"


def package_model(
    scoring: Scoring,
    budgets: Mapping[str, float],
    *,
    must: Sequence[str] = (),
    without: Sequence[str] = (),
    at_least: int = 0,
    at_most: int | None = None,
) -> PackageModel:
    """The model of the packages of ranked options.

    A requirement of the baseline is met, and an exclusion of it means nothing: it is what packages
    are held against.

    Raises:
        UnknownNameError: nothing has the name of an option or a budget.
        UnusableBudgetError: a budget is no amount, or is given twice.
        ImpossiblePackageError: an option must be in the package and cannot be.
    """
    decision = scoring.decision
    ranked = {standing.option.id: standing.value for standing in scoring.ranking}
    options = tuple(option for option in decision.options if option.id in ranked)
    place = {option.id: index for index, option in enumerate(options)}
    zero = scoring.baseline.value if scoring.baseline else 0.0
    keys = cost_keys(scoring)
    wanted, unwanted = (
        [decision.option(given) for given in dict.fromkeys(names)] for names in (must, without)
    )
    unavailable = {
        standing.option.id: "is the baseline" if standing.option.is_baseline else "fails a must"
        for standing in scoring.excluded
    }
    for option in wanted:
        if option.id in unavailable:
            raise ImpossiblePackageError(
                f"'{option.id}' cannot be in a package: it {unavailable[option.id]}"
            )
        if option in unwanted:
            raise ImpossiblePackageError(
                f"'{option.id}' must be in the package and may not be in it"
            )
    baseline = next((o.id for o in decision.options if o.is_baseline), None)
    unavailable = {id_: why for id_, why in unavailable.items() if id_ != baseline}
    unavailable |= {option.id: "is left out as asked" for option in unwanted}
    requires = tuple(
        (index, place[other])
        for index, option in enumerate(options)
        for other in option.requires
        if other in place
    )
    excludes = {
        (min(index, place[other]), max(index, place[other])): None
        for index, option in enumerate(options)
        for other in option.excludes
        if other in place
    }
    return PackageModel(
        options=options,
        gains=np.array([ranked[option.id] - zero for option in options]),
        costs={
            key: tuple(
                exact(option.costs[key].amount) if key in option.costs else Fraction(0)
                for option in options
            )
            for key in keys
        },
        budgets=_budgets(budgets, keys),
        synergies=tuple(_together(decision.synergies, place)),
        requires=requires,
        excludes=tuple(excludes),
        must=frozenset(place[option.id] for option in wanted),
        barred=_barred(options, requires, unavailable),
        at_least=at_least,
        at_most=len(options) if at_most is None else min(at_most, len(options)),
    )


def cost_keys(scoring: Scoring) -> tuple[str, ...]:
    """Every cost that some option of the decision states, or that has a unit."""
    decision = scoring.decision
    stated = (key for option in decision.options for key in option.costs)
    return tuple(dict.fromkeys([*decision.cost_units, *stated]))


def cost_key(given: str, keys: Iterable[str]) -> str:
    """The cost that a name means.

    Raises:
        UnknownNameError: there is no such cost.
    """
    return find("cost", given, {key: key for key in keys})


def _budgets(given: Mapping[str, float], keys: Sequence[str]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for name, number in given.items():
        key = cost_key(name, keys)
        if key in found:
            raise UnusableBudgetError(f"the budget of '{key}' is given twice")
        if not (math.isfinite(number) and number >= 0):
            raise UnusableBudgetError(
                f"the budget of '{key}' must be a finite number of 0 or more, not {number:g}"
            )
        found[key] = decimal(number)
    return found


def _together(synergies: Sequence[Synergy], place: Mapping[str, int]) -> Iterable[Together]:
    for synergy in synergies:
        if not abs(synergy.value) <= MOST_POINTS:
            raise UnusableBudgetError(
                f"a synergy of {synergy.value:g} points is more than packages can be compared with"
            )
        if all(id_ in place for id_ in synergy.options):
            yield Together(tuple(place[id_] for id_ in synergy.options), synergy)


def _barred(
    options: Sequence[Option],
    requires: Sequence[tuple[int, int]],
    unavailable: Mapping[str, str],
) -> dict[int, str]:
    """Why options cannot be taken, for those that are unavailable or need what is."""
    barred = {
        place: unavailable[option.id]
        for place, option in enumerate(options)
        if option.id in unavailable
    }
    missing = {
        place: next((id_ for id_ in option.requires if id_ in unavailable), None)
        for place, option in enumerate(options)
        if place not in barred
    }
    in_need = _by_first((needed, option) for option, needed in requires)
    lacking = {place: place for place, id_ in missing.items() if id_ is not None}
    open_ = list(lacking)
    for needed in open_:  # which grows
        for place in in_need.get(needed, ()):
            if place in missing and place not in lacking:
                lacking[place] = lacking[needed]
                open_.append(place)
    for place, needed in lacking.items():
        id_ = missing[needed] or ""
        way = "" if needed == place else f"needs '{options[needed].id}', which "
        barred[place] = f"{way}requires '{id_}', which {unavailable[id_]}"
    return barred


def reached(requires: Iterable[tuple[int, int]], starts: Iterable[int]) -> list[int]:
    """The starts and all that they require, step by step."""
    below = _by_first(requires)
    found = list(dict.fromkeys(starts))
    seen = set(found)
    for option in found:  # which grows
        for needed in below.get(option, ()):
            if needed not in seen:
                seen.add(needed)
                found.append(needed)
    return found


def _by_first(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    others: dict[int, list[int]] = {}
    for one, other in pairs:
        others.setdefault(one, []).append(other)
    return others
