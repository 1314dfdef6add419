"""Documents → everything wrong with them: structure, then rules, then settings and waivers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import TypeVar

from ukjapan_cli.checks import table_rules, waiver_without_finding, waiver_without_reason
from ukjapan_cli.checks.catalogue import BY_CODE, CHECKS, WAIVER_RULES
from ukjapan_cli.checks.checked import Checked, CheckedDecision, FirstPlace, Waived
from ukjapan_cli.checks.fault import Fault, NotRunError
from ukjapan_cli.checks.settings import Flags, Settings, settings_of
from ukjapan_cli.checks.subject import Subject
from ukjapan_cli.checks.waivers import SIGN, Waiver, waivers
from ukjapan_cli.diagnostics import Diagnostic, Rule, Severity
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.aliases import Aliases
from ukjapan_cli.documents.document import diagnose
from ukjapan_cli.documents.finding import Finding, Path, cut
from ukjapan_cli.documents.load import Loaded, Sheet, build
from ukjapan_cli.documents.pairing import Pair
from ukjapan_cli.documents.schema import Kind

MOST_OF_ONE_RULE = 1_000
"""Findings of one rule in one decision that are shown; the others are counted."""

_T = TypeVar("_T")
_DOUBTS = ("UKJ405", "UKJ406", "UKJ407", "UKJ408")
_CODE = re.compile(r"UKJ[0-9]{0,3}")  # the schema reports what is not written like this
_WAIVABLE = {
    code
    for code, rule in BY_CODE.items()
    if rule.severity is Severity.WARNING and rule not in (*WAIVER_RULES, *table_rules.RULES)
}


def check(pairs: Iterable[Pair], flags: Flags = Flags()) -> Checked:  # noqa: B008 (immutable)
    """Check decisions, one after the other; no pair is held when the next one is asked for."""
    return Checked(_without_used_waivers(tuple(map(partial(_check_pair, flags), pairs))))


def _check_pair(flags: Flags, pair: Pair) -> CheckedDecision:
    loaded = build(pair.criteria, pair.options)
    settings = settings_of(None if pair.criteria is None else pair.criteria.data, flags)
    found: dict[Kind, list[Finding]] = {sheet.kind: [] for sheet in loaded.sheets}
    for kind, finding in pair.findings:
        found[kind].append(finding)
    notes: list[str] = []
    ran = {rule.code for rule in rules.RULES if settings.runs(rule)}
    subject = None
    if pair.criteria is not None:
        unknown = _unknown_codes(pair.criteria.data)
        found["criteria"] += _bounded(rules.UNKNOWN_REFERENCE, unknown, notes)
    if loaded.decision is not None:
        subject = Subject(loaded.decision, loaded.criterion_paths, settings.thresholds)
        aliases = {s.kind: Aliases(s.document.data, s.document.aliases) for s in loaded.sheets}
        ran |= _run_rules(subject, settings, found, aliases, notes)
    else:
        notes.append(_why_unjudged(loaded))
    diagnostics: list[Diagnostic] = []
    waived: list[Waived] = []
    for sheet in loaded.sheets:
        kept, excused = _judged(sheet, found[sheet.kind], settings, ran, notes)
        diagnostics += kept
        waived += excused
    codes = {d.rule.code for d in (*diagnostics, *(w.diagnostic for w in waived))}
    files = tuple(sheet.document.name for sheet in loaded.sheets)
    called = " and ".join(f"'{name}'" for name in files)
    return CheckedDecision(
        title=loaded.decision.title if loaded.decision else "",
        files=files,
        diagnostics=tuple(diagnostics),
        waived=tuple(waived),
        notes=tuple(f"{called}: {note}" for note in notes),
        first=_first_place(subject, codes) if subject else None,
    )


def check_criteria(
    sheet: Sheet, settings: Settings
) -> tuple[list[Diagnostic], list[Waived], list[str]]:
    """What is wrong with a criteria file's structure, what of that is waived, and notes on both."""
    notes: list[str] = []
    unknown = list(_bounded(rules.UNKNOWN_REFERENCE, _unknown_codes(sheet.document.data), notes))
    ran = {rule.code for rule in rules.RULES if settings.runs(rule)}
    kept, waived = _judged(sheet, unknown, settings, ran, notes)
    return kept, waived, notes


def _run_rules(
    subject: Subject,
    settings: Settings,
    found: dict[Kind, list[Finding]],
    aliases: Mapping[Kind, Aliases],
    notes: list[str],
) -> set[str]:
    """Run what is wanted; the answer is the codes of the rules that ran."""
    ran = set()
    for module in CHECKS:
        rule = module.RULE
        if not settings.runs(rule):
            continue
        try:
            faults = ((f.where.kind, _finding(rule, f)) for f in module.check(subject))
            new = (fault for fault in faults if not aliases[fault[0]].repeats(fault[1]))
            for kind, finding in _bounded(rule, new, notes):
                found[kind].append(finding)
        except NotRunError as reason:
            notes.append(f"{rule.code} was not run: {reason}")
            continue
        ran.add(rule.code)
    return ran


def _bounded(rule: Rule, found: Iterator[_T], notes: list[str]) -> Iterator[_T]:
    """As many of a rule's findings as are shown, and a note that counts the others."""
    yield from islice(found, MOST_OF_ONE_RULE)
    others = sum(1 for _ in found)
    if others:
        notes.append(f"{rule.code}: {others:,} findings more are not shown")


def _finding(rule: Rule, fault: Fault) -> Finding:
    where, message, hint = fault
    return Finding(rule, message, hint, where.path, on_key=where.on_key)


def _why_unjudged(loaded: Loaded) -> str:
    if any(sheet.has_errors for sheet in loaded.sheets):
        return "UKJ2 to UKJ4 were not run, since there are errors"
    other = "options" if loaded.sheets[0].kind == "criteria" else "criteria"
    return f"UKJ2 to UKJ4 were not run, since there is no {other} file beside it"


def _unknown_codes(data: object) -> Iterator[Finding]:
    """Codes in a file's settings that no rule has, or that cannot be ignored."""
    node = data.get("checks") if isinstance(data, dict) else None
    for key in ("select", "ignore", "error"):
        codes = node.get(key) if isinstance(node, dict) else None
        for index, code in enumerate(codes if isinstance(codes, list) else ()):
            is_code = isinstance(code, str) and _CODE.fullmatch(code)
            problem = unknown_code(code, key) if is_code else None
            if problem:
                path: Path = ("checks", key, index)
                yield Finding(rules.UNKNOWN_REFERENCE, problem, "see `ukjapan rule --all`", path)


def unknown_code(code: str, key: str) -> str | None:
    """Why a code, or the beginning of some, cannot stand under `key`; None where it can."""
    meant = [rule for rule in BY_CODE.values() if rule.code.startswith(code)]
    if not meant:
        return f"no rule has the code '{cut(code)}'"
    if key == "ignore" and all(rule.severity is Severity.ERROR for rule in meant):
        return f"{code} is an error, which cannot be ignored"
    return None


def _judged(
    sheet: Sheet, found: list[Finding], settings: Settings, ran: set[str], notes: list[str]
) -> tuple[list[Diagnostic], list[Waived]]:
    """The diagnostics of a document with the severities in force, and those that are waived.

    What follows a fault of YAML cannot be told from text, so that no waivers are looked for.
    """
    findings = [
        finding._replace(rule=settings.in_force(finding.rule))
        for finding in (*sheet.findings, *found)
        if settings.runs(finding.rule)
    ]
    may_waive = sheet.document.is_complete and SIGN.encode() in sheet.document.raw
    excuses = waivers(sheet.document.text) if may_waive else []
    if not findings and not excuses:
        return [], []
    reasons = {(w.line, code): w.reason for w in excuses if w.reason for code in w.codes}
    kept: list[Diagnostic] = []
    waived: list[Waived] = []
    used: set[tuple[int, str]] = set()
    for diagnostic in diagnose(sheet.document, findings):
        key = diagnostic.line, diagnostic.rule.code
        if key in reasons and diagnostic.rule.code in _WAIVABLE:
            used.add(key)
            waived.append(Waived(diagnostic, reasons[key]))
        else:
            kept.append(diagnostic)
    about = list(_about_waivers(excuses, used, ran))
    wanted = [
        finding._replace(rule=settings.in_force(rule))
        for rule in WAIVER_RULES
        if settings.runs(rule)
        for finding in _bounded(rule, (f for f in about if f.rule is rule), notes)
    ]
    if wanted:
        kept += diagnose(sheet.document, wanted)
        kept.sort(key=lambda d: (d.line, d.column, d.rule.code))
    return kept, waived


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


def _without_used_waivers(decisions: tuple[CheckedDecision, ...]) -> tuple[CheckedDecision, ...]:
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


def _first_place(subject: Subject, codes: set[str]) -> FirstPlace | None:
    from ukjapan_cli.analysis.values import TIE

    ranked, overall = subject.ranked, subject.overall
    if not ranked:
        return None
    options = subject.decision.options
    best = float(overall[ranked[0]])
    first = [row for row in ranked if best - overall[row] <= TIE]
    others = ranked[len(first) :]
    return FirstPlace(
        names=tuple(options[row].name for row in first),
        value=best,
        runner_up=options[others[0]].name if others else "",
        lead=best - float(overall[others[0]]) if others else 0.0,
        doubts=tuple(code for code in _DOUBTS if code in codes),
    )
