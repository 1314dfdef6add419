"""A scale's data → the scale, and performances on it.

What does not have its structure is passed over: the schema has reported it.
"""

import math
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Any

from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.schemas.messages import SCORELESS, is_unscored
from ukjapan_cli.documents.yaml.data import is_number, text_of
from ukjapan_cli.documents.yaml.finding import NodePath, cut
from ukjapan_cli.documents.yaml.report import Report, listed


def build_scale(node: Any, path: NodePath, report: Report) -> Scale | None:
    """Build a scale, and report one on which nothing can be valued."""
    if not isinstance(node, dict):
        return None
    unit = text_of(node.get("unit"))
    anchors = _anchors(node, (*path, "anchors"), report)
    if sum(key in node for key in ("worst", "better", "points", "levels")) > 1:
        return None  # the schema has said so
    match node:
        case {"worst": worst, "best": best} if is_number(worst) and is_number(best):
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


def _anchors(scale: Mapping[str, Any], path: NodePath, report: Report) -> dict[str, str]:
    node = scale.get("anchors")
    if not isinstance(node, dict):
        return {}
    levels = scale.get("levels")
    allowed: Collection[str] = levels if isinstance(levels, dict) else ("worst", "best")
    for key in node:
        if key not in allowed:
            hint = report.suggest(key, allowed, f"the anchors here are: {listed(allowed)}")
            message = f"the scale has no anchor '{cut(key)}'"
            fix = report.fix(key, allowed, node)
            at = (*path, key)
            report.add(rules.UNKNOWN_REFERENCE, message, hint, at, on_key=True, fix=fix)
    return {key: text_of(text) for key, text in node.items()}


def _piecewise(
    node: list[Any], unit: str, anchors: dict[str, str], path: NodePath, report: Report
) -> Piecewise | None:
    points: list[tuple[float, float]] = []
    for point in node:
        match point:
            case [performance, value] if is_number(performance) and is_number(value):
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
    if min(values) < 0 or max(values) > 100:
        return None  # the schema has said so
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
    node: dict[str, Any], anchors: dict[str, str], path: NodePath, report: Report
) -> Levels | None:
    report.check_names("levels", (((*path, name), name) for name in node))
    levels = {name: float(value) for name, value in node.items() if is_number(value)}
    if len(levels) < len(node) or len(levels) < 2:
        return None
    values = list(levels.values())
    if min(values) < 0 or max(values) > 100:
        return None  # the schema has said so
    if (min(values), max(values)) != (0, 100):
        _unusable(report, _ends_message("levels", values), _ENDS_HINT, path)
        return None
    return Levels(levels, anchors)


def _unusable(report: Report, message: str, hint: str, path: NodePath) -> None:
    report.add(rules.UNUSABLE_SCALE, message, hint, path, on_key=True)


def performance_on(scale: Scale, node: Any, path: NodePath, report: Report) -> float | None:
    """A performance as a number on its scale, or None where it is not one (and is reported).

    On a constructed scale the file names a level, and the number is the level's value.
    """
    if isinstance(scale, Levels):
        if isinstance(node, str) and node in scale.levels:
            return scale.levels[node]
        if isinstance(node, str):
            message = f"the scale has no level '{cut(node)}'"
            hint = report.suggest(node, scale.levels, f"the levels are: {listed(scale.levels)}")
            hint = SCORELESS if is_unscored(node, path) else hint
            report.add(rules.UNKNOWN_REFERENCE, message, hint, path)
        elif is_number(node):
            message = f"this scale takes a level, not the number {node!r}"
            hint = f"the levels are: {listed(scale.levels)}"
            meant = next((name for name in _as_text(node) if name in scale.levels), None)
            if meant is not None:
                hint = f"write '{meant}' in quotes for the level"
            report.add(rules.WRONG_TYPE, message, hint, path)
        return None
    if isinstance(node, str):
        message = f"this scale takes a number, not the text '{cut(node)}'"
        hint = "write a number, without its unit"
        if any(sign in node for sign in _SIGNS):
            hint += f", and without {' or '.join(_SIGNS)}"
        report.add(rules.WRONG_TYPE, message, SCORELESS if is_unscored(node, path) else hint, path)
    return float(node) if is_number(node) else None


def _as_text(number: float) -> tuple[str, ...]:
    """How somebody may have written a level that reads as a number."""
    return f"{number!r}", f"{number:+}", f"{number:g}", f"{number:+g}"


_SIGNS = (",", "%")
