"""Two documents → one decision, or everything that stands in its way."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.decision.decision import Decision, File
from ukjapan_cli.decision.options import performance_range
from ukjapan_cli.decision.scales import Local
from ukjapan_cli.diagnostics import Diagnostic, InvalidDecisionError, Rule
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.build.criteria import ValueTree, build_value_tree
from ukjapan_cli.documents.build.options import OptionSet, Scorers, build_options, check_citation
from ukjapan_cli.documents.build.scores import Scorer
from ukjapan_cli.documents.files.locations import Location, Locations, locate_files
from ukjapan_cli.documents.fix import undisputed
from ukjapan_cli.documents.schemas.schema import Kind
from ukjapan_cli.documents.schemas.structure import check_structure
from ukjapan_cli.documents.yaml.aliases import Aliases
from ukjapan_cli.documents.yaml.data import text_of
from ukjapan_cli.documents.yaml.document import Document, diagnose, open_document
from ukjapan_cli.documents.yaml.finding import Finding, NodePath
from ukjapan_cli.documents.yaml.report import Report

_WEIGHTS = {"weight", "weights"}
_ABOUT_WHAT_IS_NOT_THERE = (rules.MISSING_KEY, rules.TOO_FEW, rules.DUPLICATE_KEY)
_ABOUT_PARTS = (rules.IMPOSSIBLE_RANGE, rules.OFF_SCALE, rules.UNUSABLE_SCALE)


class Sheet(NamedTuple):
    """One of a decision's documents, with what was found in it."""

    kind: Kind
    document: Document
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops the decision from being used."""
        return any(finding.is_error for finding in self.findings)


class Loaded(NamedTuple):
    """What two files come to.

    Attributes:
        decision: None where there is an error, or where one of the two files was not given.
        sheets: the documents that were given, criteria first.
        criterion_paths: where each criterion stands in its document, by id.
    """

    decision: Decision | None
    sheets: tuple[Sheet, ...]
    criterion_paths: Mapping[str, NodePath]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Errors and warnings with their places, file by file, in the order of the text."""
        return tuple(
            diagnostic
            for sheet in self.sheets
            if sheet.findings
            for diagnostic in diagnose(sheet.document, sheet.findings)
        )


def load(
    options: str | PathLike[str] | None = None,
    criteria: str | PathLike[str] | None = None,
    *,
    allow_missing: bool = False,
) -> Decision:
    """Read a decision from its two files.

    Without paths it reads `options.yaml` and `criteria.yaml` in the current folder and, where
    there are none, the packaged decision.

    Args:
        options: the path of the options file.
        criteria: the path of the criteria file.
        allow_missing: accept options without a score on some criterion.

    Raises:
        InvalidDecisionError: the files do not make a decision; it holds every diagnostic.
        NoFilesError: which files are meant cannot be told; nothing was read.
    """
    locations = locate_files(
        None if options is None else Path(options),
        None if criteria is None else Path(criteria),
        Path(),
    )
    loaded = load_files(locations, allow_missing=allow_missing)
    if loaded.decision is None:
        raise InvalidDecisionError(loaded.diagnostics)
    return loaded.decision


def load_files(locations: Locations, *, allow_missing: bool = False) -> Loaded:
    """Read and build the decision in two files."""
    import hashlib  # here, since checking files needs no digests

    documents = (
        open_document(locations.criteria.path, locations.criteria.name),
        open_document(locations.options.path, locations.options.name),
    )
    loaded = build(*documents, allow_missing=allow_missing)
    if loaded.decision is None:
        return loaded
    files = tuple(File(d.name, hashlib.sha256(d.raw).hexdigest()) for d in documents)
    return loaded._replace(decision=replace(loaded.decision, files=files))


def build(
    criteria: Document | None, options: Document | None, *, allow_missing: bool = False
) -> Loaded:
    """Build the decision that two documents make; with one alone, check what it says by itself."""
    tree_report, set_report = (Report(_aliases(document)) for document in (criteria, options))
    allowed = (rules.MISSING_SCORE,) if allow_missing else ()
    tree, built = ValueTree(), OptionSet()
    as_of = None
    scorers: Scorers | None = None
    if criteria is not None and criteria.is_complete:
        tree = build_value_tree(criteria.data, tree_report)
        as_of = _as_of(criteria)
        by_id = {
            leaf.id: None if leaf.scale is None else Scorer(leaf.id, leaf.scale, as_of, set_report)
            for leaf in tree.leaves.values()
        }
        scorers = Scorers(by_id, tree.groups, tree.is_whole, {})
    if options is not None and options.is_complete:
        built = build_options(options.data, scorers, set_report)
        if built.is_scored:
            _check_local_scales(tree, built, tree_report, allow_missing=allow_missing)
        for node in tree.nodes if built.has_all_sources else ():
            source = None if node.source is None else str(node.source)
            check_citation(source, tree.paths.get(node.id, ()), built.sources, tree_report)

    documents: tuple[tuple[Kind, Document | None, Report], ...] = (
        ("criteria", criteria, tree_report),
        ("options", options, set_report),
    )
    sheets = tuple(
        Sheet(kind, document, tuple(_all_findings(kind, document, report.findings, allowed)))
        for kind, document, report in documents
        if document is not None
    )
    if criteria is None or options is None or any(sheet.has_errors for sheet in sheets):
        return Loaded(None, sheets, tree.paths)
    return Loaded(_decided(criteria, tree, built), sheets, tree.paths)


def load_criteria(location: Location) -> Loaded:
    """Read a decision's criteria where its options are in no file of ours, such as in a table."""
    import hashlib

    document = open_document(location.path, location.name)
    report, tree = Report(_aliases(document)), ValueTree()
    if document.is_complete:
        tree = build_value_tree(document.data, report)
    findings = _all_findings("criteria", document, report.findings, ())
    sheet = Sheet("criteria", document, tuple(findings))
    if sheet.has_errors:
        return Loaded(None, (sheet,), tree.paths)
    file = File(document.name, hashlib.sha256(document.raw).hexdigest())
    decision = replace(_decided(document, tree, OptionSet()), files=(file,))
    return Loaded(decision, (sheet,), tree.paths)


def _aliases(document: Document | None) -> Aliases:
    return Aliases() if document is None else Aliases(document.data, document.aliases)


def _decided(criteria: Document, tree: ValueTree, built: OptionSet) -> Decision:
    return Decision(
        criteria=tree.criteria,
        options=tuple(built.options),
        title=text_of(criteria.data.get("title")),
        as_of=_as_of(criteria),
        perspectives=tree.perspectives,
        synergies=built.synergies,
        cost_units=built.cost_units,
        sources=built.sources,
    )


def _as_of(criteria: Document) -> date | None:
    try:
        return date.fromisoformat(criteria.data["as_of"])
    except (KeyError, TypeError, ValueError):
        return None


def _check_local_scales(
    tree: ValueTree, built: OptionSet, report: Report, *, allow_missing: bool
) -> None:
    for leaf in tree.leaves.values():
        if not isinstance(leaf.scale, Local):
            continue
        found = performance_range(built.options, leaf.id)
        if found is None:
            continue
        low, high = found
        scored = sum(leaf.id in option.scores for option in built.options)
        if low == high and (scored < 2 or (scored < len(built.options) and not allow_missing)):
            continue  # the scores that are missing may differ
        path = (*tree.paths.get(leaf.id, ()), "scale")
        if low == high:
            message = f"every option does {low:g} on '{leaf.id}', so that every value is 0"
            hint = "give the scale worst and best, or drop the criterion"
            report.add(rules.NO_RANGE, message, hint, path, on_key=True)
        elif not 0 < 100 / (high - low) < float("inf"):
            message = f"from {low:g} to {high:g} is not a span that numbers can hold"
            report.add(rules.UNUSABLE_SCALE, message, "count in another unit", path, on_key=True)


def _all_findings(
    kind: Kind, document: Document, meant: Iterable[Finding], allowed: Collection[Rule]
) -> list[Finding]:
    """The findings on a document's YAML, structure and meaning, each fault once."""
    findings = list(document.findings)
    if kind == "criteria":
        findings = [_as_weight(finding) for finding in findings]
    if not document.is_complete:
        return undisputed(findings)
    findings += _unless_covered(check_structure(kind, document.data, _aliases(document)), findings)
    findings += _unless_covered(meant, findings)
    return undisputed(finding for finding in findings if finding.rule not in allowed)


def _as_weight(finding: Finding) -> Finding:
    """The same finding; a number that is not finite is, as a weight, an unusable weight."""
    if finding.rule is rules.NOT_ALLOWED and not _WEIGHTS.isdisjoint(finding.path):
        return finding._replace(rule=rules.UNUSABLE_WEIGHTS)
    return finding


def _unless_covered(new: Iterable[Finding], known: Iterable[Finding]) -> list[Finding]:
    """The new findings that are not about a value which is known to be wrong already.

    What parts come to together is not known while one of them is wrong.
    """
    wrong = {
        finding.path
        for finding in known
        if finding.is_error and finding.rule not in _ABOUT_WHAT_IS_NOT_THERE
    }
    if not wrong:
        return list(new)
    holding = {path[:depth] for path in wrong for depth in range(len(path))}
    return [
        finding
        for finding in new
        if (*finding.path, "<<") not in wrong
        and not (finding.rule in _ABOUT_PARTS and finding.path in holding)
        and not any(finding.path[:depth] in wrong for depth in range(len(finding.path) + 1))
    ]
