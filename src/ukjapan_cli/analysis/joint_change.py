"""The smallest change of weights together that puts an option first, or why none does.

The least sum of changes and the least largest change of leaf shares are linear programs: Wolters &
Mareschal (1995), "Novel types of sensitivity analysis for additive MCDM methods", *European Journal
of Operational Research* 81. Where no weights do it, a mixture of other options is ahead of the
option whatever the weights are; that is checked by exact arithmetic, as in `potential`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ukjapan_cli.analysis.matrix import Matrix
from ukjapan_cli.analysis.potential import Box, least_lead, mixtures_ahead
from ukjapan_cli.analysis.solver import Program, Row
from ukjapan_cli.analysis.values import TIE, Floats, overall
from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision

Within = Literal["any", "stated"]

_SETTINGS = {"presolve": "off", "primal_feasibility_tolerance": 1e-10}

WITHOUT_INTERVAL = 0.25
"""How far either way a weight is looked for that has no interval of its own, of its number."""


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
        share * (1 - WITHOUT_INTERVAL) if weight.low is None else weight.low / total,
        share * (1 + WITHOUT_INTERVAL) if weight.high is None else weight.high / total,
    )


def _share(number: float, others: float) -> float:
    return number / (number + others) if number > 0 else 0.0


def _least(lead: Floats, weights: Floats, box: Box, *, is_sum: bool) -> Floats:
    """The shares with the least change that leave no rival ahead."""
    for slack in (0.0, 2 * TIE):  # at worst level to within a tie, which is first too
        found = _solved(lead, weights, box, slack, is_sum=is_sum)
        if found is not None:
            return found
    raise ArithmeticError("neither weights nor a certificate that there are none")


def _solved(
    lead: Floats, weights: Floats, box: Box, slack: float, *, is_sum: bool
) -> Floats | None:
    """The same by a linear program; None where a rival is ahead by more than the slack.

    A share changes by up - down, both 0 or more. What is least is their sum, or a number that no
    up + down is above. Rivals that turn out to be ahead are taken into the program one by one.
    """
    columns = len(weights)
    up, down = np.maximum(box.high - weights, 0.0), np.maximum(weights - box.low, 0.0)
    cost = np.append(np.full(2 * columns, float(is_sum)), float(not is_sum))
    rows = [Row.of_first(0.0, 0.0, np.repeat([1.0, -1.0], columns))]
    if not is_sum:
        rows += [
            Row(-np.inf, 0.0, {column: 1.0, columns + column: 1.0, 2 * columns: -1.0})
            for column in range(columns)
        ]
    most = np.concatenate([up, down, [1.0]])
    program = Program(np.zeros(len(most)), most, rows, _SETTINGS)
    program.minimise(cost)
    taken: set[int] = set()
    moved = weights
    while True:
        margins = overall(lead, moved)
        rival = int(margins.argmin())
        if margins[rival] >= -slack - TIE / 10 or rival in taken:
            return moved
        taken.add(rival)
        behind = -(float(overall(lead[[rival]], weights)[0]) + slack) / 100
        lead_by_change = np.append(lead[rival], -lead[rival]) / 100
        program.add([Row.of_first(behind, np.inf, lead_by_change)])
        solution = program.solve()
        if solution is None:
            return None
        part = solution.columns
        moved = np.clip(weights + part[:columns] - part[columns:-1], box.low, box.high)


def _change(ids: Sequence[str], shares: Floats, today: Floats) -> Change:
    moves = np.abs(shares - today)
    by_criterion = dict(zip(ids, shares.tolist(), strict=True))
    return Change(by_criterion, float(moves.sum()), float(moves.max()))
