"""The documentation of rules, for a terminal, as Markdown and as JSON."""

import textwrap
from collections.abc import Iterable
from typing import Any

from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.features.check.manual import Entry
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.json_and_csv import json_text

_HOW_TO_READ = (
    "The examples are changes of the decision at the end of `ukjapan rule --all`; `# <--` marks "
    "where the fault is found."
)
_NOT_KEPT = "Python runs with -OO, which drops the documentation of this rule."


def listing(rules: Iterable[Rule]) -> str:
    """A line a rule."""
    return "".join(f"{rule.code}  {rule.severity:<7}  {rule.name}\n" for rule in rules)


def listing_markdown(rules: Iterable[Rule]) -> str:
    """A row a rule."""
    rows = [[f"`{rule.code}`", str(rule.severity), rule.name] for rule in rules]
    return md.table(["code", "severity", "finds"], rows)


def text(entry: Entry, width: int | None) -> str:
    """An entry and how to read its examples; lines fit the width, if there is one."""
    return f"{entry_text(entry, width)}\n{_wrapped(_HOW_TO_READ, width)}\n"


def entry_text(entry: Entry, width: int | None) -> str:
    """An entry whose lines fit the width, if there is one."""
    rule = entry.rule
    parts = [f"{rule.code} {rule.name} ({rule.severity})"]
    if not entry.what:
        parts.append(_NOT_KEPT)
    else:
        parts += [_wrapped(part, width) for part in _paragraphs(f"{entry.what}\n\n{entry.why}")]
        parts += ["Fails:", _indented(entry.fails), "Passes:", _indented(entry.passes)]
    return "\n\n".join(parts) + "\n"


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def _wrapped(paragraph: str, width: int | None) -> str:
    if width is None:
        return paragraph
    return textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)


def _indented(example: str) -> str:
    return textwrap.indent(example, "    ")


def markdown(entry: Entry) -> str:
    """An entry under a heading that is its code, so that `#ukj401` leads to it."""
    rule = entry.rule
    title = f"### {rule.code}\n\n**{capitalised(rule.name)}** · {rule.severity}\n"
    if not entry.what:
        return f"{title}\n{_NOT_KEPT}\n"
    said = f"{entry.what}\n\n{entry.why}\n"
    return (
        f"{title}\n{said}\nFails:\n\n{fenced(entry.fails, entry.language)}\n"
        f"Passes:\n\n{fenced(entry.passes, entry.language)}"
    )


def capitalised(name: str) -> str:
    """The name as it begins a line; capitals that it has stay."""
    return name[:1].upper() + name[1:]


def fenced(text: str, language: str = "yaml") -> str:
    """A text as a block of code."""
    return f"```{language}\n{text.rstrip()}\n```\n"


def json(entries: Iterable[Entry]) -> str:
    """The contract `ukjapan/rule/1`."""
    return json_text("ukjapan/rule/1", {"rules": [_record(entry) for entry in entries]})


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "code": entry.rule.code,
        "name": entry.rule.name,
        "severity": str(entry.rule.severity),
        "what": entry.what,
        "why": "\n\n".join(_paragraphs(entry.why)),
        "fails": entry.fails,
        "passes": entry.passes,
    }
