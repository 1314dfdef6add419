"""What checking found in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS 2023).

Waived findings are results with a suppression. What was not checked is a notification of the run.
"""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from os import fsencode
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from ukjapan_cli.diagnostics import Diagnostic, Rule
from ukjapan_cli.features.check.catalogue import BY_CODE
from ukjapan_cli.features.check.manual import entry
from ukjapan_cli.features.check.result import Checked
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.json_and_csv import json_document
from ukjapan_cli.version import __version__

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_NAMED = re.compile(r"'[^']*'")


def sarif(checked: Checked) -> str:
    """One run of the linter, the same bytes for the same findings."""
    found: list[tuple[Diagnostic, str]] = [(d, "") for d in checked.diagnostics]
    found += checked.waived
    codes = sorted({d.rule.code for d, _ in found})
    prints = _fingerprints(d for d, _ in found)
    run = {
        "tool": {
            "driver": {
                "name": "ukjapan",
                "version": __version__,
                "rules": [_rule(BY_CODE[code]) for code in codes],
            }
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": _message(note)} for note in checked.notes
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(d, reason, codes.index(d.rule.code), fingerprint)
            for (d, reason), fingerprint in zip(found, prints, strict=True)
        ],
    }
    return json_document({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    said = entry(rule)
    _, what, why, fails, passes = said
    what = what or rule.name
    examples = [("Fails", fails), ("Passes", passes)]
    blocks = [
        f"{title}:\n\n```{said.language}\n{example}\n```" for title, example in examples if example
    ]
    return {
        "id": rule.code,
        "name": "".join(word[0].upper() + word[1:] for word in rule.name.split()),
        "shortDescription": {"text": what},
        "fullDescription": {"text": why or what},
        "help": {
            "text": "\n\n".join(part for part in (what, why) if part),
            "markdown": "\n\n".join(part for part in (what, why, *blocks) if part),
        },
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(d: Diagnostic, reason: str, index: int, fingerprint: str) -> dict[str, Any]:
    suppression = {"kind": "inSource", "justification": visible(reason)}
    snippet = _snippet(d)
    place = {
        "artifactLocation": {"uri": _uri(d.file)},
        "region": _region(d) | ({"snippet": {"text": snippet}} if snippet else {}),
    }
    result = {
        "ruleId": d.rule.code,
        "ruleIndex": index,
        "level": str(d.rule.severity),
        "message": _message(d.message, d.hint),
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"fileCodePath/v2": fingerprint},
        "suppressions": [suppression] if reason else [],
    }
    if d.replacement is not None and (d.replacement or _region(d) != _region_at_start(d)):
        result["fixes"] = [_fix(d, d.replacement)]
    return result


def _message(*sentences: str) -> dict[str, str]:
    """A message, a sentence a line, without links: `[text](address)` would be one (§3.11.6)."""
    text = "\n".join(visible(sentence) for sentence in sentences if sentence)
    return {"text": text.replace("](", "]\\(")}


def _region(d: Diagnostic) -> dict[str, Any]:
    return {
        "startLine": d.line,
        "startColumn": d.column,
        "endLine": d.end_line,
        "endColumn": d.end_column,
    }


def _region_at_start(d: Diagnostic) -> dict[str, Any]:
    return _region(d) | {"endLine": d.line, "endColumn": d.column}


def _snippet(d: Diagnostic) -> str:
    """The text of the region, where it is on one line and the excerpt holds all of it."""
    text, first_column = d.excerpt
    end = d.end_column - first_column
    if d.end_line > d.line or end > len(text):
        return ""
    return text[d.column - first_column : end]


def _fix(d: Diagnostic, replacement: str) -> dict[str, Any]:
    change = {
        "artifactLocation": {"uri": _uri(d.file)},
        "replacements": [{"deletedRegion": _region(d), "insertedContent": {"text": replacement}}],
    }
    return {"description": _message(d.hint or d.message), "artifactChanges": [change]}


def _uri(file: str) -> str:
    """The file as an RFC 3986 reference: relative, or with the scheme `file`."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote_from_bytes(fsencode(file))


def _fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """What stays the same when lines move and when others are put before.

    That is the file, the code, where it is by ids and what the message names in quotes, and which
    it is of several equal ones.
    """
    count: Counter[tuple[str, ...]] = Counter()
    prints = []
    for d in diagnostics:
        key = d.file, d.rule.code, d.anchor or d.path, *_NAMED.findall(d.message)
        count[key] += 1
        text = "\0".join((*key, str(count[key])))
        prints.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return prints
