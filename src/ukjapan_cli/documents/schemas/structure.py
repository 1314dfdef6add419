"""Structure: every place where a document is not what its schema allows."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationErrorKind

from ukjapan_cli.documents import rules
from ukjapan_cli.documents.schemas.messages import explain
from ukjapan_cli.documents.schemas.schema import Kind, schema_of, validator, validator_of
from ukjapan_cli.documents.yaml.aliases import Aliases
from ukjapan_cli.documents.yaml.finding import MOST_FINDINGS, Finding, Findings, NodePath
from ukjapan_cli.documents.yaml.report import Report

_MOST_VALUES_IN_A_PART = 5_000
_LONGER_THAN_ANY_TEXT = 10_001


def check_structure(kind: Kind, data: Any, aliases: Aliases | None = None) -> Findings:
    """Every place where `data` is not what the schema of its kind allows."""
    report = Report(aliases)
    if validator(kind).is_valid(data):
        return report.findings
    combined: list[Finding] = []
    seen: set[tuple[NodePath, str, str]] = set()
    for finding, is_combined in _findings(kind, data, report):
        told = (finding.path, finding.rule.code, finding.message)
        if told in seen:
            continue
        seen.add(told)
        if is_combined:
            combined.append(finding)
        else:
            report.note(finding)
        if report.findings.is_full or len(combined) > MOST_FINDINGS:
            break
    explained = {f.path[:depth] for f in report.findings for depth in range(len(f.path) + 1)}
    for finding in combined:
        if finding.path not in explained:
            report.note(finding)
    return report.findings


def _findings(kind: Kind, data: Any, report: Report) -> Iterator[tuple[Finding, bool]]:
    """Every finding, and whether its keyword combines others, which may tell more."""
    for path, part, of_part in _parts(kind, data):
        if of_part.is_valid(part):
            continue
        small, is_whole = _small(part)
        if not is_whole:
            message = "this is not as it should be, and holds too much to tell what is wrong"
            yield Finding(rules.NOT_ALLOWED, message, "split it", path), False
            continue
        for error in of_part.iter_errors(small):
            found = Report()
            inner = _named(small, error.instance_path)
            explain(kind, data, (*path, *inner), error, report, found)
            is_combined = isinstance(
                error.kind, (ValidationErrorKind.AnyOf, ValidationErrorKind.OneOfNotValid)
            )
            for finding in found.findings:
                yield finding, is_combined


def _named(part: Any, path: Iterable[str | int]) -> NodePath:
    """The path in a part, with its keys: the validator takes one of digits for an index."""
    named: list[str | int] = []
    for step in path:
        if isinstance(part, dict) and isinstance(step, int):
            meant = (key for key in part if re.fullmatch(r"\+?[0-9]+", key) and int(key) == step)
            step = str(step) if str(step) in part else next(meant)
        named.append(step)
        part = part[step]
    return tuple(named)


def _parts(kind: Kind, data: Any) -> Iterator[tuple[NodePath, Any, Draft202012Validator]]:
    """The document in parts: its top, each mapping in the top, each item of the lists in it.

    The validator makes all errors of what it is given at once, each with a copy of the value.
    """
    schema = _explaining(schema_of(kind))
    alone = {
        key: {name: value for name, value in inner.items() if name != "items"}
        for key, inner in schema["properties"].items()
    }
    yield (), _top_of(data), validator_of({**schema, "properties": alone})
    if not isinstance(data, dict):
        return
    for key, inner in schema["properties"].items():
        held = data.get(key)
        if isinstance(held, dict):
            one = {"$defs": schema["$defs"], "properties": {key: inner}}
            yield (), {key: held}, validator_of(one)
        elif isinstance(held, list) and "items" in inner:
            of_items = validator_of({"$defs": schema["$defs"], **inner["items"]})
            for index, item in enumerate(held):
                yield (key, index), item, of_items


def _explaining(node: Any) -> Any:
    """The same schema, except that a mapping with wrong names is one error, not one for each."""
    if isinstance(node, list):
        return [_explaining(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    schema = {key: _explaining(inner) for key, inner in node.items()}
    if "propertyNames" in schema:
        schema["not"] = {"not": {"propertyNames": schema.pop("propertyNames")}}
    return schema


def _top_of(data: Any) -> Any:
    """`data` without what is in its collections; lists keep as much as is counted."""
    if not isinstance(data, dict):
        return [] if isinstance(data, list) else data
    without: dict[str, Any] = {}
    for key, value in data.items():
        match value:
            case dict():
                without[key] = {}
            case list():
                without[key] = [None] * min(len(value), 2)
            case _:
                without[key] = value
    return without


def _small(part: Any) -> tuple[Any, bool]:
    """A copy of a part with long texts cut, and whether it holds all that is in it."""
    left = _MOST_VALUES_IN_A_PART

    def copy(value: Any) -> Any:
        nonlocal left
        left -= 1
        match value:
            case dict() if left > 0:
                left -= sum(map(len, value)) // 100
                return {key: copy(inner) for key, inner in value.items()}
            case list() if left > 0:
                return [copy(inner) for inner in value]
            case str():
                left -= min(len(value), _LONGER_THAN_ANY_TEXT) // 100
                return value[:_LONGER_THAN_ANY_TEXT]
        return value

    return copy(part), left > 0
