"""What counts and how much: `checks` in a criteria file, and the command line's flags over it."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ukjapan_cli.diagnostics import Rule, Severity

_STRUCTURE = "UKJ1"  # selected whatever else is


class Thresholds(NamedTuple):
    """What is too much or too little; the rules' documentation argues for each default.

    Attributes:
        greatest_weight: the share of the whole beyond which one criterion decides alone (UKJ202).
        least_weight: the share of the whole below which a criterion hardly matters (UKJ203).
        most_criteria: how many leaf criteria people can weigh (UKJ212).
        widest_range: the part of its scale beyond which a range says nothing (UKJ310).
        least_spread: points of value by which a criterion must tell options apart (UKJ403).
        least_correlation: from where two criteria move together (UKJ404).
        weight_change: the relative change of one weight that a winner should survive (UKJ406).
    """

    greatest_weight: float = 0.5
    least_weight: float = 0.02
    most_criteria: float = 20
    widest_range: float = 0.75
    least_spread: float = 1.0
    least_correlation: float = 0.9
    weight_change: float = 0.1


class Flags(NamedTuple):
    """What the command line says of rules; codes or beginnings of codes, such as `UKJ3`.

    Attributes:
        select: the only rules to run beside those of structure, in place of the file's and before
            what it ignores by the same code; empty to leave that to the file.
        ignore: rules not to run, beside the file's.
        is_strict: whether every warning counts as an error.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    is_strict: bool = False


class Settings(NamedTuple):
    """Which rules run, which are raised to errors, and their thresholds."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    is_strict: bool = False
    thresholds: Thresholds = Thresholds()

    def runs(self, rule: Rule) -> bool:
        """Whether the rule is wanted: errors always are; otherwise the longer code decides."""
        if rule.severity is Severity.ERROR:
            return True
        selected = _longest(rule.code, (*self.select, _STRUCTURE)) if self.select else 0
        return selected is not None and (_longest(rule.code, self.ignore) or -1) < selected

    def in_force(self, rule: Rule) -> Rule:
        """The rule with the severity that it has here."""
        if self.is_strict or _longest(rule.code, self.error) is not None:
            return rule._replace(severity=Severity.ERROR)
        return rule


def settings_of(criteria: Any, flags: Flags) -> Settings:
    """The settings in a criteria file's data under a command line's flags.

    What does not have its structure is passed over: the schema has reported it.
    """
    node = criteria.get("checks") if isinstance(criteria, dict) else None
    node = node if isinstance(node, dict) else {}
    return Settings(
        select=flags.select or _codes(node, "select"),
        ignore=(*flags.ignore, *(c for c in _codes(node, "ignore") if c not in flags.select)),
        error=_codes(node, "error"),
        is_strict=flags.is_strict,
        thresholds=_thresholds(node.get("thresholds")),
    )


def _codes(node: Mapping[str, Any], key: str) -> tuple[str, ...]:
    codes = node.get(key)
    return tuple(c for c in codes if isinstance(c, str)) if isinstance(codes, list) else ()


def _thresholds(node: Any) -> Thresholds:
    given = node if isinstance(node, dict) else {}
    numbers = {
        name: float(number)
        for name, number in given.items()
        if name in Thresholds._fields
        and isinstance(number, (int, float))
        and not isinstance(number, bool)
    }
    return Thresholds(**numbers)


def _longest(code: str, beginnings: Collection[str]) -> int | None:
    return max((len(b) for b in beginnings if code.startswith(b)), default=None)
