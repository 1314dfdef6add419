"""What is wrong with a decision's files, told to whoever wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops every command, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Rule(NamedTuple):
    """A kind of fault.

    Attributes:
        code: `UKJ` and three digits; it never changes its meaning.
        name: what the fault is, in a few words.
        severity: whether it stops a decision from being used.
    """

    code: str
    name: str
    severity: Severity = Severity.ERROR


class Excerpt(NamedTuple):
    """The line that a diagnostic begins on, or the part of a long line around its place.

    Attributes:
        text: without the line's end.
        column: the 1-based column of its first character in the file's line.
    """

    text: str = ""
    column: int = 1


_NOTHING = Excerpt()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place of one file.

    Attributes:
        rule: the kind of fault.
        message: what is wrong, as one sentence without a full stop.
        hint: what to do about it; empty where there is nothing useful to say.
        file: the path as the user gave it.
        line: 1-based; 1 for a fault of the whole file.
        column: 1-based, counted in characters.
        end_line: 1-based line of the end.
        end_column: 1-based column just past the end.
        path: JSON Pointer (RFC 6901) to the value; empty for the whole file.
        anchor: the same with the ids of list items in place of their numbers, which other items
            change that are put before them.
        excerpt: what stands there.
        replacement: what to write from the place to its end, where the fix is mechanical.
    """

    rule: Rule
    message: str
    hint: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    path: str
    anchor: str = ""
    excerpt: Excerpt = _NOTHING
    replacement: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether this fault stops the decision from being used."""
        return self.rule.severity is Severity.ERROR


class InputError(Exception):
    """What was given is at fault, not the program; the message is for whoever gave it."""


class MissingExtraError(InputError, ImportError):
    """A library that one of this package's extras brings is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is not installed; pip install 'ukjapan-cli[{extra}]'")


class InvalidDecisionError(InputError, ValueError):
    """The files do not make a decision.

    Attributes:
        diagnostics: everything that was found, warnings too, in the files' order.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        lines = (
            f"{d.file}:{d.line}:{d.column}: {d.rule.code} {d.message}" for d in self.diagnostics
        )
        super().__init__("\n".join(lines))
