"""GitHub: workflow commands, and the summary of a step."""

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.features.check.formats.text import summary
from ukjapan_cli.features.check.result import Checked, CheckedDecision, FirstPlace, Waived
from ukjapan_cli.formats.escape import visible, visible_path
from ukjapan_cli.formats.markdown import escaped, table

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


_MOST = 50  # findings of a decision that are shown
_LARGEST = 900_000  # bytes; GitHub drops a step's summary of more than 1 MiB


def step_summary(checked: Checked) -> str:
    """A section for each decision, as many as GitHub takes."""
    sections: list[str] = []
    room = _LARGEST
    for decision in checked.decisions:
        section = _section(decision)
        room -= len(section.encode())
        if room < 0:
            others = len(checked.decisions) - len(sections)
            sections.append(f"{_counted(others, 'decision')} more not shown.\n\n")
            break
        sections.append(section)
    return "".join(sections)


def _section(decision: CheckedDecision) -> str:
    files = escaped(visible_path(", ".join(decision.files)))
    parts = [f"## {escaped(decision.title)}", files] if decision.title else [f"## {files}"]
    if decision.first is not None:
        parts.append(_verdict(decision.first))
    parts.append(_findings(decision.diagnostics))
    if decision.waived:
        parts.append(f"### {len(decision.waived)} waived")
        parts.append(_listed([_excuse(waived) for waived in decision.waived[:_MOST]]))
        parts.append(_rest(len(decision.waived)))
    if decision.notes:
        parts.append("### Not checked")
        parts.append(_listed([escaped(note) for note in decision.notes]))
    return "".join(f"{part}\n\n" for part in parts if part)


def _verdict(first: FirstPlace) -> str:
    from ukjapan_cli.formats.phrases import points

    names = " and ".join(f"**{escaped(name)}**" for name in first.names)
    verb = "are tied for first place" if len(first.names) > 1 else "is first"
    stands = f"{names} {verb} with {points(first.value)} points"
    if first.runner_up:
        stands += f", {points(first.lead)} ahead of {escaped(first.runner_up)}"
    if not first.doubts:
        return f"{stands}. Nothing that was checked puts that in doubt."
    return f"{stands}. That is contested: see {' and '.join(first.doubts)}."


def _findings(diagnostics: tuple[Diagnostic, ...]) -> str:
    if not diagnostics:
        return "No findings."
    rows = [(_code(d), _place(d), escaped(d.message)) for d in diagnostics[:_MOST]]
    rest = _rest(len(diagnostics))
    written = table(("Code", "Place", "Message"), rows)
    return f"{written}\n{rest}" if rest else written.rstrip("\n")


def _code(d: Diagnostic) -> str:
    return f"{d.rule.severity} {d.rule.code}"


def _place(d: Diagnostic) -> str:
    return escaped(f"{visible_path(d.file)}:{d.line}:{d.column}")


def _excuse(waived: Waived) -> str:
    d, reason = waived
    return f"{_place(d)} {d.rule.code}: {escaped(d.message)}, because {escaped(reason)}"


def _listed(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _rest(number: int) -> str:
    return f"{number - _MOST:,} more not shown." if number > _MOST else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
