"""A perspective's weights, which may be for groups, for leaves or for both, on a value tree.

The named nodes without a named node above them share the whole by their numbers. Under a named
group, the named nodes nearest to it share the group's part in the same way; where none is named,
the part goes to the group's criteria in the stated proportions. What is neither named nor in a
named group weighs nothing, nor does what is not named beside named nodes in a named group.
"""

from collections.abc import Iterable, Iterator, Mapping

from ukjapan_cli.decision.criteria import Criterion, leaf_shares, leaves

_LEAST_TO_DIVIDE = 1e-200
"""Below this, the parts of a number could be less than a number can hold."""


def leaf_weights(criteria: Iterable[Criterion], weights: Mapping[str, float]) -> dict[str, float]:
    """A number for each leaf criterion, in the tree's order; they are relative to each other.

    A leaf that shares the whole keeps its own number, so that a perspective for leaves alone is
    taken as it is written.

    Args:
        criteria: the value tree with the stated weights.
        weights: the perspective's numbers, by the ids of leaves and groups.

    Raises:
        ZeroDivisionError: nodes that share the part of a named group have no weight among them.
    """
    tree = tuple(criteria)
    top = list(_nearest_named(tree, weights))
    total = sum(weights[node.id] for node in top)
    unit = total if 0 < total < _LEAST_TO_DIVIDE else 1.0
    found = dict.fromkeys((leaf.id for leaf in leaves(tree)), 0.0)
    for node in top:
        found.update(_parts(node, weights[node.id] / unit, weights))
    return found


def left_out(criteria: Iterable[Criterion], weights: Mapping[str, float]) -> Iterator[str]:
    """The leaves that weigh nothing because nobody named them, nor a 0 for a group above them."""
    for node in criteria:
        if node.id not in weights:
            if node.criteria:
                yield from left_out(node.criteria, weights)
            else:
                yield node.id
        elif weights[node.id] and any(True for _ in _nearest_named(node.criteria, weights)):
            yield from left_out(node.criteria, weights)


def _nearest_named(
    criteria: Iterable[Criterion], weights: Mapping[str, float]
) -> Iterator[Criterion]:
    for node in criteria:
        if node.id in weights:
            yield node
        else:
            yield from _nearest_named(node.criteria, weights)


def _parts(node: Criterion, of: float, weights: Mapping[str, float]) -> dict[str, float]:
    """What each leaf under a named node has of the node's part; what has nothing may be absent."""
    if not node.criteria:
        return {node.id: of}
    if not of:
        return {}
    named = list(_nearest_named(node.criteria, weights))
    if not named:
        return leaf_shares(node.criteria, of)
    total = sum(weights[inner.id] for inner in named)
    parts: dict[str, float] = {}
    for inner in named:
        parts.update(_parts(inner, of * (weights[inner.id] / total), weights))
    return parts
