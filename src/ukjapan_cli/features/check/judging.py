"""Findings → the diagnostics that stand, and those that their author waives, with the reasons."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from ukjapan_cli.diagnostics import Diagnostic, Rule, Severity
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.load import Sheet
from ukjapan_cli.documents.yaml.document import diagnose
from ukjapan_cli.documents.yaml.finding import Finding
from ukjapan_cli.features.check.catalogue import BY_CODE, CHECKS, WAIVERS
from ukjapan_cli.features.check.result import CheckedDecision, Waived
from ukjapan_cli.features.check.rules import tables as table_rules
from ukjapan_cli.features.check.rules.waivers import waiver_without_finding, waiver_without_reason
from ukjapan_cli.features.check.settings import Settings
from ukjapan_cli.features.check.waivers import SIGN, Waiver, waivers

MOST_OF_ONE_RULE = 1_000
"""Findings of one rule in one decision that are shown; the others are counted."""

MOST_TO_WAIVE = 50_000
"""Findings of one rule in one decision that are held against waivers; the others stand."""

MOST_COUNTED = 100_000
"""Findings of one rule that are not shown are counted up to this many."""

_T = TypeVar("_T")
_OF_WAIVERS = tuple(check.RULE for check in WAIVERS)
_COUNTED = {check.RULE.code for check in (*CHECKS, *WAIVERS)}
_STRUCTURE = {rule.code for rule in rules.RULES}
_WAIVABLE = {
    code
    for code, rule in BY_CODE.items()
    if rule.severity is Severity.WARNING and rule not in (*_OF_WAIVERS, *table_rules.RULES)
}


def waivers_of(sheet: Sheet) -> list[Waiver]:
    """The waivers in a document.

    What follows a fault of YAML cannot be told from text, so that none are looked for in it.
    """
    may_waive = sheet.document.is_complete and SIGN.encode() in sheet.document.raw
    return waivers(sheet.document.text) if may_waive else []


def judged(
    sheet: Sheet,
    found: Iterable[Finding],
    excuses: Collection[Waiver],
    settings: Settings,
    ran: set[str],
    hidden: Counter[str],
) -> tuple[list[Diagnostic], list[Waived]]:
    """The diagnostics of a document with the severities in force, and those that are waived.

    Args:
        sheet: the document, with what reading it found.
        found: what rules found in it.
        excuses: its waivers.
        settings: which rules count, and how much.
        ran: the codes of the rules that ran.
        hidden: where findings on waivers that are not shown are counted.
    """
    findings = [
        finding._replace(rule=settings.in_force(finding.rule))
        for finding in (*sheet.findings, *found)
        if settings.runs(finding.rule)
    ]
    if not findings and not excuses:
        return [], []
    reasons = {(w.line, code): w.reason for w in excuses if w.reason for code in w.codes}
    kept = diagnose(sheet.document, [finding for finding in findings if finding.is_cut])
    waived: list[Waived] = []
    used: set[tuple[int, str]] = set()
    for diagnostic in diagnose(sheet.document, [f for f in findings if not f.is_cut]):
        key = diagnostic.line, diagnostic.rule.code
        if key in reasons and diagnostic.rule.code in _WAIVABLE:
            used.add(key)
            waived.append(Waived(diagnostic, reasons[key]))
        else:
            kept.append(diagnostic)
    about = list(_about_waivers(excuses, used, ran - _cut(findings)))
    kept += diagnose(
        sheet.document,
        [
            finding._replace(rule=settings.in_force(rule))
            for rule in _OF_WAIVERS
            if settings.runs(rule)
            for finding in bounded(rule, (f for f in about if f.rule is rule), hidden)
        ],
    )
    kept.sort(key=lambda d: (d.line, d.column, d.rule.code))
    return kept, waived


def _cut(findings: Iterable[Finding]) -> set[str]:
    """The codes of rules whose findings are not all there; reading counts those of all its own."""
    codes = {finding.rule.code for finding in findings if finding.is_cut}
    return codes | _STRUCTURE if codes & _STRUCTURE else codes


def bounded(rule: Rule, found: Iterator[_T], hidden: Counter[str]) -> Iterator[_T]:
    """As many of a rule's findings as are shown; the others are counted."""
    yield from islice(found, MOST_OF_ONE_RULE)
    hidden[rule.code] += count(found)


def count(found: Iterator[_T]) -> int:
    """How many more findings there are, `MOST_COUNTED` at most: pairs may be millions."""
    return sum(1 for _ in islice(found, MOST_COUNTED))


def shown(diagnostics: Iterable[Diagnostic], hidden: Counter[str]) -> list[Diagnostic]:
    """As many of each rule's diagnostics as are shown; the others are counted."""
    kept: list[Diagnostic] = []
    told: Counter[str] = Counter()
    for diagnostic in diagnostics:
        code = diagnostic.rule.code
        told[code] += 1
        if code not in _COUNTED or told[code] <= MOST_OF_ONE_RULE:
            kept.append(diagnostic)
        else:
            hidden[code] += 1
    return kept


def not_shown(hidden: Counter[str]) -> Iterator[str]:
    """What is said of the findings that are not shown."""
    for code, number in sorted(hidden.items()):
        if number:
            more = "1 finding more is" if number == 1 else f"{number:,} findings more are"
            if number >= MOST_COUNTED:
                more = f"{MOST_COUNTED:,} findings or more are"
            yield f"{code}: {more} not shown"


def _about_waivers(
    excuses: Iterable[Waiver], used: set[tuple[int, str]], ran: set[str]
) -> Iterator[Finding]:
    for waiver in excuses:
        malformed = waiver_without_reason.finding(waiver, BY_CODE, _WAIVABLE)
        if malformed is not None:
            yield malformed
            continue
        for code in waiver.codes:
            if code in ran and (waiver.line, code) not in used:
                yield waiver_without_finding.finding(waiver, code)


def without_used_waivers(decisions: tuple[CheckedDecision, ...]) -> tuple[CheckedDecision, ...]:
    """The same without findings on waivers that excuse something in a decision of the same file."""
    used = {
        (d.file, waiver_without_finding.message(d.line, d.rule.code))
        for decision in decisions
        for d, _ in decision.waived
    }
    if not used:
        return decisions
    rule = waiver_without_finding.RULE
    return tuple(
        decision._replace(
            diagnostics=tuple(
                d
                for d in decision.diagnostics
                if d.rule.code != rule.code or (d.file, d.message) not in used
            )
        )
        for decision in decisions
    )
