"""A fault before its place in the text is known: most faults are found in data, not in text."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.scalars import Scalar

NodePath: TypeAlias = tuple[str | int, ...]

MOST_FINDINGS = 10_000


class Fix(NamedTuple):
    """A mechanical correction of one word.

    Attributes:
        old: what the file says, as data.
        new: the word that is meant; None to put the old one in quotes.
        fits: whether the old one, as it is written, may stand there in quotes; None where it may.
    """

    old: Scalar
    new: str | None = None
    fits: Callable[[str], bool] | None = None


class Finding(NamedTuple):
    """One fault at a path into a document's data.

    Attributes:
        rule: the kind of fault.
        message: what is wrong.
        hint: what to do about it.
        path: keys and indexes from the document's top to the value.
        on_key: whether the key is at fault rather than the value.
        span: where in the text it is, as two character offsets, where that is known already.
        first: the path of the earlier of two equal things; the message is to name its line.
        fix: what puts it right without anybody's judgement, if something does.
        is_cut: whether it stands for others too, which are not shown; nobody can excuse those.
    """

    rule: Rule
    message: str
    hint: str = ""
    path: NodePath = ()
    on_key: bool = False
    span: tuple[int, int] | None = None
    first: NodePath | None = None
    fix: Fix | None = None
    is_cut: bool = False

    @property
    def is_error(self) -> bool:
        """Whether this stops the decision from being used."""
        return self.rule.severity is Severity.ERROR


class Findings:
    """Findings on one document, no more than somebody can read.

    Errors and warnings are counted apart, so that no number of warnings hides an error.
    """

    def __init__(self) -> None:
        self._errors: list[Finding] = []
        self._warnings: list[Finding] = []

    def add(self, finding: Finding) -> None:
        """Keep a finding; the first that is too many says that others are not shown."""
        kept = self._errors if finding.is_error else self._warnings
        if len(kept) < MOST_FINDINGS:
            kept.append(finding)
        elif len(kept) == MOST_FINDINGS:
            kept.append(cut_short(finding, f"{MOST_FINDINGS:,} {finding.rule.severity}s"))

    @property
    def is_full(self) -> bool:
        """Whether no further error would be shown."""
        return len(self._errors) > MOST_FINDINGS

    @property
    def is_full_of_warnings(self) -> bool:
        """Whether no further warning would be shown."""
        return len(self._warnings) > MOST_FINDINGS

    def __iter__(self) -> Iterator[Finding]:
        yield from self._errors
        yield from self._warnings

    def __len__(self) -> int:
        return len(self._errors) + len(self._warnings)


def cut_short(finding: Finding, most: str) -> Finding:
    """What is said in place of the first finding that is too many."""
    message = f"more than {most}; this and the others are not shown"
    return finding._replace(message=message, hint="", first=None, fix=None, is_cut=True)


def cut(text: str) -> str:
    """The beginning of a text, as much of it as a message can quote."""
    return text if len(text) <= 60 else text[:60] + "…"
