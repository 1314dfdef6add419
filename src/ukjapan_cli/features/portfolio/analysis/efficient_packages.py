"""Efficient packages without a solver: what no package of the same or a lower cost is worth.

Options are taken up one after the other, each with every set of those before and without it. Of the
sets only those go on that nothing cheaper is worth as much as (Nemhauser & Ullmann 1969, "Discrete
dynamic programming and capital allocation", *Management Science* 15(9)), compared among sets that
agree on all options which a requirement, an exclusion or a synergy ties to options still to come.
Costs are added up as whole numbers, exactly.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.features.portfolio.analysis.model import PackageModel
from ukjapan_cli.features.portfolio.analysis.program import PACKAGE_TIE, Package
from ukjapan_cli.model.values import Floats

_MOST_OPTIONS = 63  # a bit each
_MOST_SETS = 1 << 16
_LARGEST_SUM = 1 << 62


def efficient_packages(
    model: PackageModel, key: str, limits: Mapping[str, Fraction]
) -> list[Package] | None:
    """Every efficient package, the cheapest first; None where too many sets would have to be made.

    Args:
        model: its own budgets do not count.
        key: the cost that is set against value.
        limits: budgets of other costs.
    """
    count = len(model.options)
    units = {name: _units(model.costs[name]) for name in (key, *limits)}
    if count > _MOST_OPTIONS or any(sum(unit.amounts) > _LARGEST_SUM for unit in units.values()):
        return None
    tied = _tied(model)
    if limits or model.at_least > 0 or model.at_most < count:
        tied = [(1 << count) - 1] * count
    sets = _Sets(np.zeros(1, np.uint64), np.zeros(1, np.int64), np.zeros(1))
    for place, done, live in _steps(tied):
        sets = _with(model, sets, place, units[key].amounts[place], done)
        if done.bit_count() == count:
            sets = sets.only(_is_within(model, sets.members, units, limits))
        sets = sets.efficient(live)
        if len(sets.members) > _MOST_SETS:
            return None
    kept: list[int] = []
    for at in range(len(sets.members) - 1, -1, -1):
        if kept and sets.value[at] >= sets.value[kept[-1]] - PACKAGE_TIE:
            kept.pop()  # what is as good and cheaper takes its place
        kept.append(at)
    return [_package(model, int(sets.members[at])) for at in reversed(kept)]


class _Units(NamedTuple):
    """Amounts of a cost as whole numbers."""

    amounts: tuple[int, ...]
    denominator: int


@dataclass(frozen=True, slots=True)
class _Sets:
    """Sets of options.

    Attributes:
        members: a bit an option.
        cost: in whole units.
        value: in points.
    """

    members: NDArray[np.uint64]
    cost: NDArray[np.int64]
    value: Floats

    def only(self, kept: NDArray[np.bool_] | NDArray[np.intp]) -> "_Sets":
        """Some of them."""
        return _Sets(self.members[kept], self.cost[kept], self.value[kept])

    def efficient(self, live: int) -> "_Sets":
        """Those that nothing cheaper with the same live options is worth as much as.

        Within the same live options they are in the order of cost.
        """
        group = self.members & np.uint64(live)
        order = np.lexsort((-self.value, self.cost, group))
        level = np.unique(self.value, return_inverse=True)[1][order]
        level += len(level) * np.cumsum(np.diff(group[order], prepend=group[order[:1]]) != 0)
        before = np.maximum.accumulate(np.concatenate(([-1], level)))[:-1]
        return self.only(order[level > before])


def _units(amounts: Sequence[Fraction]) -> _Units:
    denominator = math.lcm(*(amount.denominator for amount in amounts))
    return _Units(tuple(int(amount * denominator) for amount in amounts), denominator)


def _tied(model: PackageModel) -> list[int]:
    """The options that each is tied to by a rule or a synergy, itself too; a bit each."""
    tied = [1 << place for place in range(len(model.options))]
    for members in (*model.requires, *model.excludes, *(s.members for s in model.synergies)):
        for place in members:
            tied[place] |= _bits(members)
    return tied


def _steps(tied: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each option, those that are done with it, and the live ones of those; a bit each.

    An option is live while it is tied to one that is not done. The next is always one that leaves
    as few as can be.
    """
    done = 0
    waiting = list(range(len(tied)))

    def live(done: int) -> int:
        return _bits(p for p, others in enumerate(tied) if done >> p & 1 and others & ~done)

    while waiting:
        place = min(waiting, key=lambda place: live(done | 1 << place).bit_count())
        waiting.remove(place)
        done |= 1 << place
        yield place, done, live(done)


def _with(model: PackageModel, sets: _Sets, place: int, cost: int, done: int) -> _Sets:
    """The sets without and with one more option, as the rules allow; synergies counted."""
    excluded = _bits(one + other - place for one, other in model.excludes if place in (one, other))
    added = sets.only(~_has_any(sets.members, excluded))
    value = added.value + model.gains[place]
    added = _Sets(added.members | np.uint64(1 << place), added.cost + cost, value)
    for members, synergy in model.synergies:
        together = _bits(members)
        if place in members and not together & ~done:
            has_all = (added.members & np.uint64(together)) == together
            value += synergy.value * has_all
    if place in model.barred:
        added = added.only(np.zeros(len(value), dtype=bool))
    if place not in model.must:
        added = _Sets(
            np.concatenate([sets.members, added.members]),
            np.concatenate([sets.cost, added.cost]),
            np.concatenate([sets.value, added.value]),
        )
    for one, needed in model.requires:
        if place in (one, needed) and not _bits([one, needed]) & ~done:
            has_one, has_needed = (_has_any(added.members, 1 << each) for each in (one, needed))
            added = added.only(~has_one | has_needed)
    return added


def _is_within(
    model: PackageModel,
    members: NDArray[np.uint64],
    units: Mapping[str, _Units],
    limits: Mapping[str, Fraction],
) -> NDArray[np.bool_]:
    """Whether sets keep budgets and have as many options as are asked for."""
    size = np.bitwise_count(members)
    kept: NDArray[np.bool_] = (size >= model.at_least) & (size <= model.at_most)
    for key, limit in limits.items():
        spent = np.zeros(len(members), np.int64)
        for place, amount in enumerate(units[key].amounts):
            spent += amount * _has_any(members, 1 << place)
        kept &= spent <= min(math.floor(limit * units[key].denominator), _LARGEST_SUM)
    return kept


def _bits(places: Iterable[int]) -> int:
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits


def _has_any(members: NDArray[np.uint64], bits: int) -> NDArray[np.bool_]:
    has: NDArray[np.bool_] = (members & np.uint64(bits)) != 0
    return has


def _package(model: PackageModel, bits: int) -> Package:
    members = tuple(place for place in range(len(model.options)) if bits >> place & 1)
    return Package(members, model.value(members))
