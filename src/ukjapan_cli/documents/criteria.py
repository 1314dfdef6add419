"""The criteria document's data → the value tree and the perspectives.

What does not have its structure is passed over: the schema has reported it.
"""

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight, leaves, nodes_of
from ukjapan_cli.decision.decision import Perspective
from ukjapan_cli.decision.options import Citation
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.finding import Path
from ukjapan_cli.documents.report import Report, listed


class ValueTree:
    """The criteria as they were built, and the paths at which they stand."""

    def __init__(self) -> None:
        self.criteria: tuple[Criterion, ...] = ()
        self.perspectives: tuple[Perspective, ...] = ()
        self.paths: dict[str, Path] = {}

    @property
    def nodes(self) -> Iterator[Criterion]:
        """Every node, groups before their own criteria."""
        return nodes_of(self.criteria)


def citation(node: Any) -> Citation | None:
    """A citation from its text: the source's id, then the locator."""
    if not isinstance(node, str):
        return None
    source, _, locator = node.partition(" ")
    return Citation(source, locator.strip())


def items(node: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """The mappings in a list, with their paths."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            if isinstance(item, dict):
                yield (*path, index), item


def text_of(node: Any) -> str:
    """A text without the line end that block scalars carry."""
    return node.strip() if isinstance(node, str) else ""


def build_value_tree(data: Any, report: Report) -> ValueTree:
    """Build the tree and the perspectives, and report what cannot be meant."""
    tree = ValueTree()
    if not isinstance(data, dict):
        return tree
    tree.criteria = _siblings(data.get("criteria"), ("criteria",), tree, report)
    tree.perspectives = _perspectives(data.get("perspectives"), tree, report)
    return tree


def _siblings(node: Any, path: Path, tree: ValueTree, report: Report) -> tuple[Criterion, ...]:
    built = tuple(_criterion(item, at, tree, report) for at, item in items(node, path))
    if built:
        _check_weights({b.id: b.weight.value for b in built}, path, report)
    return built


def _check_weights(weights: Mapping[str, float], path: Path, report: Report) -> None:
    total = sum(weights.values())
    if any(weight < 0 for weight in weights.values()):
        return  # the schema has said so
    if total == 0:
        message = f"no weight is positive among {listed(weights)}"
        report.add(rules.UNUSABLE_WEIGHTS, message, "give one a weight", path, on_key=True)
    elif not math.isfinite(total):
        message = f"the weights of {listed(weights)} add up to more than a number can hold"
        report.add(rules.UNUSABLE_WEIGHTS, message, "divide them all", path, on_key=True)


def _criterion(node: Mapping[str, Any], path: Path, tree: ValueTree, report: Report) -> Criterion:
    id_ = node.get("id")
    if isinstance(id_, str):
        report.check_unique("criteria", id_, path, tree.paths)
    scale = _scale(node.get("scale"), (*path, "scale"), report)
    return Criterion(
        id=str(id_),
        name=text_of(node.get("name")),
        weight=_weight(node.get("weight"), (*path, "weight"), report),
        question=text_of(node.get("question")),
        because=text_of(node.get("because")),
        source=citation(node.get("source")),
        scale=scale,
        gate=_gate(node.get("must"), scale, (*path, "must"), report),
        criteria=_siblings(node.get("criteria"), (*path, "criteria"), tree, report),
    )


def _weight(node: Any, path: Path, report: Report) -> Weight:
    match node:
        case int() | float():
            return Weight(node)
        case {"value": int() | float() as value, "low": int() | float() as low} if isinstance(
            high := node.get("high"), (int, float)
        ):
            if not low <= value <= high:
                report.add(
                    rules.IMPOSSIBLE_RANGE,
                    f"the weight {value:g} is not between low {low:g} and high {high:g}",
                    "put low, value and high in order",
                    path,
                )
            return Weight(value, low, high)
        case {"value": int() | float() as value}:
            return Weight(value)
        case _:
            return Weight(1.0)


def _scale(node: Any, path: Path, report: Report) -> Scale | None:
    if not isinstance(node, dict):
        return None
    unit = text_of(node.get("unit"))
    anchors = _anchors(node, (*path, "anchors"), report)
    match node:
        case {"worst": int() | float() as worst, "best": int() | float() as best}:
            if worst == best:
                message = f"worst and best are both {worst:g}, so that nothing can differ"
                _unusable(report, message, "set them apart", path)
                return None
            if not math.isfinite(best - worst) or not math.isfinite(100 / (best - worst)):
                message = f"from {worst:g} to {best:g} is not a span that numbers can hold"
                _unusable(report, message, "count in another unit", path)
                return None
            return Linear(float(worst), float(best), unit, anchors)
        case {"better": "higher" | "lower" as better}:
            return Local(better == "lower", unit, anchors)
        case {"points": [*points]}:
            return _piecewise(points, unit, anchors, (*path, "points"), report)
        case {"levels": dict(levels)}:
            return _levels(levels, anchors, (*path, "levels"), report)
    return None


def _anchors(scale: Mapping[str, Any], path: Path, report: Report) -> dict[str, str]:
    node = scale.get("anchors")
    if not isinstance(node, dict):
        return {}
    levels = scale.get("levels")
    allowed = list(levels) if isinstance(levels, dict) else ["worst", "best"]
    for key in node:
        if key not in allowed:
            hint = report.suggest(key, allowed, f"the anchors here are: {listed(allowed)}")
            message = f"the scale has no anchor '{key}'"
            report.add(rules.UNKNOWN_REFERENCE, message, hint, (*path, key), on_key=True)
    return {key: text_of(text) for key, text in node.items()}


def _piecewise(
    node: list[Any], unit: str, anchors: dict[str, str], path: Path, report: Report
) -> Piecewise | None:
    points: list[tuple[float, float]] = []
    for point in node:
        match point:
            case [int() | float() as performance, int() | float() as value]:
                points.append((float(performance), float(value)))
            case _:
                return None
    if len(points) < 2:
        return None
    if points[0][0] > points[-1][0]:
        points.reverse()
    steps = list(pairwise(points))
    rises = [after[1] - before[1] for before, after in steps]
    values = [value for _, value in points]
    if any(after[0] <= before[0] for before, after in steps):
        _unusable(
            report,
            "the points' performances neither rise nor fall all the way",
            "put the points in order, each performance once",
            path,
        )
    elif not all(
        math.isfinite((after[1] - before[1]) / (after[0] - before[0]))
        and math.isfinite(after[0] - before[0])
        for before, after in steps
    ):
        _unusable(report, "a step between points is not one that numbers can hold", "", path)
    elif min(rises) < 0 < max(rises):
        _unusable(
            report,
            "the points' values turn: they rise and fall",
            "make values rise all the way, or fall all the way",
            path,
        )
    elif (min(values), max(values)) != (0, 100):
        _unusable(report, _ends_message("points", values), _ENDS_HINT, path)
    else:
        return Piecewise(tuple(points), unit, anchors)
    return None


_ENDS_HINT = "a swing weight is the worth of the swing from 0 to 100, so both must be there"


def _ends_message(what: str, values: list[float]) -> str:
    return (
        f"the {what} are worth {min(values):g} to {max(values):g}; "
        "the worst must be worth 0 and the best 100"
    )


def _levels(
    node: dict[str, Any], anchors: dict[str, str], path: Path, report: Report
) -> Levels | None:
    levels = {name: float(value) for name, value in node.items() if isinstance(value, (int, float))}
    if len(levels) < len(node) or len(levels) < 2:
        return None
    values = list(levels.values())
    if (min(values), max(values)) != (0, 100):
        if min(values) >= 0 and max(values) <= 100:
            _unusable(report, _ends_message("levels", values), _ENDS_HINT, path)
        return None
    return Levels(levels, anchors)


def _unusable(report: Report, message: str, hint: str, path: Path) -> None:
    report.add(rules.UNUSABLE_SCALE, message, hint, path, on_key=True)


def _gate(node: Any, scale: Scale | None, path: Path, report: Report) -> Gate | None:
    if not isinstance(node, dict) or scale is None:
        return None
    bounds = {
        key: performance_on(scale, node[key], (*path, key), report)
        for key in ("at_least", "at_most")
        if key in node
    }
    least, most = bounds.get("at_least"), bounds.get("at_most")
    if least is not None and most is not None and least > most:
        message = f"nothing is at least {node['at_least']} and at most {node['at_most']}"
        report.add(rules.IMPOSSIBLE_RANGE, message, "put them in order", path)
    return Gate(least, most)


def performance_on(scale: Scale, node: Any, path: Path, report: Report) -> float | None:
    """A performance as a number on its scale, or None where it is not one (and is reported).

    On a constructed scale the file names a level, and the number is the level's value.
    """
    if isinstance(scale, Levels):
        if isinstance(node, str):
            if node in scale.levels:
                return scale.levels[node]
            message = f"the scale has no level '{node[:60]}'"
            hint = report.suggest(node, scale.levels, f"the levels are: {listed(scale.levels)}")
            report.add(rules.UNKNOWN_REFERENCE, message, hint, path)
        elif isinstance(node, (int, float)):
            message = f"this scale takes a level, not the number {node!r}"
            hint = f"the levels are: {listed(scale.levels)}"
            report.add(rules.WRONG_TYPE, message, hint, path)
        return None
    if isinstance(node, str):
        message = f"this scale takes a number, not the text '{node[:60]}'"
        report.add(rules.WRONG_TYPE, message, "write a number, without its unit", path)
    return float(node) if isinstance(node, (int, float)) else None


def _perspectives(node: Any, tree: ValueTree, report: Report) -> tuple[Perspective, ...]:
    leaf_ids = {leaf.id for leaf in leaves(tree.criteria)}
    groups = {group.id for group in nodes_of(tree.criteria)} - leaf_ids
    built: list[Perspective] = []
    seen: dict[str, Path] = {}
    for path, item in items(node, ("perspectives",)):
        id_ = str(item.get("id"))
        report.check_unique("perspectives", id_, path, seen)
        weights = item.get("weights")
        if not isinstance(weights, dict):
            continue
        at = (*path, "weights")
        for key in weights:
            if key in leaf_ids:
                continue
            if key in groups:
                message = f"'{key}' is a group; a perspective weighs leaf criteria"
                hint = "weigh the criteria in the group"
            else:
                message = f"no criterion is called '{key[:60]}'"
                hint = report.suggest(
                    key, leaf_ids, f"the criteria are: {listed(sorted(leaf_ids))}"
                )
            report.add(rules.UNKNOWN_REFERENCE, message, hint, (*at, key), on_key=True)
        numbers = {k: float(v) for k, v in weights.items() if isinstance(v, (int, float))}
        if len(numbers) == len(weights):
            _check_weights(numbers, at, report)
        name, because = text_of(item.get("name")), text_of(item.get("because"))
        built.append(Perspective(id_, name, numbers, because))
    return tuple(built)
