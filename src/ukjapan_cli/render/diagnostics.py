"""Diagnostics as compilers print them, and as JSON."""

from collections.abc import Sequence
from typing import Any

from ukjapan_cli.checks.checked import Checked
from ukjapan_cli.diagnostics import Diagnostic, Severity
from ukjapan_cli.render.record import json_text
from ukjapan_cli.render.source import marked
from ukjapan_cli.render.visible import visible, visible_path

_STYLES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}  # bold red, bold yellow
_MARGIN = "1;34"  # bold blue


def text(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Each fault in a line, then the line of the file with the place marked, and the hint."""
    return "".join(_drawn(d, colour=colour) for d in diagnostics)


def _drawn(d: Diagnostic, *, colour: bool) -> str:
    def painted(words: str, style: str) -> str:
        return f"\x1b[{style}m{words}\x1b[0m" if colour else words

    kind = painted(f"{d.rule.severity} {d.rule.code}", _STYLES[d.rule.severity])
    lines = [f"{visible_path(d.file)}:{d.line}:{d.column}: {kind}: {visible(d.message)}"]
    number = str(d.line)
    margin = " " * len(number)
    source = marked(d)
    if source is not None:
        bar = painted(f"{margin} |", _MARGIN)
        lines += [
            bar,
            f"{painted(f'{number} |', _MARGIN)} {source.line}",
            f"{bar} {painted(source.mark, _MARGIN)}",
        ]
    if d.hint:
        lines.append(f"{painted(f'{margin} =', _MARGIN)} hint: {visible(d.hint)}")
    return "".join(f"{line}\n" for line in lines)


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
            where = f"{visible_path(d.file)}:{d.line}"
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
