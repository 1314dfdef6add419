"""One weight in the file at a time: what it does to overall values, all other numbers as they are.

Changing node c's share s among its siblings moves an option's overall value along the line
A + P (s u + (1 - s) r): u the value of c, r the siblings' mean value, P the parent's share.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.values import Floats, overall, sums_around


class NumberLine(NamedTuple):
    """Overall values while a node's share among its siblings goes from 0 to 1.

    Attributes:
        node: the criterion or group.
        parent: the parent's share of the whole.
        share: the node's share among its siblings today.
        beside: the sum of its siblings' weights, as in the file.
        at_zero: the overall values where the share is 0, one a row.
        at_one: the same where it is 1.
    """

    node: Criterion
    parent: float
    share: float
    beside: float
    at_zero: Floats
    at_one: Floats

    def number(self, share: float) -> float:
        """The weight in the file that gives a share among the siblings; infinite for all of it."""
        return float("inf") if share >= 1 else share / (1 - share) * self.beside


def number_lines(decision: Decision, table: Matrix, values: Floats) -> list[NumberLine]:
    """A line for each node with weight beside it, in a group that has weight; groups last.

    Args:
        decision: with the weights in force.
        table: its matrix.
        values: shape (rows, criteria): of options, or differences of two.
    """
    columns = {criterion.id: column for column, criterion in enumerate(table.criteria)}
    total = overall(values, table.weights)
    lines: list[NumberLine] = []

    def visit(siblings: Sequence[Criterion], parent: float) -> Floats:
        """Values averaged over siblings by their weights."""
        numbers = np.array([node.weight.value for node in siblings])
        shares = numbers / numbers.sum()
        worth = np.array(
            [
                visit(node.criteria, parent * share)
                if node.criteria
                else values[:, columns[node.id]]
                for node, share in zip(siblings, shares.tolist(), strict=True)
            ]
        )
        mean = overall(worth.T, shares)
        before, after = sums_around(shares[:, None] * worth)
        before_shares, after_shares = sums_around(shares)
        before_numbers, after_numbers = sums_around(numbers)
        for index, node in enumerate(siblings):
            beside = float(before_shares[index] + after_shares[index + 1])
            if beside == 0 or parent == 0:
                continue  # without weight beside it, no number changes its share
            others = (before[index] + after[index + 1]) / beside
            lines.append(
                NumberLine(
                    node=node,
                    parent=parent,
                    share=float(shares[index]),
                    beside=float(before_numbers[index] + after_numbers[index + 1]),
                    at_zero=total - parent * mean + parent * others,
                    at_one=total - parent * mean + parent * worth[index],
                )
            )
        return mean

    visit(decision.criteria, 1.0)
    return lines
