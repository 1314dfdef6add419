"""Decisions whose pages are opened in a browser."""

import string
from pathlib import Path

from tests.end_to_end.decisions import many_options, write

DEEP_CRITERIA = """\
version: 1
title: Which route?
as_of: 2026-04-01
criteria:
  - id: people
    name: People
    weight: 50
    criteria:
      - id: access
        name: Access
        weight: 3
        criteria:
          - {id: on-foot, name: On foot, weight: 7, scale: {worst: 0, best: 9, unit: minutes}}
          - {id: by-bus, name: By bus, weight: 4, scale: {worst: 40, best: 5, unit: minutes}}
          - {id: by-car, name: By car, weight: 1, scale: {better: lower, unit: minutes}}
      - {id: quiet, name: Quiet, weight: 2, scale: {levels: {loud: 0, so-so: 35, silent: 100}}}
  - id: purse
    name: Purse
    weight: 30
    criteria:
      - id: build
        name: Building cost
        weight: {value: 60, low: 50, high: 80}
        must: {at_most: 90}
        scale: {worst: 100, best: 0, unit: £m}
      - {id: run, name: Running cost, weight: 40, scale: {points: [[0, 100], [3, 60], [9, 0]]}}
  - {id: green, name: Green, weight: 20, scale: {worst: 0, best: 10}}
perspectives:
  - {id: groups, name: For groups, weights: {people: 10, purse: 90}}
  - {id: leaves, name: For leaves, weights: {on-foot: 1, quiet: 2, build: 3, run: 4}}
  - {id: both, name: For both, weights: {people: 40, access: 30, on-foot: 5, by-car: 3, green: 60}}
"""

DEEP_OPTIONS = """\
version: 1
options:
  - id: as-is
    name: As it is
    role: baseline
    scores: {on-foot: 4, by-bus: 30, by-car: 20, quiet: so-so, build: 0, run: 1, green: 2}
  - id: north
    name: North
    scores: {on-foot: 8, by-bus: 10, by-car: 25, quiet: loud, build: 40, run: 4.5, green: 3}
  - id: south
    name: South
    scores: {on-foot: 2, by-bus: 22, by-car: 11, quiet: silent, build: 75, run: 2, green: 9}
  - id: twin
    name: Twin of north
    scores: {on-foot: 8, by-bus: 10, by-car: 25, quiet: loud, build: 40, run: 4.5, green: 3}
  - id: tunnel
    name: Tunnel
    scores: {on-foot: 9, by-bus: 5, by-car: 8, quiet: silent, build: 98, run: 8, green: 10}
"""


def write_deep(folder: Path) -> Path:
    """Three levels of criteria, every kind of scale, twins, a gate, a baseline, perspectives."""
    return write(folder, DEEP_OPTIONS, DEEP_CRITERIA)


HOSTILE = (
    "<script>document.title='owned'</script>",
    "</script><img src=x onerror=alert(1)>",
    "\\\"quoted\\\" 'twice' `thrice` &amp; <b>bold</b>",
    "javascript:alert(1)",
    "</title></style></textarea><!-- ]]>",
    "{{ 7 * 7 }} {% raw %} ${7 * 7}",
    "https://evil.example/ [a](http://evil.example)",
    "\\e[31mred\\u202E and back",
)
"""As YAML's double-quoted scalars have them."""


def write_hostile(folder: Path) -> Path:
    """Each of them as an option's name, summary, reason and enabler, and in every other text."""
    everywhere = " ".join(HOSTILE[:3])
    last = len(HOSTILE) - 1
    levels = ", ".join(f'"{text}": {100 * index / last}' for index, text in enumerate(HOSTILE))
    criteria = f"""\
version: 1
title: "{everywhere}"
as_of: 2026-04-01
criteria:
  - id: one
    name: "{HOSTILE[0]}"
    question: "{HOSTILE[1]}"
    because: "{everywhere}"
    source: "s {HOSTILE[4]}"
    weight: {{value: 1, low: 0.5, high: 2}}
    scale: {{worst: 0, best: 10, unit: "{HOSTILE[1]}", anchors: {{worst: "{HOSTILE[2]}"}}}}
  - {{id: two, name: "{HOSTILE[4]}", weight: 1, scale: {{worst: 0, best: 10}}}}
  - id: three
    name: Three
    weight: 1
    must: {{at_least: "{HOSTILE[0]}"}}
    scale: {{levels: {{{levels}}}, anchors: {{"{HOSTILE[0]}": "{HOSTILE[1]}"}}}}
perspectives:
  - {{id: them, name: "{HOSTILE[1]}", weights: {{one: 3, two: 1}}}}
"""
    options = "".join(
        f"""\
  - id: option-{string.ascii_lowercase[index]}
    name: "{text}"
    summary: "{text}"
    because: "{text}"
    enablers: ["{text}"]
    costs: {{money: {index + 1}}}
    scores:
      one: {{value: {index}, low: 0, high: {index + 1}, because: "{text}", source: "s {text}"}}
      two: {10 - index}
      three: {{value: "{HOSTILE[last - index]}", low: "{HOSTILE[0]}", high: "{HOSTILE[last]}"}}
"""
        for index, text in enumerate(HOSTILE)
    )
    sources = (
        f'{{id: s, title: "{HOSTILE[1]}", author: "{HOSTILE[0]}", url: "javascript:alert(1)"}}'
    )
    kept = '{id: web, title: A page, url: "https://example.org/a?b=1&c=%22"}'
    text = f"""\
version: 1
cost_units: {{money: "{HOSTILE[2]}"}}
sources:
  - {sources}
  - {kept}
options:
{options}"""
    return write(folder, text, criteria)


def write_many(folder: Path) -> Path:
    """More options than the page holds."""
    return write(folder, many_options(230))
