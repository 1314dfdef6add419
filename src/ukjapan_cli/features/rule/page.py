"""All rules on one page, with how they are applied: docs/rules.md, and its text on a terminal."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from ukjapan_cli.documents.schemas.schema import schema_of
from ukjapan_cli.features.check.manual import CRITERIA, OPTIONS, Entry
from ukjapan_cli.features.rule import words as rules
from ukjapan_cli.formats import markdown as md

_FAMILIES = {
    "1": ("structure", "What must hold for there to be a decision at all."),
    "2": (
        "criteria and weights",
        "What options are judged by, and how much each criterion counts.",
    ),
    "3": ("options and evidence", "What is judged, and what the scores stand on."),
    "4": ("the decision", "What the ranking is worth: what it follows from, and what upsets it."),
    "5": ("waivers", "The comments that excuse findings."),
    "6": (
        "tables",
        "What `ukjapan table check` finds, with no place but the column; no comment waives it.",
    ),
}
_INTRODUCTION = """\
# The rules of `ukjapan check`

Each rule finds one kind of fault. It has a code, which never changes its meaning, a name and a
severity. `ukjapan rule UKJ401` prints the entry of one rule, and `ukjapan rule` lists them. This
page is what `ukjapan rule --all --format markdown` prints.
"""
_SEVERITIES = """\
## Severities

An *error* stops every command: until it is fixed there is no decision, and `ukjapan check` ends
with exit code 1. A *warning* is about a decision that can be ranked, but perhaps not relied on; it
is shown, and the exit code stays 0 unless the warning is raised to an error.

The rules from UKJ2 to UKJ4 are run where both files load without an error, those of UKJ6 on a table
whose criteria do. Where they were not run, the summary says so and why.
"""
_SETTINGS = """\
## Settings

`checks` in the criteria file says how a decision is judged. Its lists hold codes or beginnings of
codes: `UKJ4` stands for every rule whose code begins so.
"""
_SETTINGS_EXAMPLE = """\
checks:
  ignore: [UKJ3]
  error: [UKJ202]
  thresholds: {greatest_weight: 0.6}
"""
_PRECEDENCE = """\
Where `select` and `ignore` both speak of a rule, the longer code counts; between codes of one
length `ignore` does. Rules that are errors always run.

`thresholds` say what is too much or too little. Each rule argues for its default.

`exclude` says what is left out below the file's folder when that is looked through: names, or paths
from there, with `*` for anything. It holds no codes.
"""
_FLAGS = """\
## Flags

`ukjapan check --select CODES` takes the place of the file's `select` and goes before its `ignore`
of the same code, and `--ignore CODES` is added to its `ignore`; both take several codes with commas
between, and can be repeated. `--strict` raises every warning to an error. What the file raises
under `error` stays raised.
"""
_WAIVERS = """\
## Waivers

A comment accepts one finding and says why:

```yaml
sources:
  - {id: town-plan, title: Town plan}  # ukjapan: ignore[UKJ304] because it binds every proposal
options:
  - id: hall
    scores:
      # ukjapan: ignore[UKJ303] because the council has set the price
      cost: {value: 50, because: As agreed., source: quotes p. 2}
```

It holds for its own line or, where it stands alone, for the next line that is not a comment;
comments straight below it go on with the reason. Several codes have commas between. Only rules that
are warnings can be waived, also where settings raise them. What is waived is listed in the summary
with its reason, and a waiver that excuses nothing is itself reported.
"""
_FIXING = """\
## Fixing

`ukjapan check --fix` fixes what is mechanical: a key or an id that is one slip of the pen away from
the only one it can mean, a word that wants quotes, a byte order mark. It changes those characters
and no others, and never a weight or a score. `--diff` shows the changes and makes none.
"""
_EXAMPLE = """\
## The example decision

Each rule's examples are changes of the decision below, which breaks no rule. A key with a value of
its own stands in place of the decision's, and a list's item in place of the one with its id; a key
with others under it goes on. What the decision does not have is added, and `# not there` takes
something away. `# <--` stands at the end of a line at which the fault is found, and is no part of
the file; `saved as` after a file's name says how its text is turned into bytes, and `without` that
the other file is not there.

Tables are of this decision's criteria, and stand whole.
"""


def markdown(entries: Sequence[Entry]) -> str:
    """The page in Markdown."""
    parts = [
        *(_INTRODUCTION, _contents(entries), _SEVERITIES, _settings(), _FLAGS, _WAIVERS, _FIXING),
        *(_family(digit, of_it) for digit, of_it in _by_family(entries)),
        *(
            _EXAMPLE,
            rules.fenced(f"# criteria.yaml\n{CRITERIA}"),
            rules.fenced(f"# options.yaml\n{OPTIONS}"),
        ),
    ]
    return "\n".join(parts)


def text(entries: Iterable[Entry], width: int | None) -> str:
    """Every entry as text, and the decision that the examples change."""
    files = f"# criteria.yaml\n{CRITERIA}\n# options.yaml\n{OPTIONS}"
    decision = f"The decision that the examples change\n\n{files}"
    return "\n\n".join([*(rules.entry_text(entry, width) for entry in entries), decision])


def _by_family(entries: Iterable[Entry]) -> Iterable[tuple[str, list[Entry]]]:
    for digit, of_it in groupby(entries, key=lambda entry: entry.rule.code[3]):
        yield digit, list(of_it)


def _contents(entries: Iterable[Entry]) -> str:
    lines = []
    for digit, of_it in _by_family(entries):
        lines.append(f"- {_heading(digit)}\n")
        lines += [f"  - {_linked(entry.rule.code)} {entry.rule.name}\n" for entry in of_it]
    return "".join(lines)


def _family(digit: str, entries: Iterable[Entry]) -> str:
    intro = f"## {_heading(digit)}\n\n{_FAMILIES[digit][1]}\n"
    return "\n".join([intro, *map(rules.markdown, entries)])


def _heading(digit: str) -> str:
    return f"UKJ{digit}xx: {_FAMILIES[digit][0]}"


def _settings() -> str:
    definitions = schema_of("criteria")["$defs"]
    known: dict[str, Any] = definitions["checks"]["properties"]
    lists = [[f"`{key}`", one["description"]] for key, one in known.items()]
    thresholds = [
        [f"`{key}`", str(one["default"]), _linked(rules.capitalised(one["description"]))]
        for key, one in known["thresholds"]["properties"].items()
    ]
    return "\n".join(
        [
            _SETTINGS,
            rules.fenced(_SETTINGS_EXAMPLE),
            md.table(["key", "what it says"], lists),
            _PRECEDENCE,
            md.table(["threshold", "default", "what it says"], thresholds, numbers=(1,)),
        ]
    )


def _linked(text: str) -> str:
    return re.sub(r"UKJ\d{3}", lambda code: f"[{code[0]}](#{code[0].lower()})", text)
