"""Aliases: where what they stand for is written, so that a fault there is told once."""

from collections.abc import Mapping
from typing import Any

from ukjapan_cli.documents import rules
from ukjapan_cli.documents.finding import MOST_FINDINGS, Finding, Path

MOST_ALIASES = 100_000
"""Aliases of one document that are followed; faults that others lead to are told each time."""

_ABOUT_KEYS = (rules.UNKNOWN_KEY, rules.UNKNOWN_REFERENCE, rules.NOT_ALLOWED)


class Aliases:
    """The aliases of one document, and which findings come again by way of one.

    Args:
        data: what the document says.
        written: the path of each alias, and the path of the anchor that it names.
    """

    def __init__(self, data: Any = None, written: Mapping[Path, Path] | None = None) -> None:
        self._data = data
        self._written = written or {}
        self._told: set[tuple[str, str, Path]] = set()

    def is_alias(self, path: Path) -> bool:
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

    def _origin(self, path: Path) -> Path:
        """Where the value at `path` is written."""
        at: Path = ()
        for step in path:
            at = (*at, step)
            at = self._written.get(at, at)
        return at

    def _without_names(self, finding: Finding) -> str:
        """The message without the keys and ids on the way to its place."""
        message, node = finding.message, self._data
        for step in finding.path:
            for name in (step, node.get("id")) if isinstance(node, dict) else ():
                message = message.replace(f"'{name}'", "''")
            try:
                node = node[step]
            except (LookupError, TypeError):  # what is missing has no data
                break
        return message
