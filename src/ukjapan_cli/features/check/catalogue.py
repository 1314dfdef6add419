"""Every rule that there is: of structure, of each family, of tables, in the codes' order."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Protocol, cast

from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents import rules as structure
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault
from ukjapan_cli.features.check.rules import criteria, decision, options, tables, waivers


class Check(Protocol):
    """A module that holds a rule and finds where a decision breaks it."""

    __name__: str
    RULE: Rule

    def check(self, subject: Subject) -> Iterator[Fault]:
        """Where the decision breaks the rule, in the files' order."""


def _rules_in(*families: ModuleType) -> tuple[Check, ...]:
    """The modules of families, each of which holds a rule: a new file there is a new rule."""
    modules = (
        cast("Check", import_module(f"{family.__name__}.{module.name}"))
        for family in families
        for module in iter_modules(family.__path__)
    )
    return tuple(sorted(modules, key=lambda module: module.RULE.code))


CHECKS = _rules_in(criteria, options, decision)
WAIVERS = _rules_in(waivers)
RULES = (
    *structure.RULES,
    *(check.RULE for check in (*CHECKS, *WAIVERS)),
    *tables.RULES,
)
BY_CODE = {rule.code: rule for rule in RULES}
