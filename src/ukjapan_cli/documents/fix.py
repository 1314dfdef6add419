"""Fixes: what `--fix` does to a text, and which of them nothing disputes."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents.rules import BYTE_ORDER_MARK
from ukjapan_cli.documents.yaml.document import marks
from ukjapan_cli.documents.yaml.finding import Finding, NodePath

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Fixed(NamedTuple):
    """Bytes that were fixed, and in how many places."""

    raw: bytes
    places: int


def fixed(raw: bytes, diagnostics: Iterable[Diagnostic]) -> Fixed:
    """Write each diagnostic's replacement at its place; every other byte stays as it is.

    Where two would write over the same characters, an error's is written before a warning's, and
    otherwise the one that begins first; the other is left.
    """
    fixable = [d for d in diagnostics if d.replacement is not None]
    if not fixable:
        return Fixed(raw, 0)
    mark, rest = raw[: marks(raw)], raw[marks(raw) :]
    text = rest.decode()
    places = 0
    if mark and any(d.rule.code == BYTE_ORDER_MARK.code for d in fixable):
        mark, places = b"", 1
    starts = [0, *accumulate(len(line) for line in _LINE.findall(text))]
    parts: list[str] = []
    at = 0
    for start, end, replacement in _apart(_edits(fixable, starts)):
        parts += text[at:start], replacement
        at = end
        places += 1
    return Fixed(mark + "".join((*parts, text[at:])).encode(), places)


class _Edit(NamedTuple):
    start: int
    end: int
    replacement: str


def _edits(fixable: Iterable[Diagnostic], starts: list[int]) -> Iterator[_Edit]:
    """What to write where, as character offsets; errors' before warnings', in the text's order."""
    ordered = sorted(fixable, key=lambda d: (not d.is_error, d.line, d.column, d.rule.code))
    for d in ordered:
        if d.replacement is not None and d.rule.code != BYTE_ORDER_MARK.code:
            start = starts[d.line - 1] + d.column - 1
            yield _Edit(start, starts[d.end_line - 1] + d.end_column - 1, d.replacement)


def _apart(edits: Iterable[_Edit]) -> list[_Edit]:
    """The edits in the text's order, without those that overlap one before them."""
    kept: list[_Edit] = []
    for edit in edits:
        index = bisect_left(kept, edit)
        overlaps_before = index > 0 and kept[index - 1].end > edit.start
        overlaps_after = index < len(kept) and kept[index].start < edit.end
        if not (overlaps_before or overlaps_after):
            kept.insert(index, edit)
    return kept


def undisputed(findings: Iterable[Finding]) -> list[Finding]:
    """The same findings, without the fixes that somebody has to judge.

    Those are fixes of what another finding calls wrong too, since a fix would settle which of two
    equal keys is meant, or write as text what should be a number; and fixes that would write the
    same word twice into one mapping or list.
    """
    findings = list(findings)
    if all(finding.fix is None for finding in findings):
        return findings
    wrong = Counter(finding.path for finding in findings if finding.is_error)
    words = Counter(_word(finding) for finding in findings)

    def is_disputed(finding: Finding) -> bool:
        word = _word(finding)
        return wrong[finding.path] > finding.is_error or (word is not None and words[word] > 1)

    return [
        finding._replace(fix=None) if finding.fix and is_disputed(finding) else finding
        for finding in findings
    ]


def _word(finding: Finding) -> tuple[NodePath, str] | None:
    """The word that a fix would write, and what it would write it into."""
    if finding.fix is None or finding.fix.new is None:
        return None
    return finding.path[:-1], finding.fix.new
