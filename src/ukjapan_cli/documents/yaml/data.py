"""Reading plain data: what has the shape that is wanted, and nothing of what has not."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from ukjapan_cli.decision.options import Citation
from ukjapan_cli.documents.yaml.finding import NodePath


def items(node: Any, path: NodePath) -> Iterator[tuple[NodePath, Mapping[str, Any]]]:
    """The mappings in a list, with their paths."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            if isinstance(item, dict):
                yield (*path, index), item


def are_all_named(node: Any) -> bool:
    """Whether a list's items all have an id, so that a name which is not among them is wrong."""
    return isinstance(node, list) and all(
        isinstance(item, dict) and isinstance(item.get("id"), str) for item in node
    )


def is_number(node: Any) -> TypeGuard[int | float]:
    """Whether this is a number, which a truth value is not."""
    return isinstance(node, (int, float)) and not isinstance(node, bool)


def text_of(node: Any) -> str:
    """A text without the line end that block scalars carry."""
    return node.strip() if isinstance(node, str) else ""


def citation(node: Any) -> Citation | None:
    """A citation from its text: the source's id, then the locator."""
    if not isinstance(node, str):
        return None
    source, _, locator = node.partition(" ")
    return Citation(source, locator.strip())
