"""The same money is a criterion and a cost.

A criterion lowers the overall value by which options are ranked; `costs` are what a package of
options has to afford. Where both hold the same money, a package pays twice: its value was lowered
for the price before the budget shuts it out for the price. Criteria should not overlap (Keeney &
Raiffa 1976, *Decisions with Multiple Objectives*, ask for a set without redundancy), nor should
they overlap with a constraint.

What counts is a leaf criterion on which lower is better, and a budget from which some option takes
something, where one of three things shows that they are the same: they have the same id; on all
options that have both, one is a fixed multiple of the other (two options at least take something,
and not all the same); or the scale's `unit` is the budget's in `cost_units`. Each such criterion is
reported once.

Keep money that a budget limits in `costs` alone. Keep it as a criterion alone where no budget
limits it and less is simply better. What they have in common may also be the unit only: waive that
with the reason.

Fails:

    # criteria.yaml
    criteria:
      - id: cost  # <--
        name: Running cost
    # options.yaml
    options:
      - id: station
        costs: {staff: 2, lease: 120}
      - id: hall
        costs: {staff: 1, lease: 100}

Passes:

    # options.yaml
    options:
      - id: station
        costs: {staff: 2, conversion: 900}
      - id: hall
        costs: {staff: 1, conversion: 150}
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.scales import Linear, Local, Piecewise, Scale
from ukjapan_cli.diagnostics import Rule, Severity
from ukjapan_cli.documents.yaml.finding import cut
from ukjapan_cli.features.check.decision_facts import Subject
from ukjapan_cli.features.check.fault import Fault

if TYPE_CHECKING:
    from ukjapan_cli.model.values import Floats

RULE = Rule("UKJ210", "cost counted twice", Severity.WARNING)

Amounts: TypeAlias = Mapping[int, float]
"""What options take from one budget, by row."""

_ROUNDING = 1e-9


def check(subject: Subject) -> Iterator[Fault]:
    """Find criteria that say what a cost says already."""
    budgets = _budgets(subject.decision)
    falling = {
        column: leaf for column, leaf in enumerate(subject.leaves) if _is_falling(leaf.scale)
    }
    if not budgets or not falling:
        return
    in_step = _in_step(subject.matrix.performances[:, list(falling)], budgets)
    cost_units = subject.decision.cost_units
    units = {_plain(cost_units[key]): key for key in reversed(budgets) if key in cost_units}
    for place, leaf in enumerate(falling.values()):
        unit = leaf.scale.unit if leaf.scale else ""
        if leaf.id in budgets:
            budget, why = leaf.id, "they have the same id"
        elif place in in_step:
            budget, why = in_step[place], "one is a fixed multiple of the other"
        elif unit and _plain(unit) in units:
            budget, why = units[_plain(unit)], f"both are in '{cut(unit)}'"
        else:
            continue
        yield Fault(
            subject.at_criterion(leaf.id),
            f"'{leaf.id}' and the cost '{budget}' look like the same money: {why}; a package of "
            "options would count it twice",
            "keep it in `costs` where a budget limits it, as a criterion where none does",
        )


def _budgets(decision: Decision) -> dict[str, dict[int, float]]:
    """The budgets from which some option takes something, in the file's order."""
    budgets: dict[str, dict[int, float]] = {}
    for row, option in enumerate(decision.options):
        for key, cost in option.costs.items():
            budgets.setdefault(key, {})[row] = cost.amount.point
    return {key: amounts for key, amounts in budgets.items() if max(amounts.values()) > 0}


def _is_falling(scale: Scale | None) -> bool:
    match scale:
        case Linear(worst=worst, best=best):
            return worst > best
        case Piecewise(points=points):
            return points[0][1] > points[-1][1]
        case Local(lower_is_better=lower_is_better):
            return lower_is_better
        case _:
            return False


def _in_step(performances: "Floats", budgets: Mapping[str, Amounts]) -> dict[int, str]:
    """The first budget that each column of performances is a multiple of, by column."""
    found: dict[int, str] = {}
    for key, amounts in budgets.items():
        for column in _multiples(performances, amounts):
            found.setdefault(column, key)
    return found


def _multiples(performances: "Floats", amounts: Amounts) -> list[int]:
    """The columns that are a fixed multiple of the amounts, on the rows that have one."""
    taken = [(row, amount) for row, amount in amounts.items() if amount > 0]
    if len(taken) < 2 or len(set(amounts.values())) == 1:
        return []
    import numpy as np

    (first, amount), (second, other) = taken[:2]
    with np.errstate(over="ignore"):
        ratios = performances[first] / amount
        seem = np.isclose(performances[second], ratios * other, rtol=_ROUNDING, atol=0)
        columns = np.flatnonzero(seem & (ratios > 0))
        expected = np.outer(list(amounts.values()), ratios[columns])
        stated = performances[list(amounts)][:, columns]
        are = np.isclose(stated, expected, rtol=_ROUNDING, atol=0).all(axis=0)
    result: list[int] = columns[are].tolist()
    return result


def _plain(unit: str) -> str:
    return " ".join(unit.casefold().split())
