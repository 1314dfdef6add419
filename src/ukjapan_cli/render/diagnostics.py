"""Diagnostics as compilers print them, and as JSON."""

from collections.abc import Sequence

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


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """How many faults there are in how many files."""
    errors = sum(d.is_error for d in diagnostics)
    counted = [_count(errors, "error"), _count(len(diagnostics) - errors, "warning")]
    return f"{', '.join(counted)} in {_count(files, 'file')}\n"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def json(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """The contract `ukjapan/check/1`."""
    errors = sum(d.is_error for d in diagnostics)
    record = {
        "diagnostics": [
            {
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
            for d in diagnostics
        ],
        "summary": {"errors": errors, "warnings": len(diagnostics) - errors, "files": files},
    }
    return json_text("ukjapan/check/1", record)
