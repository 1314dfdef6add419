"""Which weights are possible, and uniform draws of them.

What is drawn are the leaf criteria's shares of the whole, in one of four ways:

- *stated*: among each set of siblings of the value tree, the shares that sum to 1 and lie between
  `low / T` and `high / T`, T being the sum of the siblings' stated weights; a weight without an
  interval of its own has the one from 25 % below its value to 25 % above.
- *ranked*: among each set of siblings, the shares in the order of their stated weights. Equal
  weights may come in either order, and those of zero are the least.
- *any*: all shares of the leaves, whatever is stated and however they are grouped.
- *exact*: the stated shares.

In the first two, each set of siblings is drawn uniformly over its own set and independently of the
other sets of siblings, and a leaf's share is the product of the shares down the tree. With groups
that is not uniform over all leaf shares which could come about so: it is uniform in what people
were asked, group by group. Under a perspective all leaves are siblings, whatever it was written
for.
"""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.random import Generator

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.model.sampling.share_draws import (
    Draw,
    ImpossibleWeightsError,
    ordered,
    simplex,
    within,
)
from ukjapan_cli.model.values import Floats

WeightMode: TypeAlias = Literal["stated", "ranked", "any", "exact"]

WEIGHT_BAND = 0.25
"""How far a weight without an interval of its own may be from its value, relative to it."""


class _Siblings(NamedTuple):
    """How a set of siblings is drawn, and for each of them its leaf's row or the siblings below."""

    draw: Draw
    below: tuple["int | _Siblings", ...]


def weight_draws(decision: Decision, mode: WeightMode) -> Draw:
    """Draws of leaf shares: shape (criteria, draws), in the order of `decision.leaves`.

    Raises:
        ImpossibleWeightsError: the intervals of some siblings hold no weights.
    """
    shares = np.array(list(decision.weights.values()))
    match mode:
        case "exact":
            return lambda _, count: np.repeat(shares[:, None], count, axis=1)
        case "any":
            return simplex(len(shares))
        case "ranked" | "stated":
            among = _in_order if mode == "ranked" else _in_intervals
            rows = {leaf.id: row for row, leaf in enumerate(decision.leaves)}
            tree = _siblings(decision.criteria, rows, among)

            def draw(generator: Generator, count: int) -> Floats:
                drawn = np.empty((len(shares), count))
                _fill(drawn, tree, None, generator)
                return drawn

            return draw


def _siblings(
    nodes: Sequence[Criterion], rows: dict[str, int], among: Callable[[Sequence[Criterion]], Draw]
) -> _Siblings:
    below = (
        _siblings(node.criteria, rows, among) if node.criteria else rows[node.id] for node in nodes
    )
    return _Siblings(among(nodes), tuple(below))


def _fill(drawn: Floats, siblings: _Siblings, of: Floats | None, generator: Generator) -> None:
    """Draw the siblings' shares of a share, and so on down to the leaves."""
    shares = siblings.draw(generator, drawn.shape[1])
    if of is not None:
        shares *= of
    for share, below in zip(shares, siblings.below, strict=True):
        if isinstance(below, int):
            drawn[below] = share
        else:
            _fill(drawn, below, share, generator)


def _in_order(nodes: Sequence[Criterion]) -> Draw:
    return ordered(np.array([node.weight.value for node in nodes], dtype=np.float64))


def _in_intervals(nodes: Sequence[Criterion]) -> Draw:
    stated = [node.weight for node in nodes]
    total = sum(weight.value for weight in stated)
    lows = [(1 - WEIGHT_BAND) * w.value if w.low is None else w.low for w in stated]
    highs = [(1 + WEIGHT_BAND) * w.value if w.high is None else w.high for w in stated]
    try:
        return within(
            np.array([max(0.0, low) / total for low in lows]),
            np.array([high / total for high in highs]),
        )
    except ImpossibleWeightsError as error:
        names = ", ".join(f"'{node.id}'" for node in nodes)
        raise ImpossibleWeightsError(f"{names}: {error}") from None
