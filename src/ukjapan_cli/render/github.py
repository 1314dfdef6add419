"""Diagnostics as GitHub Actions' workflow commands, which it shows on a pull request's lines.

Waived findings are no annotations: a notice on every pull request for what was settled long ago
would be waived by the eye too. They are in the lines after the annotations, and in the summary.
"""

from ukjapan_cli.checks.checked import Checked
from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.render.diagnostics import summary
from ukjapan_cli.render.visible import visible, visible_path

_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(checked: Checked) -> str:
    """An annotation for each fault, errors first since GitHub shows ten of a step, and counts."""
    diagnostics = sorted(checked.diagnostics, key=lambda d: not d.is_error)
    return "".join(_annotation(d) for d in diagnostics) + summary(checked)


def _annotation(d: Diagnostic) -> str:
    properties: dict[str, str | int] = {"file": visible_path(d.file), "line": d.line}
    if d.end_line == d.line:  # GitHub has no columns for what goes on over lines
        properties["col"] = d.column
    properties["endLine"] = d.end_line
    if d.end_line == d.line:
        properties["endColumn"] = d.end_column
    properties["title"] = f"{d.rule.code} {d.rule.name}"
    written = ",".join(f"{k}={str(v).translate(_IN_PROPERTIES)}" for k, v in properties.items())
    message = "\n".join(visible(part) for part in (d.message, d.hint) if part)
    return f"::{d.rule.severity} {written}::{message.translate(_IN_MESSAGES)}\n"
