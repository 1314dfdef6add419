"""A check as text and as JSON."""

from typing import Any

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.features.check.result import Checked
from ukjapan_cli.formats.diagnostics import counts
from ukjapan_cli.formats.escape import visible, visible_path
from ukjapan_cli.formats.json_and_csv import json_text


def summary(checked: Checked) -> str:
    """How many faults there are, what is waived and why, and what was not checked."""
    lines = [counts(checked.diagnostics, len(checked.files))]
    if checked.waived:
        lines.append(f"{len(checked.waived)} waived:\n")
        for d, reason in checked.waived:
            where = f"{visible_path(d.file)}:{d.line}"
            lines.append(f"  {where} {d.rule.code}, because {visible(reason)}\n")
    lines.extend(f"note: {visible(note)}\n" for note in checked.notes)
    return "".join(lines)


def json(checked: Checked) -> str:
    """The contract `ukjapan/check/1`."""
    diagnostics = checked.diagnostics
    record = {
        "diagnostics": [_record(d) for d in diagnostics],
        "summary": {
            "errors": checked.errors,
            "warnings": len(diagnostics) - checked.errors,
            "files": len(checked.files),
            "waived": [{**_record(w.diagnostic), "because": w.reason} for w in checked.waived],
            "notes": list(checked.notes),
        },
    }
    return json_text("ukjapan/check/1", record)


def _record(d: Diagnostic) -> dict[str, Any]:
    return {
        "code": d.rule.code,
        "severity": str(d.rule.severity),
        "message": d.message,
        "hint": d.hint,
        "file": d.file,
        "line": d.line,
        "column": d.column,
        "end_line": d.end_line,
        "end_column": d.end_column,
        "path": d.path,
    }
