"""How often options are in the best package while scores, weights and costs are uncertain.

Liesiö, Mild & Salo (2007), "Preference programming for robust portfolio modeling and project
selection", *European Journal of Operational Research* 181(3), call the share of non-dominated
packages that have an option its core index. Here it is the share of draws in whose best package the
option is: draws are those of robustness analysis, with weights as `stated` there.
"""

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.features.portfolio.analysis.model import PackageModel, decimal
from ukjapan_cli.features.portfolio.analysis.program import Package, Programs, StoppedError
from ukjapan_cli.model.estimate import Estimate
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.products import over_draws, times_draws
from ukjapan_cli.model.progress import Progress
from ukjapan_cli.model.sampling.draw_blocks import DrawBlocks
from ukjapan_cli.model.sampling.score_draws import amount_draws, score_draws
from ukjapan_cli.model.sampling.weight_sets import weight_draws
from ukjapan_cli.model.values import TIE, Floats

MOST_ENUMERATED = 15
"""With no more options than this every package is valued in every draw."""

DRAWS = 10_000
DRAWS_BY_PROGRAM = 100
"""How many draws there are where each takes a program of its own, and nobody says."""

FEWEST_DRAWS = 30
"""When time runs out before so many there is no core index: it would look surer than it is."""

_WORK = 1 << 26
_AT_ONCE = 1 << 21


@dataclass(frozen=True, slots=True)
class CoreIndex:
    """What the draws come to.

    Attributes:
        options: for each option of the model, how often it is in the best package; packages that
            tie share a draw equally where all packages were valued.
        chosen: how often the best package of the stated numbers is the best.
        affordable: how often that package keeps the budgets.
        none: the share of draws in which no package keeps everything that is asked of it.
        draws: how many there were.
        seed: what they follow from.
        is_enumerated: whether all packages were valued in every draw, not the best one sought.
        is_complete: whether there was time for all draws.
    """

    options: tuple[Estimate, ...]
    chosen: Estimate
    affordable: Estimate
    none: float
    draws: int
    seed: int
    is_enumerated: bool
    is_complete: bool


class _Drawn(NamedTuple):
    """Draws of one block: (options, draws) each, and costs by budget."""

    gains: Floats
    costs: dict[str, Floats]


def core_index(
    decision: Decision,
    model: PackageModel,
    chosen: Package,
    *,
    draws: int | None = None,
    seed: int = 1,
    deadline: float = math.inf,
    progress: Progress | None = None,
) -> CoreIndex | None:
    """Draw values and costs many times over and find the best package of each; None without time.

    Costs are drawn from their ranges, none below 0.
    """
    is_enumerated = len(model.options) <= MOST_ENUMERATED
    drawn = _Draws(decision, model, seed)
    sums = _Sums(len(model.options))
    finder: _Packages | _Searches
    if is_enumerated:
        finder = _Packages(model, chosen, costs_are_known=drawn.costs_are_known)
        most = draws or max(1_000, min(DRAWS, _WORK // len(finder.members)))
        step = max(16, _AT_ONCE // len(finder.members))
    else:
        finder = _Searches(model, chosen, deadline)
        most = draws or DRAWS_BY_PROGRAM
        step = 1
    for part in drawn.parts(most, step):
        if time.monotonic() > deadline or not finder.add(part, sums):
            break
        if progress is not None:
            progress(sums.draws, most)
    if sums.draws < min(most, FEWEST_DRAWS):
        return None
    return CoreIndex(
        options=tuple(map(sums.estimate, sums.taken.tolist(), sums.taken_squared.tolist())),
        chosen=sums.estimate(sums.chosen, sums.chosen_squared),
        affordable=sums.estimate(sums.affordable, sums.affordable),
        none=sums.none / sums.draws,
        draws=sums.draws,
        seed=seed,
        is_enumerated=is_enumerated,
        is_complete=sums.draws == most,
    )


class _Draws:
    """Values over the baseline and costs, block by block."""

    def __init__(self, decision: Decision, model: PackageModel, seed: int) -> None:
        rows = {option.id: row for row, option in enumerate(decision.options)}
        drawn = [rows[option.id] for option in model.options]
        baseline = next((rows[o.id] for o in decision.options if o.is_baseline), None)
        self._has_baseline = baseline is not None
        if baseline is not None:
            drawn.append(baseline)
        scores = score_draws(decision, matrix(decision), drawn)
        self._values = DrawBlocks(scores, weight_draws(decision, "stated"), seed)
        self._count = len(model.options)
        self._costs = {
            key: [
                option.costs[key].amount if key in option.costs else Exact(0.0)
                for option in model.options
            ]
            for key in model.budgets
        }
        self._seed = seed
        amounts = (amount for amounts in self._costs.values() for amount in amounts)
        self.costs_are_known = all(isinstance(amount, Exact) for amount in amounts)

    def parts(self, most: int, step: int) -> Iterator[_Drawn]:
        """So many draws, a step at a time."""
        done = block = 0
        while done < most:
            values, _ = self._values.totals(block, most - done)
            gains = values[: self._count]
            if self._has_baseline:
                gains = gains - values[self._count]
            generator = np.random.default_rng(
                np.random.SeedSequence(self._seed, spawn_key=(block, 2))
            )
            costs = {
                key: np.maximum(amount_draws(amounts, generator, self._values.size), 0.0)
                for key, amounts in self._costs.items()
            }
            count = gains.shape[1]
            for start in range(0, count, step):
                part = slice(start, min(start + step, count))
                yield _Drawn(gains[:, part], {key: cost[:, part] for key, cost in costs.items()})
            done += count
            block += 1


class _Sums:
    """What draws add up to."""

    def __init__(self, options: int) -> None:
        self.draws = self.none = 0
        self.taken, self.taken_squared = np.zeros(options), np.zeros(options)
        self.chosen = self.chosen_squared = self.affordable = 0.0

    def estimate(self, total: float, squares: float) -> Estimate:
        """A mean over all draws, and its standard error."""
        mean = total / self.draws
        return Estimate(mean, math.sqrt(max(squares / self.draws - mean**2, 0.0) / self.draws))


class _Packages:
    """Every package that requirements, exclusions and numbers of options allow."""

    def __init__(self, model: PackageModel, chosen: Package, *, costs_are_known: bool) -> None:
        self._budgets = {key: float(budget) for key, budget in model.budgets.items()}
        self.members = _allowed(model)
        if costs_are_known:
            for key, budget in model.budgets.items():
                costs = np.array([float(cost) for cost in model.costs[key]])
                self.members = self.members[_is_within(self.members @ costs, float(budget))]
            self._budgets = {}
        self._together = np.zeros(len(self.members))
        for places, synergy in model.synergies:
            has_all = self.members[:, list(places)].all(axis=1)
            self._together += synergy.value * has_all
        wanted = np.zeros(len(model.options))
        wanted[list(chosen.members)] = 1.0
        self._chosen = int(np.flatnonzero((self.members == wanted).all(axis=1))[0])

    def add(self, drawn: _Drawn, sums: _Sums) -> bool:
        """Count the best packages of some draws."""
        totals = times_draws(self.members, drawn.gains)
        totals += self._together[:, None]
        allowed = np.ones(totals.shape[1], dtype=bool)
        for key, budget in self._budgets.items():
            keeps = _is_within(times_draws(self.members, drawn.costs[key]), budget)
            allowed &= keeps[self._chosen]
            totals[~keeps] = -np.inf
        highest = totals.max(axis=0)
        has_any = highest > -np.inf
        is_best = (totals >= highest - TIE) & has_any
        share = is_best / np.maximum(is_best.sum(axis=0), 1)
        taken = over_draws(self.members.T, share.T)
        sums.taken += taken.sum(axis=1)
        sums.taken_squared += (taken**2).sum(axis=1)
        sums.chosen += float(share[self._chosen].sum())
        sums.chosen_squared += float((share[self._chosen] ** 2).sum())
        sums.affordable += int(allowed.sum())
        sums.none += int((~has_any).sum())
        sums.draws += totals.shape[1]
        return True


class _Searches:
    """The best package of each draw, sought by a program of its own."""

    def __init__(self, model: PackageModel, chosen: Package, deadline: float) -> None:
        self._model = model
        self._chosen = chosen
        self._deadline = deadline

    def add(self, drawn: _Drawn, sums: _Sums) -> bool:
        """Count the best package of one draw; whether there was time."""
        costs = {
            key: tuple(decimal(amount) for amount in amounts[:, 0].tolist())
            for key, amounts in drawn.costs.items()
        }
        model = replace(self._model, gains=drawn.gains[:, 0], costs=costs)
        try:
            found = Programs(model, deadline=self._deadline).solve()
        except StoppedError:
            return False
        sums.draws += 1
        if found is None:
            sums.none += 1
        else:
            sums.taken[list(found.members)] += 1
            sums.taken_squared[list(found.members)] += 1
        is_chosen = found is not None and found.members == self._chosen.members
        sums.chosen += is_chosen
        sums.chosen_squared += is_chosen
        members = self._chosen.members
        budgets = model.budgets.items()
        sums.affordable += all(model.cost(key, members) <= budget for key, budget in budgets)
        return True


def _allowed(model: PackageModel) -> Floats:
    """Packages as rows of zeros and ones, budgets aside."""
    count = len(model.options)
    numbers = np.arange(1 << count)
    members = (numbers[:, None] >> np.arange(count) & 1).astype(bool)
    size = members.sum(axis=1)
    kept = (size >= model.at_least) & (size <= model.at_most)
    for place in model.must:
        kept &= members[:, place]
    for place in model.barred:
        kept &= ~members[:, place]
    for place, needed in model.requires:
        kept &= members[:, needed] | ~members[:, place]
    for one, other in model.excludes:
        kept &= ~(members[:, one] & members[:, other])
    allowed: Floats = members[kept].astype(np.float64)
    return allowed


def _is_within(cost: Floats, budget: float) -> NDArray[np.bool_]:
    """Whether sums of amounts keep a budget; rounding breaks none."""
    kept: NDArray[np.bool_] = cost <= budget + 1e-12 * max(1.0, budget)
    return kept
