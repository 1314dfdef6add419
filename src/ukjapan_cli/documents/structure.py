"""Structure: what the JSON Schemas in this package say, told in the words of a decision's author.

The schemas are the one definition of structure; an `x-ukjapan` annotation in them names the code
of a fault that is not one of the general ones.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Literal, TypeAlias

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from ukjapan_cli.documents import rules
from ukjapan_cli.documents.finding import Finding, Path
from ukjapan_cli.documents.report import Report, listed, shown

Kind: TypeAlias = Literal["criteria", "options"]

MOST_FINDINGS = 10_000
_SCHEMAS = FilePath(__file__).parent / "schemas"
_MOST_VALUES_IN_ONE_ITEM = 50_000

_TYPE_NAMES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


def schema_text(kind: Kind) -> str:
    """The JSON Schema of a kind of file, as it is in the package."""
    return (_SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")


@cache
def _schema(kind: Kind) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schema_text(kind))
    return schema


@cache
def _validator(kind: Kind) -> Draft202012Validator:
    return Draft202012Validator(_schema(kind), validate_formats=True)


def check_structure(kind: Kind, data: Any) -> list[Finding]:
    """Every place where `data` is not what the schema of its kind allows."""
    if _validator(kind).is_valid(data):
        return []
    report = Report()
    combined: list[Finding] = []
    seen: set[tuple[Path, str]] = set()
    for path, error in _errors(kind, data):
        if len(report.findings) >= MOST_FINDINGS:
            message = f"more than {MOST_FINDINGS:,} faults; the others are not shown"
            report.add(rules.NOT_ALLOWED, message)
            break
        found = Report(suggested=report.suggested)
        _explain(kind, data, path, error, found)
        for finding in found.findings:
            if (finding.path, finding.rule.code) in seen:
                continue
            seen.add((finding.path, finding.rule.code))
            is_combined = isinstance(
                error.kind, (ValidationErrorKind.AnyOf, ValidationErrorKind.OneOfNotValid)
            )
            (combined if is_combined else report.findings).append(finding)
    explained = {finding.path[:depth] for finding in report.findings for depth in range(20)}
    report.findings.extend(finding for finding in combined if finding.path not in explained)
    return report.findings


def _errors(kind: Kind, data: Any) -> Iterator[tuple[Path, ValidationError]]:
    """Every error with its path.

    The validator makes all errors of what it is given at once, each over a kilobyte; so the
    items of the top's lists are given one by one, and their lists without what is in the items.
    """
    schema = _schema(kind)
    top = dict(schema)
    top["properties"] = {
        key: {k: v for k, v in inner.items() if k != "items"}
        for key, inner in schema["properties"].items()
    }
    lists = {key: inner["items"] for key, inner in schema["properties"].items() if "items" in inner}
    for error in Draft202012Validator(top, validate_formats=True).iter_errors(_shortened(data)):
        yield tuple(error.instance_path), error
    if not isinstance(data, dict):
        return
    for key, items in lists.items():
        held = data.get(key)
        if not isinstance(held, list):
            continue
        item_validator = Draft202012Validator(
            {"$defs": schema["$defs"], **items}, validate_formats=True
        )
        for index, item in enumerate(held):
            if item_validator.is_valid(item):
                continue
            size = _size(item, _MOST_VALUES_IN_ONE_ITEM)
            for error in item_validator.iter_errors(item if size is not None else None):
                yield (key, index, *error.instance_path), error


def _shortened(data: Any) -> Any:
    """`data` without the values in its lists, which are as long as they were."""
    if isinstance(data, dict):
        return {k: [None] * len(v) if isinstance(v, list) else v for k, v in data.items()}
    return data


def _size(item: Any, limit: int) -> int | None:
    """How many values an item holds, or None where they are more than the limit."""
    todo, count = [item], 0
    while todo:
        value = todo.pop()
        count += 1
        if count > limit:
            return None
        if isinstance(value, dict):
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
    return count


def _explain(kind: Kind, data: Any, path: Path, error: ValidationError, report: Report) -> None:
    keyword = error.kind
    schema = _subschema(kind, error.schema_path)
    rule = rules.BY_CODE.get(schema.get("x-ukjapan", {}).get("code", ""), rules.NOT_ALLOWED)
    description = schema.get("description", "")
    value = _at(data, path)
    name = f"'{path[-1]}'" if path and isinstance(path[-1], str) else "this"
    match keyword:
        case ValidationErrorKind.Required(property=missing):
            if error.schema_path[-1] == "dependentRequired":
                there = "low" if missing == "high" else "high"
                there = {"best": "worst", "worst": "best"}.get(missing, there)
                message = f"'{there}' is there without '{missing}'"
            else:
                message = f"'{missing}' is missing{_of(value)}"
            wanted = _property(kind, schema, missing)
            if missing == "scale":
                wanted += " A group has 'criteria' instead."
            report.add(rules.MISSING_KEY, message, f"add it: {wanted}".strip(), path, on_key=True)
        case ValidationErrorKind.AdditionalProperties(unexpected=unexpected):
            allowed = [key for key in schema["properties"] if key not in (value or ())]
            all_keys = f"the keys here are: {listed(schema['properties'])}"
            for key in unexpected[:100]:
                hint = report.suggest(key, allowed, all_keys)
                message = f"the key '{key[:60]}' is unknown here"
                report.add(rules.UNKNOWN_KEY, message, hint, (*path, key), on_key=True)
        case ValidationErrorKind.Type(types=types):
            expected = " or ".join(_TYPE_NAMES[type_] for type_ in types)
            if not path and value is None:
                message = "the file is empty"
            else:
                message = f"{name} must be {expected}, not {shown(value)}"
            report.add(rules.WRONG_TYPE, message, _type_hint(value, types, description), path)
        case ValidationErrorKind.PropertyNames(error=of_key):
            key = str(of_key.instance)
            report.add(
                rules.NOT_ALLOWED,
                f"the key '{key[:60]}' is not allowed here",
                description,
                (*path, key),
                on_key=True,
            )
        case ValidationErrorKind.Constant():
            report.add(rule, f"the version {shown(value)} is unknown", "write version: 1", path)
        case ValidationErrorKind.Enum(options=options):
            hint = f"write {' or '.join(str(o) for o in options)}"
            report.add(rule, f"{name} cannot be {shown(value)}", hint, path)
        case ValidationErrorKind.MinItems(limit=limit):
            there = "1 is" if value and len(value) == 1 else f"{len(value or ())} are"
            report.add(rule, f"{name} needs at least {limit}; {there} there", description, path)
        case ValidationErrorKind.MaxLength(limit=limit) if "pattern" not in schema:
            report.add(rule, f"{name} is longer than {limit:,} characters", "shorten it", path)
        case ValidationErrorKind.MinLength():
            report.add(rule, f"{name} is empty", description, path)
        case ValidationErrorKind.UniqueItems():
            report.add(rule, f"{name} holds an entry twice", "delete one of them", path)
        case ValidationErrorKind.Minimum(limit=limit):
            report.add(rule, f"{name} must be at least {limit}, not {value!r}", description, path)
        case ValidationErrorKind.Maximum(limit=limit):
            report.add(rule, f"{name} must be at most {limit}, not {value!r}", description, path)
        case ValidationErrorKind.ExclusiveMinimum(limit=limit):
            report.add(rule, f"{name} must be above {limit}, not {value!r}", description, path)
        case _:
            report.add(rule, f"{name} cannot be {shown(value)}", description, path)


def _subschema(kind: Kind, schema_path: list[str | int]) -> dict[str, Any]:
    """The schema that the failing keyword stands in."""
    schema: Any = _schema(kind)
    for step in schema_path[:-1]:
        try:
            schema = schema[step]
        except LookupError:
            return {}
    return schema if isinstance(schema, dict) else {}


def _property(kind: Kind, schema: dict[str, Any], name: str) -> str:
    """The description of a property, its own or that of what it refers to."""
    inner = schema.get("properties", {}).get(name) or {}
    if not inner:  # the keyword stands in an `else`; the property is the definition's own
        for definition in _schema(kind)["$defs"].values():
            if definition.get("else") is schema:
                inner = definition["properties"].get(name, {})
    if "description" not in inner and "$ref" in inner:
        inner = _schema(kind)["$defs"][inner["$ref"].rpartition("/")[2]]
    description: str = inner.get("description", "")
    return description


def _type_hint(value: Any, types: list[str], description: str) -> str:
    if value is None:
        return f"write it, or delete the line. {description}".strip()
    if "string" in types and isinstance(value, (int, float)):
        text = str(value).lower() if isinstance(value, bool) else repr(value)
        return f"put it in quotes: '{text}'"
    return description


def _of(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return f" in '{value['id'][:60]}'"
    return ""


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
