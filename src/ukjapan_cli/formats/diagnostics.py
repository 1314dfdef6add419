"""Diagnostics as compilers print them."""

from collections.abc import Sequence

from ukjapan_cli.diagnostics import Diagnostic, Severity
from ukjapan_cli.formats.escape import visible, visible_path
from ukjapan_cli.formats.source_line import marked

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


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
