"""A fault before its place in the text is known: most faults are found in data, not in text."""

from typing import NamedTuple, TypeAlias

from ukjapan_cli.diagnostics import Rule, Severity

Path: TypeAlias = tuple[str | int, ...]


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
    """

    rule: Rule
    message: str
    hint: str = ""
    path: Path = ()
    on_key: bool = False
    span: tuple[int, int] | None = None
    first: Path | None = None

    @property
    def is_error(self) -> bool:
        """Whether this stops the decision from being used."""
        return self.rule.severity is Severity.ERROR
