"""The best package of options under budgets, the next best, what is left out, and how sure."""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Synergy
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.portfolio.analysis.best_packages import best_package, next_best
from ukjapan_cli.features.portfolio.analysis.core_index import CoreIndex, core_index
from ukjapan_cli.features.portfolio.analysis.frontier import Frontier, frontier
from ukjapan_cli.features.portfolio.analysis.model import (
    PackageModel,
    cost_key,
    cost_keys,
    package_model,
)
from ukjapan_cli.features.portfolio.analysis.program import Package, Programs, StoppedError
from ukjapan_cli.features.portfolio.analysis.why_not import LeftOut, check_musts, left_out
from ukjapan_cli.model.progress import Progress
from ukjapan_cli.model.scoring import NothingRankedError, Scoring
from ukjapan_cli.model.scoring import score as score_decision

TOP = 5

MOST_EXPLAINED = 20
"""For so many of the options that are left out, those that are worth most, it is said why."""


class NoPackageFoundError(InputError, ValueError):
    """Time ran out before any package was found."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The best package and what can be said of it.

    Attributes:
        scoring: what options are worth by themselves, and which are not ranked.
        model: the options that may be taken, and the rules.
        best: the best package; not proven to be so where `gap` is above 0.
        gap: how many points more some other package may be worth at most.
        next_best: the best packages, this one first; only this one without time for more.
        left_out: why options are not in it; as many as there was time for.
        unexplained: places of the options left out for which that is not said.
        core: how often options are in the best package of a draw; None without time for it.
        frontier: value against one cost; None where nobody asked.
        time_limit: seconds for everything; None for as long as it takes.
        ran_out: whether there was not enough of that for all of the above.
    """

    scoring: Scoring
    model: PackageModel
    best: Package
    gap: float
    next_best: tuple[Package, ...]
    left_out: tuple[LeftOut, ...]
    unexplained: tuple[int, ...]
    core: CoreIndex | None
    frontier: Frontier | None
    time_limit: float | None
    ran_out: bool

    @property
    def decision(self) -> Decision:
        """What was looked at, with the date and weights in force."""
        return self.scoring.decision

    @property
    def is_optimal(self) -> bool:
        """Whether it is proven that no package is worth more."""
        return self.gap == 0

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of the best package, in the file's order."""
        return self.options_of(self.best)

    @property
    def value(self) -> float:
        """What the best package is worth over the baseline, synergies counted."""
        return self.best.value

    def options_of(self, package: Package) -> tuple[Option, ...]:
        """A package's options, in the file's order."""
        return tuple(self.model.options[place] for place in package.members)

    def synergies_of(self, package: Package) -> tuple[Synergy, ...]:
        """The synergies that count in a package."""
        taken = set(package.members)
        return tuple(s.synergy for s in self.model.synergies if taken.issuperset(s.members))

    def costs_of(self, package: Package) -> dict[str, Fraction]:
        """What a package takes, by budget."""
        return {key: self.model.cost(key, package.members) for key in self.model.costs}


def portfolio(
    decision: Decision,
    budgets: Mapping[str, float] | None = None,
    *,
    must: Sequence[str] = (),
    without: Sequence[str] = (),
    at_least: int = 0,
    at_most: int | None = None,
    top: int = TOP,
    frontier: str | None = None,
    draws: int | None = None,
    seed: int = 1,
    time_limit: float | None = None,
    full: bool = False,
    progress: Progress | None = None,
) -> Portfolio:
    """Find the best package of options, by integer programming.

    Only ranked options are taken: not the baseline, over whose value all is counted, and none that
    fails a `must`. Without a baseline, value is counted over zero.

    Args:
        decision: with the date and weights that are to count.
        budgets: the most of each cost; a cost that is not there has no limit.
        must: options that have to be in the package: ids, beginnings of them, or names.
        without: options that may not be.
        at_least: how many options at least.
        at_most: how many at most.
        top: how many of the best packages to find.
        frontier: a cost against which value is to be drawn.
        draws: how many draws; for as many as `core_index` says if not given.
        seed: 0 or more.
        time_limit: seconds for everything.
        full: keep every efficient package, and say of every option why it is left out.
        progress: told how far it is.

    Raises:
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
        UnknownNameError: nothing has the name of an option or a cost.
        UnusableBudgetError: a budget is no amount.
        ImpossiblePackageError: no package keeps everything that is asked of it.
        ImpossibleWeightsError: the intervals of some weights hold none.
        NoPackageFoundError: time ran out before there was any package.
    """
    deadline = math.inf if time_limit is None else time.monotonic() + time_limit
    scoring = score_decision(decision)
    if not scoring.ranking:
        raise NothingRankedError
    model = package_model(
        scoring, budgets or {}, must=must, without=without, at_least=at_least, at_most=at_most
    )
    against = cost_key(frontier, cost_keys(scoring)) if frontier is not None else None
    check_musts(model)
    search = _Search(model, deadline, progress)
    best, gap = search.best(time_limit)
    packages = [best]
    explained: list[LeftOut] = []
    others = _by_gain(model, best)
    curve = core = None
    if not gap:
        packages = search.top(best, top)
        best = packages[0]
        others = _by_gain(model, best)
        if against is not None:
            curve = search.frontier(against, full=full)
        now = time.monotonic()
        core = core_index(
            decision,
            model,
            best,
            draws=draws,
            seed=seed,
            deadline=now + (deadline - now) / 2,
            progress=progress,
        )
        explained = search.left_out(best, others if full else others[:MOST_EXPLAINED])
    explained.sort(key=lambda found: found.place)
    told = {found.place for found in explained}
    return Portfolio(
        scoring=scoring,
        model=model,
        best=best,
        gap=gap,
        next_best=tuple(packages),
        left_out=tuple(explained),
        unexplained=tuple(sorted(set(others) - told)),
        core=core,
        frontier=curve,
        time_limit=time_limit,
        ran_out=bool(gap) or search.ran_out or core is None or not core.is_complete,
    )


def _by_gain(model: PackageModel, best: Package) -> list[int]:
    """The options that are not in a package, the one that is worth most first."""
    others = sorted({*range(len(model.options))} - {*best.members})
    return sorted(others, key=lambda place: -float(model.gains[place]))


class _Search:
    """The programs, and whether time has run out."""

    def __init__(self, model: PackageModel, deadline: float, progress: Progress | None) -> None:
        self._programs = Programs(model, deadline=deadline)
        self._progress = progress
        self.ran_out = False

    def best(self, time_limit: float | None) -> tuple[Package, float]:
        """The best package, and how much more another could be worth."""
        try:
            return best_package(self._programs), 0.0
        except StoppedError as stopped:
            if stopped.best is None or not math.isfinite(stopped.bound):
                raise NoPackageFoundError(
                    f"no package was found in {time_limit:g} seconds"
                ) from None
            return stopped.best, max(0.0, stopped.bound - stopped.best.value)

    def top(self, best: Package, count: int) -> list[Package]:
        """The best packages, or the best alone where there is no time for more."""
        try:
            return next_best(self._programs, best, count)
        except StoppedError:
            self.ran_out = True
            return [best]

    def left_out(self, best: Package, places: Sequence[int]) -> list[LeftOut]:
        """What stands between options and the best package, for as many as there is time for."""
        found: list[LeftOut] = []
        try:
            for place in places:
                found.append(left_out(self._programs, best, place))
                if self._progress is not None:
                    self._progress(len(found), len(places))
        except StoppedError:
            self.ran_out = True
        return found

    def frontier(self, key: str, *, full: bool) -> Frontier:
        """Value against a cost."""
        found = frontier(self._programs, key, self._progress, full=full)
        self.ran_out |= not found.is_complete
        return found
