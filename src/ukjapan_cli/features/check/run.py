"""Documents → everything wrong with them: structure, then rules, then settings and waivers."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice

from ukjapan_cli.diagnostics import Diagnostic, Rule, Severity
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.files.pairing import Pair
from ukjapan_cli.documents.load import Loaded, Sheet, build
from ukjapan_cli.documents.schemas.schema import Kind
from ukjapan_cli.documents.yaml.aliases import Aliases
from ukjapan_cli.documents.yaml.finding import Finding, NodePath, cut, cut_short
from ukjapan_cli.documents.yaml.report import listed
from ukjapan_cli.features.check.catalogue import BY_CODE, CHECKS
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault, NotRunError
from ukjapan_cli.features.check.judging import (
    MOST_OF_ONE_RULE,
    MOST_TO_WAIVE,
    bounded,
    count,
    judged,
    not_shown,
    shown,
    waivers_of,
    without_used_waivers,
)
from ukjapan_cli.features.check.result import Checked, CheckedDecision, FirstPlace, Waived
from ukjapan_cli.features.check.settings import Flags, Settings, settings_of

_DOUBTS = ("UKJ405", "UKJ406", "UKJ407", "UKJ408")
_CODE = re.compile(r"UKJ[0-9]{0,3}")  # the schema reports what is not written like this


def check(pairs: Iterable[Pair], flags: Flags = Flags()) -> Checked:  # noqa: B008 (immutable)
    """Check decisions, one after the other; no pair is held when the next one is asked for."""
    return Checked(without_used_waivers(tuple(map(partial(_check_pair, flags), pairs))))


def check_loaded(loaded: Loaded) -> Checked:
    """Check a decision that is loaded already."""
    return Checked(without_used_waivers((_checked(Flags(), loaded, ()),)))


def _check_pair(flags: Flags, pair: Pair) -> CheckedDecision:
    return _checked(flags, build(pair.criteria, pair.options), pair.findings)


def _checked(
    flags: Flags, loaded: Loaded, known: Iterable[tuple[Kind, Finding]]
) -> CheckedDecision:
    criteria = next((s.document.data for s in loaded.sheets if s.kind == "criteria"), None)
    settings = settings_of(criteria, flags)
    found: dict[Kind, list[Finding]] = {sheet.kind: [] for sheet in loaded.sheets}
    for kind, finding in known:
        found[kind].append(finding)
    notes = list(_ignored_by_the_file(criteria, flags))
    hidden: Counter[str] = Counter()
    ran = {rule.code for rule in rules.RULES if settings.runs(rule)}
    excuses = {sheet.kind: waivers_of(sheet) for sheet in loaded.sheets}
    subject = None
    if "criteria" in found:
        found["criteria"] += bounded(rules.UNKNOWN_REFERENCE, _unknown_codes(criteria), hidden)
    if loaded.decision is not None:
        subject = Subject(loaded.decision, loaded.criterion_paths, settings.thresholds)
        waivable = {code for each in excuses.values() for waiver in each for code in waiver.codes}
        aliases = {s.kind: Aliases(s.document.data, s.document.aliases) for s in loaded.sheets}
        for module in CHECKS:
            if not settings.runs(module.RULE):
                continue
            new = _once(module.RULE, module.check(subject), aliases)
            try:
                for kind, finding in _collected(module.RULE, new, waivable, hidden):
                    found[kind].append(finding)
            except NotRunError as reason:
                notes.append(f"{module.RULE.code} was not run: {reason}")
                continue
            ran.add(module.RULE.code)
    else:
        notes.append(_why_unjudged(loaded))
    diagnostics: list[Diagnostic] = []
    waived: list[Waived] = []
    for sheet in loaded.sheets:
        kind = sheet.kind
        kept, excused = judged(sheet, found[kind], excuses[kind], settings, ran, hidden)
        diagnostics += kept
        waived += excused
    codes = {d.rule.code for d in (*diagnostics, *(w.diagnostic for w in waived))}
    diagnostics = shown(diagnostics, hidden)
    files = tuple(sheet.document.name for sheet in loaded.sheets)
    called = " and ".join(f"'{name}'" for name in files)
    return CheckedDecision(
        title=loaded.decision.title if loaded.decision else "",
        files=files,
        diagnostics=tuple(diagnostics),
        waived=tuple(waived),
        notes=tuple(f"{called}: {note}" for note in (*notes, *not_shown(hidden))),
        first=_first_place(subject, codes) if subject else None,
    )


def check_criteria(
    sheet: Sheet, settings: Settings
) -> tuple[list[Diagnostic], list[Waived], list[str]]:
    """What is wrong with a criteria file's structure, what of that is waived, and notes on both."""
    hidden: Counter[str] = Counter()
    unknown = bounded(rules.UNKNOWN_REFERENCE, _unknown_codes(sheet.document.data), hidden)
    ran = {rule.code for rule in rules.RULES if settings.runs(rule)}
    kept, waived = judged(sheet, list(unknown), waivers_of(sheet), settings, ran, hidden)
    return kept, waived, list(not_shown(hidden))


def _once(
    rule: Rule, faults: Iterator[Fault], aliases: Mapping[Kind, Aliases]
) -> Iterator[tuple[Kind, Finding]]:
    """What a rule finds, without what an alias only says again."""
    for (kind, path, on_key), message, hint in faults:
        finding = Finding(rule, message, hint, path, on_key=on_key)
        if not aliases[kind].repeats(finding):
            yield kind, finding


def _collected(
    rule: Rule,
    found: Iterator[tuple[Kind, Finding]],
    waivable: Collection[str],
    hidden: Counter[str],
) -> Iterator[tuple[Kind, Finding]]:
    """As many of a rule's findings as are shown, or as may have to be waived before that."""
    most = MOST_TO_WAIVE if rule.code in waivable else MOST_OF_ONE_RULE
    yield from islice(found, most)
    for kind, finding in islice(found, 1) if most == MOST_TO_WAIVE else ():
        yield kind, cut_short(finding, f"{most:,} findings of {rule.code}")
    hidden[rule.code] += count(found)


def _ignored_by_the_file(criteria: object, flags: Flags) -> Iterator[str]:
    """What is said of rules that the command line selects and the file's longer codes ignore."""
    settings = settings_of(criteria, flags)
    wanted = settings._replace(ignore=flags.ignore)
    selected = (rule for rule in BY_CODE.values() if rule.code.startswith(flags.select))
    codes = [rule.code for rule in selected if wanted.runs(rule) and not settings.runs(rule)]
    if codes:
        yield f"{listed(codes)}: ignored by the file, unless --select has the whole code"


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
                path: NodePath = ("checks", key, index)
                yield Finding(rules.UNKNOWN_REFERENCE, problem, "see `ukjapan rule --all`", path)


def unknown_code(code: str, key: str) -> str | None:
    """Why a code, or the beginning of some, cannot stand under `key`; None where it can."""
    meant = [rule for rule in BY_CODE.values() if rule.code.startswith(code)]
    if not meant:
        return f"no rule has the code '{cut(code)}'"
    if key == "ignore" and all(rule.severity is Severity.ERROR for rule in meant):
        return f"{code} is an error, which cannot be ignored"
    return None


def _first_place(subject: Subject, codes: set[str]) -> FirstPlace | None:
    from ukjapan_cli.model.values import TIE

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
