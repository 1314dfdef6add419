"""Which findings may be mended without asking: those whose mend no other finding disputes."""

from collections import Counter
from collections.abc import Iterable

from ukjapan_cli.documents.finding import Finding, Path


def undisputed(findings: Iterable[Finding]) -> list[Finding]:
    """The same findings, without the mends that somebody has to judge.

    Those are mends of what another finding calls wrong too, since a mend would settle which of two
    equal keys is meant, or write as text what should be a number; and mends that would write the
    same word twice into one mapping or list.
    """
    findings = list(findings)
    if all(finding.mend is None for finding in findings):
        return findings
    wrong = Counter(finding.path for finding in findings if finding.is_error)
    words = Counter(_word(finding) for finding in findings)

    def is_disputed(finding: Finding) -> bool:
        word = _word(finding)
        return wrong[finding.path] > finding.is_error or (word is not None and words[word] > 1)

    return [
        finding._replace(mend=None) if finding.mend and is_disputed(finding) else finding
        for finding in findings
    ]


def _word(finding: Finding) -> tuple[Path, str] | None:
    """The word that a mend would write, and what it would write it into."""
    if finding.mend is None or finding.mend.new is None:
        return None
    return finding.path[:-1], finding.mend.new
