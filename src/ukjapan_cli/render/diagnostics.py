"""Diagnostics as compilers print them, and as JSON."""

from collections.abc import Sequence
from typing import Any

from ukjapan_cli.checks.checked import Checked
from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.render.record import json_text
from ukjapan_cli.render.visible import visible


def text(diagnostics: Sequence[Diagnostic]) -> str:
    """A line for each fault, and a line for each hint."""
    lines = []
    for d in diagnostics:
        where = f"{visible(d.file)}:{d.line}:{d.column}"
        lines.append(f"{where}: {d.rule.severity} {d.rule.code}: {visible(d.message)}\n")
        if d.hint:
            lines.append(f"    hint: {visible(d.hint)}\n")
    return "".join(lines)


def counts(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """How many faults there are in how many files."""
    errors = sum(d.is_error for d in diagnostics)
    counted = [_count(errors, "error"), _count(len(diagnostics) - errors, "warning")]
    return f"{', '.join(counted)} in {_count(files, 'file')}\n"


def summary(checked: Checked) -> str:
    """How many faults there are, what is waived and why, and what was not checked."""
    lines = [counts(checked.diagnostics, len(checked.files))]
    if checked.waived:
        lines.append(f"{len(checked.waived)} waived:\n")
        for d, reason in checked.waived:
            where = f"{visible(d.file)}:{d.line}"
            lines.append(f"  {where} {d.rule.code}, because {visible(reason)}\n")
    lines.extend(f"note: {visible(note)}\n" for note in checked.notes)
    return "".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


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
