"""Random models of packages, and what trying every subset of their options finds."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from ukjapan_cli.decision.options import Option, Synergy
from ukjapan_cli.features.portfolio.analysis.model import PackageModel, Together

KEYS = ("money", "time")
QUARTERS = st.integers(-20, 60).map(lambda n: n / 4)
AMOUNTS = st.integers(0, 40).map(lambda n: Fraction(n, 10))
BUDGETS = st.integers(0, 150).map(lambda n: Fraction(n, 10))


def pairs(count: int, most: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Different pairs of places, the lower first."""
    every = list(combinations(range(count), 2))
    if not every:
        return st.just([])
    return st.lists(st.sampled_from(every), max_size=most, unique=True)


@st.composite
def models(draw: st.DrawFn, most_options: int = 8) -> PackageModel:
    """A model with values in quarters and amounts in tenths; it may have no package at all."""
    count = draw(st.integers(1, most_options))
    requires = [(later, earlier) for earlier, later in draw(pairs(count, 3))]
    excludes = [pair for pair in draw(pairs(count, 3)) if pair[::-1] not in requires]
    groups = st.lists(st.integers(0, count - 1), min_size=2, max_size=4, unique=True)
    synergies = []
    for members in draw(st.lists(groups, max_size=4)) if count > 1 else ():
        value = draw(st.integers(-30, 30)) / 4
        ids = tuple(f"option-{place}" for place in members)
        synergies.append(Together(tuple(members), Synergy(ids, value)))
    chosen = st.sets(st.integers(0, count - 1), max_size=1)
    must = draw(chosen)
    barred = draw(chosen) - must
    return PackageModel(
        options=tuple(Option(f"option-{place}", f"Option {place}") for place in range(count)),
        gains=np.array([draw(QUARTERS) for _ in range(count)]),
        costs={key: tuple(draw(AMOUNTS) for _ in range(count)) for key in KEYS},
        budgets={key: draw(BUDGETS) for key in draw(st.sets(st.sampled_from(KEYS)))},
        synergies=tuple(synergies),
        requires=tuple(requires),
        excludes=tuple(excludes),
        must=frozenset(must),
        barred=dict.fromkeys(barred, "is left out as asked"),
        at_least=draw(st.integers(0, 2)),
        at_most=draw(st.integers(max(1, count - 3), count)),
    )


def keeps(model: PackageModel, taken: tuple[int, ...], budgets: Mapping[str, Fraction]) -> bool:
    """Whether a package keeps everything, looked at rule by rule."""
    return (
        model.at_least <= len(taken) <= model.at_most
        and all(place in taken for place in model.must)
        and not any(place in taken for place in model.barred)
        and all(needed in taken for place, needed in model.requires if place in taken)
        and not any(one in taken and other in taken for one, other in model.excludes)
        and all(
            sum(model.costs[key][place] for place in taken) <= budget
            for key, budget in budgets.items()
        )
    )


def worth(model: PackageModel, taken: tuple[int, ...]) -> float:
    """The package's value: quarters, which floating point adds exactly."""
    together = (s.synergy.value for s in model.synergies if set(s.members) <= set(taken))
    return float(sum(model.gains[list(taken)])) + sum(together)


def every_package(
    model: PackageModel, budgets: Mapping[str, Fraction] | None = None
) -> dict[tuple[int, ...], float]:
    """Every package that keeps everything, and its value."""
    limits = model.budgets if budgets is None else budgets
    places = range(len(model.options))
    subsets = (taken for size in range(len(places) + 1) for taken in combinations(places, size))
    return {taken: worth(model, taken) for taken in subsets if keeps(model, taken, limits)}
