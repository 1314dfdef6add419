"""The documentation of rules, read from the docstrings that hold it."""

import re
import sys
from textwrap import dedent
from typing import NamedTuple

from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents.schemas import manual as structure_manual
from ukjapan_cli.features.check.catalogue import CHECKS, RULES, WAIVERS
from ukjapan_cli.features.check.rules import tables as table_rules
from ukjapan_cli.features.check.rules import tables_manual as table_manual

MARK = "<--"
"""Stands at the end of the line at which an example's fault is found."""

_PARTS = re.compile(r"\n(?:Fails|Passes):\n")


class Entry(NamedTuple):
    """What the documentation says of a rule.

    Attributes:
        rule: which one.
        what: what is wrong, in a sentence.
        why: why it matters, what counts and what to do; paragraphs with empty lines between.
        fails: changes of the example decision that break the rule, the place marked.
        passes: changes of the example decision that do not.
    """

    rule: Rule
    what: str
    why: str
    fails: str
    passes: str

    @property
    def language(self) -> str:
        """What the examples are written in; those of tables have lines of CSV in them."""
        return "text" if self.rule in table_rules.RULES else "yaml"


def entry(rule: Rule) -> Entry:
    """The documentation of a rule; without texts where Python was told to drop docstrings."""
    holders = {check.RULE.code: check.__name__ for check in (*CHECKS, *WAIVERS)}
    if rule.code in holders:
        text = sys.modules[holders[rule.code]].__doc__ or ""
    else:
        text = (structure_manual.TEXTS | table_manual.TEXTS)[rule.code]
    parts = [*_PARTS.split(f"{text.strip()}\n"), "", "", ""]
    what, _, why = parts[0].partition("\n\n")
    return Entry(
        rule, what.strip(), why.strip(), *(dedent(part).strip("\n") for part in parts[1:3])
    )


def entries() -> tuple[Entry, ...]:
    """The documentation of every rule, in the order of the catalogue."""
    return tuple(entry(rule) for rule in RULES)


CRITERIA = """\
version: 1
title: Where should the library's next branch go?
as_of: 2026-04-01
criteria:
  - id: cost
    name: Running cost
    weight: 40
    because: What a branch costs is what books go without.
    scale:
      worst: 120
      best: 40
      unit: £k a year
      anchors: {worst: The dearest lease on offer., best: A hall that the town owns.}
  - id: reach
    name: Reach
    weight: 35
    because: A branch that nobody visits is no branch; the swing is worth a little less than cost.
    scale:
      worst: 0
      best: 4000
      unit: readers
      anchors: {worst: Nobody comes., best: All come who live far from the main library.}
  - id: support
    name: Local support
    weight: 25
    because: Opposed branches open a year late; the others open on time.
    scale:
      levels: {opposed: 0, split: 40, behind-it: 100}
      anchors:
        opposed: The residents' groups have said no.
        split: Some groups are for it, some against.
        behind-it: All groups have written in favour.
perspectives:
  - id: treasurer
    name: The treasurer
    weights: {cost: 50, reach: 30, support: 20}
  - id: readers
    name: The readers' circle
    weights: {cost: 30, reach: 45, support: 25}
"""

OPTIONS = """\
version: 1
cost_units: {staff: posts}
sources:
  - id: survey
    title: Readers' survey
    date: 2026-01-10
  - id: quotes
    title: Quotes of three landlords
    date: 2026-02-20
options:
  - id: station
    name: The old station
    costs: {staff: 2}
    scores:
      cost: {value: 60, low: 55, high: 65, because: As quoted., source: quotes p. 1}
      reach: {value: 3500, low: 3300, high: 3700, because: Two bus lines., source: survey p. 3}
      support: {value: split, low: split, high: split, because: Letters., source: survey p. 9}
  - id: hall
    name: The school hall
    costs: {staff: 1}
    scores:
      cost: {value: 50, low: 45, high: 55, because: As quoted., source: quotes p. 2}
      reach: {value: 2000, low: 1800, high: 2200, because: One bus line., source: survey p. 4}
      support: {value: opposed, low: opposed, high: opposed, because: Letters., source: survey p. 9}
  - id: today
    name: No branch
    role: baseline
    scores:
      cost: {value: 40, low: 40, high: 40, because: The van alone., source: quotes p. 3}
      reach: {value: 500, low: 400, high: 600, because: The van's users., source: survey p. 2}
      support: {value: opposed, low: opposed, high: opposed, because: Letters., source: survey p. 9}
"""
