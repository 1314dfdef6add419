"""The smallest change of weights together that puts an option first, or why none does.

The least sum of changes and the least largest change of leaf shares are linear programs: Wolters &
Mareschal (1995), "Novel types of sensitivity analysis for additive MCDM methods", *European Journal
of Operational Research* 81. Where no weights do it, a mixture of other options is ahead of the
option whatever the weights are; that is checked by exact arithmetic, as in `potential`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.sensitivity.analysis.potential import Box, least_lead, mixtures_ahead
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.sampling.weight_sets import WEIGHT_BAND
from ukjapan_cli.model.solver import Program, Row
from ukjapan_cli.model.values import TIE, Floats, overall

Within = Literal["any", "stated"]

_SETTINGS = {"presolve": "off", "primal_feasibility_tolerance": 1e-10}

_CLOSED = 1e-13
"""Less of a point's hundredth than this is no gap."""


@dataclass(frozen=True, slots=True)
class Change:
    """Weights that put an option first.

    Attributes:
        shares: the leaf shares, by criterion id; they sum to 1.
        total: the sum of the changes of all shares, up and down.
        largest: the largest change of one share.
    """

    shares: Mapping[str, float]
    total: float
    largest: float


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The certificate that no weights in question put an option first, not even in a tie.

    Attributes:
        mixture: shares of other options, by row, that sum to 1.
        deficit: the points that the option is behind the mixture at least, whatever the weights;
            so far it is behind the best of them even where it does best.
    """

    mixture: Mapping[int, float]
    deficit: float


@dataclass(frozen=True, slots=True)
class JointChange:
    """What weights put an option level with the best of all others at least.

    Attributes:
        row: the option.
        within: which weights were looked at.
        bounds: by leaf criterion, the least and the greatest share that were looked at.
        least_total: the change whose sum over all shares is least; None where no weights do.
        least_largest: the change whose largest change of one share is least.
        obstacle: why no weights do; None where some do.
    """

    row: int
    within: Within
    bounds: Mapping[str, tuple[float, float]]
    least_total: Change | None
    least_largest: Change | None
    obstacle: Obstacle | None

    @property
    def is_needed(self) -> bool:
        """Whether the option is not first already."""
        return self.least_total is None or self.least_total.total > 0


def joint_change(
    decision: Decision, table: Matrix, ranked: Sequence[int], row: int, within: Within = "any"
) -> JointChange:
    """The smallest changes of leaf shares that put an option first, level with others or alone.

    Args:
        decision: with the weights in force.
        table: its matrix, without missing scores.
        ranked: the rows of the ranked options, best first.
        row: one of them.
        within: `any` shares from 0 to 1, or those that the `stated` intervals allow.
    """
    ids = [criterion.id for criterion in table.criteria]
    box = _any(len(ids)) if within == "any" else _stated(decision, table)
    bounds = dict(zip(ids, zip(box.low.tolist(), box.high.tolist(), strict=True), strict=True))
    held, index = table.values[list(ranked)], list(ranked).index(row)
    lead = held[index] - held

    def found(
        total: Floats | None, largest: Floats | None, obstacle: Obstacle | None = None
    ) -> JointChange:
        least_total, least_largest = (
            None if shares is None else _change(ids, shares, table.weights)
            for shares in (total, largest)
        )
        return JointChange(row, within, bounds, least_total, least_largest, obstacle)

    if overall(lead, table.weights).min() >= -TIE:
        return found(table.weights, table.weights)
    for _, mixture in mixtures_ahead(held, [index], [0], box, furthest=True):
        deficit = least_lead(held, index, mixture, box)
        if deficit > TIE:
            whole = sum(mixture.values())
            shares = {ranked[other]: share / whole for other, share in mixture.items()}
            return found(None, None, Obstacle(shares, deficit))
    return found(
        _least(lead, table.weights, box, is_sum=True),
        _least(lead, table.weights, box, is_sum=False),
    )


def _any(columns: int) -> Box:
    return Box(np.zeros(columns), np.ones(columns))


def _stated(decision: Decision, table: Matrix) -> Box:
    """The least and the greatest share that stated intervals allow each leaf.

    A weight's interval is its own `low` to `high`, or a quarter of its number either way. Of
    siblings, a node has its least share where it has its least number and all others their
    greatest. A leaf's least share is the product of least shares down the tree. In a tree not all
    shares between these ends can be had at once: the box holds every set of shares that the
    intervals allow, and some others.
    """
    shares = dict(_share_bounds(decision.criteria))
    ends = np.array([shares[criterion.id] for criterion in table.criteria])
    return Box(np.minimum(ends[:, 0], table.weights), np.maximum(ends[:, 1], table.weights))


def _share_bounds(
    siblings: Sequence[Criterion], of: tuple[float, float] = (1.0, 1.0)
) -> Iterable[tuple[str, tuple[float, float]]]:
    total = sum(node.weight.value for node in siblings)
    intervals = [_interval(node, total) for node in siblings]
    for place, (node, (low, high)) in enumerate(zip(siblings, intervals, strict=True)):
        others = [interval for index, interval in enumerate(intervals) if index != place]
        least = _share(low, sum(other[1] for other in others)) * of[0]
        most = _share(high, sum(other[0] for other in others)) * of[1]
        if node.criteria:
            yield from _share_bounds(node.criteria, (least, most))
        else:
            yield node.id, (least, most)


def _interval(node: Criterion, total: float) -> tuple[float, float]:
    """A weight's interval, stated or by rule, as a part of its siblings' total."""
    weight = node.weight
    share = weight.value / total
    return (
        share * (1 - WEIGHT_BAND) if weight.low is None else weight.low / total,
        share * (1 + WEIGHT_BAND) if weight.high is None else weight.high / total,
    )


def _share(number: float, others: float) -> float:
    return number / (number + others) if number > 0 else 0.0


def _least(lead: Floats, weights: Floats, box: Box, *, is_sum: bool) -> Floats:
    """The shares with the least change that leave no rival ahead."""
    down, up = np.maximum(weights - box.low, 0.0), np.maximum(box.high - weights, 0.0)
    for slack in (0.0, 2 * TIE):  # at worst level to within a tie, which is first too
        moves = _LeastSum(down, up) if is_sum else _LeastLargest(down, up)
        found = _moved(moves, lead, weights, box, slack)
        if found is not None:
            return found
    raise ArithmeticError("neither weights nor a certificate that there are none")


class _Moves(Protocol):
    """Moves of shares, the least that close the gaps to the rivals they have been told of."""

    def close(self, lead: Floats, behind: float) -> Floats | None:
        """The moves with one rival more: its lead by share, and the points to make up for.

        None where no moves close all gaps.
        """


def _moved(moves: _Moves, lead: Floats, weights: Floats, box: Box, slack: float) -> Floats | None:
    """Shares with which no rival is ahead by more than the slack; None where none are.

    Rivals that turn out to be ahead are taken in one by one.
    """
    taken: set[int] = set()
    moved = weights
    while True:
        margins = overall(lead, moved)
        rival = int(margins.argmin())
        if margins[rival] >= -slack - TIE / 10 or rival in taken:
            return moved
        taken.add(rival)
        behind = -(float(overall(lead[[rival]], weights)[0]) + slack)
        found = moves.close(lead[rival] / 100, behind / 100)
        if found is None:
            return None
        moved = np.clip(weights + found, box.low, box.high)


class _LeastSum:
    """The moves whose sum is least, by a linear program.

    A share changes by up - down, both 0 or more.
    """

    def __init__(self, down: Floats, up: Floats) -> None:
        self._columns = len(up)
        rows = [Row.of_first(0.0, 0.0, np.repeat([1.0, -1.0], self._columns))]
        most = np.concatenate([up, down])
        self._program = Program(np.zeros(len(most)), most, rows, _SETTINGS)
        self._program.minimise(np.ones(len(most)))

    def close(self, lead: Floats, behind: float) -> Floats | None:
        self._program.add([Row.of_first(behind, np.inf, np.append(lead, -lead))])
        solution = self._program.solve()
        if solution is None:
            return None
        moves: Floats = solution.columns[: self._columns] - solution.columns[self._columns :]
        return moves


class _LeastLargest:
    """The moves of which the largest is least.

    How far the best moves of at most t each are from closing all gaps is a convex function of t,
    which a linear program with a row a rival gives with its slope. Newton's method goes from t = 0
    to where it is 0, and never beyond.
    """

    def __init__(self, down: Floats, up: Floats) -> None:
        self._down, self._up = down, up
        self._terms = [np.ones(len(up))]
        self._most = 0.0
        zeros = np.zeros(len(up) + 1)
        self._program = Program(zeros, zeros, [Row.of_first(0.0, 0.0, self._terms[0])], _SETTINGS)
        self._program.minimise(np.append(zeros[1:], 1.0))

    def close(self, lead: Floats, behind: float) -> Floats | None:
        self._terms.append(lead)
        self._program.add([Row.of_first(behind, np.inf, np.append(lead, 1.0))])
        while True:
            down, up = np.minimum(self._down, self._most), np.minimum(self._up, self._most)
            self._program.bound(np.append(-down, 0.0), np.append(up, np.inf))
            solution = self._program.solve()
            if solution is None:
                return None
            gap = float(solution.columns[-1])
            gains = overall(np.transpose(self._terms), solution.prices)
            rising = np.where(gains > 0, self._up > self._most, self._down > self._most)
            slope = float(np.abs(gains[rising]).sum())
            if gap <= _CLOSED:
                return solution.columns[:-1]
            if slope <= _CLOSED:
                return None
            further = self._most + gap / slope
            if further == self._most:
                return solution.columns[:-1]
            self._most = further


def _change(ids: Sequence[str], shares: Floats, today: Floats) -> Change:
    moves = np.abs(shares - today)
    by_criterion = dict(zip(ids, shares.tolist(), strict=True))
    return Change(by_criterion, float(moves.sum()), float(moves.max()))
