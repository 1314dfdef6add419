"""Which small change of one weight would put another option first."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ukjapan_cli.analysis.matrix import Matrix
from ukjapan_cli.analysis.values import TIE, Floats, overall
from ukjapan_cli.decision.criteria import Criterion, nodes_of
from ukjapan_cli.decision.decision import Decision


class WeightUpset(NamedTuple):
    """A small change of one weight that puts another option first.

    Attributes:
        node: the criterion or group.
        threshold: the weight, relative to its siblings as in the file, at which the two tie.
        is_raised: whether the weight has to go up.
        first: the row of the option that takes over.
    """

    node: Criterion
    threshold: float
    is_raised: bool
    first: int


def weight_upsets(
    decision: Decision, table: Matrix, ranked: Sequence[int], change: float
) -> list[WeightUpset]:
    """For each weight, the nearest other number within a relative change that moves first place.

    All other numbers in the file stay as they are. A node's share s among its siblings moves the
    lead over a rival along a straight line, so that only its crossing with 0 is to be found.

    Args:
        decision: with the weights in force.
        table: its matrix, without missing scores.
        ranked: the rows of the ranked options, best first.
        change: relative, such as 0.1 for a tenth more or less.
    """
    leader, rivals = ranked[0], list(ranked[1:])
    ahead = table.values[leader] - table.values[rivals]
    columns = {criterion.id: column for column, criterion in enumerate(table.criteria)}
    lead = overall(ahead, table.weights)
    found: list[WeightUpset] = []

    def visit(siblings: Sequence[Criterion], parent: float) -> Floats:
        """Leads over the rivals, averaged over siblings by their weights."""
        numbers = np.array([node.weight.value for node in siblings])
        total = float(numbers.sum())
        mean: Floats = np.zeros(len(rivals))
        leads: list[Floats] = []
        for node, number in zip(siblings, numbers.tolist(), strict=True):
            share = parent * number / total
            inner = visit(node.criteria, share) if node.criteria else ahead[:, columns[node.id]]
            leads.append(inner)
            mean = mean + number / total * inner
        for node, number, own in zip(siblings, numbers.tolist(), leads, strict=True):
            share, beside = number / total, (total - number) / total
            if beside <= 0 or parent == 0 or number == 0:
                continue
            others = (mean - own * share) / beside
            slope = parent * (own - others)
            upset = _nearest(share, beside, lead, slope, change)
            if upset is not None:
                threshold, index = upset[0] * total, upset[1]
                found.append(WeightUpset(node, threshold, threshold > number, rivals[index]))
        return mean

    if rivals:
        visit(decision.criteria, 1.0)
    places = {node.id: place for place, node in enumerate(nodes_of(decision.criteria))}
    return sorted(found, key=lambda upset: places[upset.node.id])


def _nearest(
    number: float, beside: float, lead: Floats, slope: Floats, change: float
) -> tuple[float, int] | None:
    """The weight nearest to the stated one, within the change, at which a rival draws level.

    The lead over rival r is lead_r + slope_r (s' - s), with s = number / (number + beside).
    """
    share = number / (number + beside)
    best: tuple[float, float, int] | None = None
    for factor in (1 - change, 1 + change):
        moved = number * factor
        step = moved / (moved + beside) - share
        losing = np.nonzero(lead + slope * step < -TIE)[0]
        if not len(losing):
            continue
        steps = -lead[losing] / slope[losing]
        index = int(np.abs(steps).argmin())
        level = share + float(steps[index])
        threshold = level / (1 - level) * beside
        if best is None or abs(threshold - number) < best[0]:
            best = abs(threshold - number), threshold, int(losing[index])
    return None if best is None else best[1:]
