"""What `ukjapan check` promises of any two files, whatever is in them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents.files.pairing import Pair
from ukjapan_cli.documents.load import build
from ukjapan_cli.documents.yaml.document import document_of
from ukjapan_cli.features.check.fix import Fixed, fix
from ukjapan_cli.features.check.formats import text as render
from ukjapan_cli.features.check.formats.github import github, step_summary
from ukjapan_cli.features.check.formats.junit import junit
from ukjapan_cli.features.check.formats.sarif import sarif
from ukjapan_cli.features.check.result import Checked
from ukjapan_cli.formats import diagnostics as as_text

_OF_TEXTS = ("anchors", "cost_units")
_TEXTS = (
    *_OF_TEXTS,
    "author",
    "because",
    "enablers",
    "id",
    "name",
    "question",
    "source",
    "summary",
    "title",
    "unit",
    "url",
)


def keeps_its_promise(criteria: bytes, options: bytes) -> Checked:
    """Check and fix two files; whatever is not as it should be raises."""
    raws = {"criteria.yaml": criteria, "options.yaml": options}
    pair = Pair(*(document_of(raw, name)._replace(path=Path(name)) for name, raw in raws.items()))
    fixed = fix([pair])
    checked = fixed.before
    for diagnostic in (*checked.diagnostics, *(waived.diagnostic for waived in checked.waived)):
        _is_inside(diagnostic, raws[diagnostic.file])
    assert checked.errors or build(pair.criteria, pair.options).decision, "refused without an error"
    _is_written(checked)
    _is_only_fixed(pair, fixed)
    return checked


def _is_inside(diagnostic: Diagnostic, raw: bytes) -> None:
    """A place in the file, as editors count lines and columns."""
    text = raw.decode("utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = diagnostic.line, diagnostic.column
    end = diagnostic.end_line, diagnostic.end_column
    assert start <= end, diagnostic
    for line, column in (start, end):
        assert 1 <= line <= len(lines), diagnostic
        assert 1 <= column <= len(lines[line - 1]) + 1, diagnostic
    assert diagnostic.message, diagnostic


def _is_written(checked: Checked) -> None:
    """Every format writes all of it, as one that its readers can read."""
    found = checked.diagnostics
    record = json.loads(render.json(checked))
    assert len(record["diagnostics"]) == len(found)
    (run,) = json.loads(sarif(checked))["runs"]
    assert len(run["results"]) == len(found) + len(checked.waived)
    suites = ET.fromstring(junit(checked))
    assert int(suites.attrib["failures"]) == checked.errors
    lines = github(checked).splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == len(found)
    assert "##[" not in "\n".join(lines)
    drawn = as_text.text(found) + render.summary(checked) + step_summary(checked)
    assert drawn.replace("\n", "").isprintable() or _has_only_joiners(drawn)
    assert bool(as_text.text(found, colour=True)) == bool(found)


def _has_only_joiners(text: str) -> bool:
    """Whether all that has no shape in it holds letters or emoji together."""
    return all(c.isprintable() or c in "\n\u200c\u200d" for c in text)


def _is_only_fixed(pair: Pair, fixed: Fixed) -> None:
    """A number is another after fixing only where a text is wanted, which it is then, in quotes;
    no weight and no score of a decision that loads is another.
    """
    fixed = {file.name: document_of(file.new, file.name) for file in fixed.files}
    before = [document for document in (pair.criteria, pair.options) if document is not None]
    after = [fixed.get(old.name, old) for old in before]
    for old, new in zip(before, after, strict=True):
        if old.is_complete:
            assert list(_changed_numbers(old.data, new.data)) == []
    decisions = [build(*documents).decision for documents in (before, after)] if fixed else []
    if decisions and decisions[0] is not None:
        assert decisions[1] is not None
        assert _judgements(decisions[0]) == _judgements(decisions[1])


def _changed_numbers(old: Any, new: Any, key: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The numbers that stand in the same place as something else, with the key above them."""
    if isinstance(old, dict):
        for above, before, after in zip(new, old.values(), new.values(), strict=True):
            yield from _changed_numbers(before, after, key if key in _OF_TEXTS else above)
    elif isinstance(old, list):
        for before, after in zip(old, new, strict=True):
            yield from _changed_numbers(before, after, key)
    elif isinstance(old, (int, float)) and old != new and key not in _TEXTS:
        yield key, old, new


def _judgements(decision: Decision) -> Any:
    """The weights, and each option's scores, in their order."""
    scores = [[*option.scores.values()] for option in decision.options]
    return [*decision.weights.values()], scores
