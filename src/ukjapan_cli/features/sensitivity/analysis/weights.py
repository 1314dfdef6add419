"""One weight at a time: where in 0-100 % of the whole each node's share moves first place.

A node's share s moves while all other leaf shares keep their proportions. The overall value of an
option is then the straight line s u + (1 - s) r: u its value on the node, r its value on the rest.
Who is first is the upper envelope of those lines, so that nothing is sampled. The range of a weight
that leaves first place as it is is its stability interval (Belton & Stewart 2002, *Multiple
Criteria Decision Analysis*, on sensitivity; Mareschal 1988, "Weight stability intervals in
multicriteria decision aid", *European Journal of Operational Research* 33).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from ukjapan_cli.decision.criteria import Criterion, leaf_shares
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.sensitivity.analysis.number_lines import NumberLine, number_lines
from ukjapan_cli.model.made_once import made_once
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.upper_envelope import first_along
from ukjapan_cli.model.values import TIE, Floats, overall, sums_around


class Flip(NamedTuple):
    """A share at which first place changes.

    Attributes:
        weight: the node's share of the whole.
        first: the rows of the options that are first above it, level all along; best ranked first.
    """

    weight: float
    first: tuple[int, ...]


class NumberFlip(NamedTuple):
    """A number in the file at which first place is lost, all other numbers as they are.

    Attributes:
        number: the weight, relative to its siblings, at which the two are level.
        first: the row of the option that takes over.
    """

    number: float
    first: int


@dataclass(frozen=True, slots=True)
class WeightSensitivity:
    """What one node's weight does to first place.

    Attributes:
        node: the criterion or group.
        depth: how many groups it is in.
        weight: its share of the whole today.
        can_move: whether anything beside it has weight; without that no number changes a share.
        first_at_zero: the rows of the options that are first from 0 up, as in a flip.
        flips: where first place changes above 0, in order.
        stable_from: the least share with which today's first is still first, alone or level.
        stable_to: the greatest.
        at_zero: shape (ranked,), the overall values, best ranked first, where the share is 0.
        at_one: the same where it is 1.
        below: the nearest lower number in the file that moves first place; None where none does.
        above: the nearest higher one.
    """

    node: Criterion
    depth: int
    weight: float
    can_move: bool
    first_at_zero: tuple[int, ...]
    flips: tuple[Flip, ...]
    stable_from: float
    stable_to: float
    at_zero: Floats
    at_one: Floats
    below: NumberFlip | None
    above: NumberFlip | None


@made_once
def weight_sensitivity(
    decision: Decision, ranked: tuple[int, ...]
) -> tuple[WeightSensitivity, ...]:
    """What each weight does to first place, groups before their own criteria.

    Time grows with n log n in the options, and in proportion to the criteria.

    Args:
        decision: with the weights in force; no score may be missing.
        ranked: the rows of the ranked options, best first; at least one.
    """
    table = matrix(decision)
    values = table.values[list(ranked)]
    columns = {criterion.id: column for column, criterion in enumerate(table.criteria)}
    before, after = sums_around((values * table.weights).T)
    before_weights, after_weights = sums_around(table.weights)
    lines = {line.node.id: line for line in number_lines(decision, table, values)}
    found = []
    for node, depth in _with_depth(decision.criteria):
        if node.criteria:
            leaves = leaf_shares(node.criteria)
            places = [columns[id_] for id_ in leaves]
            inner = np.zeros(len(columns))
            inner[places] = list(leaves.values())
            at_one = overall(values, inner)
        else:
            places = [columns[node.id]]
            at_one = values[:, places[0]].copy()
        start, end = places[0], places[-1] + 1
        weight = min(1.0, float(table.weights[start:end].sum()))
        rest = float(before_weights[start] + after_weights[end])
        can_move = rest > 0
        at_zero = (before[start] + after[end]) / rest if can_move else at_one
        stable_from, stable_to = 0.0, 1.0
        if can_move:
            (stable_from, _), (stable_to, _) = _stable(at_zero, at_one, weight)
        below, above = _number_flips(lines[node.id], ranked) if node.id in lines else (None, None)
        segments = list(first_along(at_zero, at_one)) if can_move else _level_now(at_one)
        flips = [Flip(start, tuple(ranked[p] for p in places)) for start, places in segments]
        found.append(
            WeightSensitivity(
                node=node,
                depth=depth,
                weight=weight,
                can_move=can_move,
                first_at_zero=flips[0].first,
                flips=tuple(flips[1:]),
                stable_from=stable_from,
                stable_to=stable_to,
                at_zero=at_zero,
                at_one=at_one,
                below=below,
                above=above,
            )
        )
    return tuple(found)


def _with_depth(nodes: Iterable[Criterion], depth: int = 0) -> Iterator[tuple[Criterion, int]]:
    for node in nodes:
        yield node, depth
        yield from _with_depth(node.criteria, depth + 1)


def _level_now(values: Floats) -> list[tuple[float, list[int]]]:
    return [(0.0, np.flatnonzero(values >= values.max() - TIE).tolist())]


def _number_flips(
    line: NumberLine, ranked: Sequence[int]
) -> tuple[NumberFlip | None, NumberFlip | None]:
    below, above = (
        None if rival is None else NumberFlip(line.number(share), ranked[rival])
        for share, rival in _stable(line.at_zero, line.at_one, line.share)
    )
    return below, above


_End: TypeAlias = tuple[float, int | None]


def _stable(at_zero: Floats, at_one: Floats, weight: float) -> tuple[_End, _End]:
    """The range of shares around today's in which the first line is nowhere below another.

    Each end has the line that is above from there on, if one is.
    """
    ahead_at_zero, ahead_at_one = at_zero[0] - at_zero, at_one[0] - at_one
    slope = ahead_at_one - ahead_at_zero
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = -ahead_at_zero / slope
    below = np.where((ahead_at_zero < -TIE) & (slope > 0), crossing, -np.inf)
    above = np.where((ahead_at_one < -TIE) & (slope < 0), crossing, np.inf)
    least, most = int(below.argmax()), int(above.argmin())
    return (
        (min(weight, max(0.0, float(below[least]))), least if below[least] > -np.inf else None),
        (max(weight, min(1.0, float(above[most]))), most if above[most] < np.inf else None),
    )
