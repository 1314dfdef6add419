"""Packages: the JSON record and the CSV rows."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ukjapan_cli.features.portfolio import words as say
from ukjapan_cli.features.portfolio.analysis.frontier import Frontier
from ukjapan_cli.features.portfolio.analysis.portfolio import Portfolio
from ukjapan_cli.features.portfolio.analysis.program import Package
from ukjapan_cli.features.portfolio.analysis.why_not import LeftOut
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.shared_records import decision_record, excluded_records


def json(found: Portfolio) -> str:
    """The contract `ukjapan/portfolio/1`."""
    model = found.model
    baseline = found.scoring.baseline
    record = {
        "decision": decision_record(found.decision),
        "baseline": baseline.option.id if baseline else None,
        "budgets": _amounts(model.budgets),
        "must": [model.options[place].id for place in sorted(model.must)],
        "at_least": model.at_least,
        "at_most": model.at_most,
        "status": "optimal" if found.is_optimal else "time limit",
        "gap": found.gap,
        "complete": not found.ran_out,
        "best": _package(found, found.best),
        "next_best": [_package(found, package) for package in found.next_best[1:]],
        "options": [_option(found, place) for place in range(len(model.options))],
        "left_out": [_left_out(found, told) for told in found.left_out],
        "core": _core(found),
        "frontier": _frontier(found, found.frontier) if found.frontier else None,
        "excluded": excluded_records(found.scoring.excluded),
        "omissions": say.omissions(found),
    }
    return json_text("ukjapan/portfolio/1", record)


def _amounts(amounts: Mapping[str, Fraction]) -> dict[str, float]:
    return {key: float(amount) for key, amount in amounts.items()}


def _ids(found: Portfolio, places: Sequence[int]) -> list[str]:
    return [found.model.options[place].id for place in places]


def _package(found: Portfolio, package: Package) -> dict[str, Any]:
    costs = found.costs_of(package)
    return {
        "options": _ids(found, package.members),
        "value": package.value,
        "behind": found.best.value - package.value,
        "costs": _amounts(costs),
        "left": {key: float(most - costs[key]) for key, most in found.model.budgets.items()},
        "synergies": [
            {"options": list(synergy.options), "value": synergy.value}
            for synergy in found.synergies_of(package)
        ],
    }


def _option(found: Portfolio, place: int) -> dict[str, Any]:
    option = found.model.options[place]
    estimate = found.core.options[place] if found.core else None
    return {
        "option": option.id,
        "name": option.name,
        "in_package": place in found.best.members,
        "value": float(found.model.gains[place]),
        "costs": {key: float(amounts[place]) for key, amounts in found.model.costs.items()},
        "core_index": estimate.value if estimate else None,
        "standard_error": estimate.error if estimate else None,
    }


def _left_out(found: Portfolio, told: LeftOut) -> dict[str, Any]:
    return {
        "option": found.model.options[told.place].id,
        "obstacle": told.obstacle or None,
        "worth_less": told.worth_less,
        "leaves": _ids(found, told.leaves),
        "joins": _ids(found, told.joins),
        "brought_in": [
            {
                "budget": way.key,
                "least": float(way.budget),
                "extra": float(way.extra),
                "package": _ids(found, way.package.members),
            }
            for way in told.brought_in
        ],
    }


def _core(found: Portfolio) -> dict[str, Any] | None:
    core = found.core
    if core is None:
        return None
    return {
        "draws": core.draws,
        "seed": core.seed,
        "method": "all packages" if core.is_enumerated else "a program a draw",
        "complete": core.is_complete,
        "best_in": core.chosen.value,
        "best_in_error": core.chosen.error,
        "affordable_in": core.affordable.value,
        "affordable_in_error": core.affordable.error,
        "none_in": core.none,
    }


def _frontier(found: Portfolio, curve: Frontier) -> dict[str, Any]:
    return {
        "cost": curve.key,
        "budget": None if curve.budget is None else float(curve.budget),
        "complete": curve.is_complete,
        "count": curve.count,
        "ranking": _ids(found, curve.ranking),
        "packages": [_efficient(found, curve, index) for index in range(len(curve.packages))],
    }


def _efficient(found: Portfolio, curve: Frontier, index: int) -> dict[str, Any]:
    point = curve.packages[index]
    greedy = point.greedy
    return {
        "options": _ids(found, point.package.members),
        "value": point.package.value,
        "cost": float(point.cost),
        "cost_per_point": point.cost_per_point,
        "marginal_cost_per_point": _marginal(curve, index),
        "by_ranking": {"options": _ids(found, greedy.members), "value": greedy.value}
        if greedy
        else None,
        "agrees": point.greedy_agrees,
    }


def _marginal(curve: Frontier, index: int) -> float | None:
    """Cost of each further point than the efficient package before has; None for the first."""
    if index == 0:
        return None
    return curve.packages[index].cost_per_point_over(curve.packages[index - 1])


def csv(found: Portfolio) -> str:
    """A row an option, then one for each of the best packages, then one an efficient package."""
    keys = list(found.model.costs)
    header = ["kind", "rank", "option", "name", "in_package", "value", "behind"]
    header += [f"cost:{key}" for key in keys] + ["core_index", "standard_error", "obstacle"]
    header += [f"needs:{key}" for key in found.model.budgets]
    header += ["cost_per_point", "marginal_cost_per_point", "value_by_ranking", "options"]
    told = {one.place: one for one in found.left_out}
    rows = [
        _option_cells(found, place, told.get(place)) for place in range(len(found.model.options))
    ]
    rows += [
        _package_cells(found, "package", rank, package)
        for rank, package in enumerate(found.next_best, 1)
    ]
    if found.frontier:
        for index, point in enumerate(found.frontier.packages):
            cells = _package_cells(found, "efficient", index + 1, point.package)
            greedy = None if point.greedy is None else point.greedy.value
            cells[-4:-1] = [point.cost_per_point, _marginal(found.frontier, index), greedy]
            rows.append(cells)
    return csv_text(header, rows)


def _option_cells(found: Portfolio, place: int, told: LeftOut | None) -> list[Any]:
    record = _option(found, place)
    needs = {way.key: float(way.budget) for way in told.brought_in} if told else {}
    return [
        "option",
        None,
        record["option"],
        record["name"],
        record["in_package"],
        record["value"],
        told.worth_less if told else None,
        *record["costs"].values(),
        record["core_index"],
        record["standard_error"],
        told.obstacle if told else None,
        *(needs.get(key) for key in found.model.budgets),
        *(None, None, None, None),
    ]


def _package_cells(found: Portfolio, kind: str, rank: int, package: Package) -> list[Any]:
    record = _package(found, package)
    return [
        *(kind, rank, None, None, None, record["value"], record["behind"]),
        *record["costs"].values(),
        *(None, None, None),
        *(None for _ in found.model.budgets),
        *(None, None, None),
        " ".join(record["options"]),
    ]
