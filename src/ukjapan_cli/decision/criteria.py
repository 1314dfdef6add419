"""Criteria: the value tree, swing weights, gates."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ukjapan_cli.decision.options import Citation
from ukjapan_cli.decision.scales import Scale


@dataclass(frozen=True, slots=True)
class Weight:
    """A swing weight relative to its siblings, with the range that its author would accept.

    The swing weight is the worth of the swing from the scale's worst anchor to its best
    (von Winterfeldt & Edwards 1986; *Multi-criteria analysis: a manual*, 2009, §6.2.10).

    Attributes:
        value: relative to the siblings' numbers.
        low: the least that its author would accept; None where no range is stated.
        high: the most.
        swing: the worst and the best performance between which the swing was weighed; None where
            that is not recorded.
    """

    value: float
    low: float | None = None
    high: float | None = None
    swing: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A `must`: the least and the greatest performance with which an option may be ranked."""

    at_least: float | None = None
    at_most: float | None = None

    def admits(self, performance: float) -> bool:
        """Whether an option with this performance may be ranked.

        A performance that misses a bound by rounding alone meets it: the middle of 0.2-0.4 is not
        above 0.3, though floating point has it at 0.30000000000000004.
        """
        least, most = self.at_least, self.at_most
        return (least is None or performance >= least or math.isclose(performance, least)) and (
            most is None or performance <= most or math.isclose(performance, most)
        )


@dataclass(frozen=True, slots=True)
class Criterion:
    """A node of the value tree: a leaf has a scale, a group has criteria of its own."""

    id: str
    name: str
    weight: Weight
    question: str = ""
    because: str = ""
    source: Citation | None = None
    scale: Scale | None = None
    gate: Gate | None = None
    criteria: tuple["Criterion", ...] = ()


def leaves(nodes: Iterable[Criterion]) -> Iterator[Criterion]:
    """The criteria with scales, in the order in which the file has them."""
    for node in nodes:
        if node.criteria:
            yield from leaves(node.criteria)
        else:
            yield node


def nodes_of(nodes: Iterable[Criterion]) -> Iterator[Criterion]:
    """Every node, groups before their own criteria."""
    for node in nodes:
        yield node
        yield from nodes_of(node.criteria)


def leaf_shares(nodes: Iterable[Criterion], of: float = 1.0) -> dict[str, float]:
    """The share of the whole that each leaf has: the product of shares among siblings.

    Shares sum to `of`. Raises ZeroDivisionError where siblings have no weight among them, which
    reading a decision rules out for every group that has any share.
    """
    siblings = tuple(nodes)
    total = sum(node.weight.value for node in siblings)
    shares: dict[str, float] = {}
    for node in siblings:
        share = of * (node.weight.value / total)
        if node.criteria:
            shares.update(leaf_shares(node.criteria, share))
        else:
            shares[node.id] = share
    return shares
