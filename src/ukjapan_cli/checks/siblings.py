"""Siblings: the nodes of the value tree among which weights are relative."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ukjapan_cli.decision.criteria import Criterion, nodes_of


class Siblings(NamedTuple):
    """The criteria and groups that one group holds, or the top of the tree, with no parent."""

    parent: Criterion | None
    nodes: tuple[Criterion, ...]


def siblings_in(criteria: tuple[Criterion, ...]) -> Iterator[Siblings]:
    """Every set of siblings in a value tree, from the top, in the file's order."""
    yield Siblings(None, criteria)
    for node in nodes_of(criteria):
        if node.criteria:
            yield Siblings(node, node.criteria)


def leaf_counts(criteria: Iterable[Criterion]) -> dict[str, int]:
    """How many leaf criteria each node holds; a leaf holds itself."""
    counts: dict[str, int] = {}

    def count(node: Criterion) -> int:
        held = sum(map(count, node.criteria)) if node.criteria else 1
        counts[node.id] = held
        return held

    for node in criteria:
        count(node)
    return counts
