"""Aliases: where what they stand for is written, so that a fault there is told once."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ukjapan_cli.documents import rules
from ukjapan_cli.documents.yaml.finding import MOST_FINDINGS, Finding, NodePath

MOST_ALIASES = 100_000
"""Aliases of one document that are followed; faults that others lead to are told each time."""

_ABOUT_KEYS = (rules.UNKNOWN_KEY, rules.UNKNOWN_REFERENCE, rules.NOT_ALLOWED)


class _Way(NamedTuple):
    """The way from the top of a document to a mapping or list in it.

    Attributes:
        path: as it was asked for.
        origin: where what stands there is written.
        node: what stands there; None where nothing does.
        names: the keys and ids on the way, as messages quote them.
    """

    path: NodePath
    origin: NodePath
    node: Any
    names: tuple[str, ...]


class Aliases:
    """The aliases of one document, and which findings come again by way of one.

    Args:
        data: what the document says.
        written: the path of each alias, and the path of the anchor that it names.
    """

    def __init__(
        self, data: Any = None, written: Mapping[NodePath, NodePath] | None = None
    ) -> None:
        self._data = data
        self._written = written or {}
        self._told: set[tuple[str, str, NodePath]] = set()
        self._last = _Way((), (), data, ())

    def is_alias(self, path: NodePath) -> bool:
        """Whether an alias stands at `path`, or where it leads."""
        return bool(self._written) and self._origin(path[:-1]) + path[-1:] in self._written

    def repeats(self, finding: Finding) -> bool:
        """Whether a finding was made before on the same text; if not, this is the first time.

        What differs only by the names of what the alias stands in is the same.
        """
        if not self._written:
            return False
        if finding.on_key and finding.rule in _ABOUT_KEYS:
            at = self._origin(finding.path[:-1]) + finding.path[-1:]
        else:
            at = self._origin(finding.path)
        told = finding.rule.code, self._without_names(finding), at
        if told in self._told:
            return True
        if len(self._told) <= 2 * MOST_FINDINGS:
            self._told.add(told)
        return False

    def _origin(self, path: NodePath) -> NodePath:
        """Where the value at `path` is written."""
        if not path:
            return ()
        at = self._way(path[:-1]).origin + path[-1:]
        return self._written.get(at, at)

    def _without_names(self, finding: Finding) -> str:
        """The message without the keys and ids on the way to its place."""
        message = finding.message
        if finding.path:
            way = self._way(finding.path[:-1])
            for name in (*way.names, *_names(way.node, finding.path[-1])):
                message = message.replace(name, "''")
        return message

    def _way(self, path: NodePath) -> _Way:
        """The way to `path`; one finding after another is in the same mapping, so it is kept."""
        if path != self._last.path:
            origin: NodePath = ()
            node, names = self._data, list[str]()
            for step in path:
                origin = (*origin, step)
                origin = self._written.get(origin, origin)
                names += _names(node, step)
                try:
                    node = node[step]
                except (LookupError, TypeError):  # what is missing has no data
                    node = None
            self._last = _Way(path, origin, node, tuple(names))
        return self._last


def _names(node: Any, step: str | int) -> tuple[str, ...]:
    """A key and the id beside it, as messages quote them."""
    if not isinstance(node, dict):
        return ()
    return (f"'{step}'", f"'{node['id']}'") if "id" in node else (f"'{step}'",)
