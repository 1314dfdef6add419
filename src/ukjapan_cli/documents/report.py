"""Collecting what is wrong with one document, and proposing the word that was meant."""

from collections.abc import Iterable

from ukjapan_cli.decision.names import nearest
from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.finding import Finding, Path

_MOST_SUGGESTIONS = 50


class Report:
    """The findings on one document.

    Looking for near words costs time that grows with the candidates, so that only the first
    different words get a suggestion; a file with more unknown words has another problem.
    """

    def __init__(self, suggested: dict[str, str | None] | None = None) -> None:
        self.findings: list[Finding] = []
        self.suggested = {} if suggested is None else suggested

    def add(
        self,
        rule: Rule,
        message: str,
        hint: str = "",
        path: Path = (),
        *,
        on_key: bool = False,
        first: Path | None = None,
    ) -> None:
        """Note a fault."""
        self.findings.append(Finding(rule, message, hint, path, on_key=on_key, first=first))

    def check_unique(self, what: str, id_: str, path: Path, seen: dict[str, Path]) -> None:
        """Note where an id is used first, and report it where it is used again."""
        if id_ not in seen:
            seen[id_] = path
            return
        self.add(
            rules.DUPLICATE_ID,
            f"two {what} have the id '{id_[:60]}'",
            "rename one of them",
            (*path, "id"),
            first=(*seen[id_], "id"),
        )

    def suggest(self, word: str, candidates: Iterable[str], otherwise: str = "") -> str:
        """A hint that names the candidate nearest to `word`."""
        if word not in self.suggested and len(self.suggested) < _MOST_SUGGESTIONS:
            self.suggested[word] = nearest(word, candidates)
        near = self.suggested.get(word)
        return f"did you mean '{near}'?" if near else otherwise

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops the decision from being used."""
        return any(finding.is_error for finding in self.findings)


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words as a list that a person reads, cut where it gets long."""
    words = list(words)
    return ", ".join(words[:most]) + (", …" if len(words) > most else "")


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
            return f"the text '{value if len(value) <= 60 else value[:60] + '…'}'"
        case list():
            return "a list"
        case _:
            return "a mapping"
