"""The criteria document's data → the value tree and the perspectives.

What does not have its structure is passed over: the schema has reported it.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight, leaves, nodes_of
from ukjapan_cli.decision.decision import Perspective
from ukjapan_cli.decision.scales import Scale
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.build.scales import build_scale, performance_on
from ukjapan_cli.documents.yaml.data import are_all_named, citation, items, text_of
from ukjapan_cli.documents.yaml.finding import NodePath, cut
from ukjapan_cli.documents.yaml.report import Report, listed

MOST_CRITERIA = 10_000


class ValueTree:
    """The criteria as they were built.

    Attributes:
        criteria: the top.
        perspectives: everybody's weights.
        paths: where each criterion with an id stands.
        groups: the ids of those that have criteria of their own.
        unclear: the ids of those that have neither criteria nor a scale.
        is_whole: whether every criterion could be built, so that another name is wrong.
        count: how many criteria the file states.
        are_too_many: whether some were left out for that.
    """

    def __init__(self) -> None:
        self.criteria: tuple[Criterion, ...] = ()
        self.perspectives: tuple[Perspective, ...] = ()
        self.paths: dict[str, NodePath] = {}
        self.groups: set[str] = set()
        self.unclear: set[str] = set()
        self.is_whole = True
        self.count = 0
        self.are_too_many = False

    @property
    def nodes(self) -> Iterator[Criterion]:
        """Every node, groups before their own criteria."""
        return nodes_of(self.criteria)

    @property
    def leaves(self) -> dict[str, Criterion]:
        """The criteria to score, by id."""
        others = self.groups | self.unclear
        return {
            leaf.id: leaf
            for leaf in leaves(self.criteria)
            if leaf.id in self.paths and leaf.id not in others
        }


def build_value_tree(data: Any, report: Report) -> ValueTree:
    """Build the tree and the perspectives, and report what cannot be meant."""
    tree = ValueTree()
    if not isinstance(data, dict):
        tree.is_whole = False
        return tree
    tree.criteria = _siblings(data.get("criteria"), ("criteria",), tree, report)
    tree.perspectives = _perspectives(data.get("perspectives"), tree, report)
    return tree


def _siblings(node: Any, path: NodePath, tree: ValueTree, report: Report) -> tuple[Criterion, ...]:
    tree.is_whole &= bool(node) and are_all_named(node)
    tree.count += len(node) if isinstance(node, list) else 0
    if tree.count > MOST_CRITERIA:
        tree.is_whole = False
        if not tree.are_too_many:
            message = f"there are more than {MOST_CRITERIA:,} criteria"
            report.add(rules.NOT_ALLOWED, message, "split the decision", path, on_key=True)
        tree.are_too_many = True
        return ()
    built = tuple(_criterion(item, at, tree, report) for at, item in items(node, path))
    names = (((*at, "name"), item.get("name")) for at, item in items(node, path))
    report.check_names("criteria", names)
    if built:
        _check_weights([b.id for b in built], [b.weight.value for b in built], path, report)
    return built


def _check_weights(
    ids: Collection[str], weights: Collection[float], path: NodePath, report: Report
) -> None:
    total = sum(weights)
    if any(weight < 0 for weight in weights):
        return  # the schema has said so
    if total == 0:
        message = f"no weight is positive among {listed(ids)}" if ids else "there are no weights"
        report.add(rules.UNUSABLE_WEIGHTS, message, "give one a weight", path, on_key=True)
    elif not math.isfinite(total):
        message = f"the weights of {listed(ids)} add up to more than a number can hold"
        report.add(rules.UNUSABLE_WEIGHTS, message, "divide them all", path, on_key=True)


def _criterion(
    node: Mapping[str, Any], path: NodePath, tree: ValueTree, report: Report
) -> Criterion:
    id_ = str(node.get("id"))
    if isinstance(node.get("id"), str):
        report.check_unique("criteria", id_, path, tree.paths)
    is_group = "criteria" in node
    if is_group:
        tree.groups.add(id_)
    elif "scale" not in node:
        tree.unclear.add(id_)
        tree.is_whole = False
    scale = build_scale(node.get("scale"), (*path, "scale"), report)
    return Criterion(
        id=id_,
        name=text_of(node.get("name")),
        weight=_weight(node.get("weight"), scale, (*path, "weight"), report),
        question=text_of(node.get("question")),
        because=text_of(node.get("because")),
        source=citation(node.get("source")),
        scale=scale,
        gate=_gate(node.get("must"), scale, (*path, "must"), report),
        criteria=(
            _siblings(node["criteria"], (*path, "criteria"), tree, report) if is_group else ()
        ),
    )


def _weight(node: Any, scale: Scale | None, path: NodePath, report: Report) -> Weight:
    swing = _swing(node, scale, path, report)
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
            return Weight(value, low, high, swing)
        case {"value": int() | float() as value}:
            return Weight(value, swing=swing)
        case _:
            return Weight(1.0)


def _swing(
    node: Any, scale: Scale | None, path: NodePath, report: Report
) -> tuple[float, float] | None:
    """The ends between which a swing was weighed; those of a group's criteria are their own."""
    match node:
        case {"swing": [worst, best]} if scale is not None:
            ends = [
                performance_on(scale, end, (*path, "swing", index), report)
                for index, end in enumerate((worst, best))
            ]
            if ends[0] is not None and ends[1] is not None:
                return ends[0], ends[1]
    return None


def _gate(node: Any, scale: Scale | None, path: NodePath, report: Report) -> Gate | None:
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


def _perspectives(node: Any, tree: ValueTree, report: Report) -> tuple[Perspective, ...]:
    names = (((*path, "name"), i.get("name")) for path, i in items(node, ("perspectives",)))
    report.check_names("perspectives", names)
    built: list[Perspective] = []
    seen: dict[str, NodePath] = {}
    for path, item in items(node, ("perspectives",)):
        id_ = str(item.get("id"))
        if isinstance(item.get("id"), str):
            report.check_unique("perspectives", id_, path, seen)
        weights = item.get("weights")
        if not isinstance(weights, dict):
            continue
        at = (*path, "weights")
        for key in weights if tree.is_whole else ():
            if key in tree.paths:
                continue
            message = f"no criterion is called '{cut(key)}'"
            hint = report.suggest(key, tree.paths, f"the criteria are: {listed(tree.paths)}")
            fix = report.fix(key, tree.paths, weights)
            report.add(rules.UNKNOWN_REFERENCE, message, hint, (*at, key), on_key=True, fix=fix)
        numbers = {k: float(v) for k, v in weights.items() if isinstance(v, (int, float))}
        if len(numbers) == len(weights):
            for sharing in _sharing(numbers, tree):
                _check_weights(sharing, sharing.values(), at, report)
        name, because = text_of(item.get("name")), text_of(item.get("because"))
        built.append(Perspective(id_, name, numbers, because))
    return tuple(built)


def _sharing(weights: Mapping[str, float], tree: ValueTree) -> Iterable[dict[str, float]]:
    """The sets of named nodes that share something: the whole, or a named group's part of it."""
    if tree.groups.isdisjoint(weights):
        return [dict(weights)]
    named = {tree.paths[id_]: id_ for id_ in weights if id_ in tree.paths}
    whole: dict[str, float] = {id_: weights[id_] for id_ in weights if id_ not in tree.paths}
    parts: dict[str, dict[str, float]] = {"": whole}
    nothing: set[str] = set()
    for path, id_ in sorted(named.items(), key=lambda item: len(item[0])):
        outer = (path[:depth] for depth in range(len(path) - 2, 0, -2))
        above = next((named[group] for group in outer if group in named), "")
        if above not in nothing:
            parts.setdefault(above, {})[id_] = weights[id_]
        if above in nothing or not weights[id_]:
            nothing.add(id_)
    return parts.values()
