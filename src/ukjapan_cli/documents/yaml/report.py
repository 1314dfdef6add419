"""Collecting what is wrong with one document, and proposing the word that was meant."""

import re
from collections.abc import Collection, Container, Iterable
from itertools import islice

from ukjapan_cli.decision.likeness import as_seen
from ukjapan_cli.decision.names import nearest, slip
from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.yaml.aliases import Aliases
from ukjapan_cli.documents.yaml.finding import Finding, Findings, Fix, NodePath, cut

_MOST_WORK_ON_SUGGESTIONS = 160_000_000
_WORD = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")  # an id, or a key of the format


class Report:
    """The findings on one document.

    Looking for a near word takes time that grows with the candidates and the cube of the word's
    length, so that there is a budget for it; a file that exceeds it has other problems.
    """

    def __init__(self, aliases: Aliases | None = None) -> None:
        self.findings = Findings()
        self.aliases = aliases or Aliases()
        self._near: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        self._work = 0

    def add(
        self,
        rule: Rule,
        message: str,
        hint: str = "",
        path: NodePath = (),
        *,
        on_key: bool = False,
        first: NodePath | None = None,
        fix: Fix | None = None,
    ) -> None:
        """Note a fault."""
        self.note(Finding(rule, message, hint, path, on_key=on_key, first=first, fix=fix))

    def note(self, finding: Finding) -> None:
        """Note a fault, unless an alias only says it again."""
        if not self.aliases.repeats(finding):
            self.findings.add(finding)

    def check_unique(self, what: str, id_: str, path: NodePath, seen: dict[str, NodePath]) -> None:
        """Note where an id is used first, and report it where it is used again."""
        if id_ not in seen:
            seen[id_] = path
            return
        self.add(
            rules.DUPLICATE_ID,
            f"two {what} have the id '{cut(id_)}'",
            "rename one of them",
            (*path, "id"),
            first=(*seen[id_], "id"),
        )

    def check_names(self, what: str, names: Iterable[tuple[NodePath, object]]) -> None:
        """Report names that a reader cannot see, and those that one cannot tell apart."""
        first: dict[str, tuple[NodePath, str]] = {}
        for path, name in names:
            if not isinstance(name, str) or not name:
                continue  # the schema has said so
            seen = as_seen(name)
            if not seen:
                message = "the name has nothing that can be seen"
                self.add(rules.NOT_ALLOWED, message, "write a name that readers see", path)
            elif seen not in first:
                first[seen] = path, name
            else:
                before, other = first[seen]
                far = "" if name == other else ", as far as can be seen"
                message = f"two {what} are called '{cut(seen)}'{far}"
                hint = "give one a name that tells them apart"
                self.add(rules.DUPLICATE_NAME, message, hint, path, first=before)

    def near(self, word: str, candidates: Collection[str]) -> str | None:
        """The candidate that `word` may have been meant for."""
        return self._meant(word, candidates)[0]

    def fix(self, word: str, candidates: Collection[str], taken: Container[str] = ()) -> Fix | None:
        """The candidate in place of `word`, where that is a slip of the pen and is not `taken`.

        A candidate that could be no id itself is not what should be written.
        """
        near, meant = self._meant(word, candidates)
        if meant is None or meant != near or meant not in candidates:
            return None
        return Fix(word, meant) if meant not in taken and _WORD.fullmatch(meant) else None

    def suggest(self, word: str, candidates: Collection[str], otherwise: str = "") -> str:
        """A hint that names the candidate nearest to `word`."""
        near = self.near(word, candidates)
        return f"did you mean '{near}'?" if near else otherwise

    def _meant(self, word: str, candidates: Collection[str]) -> tuple[str | None, str | None]:
        key = (word, listed(candidates))
        if key not in self._near:
            work = len(candidates) * min(max(len(word), 10), 100) ** 3
            if self._work + work > _MOST_WORK_ON_SUGGESTIONS:
                return None, None
            self._work += work
            self._near[key] = nearest(word, candidates), slip(word, candidates)
        return self._near[key]


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words as a list that a person reads, cut where it gets long."""
    beginning = [cut(word) for word in islice(words, most + 1)]
    return ", ".join(beginning[:most]) + (", …" if len(beginning) > most else "")


def shown(value: object) -> str:
    """A value from a file as a message shows it: what it is, and its beginning."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value!r}"
        case str():
            return f"the text '{cut(value)}'"
        case list():
            return "a list"
        case _:
            return "a mapping"
