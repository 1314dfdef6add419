"""The documentation of rules, read from the docstrings that hold it."""

import re
import sys
from textwrap import dedent
from typing import NamedTuple

from ukjapan_cli.checks import (
    table_manual,
    table_rules,
    waiver_without_finding,
    waiver_without_reason,
)
from ukjapan_cli.checks.catalogue import CHECKS, RULES
from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents import structure_manual

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
    holders = {check.RULE.code: check.__name__ for check in CHECKS}
    for module in (waiver_without_reason, waiver_without_finding):
        holders[module.RULE.code] = module.__name__
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
