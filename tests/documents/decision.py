"""A small decision that uses the whole format, and what reading finds in changed versions of it."""

from collections.abc import Iterable

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents.load import Loaded, build
from ukjapan_cli.documents.yaml.document import document_of

CRITERIA = """\
version: 1
title: Where should the library go?
as_of: 2026-04-01
criteria:
  - id: money
    name: Money
    weight: 60
    criteria:
      - id: running-cost
        name: Running cost
        weight: {value: 40, low: 30, high: 50}
        source: survey ¶2
        scale: {worst: 120, best: 40, unit: £k a year, anchors: {worst: as now, best: halved}}
      - id: security
        name: Rent security
        weight: 20
        scale: {better: higher}
  - id: reach
    name: Reach
    weight: 30
    must: {at_least: 500}
    scale: {points: [[0, 0], [1000, 60], [4000, 100]]}
  - id: support
    name: Local support
    weight: 10
    scale: {levels: {opposed: 0, split: 40, behind-it: 100}}
perspectives:
  - id: council
    name: The council
    weights: {running-cost: 60, security: 10, reach: 25, support: 5}
"""

OPTIONS = """\
version: 1
cost_units: {capital: £k}
sources:
  - {id: survey, title: The survey, date: 2026-01-10}
options:
  - id: station
    name: The old station
    costs: {capital: 900}
    enablers: [The rail company agrees a lease.]
    scores:
      running-cost: 85
      security: {value: 15, low: 10, high: 25}
      reach: {low: 1500, high: 2500}
      support:
        value: split
        because: Two of four groups.
        source: survey ¶4
        over_time: {2026-04-01: split, 2027-05-01: behind-it}
  - id: van
    name: The van
    costs: {capital: {value: 90, source: survey}}
    scores:
      running-cost: {normal: {mean: 60, sd: 5}}
      security: {lognormal: {mean: 1, sd: 0.5}}
      reach: 800
      support: {low: opposed, high: split}
  - id: as-now
    name: As now
    role: baseline
    scores: {running-cost: 100, security: 1, reach: 700, support: opposed}
synergies:
  - {options: [station, van], value: 3, because: One stock of books serves both.}
"""

PLACE = "▸"


def built(
    criteria: str | bytes | None = CRITERIA,
    options: str | bytes | None = OPTIONS,
    *,
    allow_missing: bool = False,
) -> Loaded:
    """What the two texts come to."""
    documents = [
        None
        if text is None
        else document_of(text.encode() if isinstance(text, str) else text, name)
        for text, name in ((criteria, "criteria.yaml"), (options, "options.yaml"))
    ]
    return build(*documents, allow_missing=allow_missing)


def found(
    criteria: str | bytes | None = CRITERIA, options: str | bytes | None = OPTIONS
) -> tuple[Diagnostic, ...]:
    """What is wrong with the two texts."""
    return built(criteria, options).diagnostics


def codes(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The codes of diagnostics, in their order."""
    return [diagnostic.rule.code for diagnostic in diagnostics]


def replaced(text: str, *changes: tuple[str, str]) -> str:
    """The text with each first part replaced by its second; each must be there once."""
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        text = text.replace(old, new)
    return text


def marked(text: str) -> tuple[str, int, int]:
    """The text without its mark ▸, and the line and column where the mark was."""
    before, _, after = text.partition(PLACE)
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return before + after, line, column
