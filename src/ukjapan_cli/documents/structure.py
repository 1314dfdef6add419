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
from ukjapan_cli.documents.finding import MOST_FINDINGS, Finding, Findings, Path, cut
from ukjapan_cli.documents.report import Report, listed, shown

Kind: TypeAlias = Literal["criteria", "options"]

_SCHEMAS = FilePath(__file__).parent / "schemas"
_MOST_VALUES_IN_A_PART = 5_000
_LONGER_THAN_ANY_TEXT = 10_001

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


def check_structure(kind: Kind, data: Any) -> Findings:
    """Every place where `data` is not what the schema of its kind allows."""
    report = Report()
    if _validator(kind).is_valid(data):
        return report.findings
    combined: list[Finding] = []
    seen: set[tuple[Path, str, str]] = set()
    for finding, is_combined in _findings(kind, data, report):
        told = (finding.path, finding.rule.code, finding.message)
        if told in seen:
            continue
        seen.add(told)
        if is_combined:
            combined.append(finding)
        else:
            report.findings.add(finding)
        if report.findings.is_full or len(combined) > MOST_FINDINGS:
            break
    explained = {f.path[:depth] for f in report.findings for depth in range(len(f.path) + 1)}
    for finding in combined:
        if finding.path not in explained:
            report.findings.add(finding)
    return report.findings


def _findings(kind: Kind, data: Any, report: Report) -> Iterator[tuple[Finding, bool]]:
    """Every finding, and whether its keyword combines others, which may tell more."""
    for path, part, validator in _parts(kind, data):
        if validator.is_valid(part):
            continue
        small, is_whole = _small(part)
        if not is_whole:
            message = "this is not as it should be, and holds too much to tell what is wrong"
            yield Finding(rules.NOT_ALLOWED, message, "split it", path), False
            continue
        for error in validator.iter_errors(small):
            found = Report()
            _explain(kind, data, (*path, *error.instance_path), error, report, found)
            is_combined = isinstance(
                error.kind, (ValidationErrorKind.AnyOf, ValidationErrorKind.OneOfNotValid)
            )
            for finding in found.findings:
                yield finding, is_combined


def _parts(kind: Kind, data: Any) -> Iterator[tuple[Path, Any, Draft202012Validator]]:
    """The document in parts: its top, each mapping in the top, each item of the lists in it.

    The validator makes all errors of what it is given at once, each with a copy of the value.
    """
    schema = _explaining(_schema(kind))
    alone = {
        key: {name: value for name, value in inner.items() if name != "items"}
        for key, inner in schema["properties"].items()
    }
    yield (), _top_of(data), _validator_of({**schema, "properties": alone})
    if not isinstance(data, dict):
        return
    for key, inner in schema["properties"].items():
        held = data.get(key)
        if isinstance(held, dict):
            one = {"$defs": schema["$defs"], "properties": {key: inner}}
            yield (), {key: held}, _validator_of(one)
        elif isinstance(held, list) and "items" in inner:
            of_items = _validator_of({"$defs": schema["$defs"], **inner["items"]})
            for index, item in enumerate(held):
                yield (key, index), item, of_items


def _validator_of(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, validate_formats=True)


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


def _explain(
    kind: Kind, data: Any, path: Path, error: ValidationError, words: Report, report: Report
) -> None:
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
                unused = _unused(kind, schema, value)
                misspelt = [key for key in value if key not in _properties(kind, schema)]
                meant = {words.near(key, unused) for key in misspelt}
                if missing in meant or (missing == "scale" and "criteria" in meant):
                    return  # the unknown key says so
                message = f"'{missing}' is missing{_of(value)}"
            wanted = _description(kind, _properties(kind, schema).get(missing, {}))
            if missing == "scale":
                wanted += " A group has 'criteria' instead."
            report.add(rules.MISSING_KEY, message, f"add it: {wanted}".strip(), path, on_key=True)
        case ValidationErrorKind.AdditionalProperties(unexpected=unexpected):
            unused = _unused(kind, schema, value)
            all_keys = f"the keys here are: {listed(schema['properties'])}"
            for key in unexpected:
                hint = words.suggest(key, unused, all_keys)
                message = f"the key '{cut(key)}' is unknown here"
                report.add(rules.UNKNOWN_KEY, message, hint, (*path, key), on_key=True)
        case ValidationErrorKind.Type(types=types):
            expected = " or ".join(_TYPE_NAMES[type_] for type_ in types)
            message = f"{name} must be {expected}, not {shown(value)}"
            hint = _type_hint(value, types, description)
            if not path and value is None:
                message, hint = "the file is empty", description
            report.add(rules.WRONG_TYPE, message, hint, path)
        case ValidationErrorKind.Not() if "propertyNames" in schema:
            names = _validator_of({"$defs": _schema(kind)["$defs"], **schema["propertyNames"]})
            wanted = _description(kind, schema["propertyNames"])
            for key in value:
                if not names.is_valid(key):
                    message = f"the key '{cut(key)}' is not allowed here"
                    report.add(rules.NOT_ALLOWED, message, wanted, (*path, key), on_key=True)
        case ValidationErrorKind.Not() if not schema["not"]:
            report.add(rule, f"{name} cannot be here", description, path, on_key=True)
        case ValidationErrorKind.OneOfMultipleValid() if not isinstance(value, dict):
            pass  # its type is told
        case ValidationErrorKind.Not() | ValidationErrorKind.OneOfMultipleValid():
            message = f"{name} has keys that do not go together"
            report.add(rule, message, description, path, on_key=True)
        case ValidationErrorKind.AnyOf() | ValidationErrorKind.OneOfNotValid():
            message = f"{name} has none of the keys that say what it is"
            report.add(rule, message, description, path, on_key=True)
        case ValidationErrorKind.Constant():
            report.add(rule, f"the version {shown(value)} is unknown", "write version: 1", path)
        case ValidationErrorKind.Enum(options=options):
            hint = f"write {' or '.join(str(o) for o in options)}"
            report.add(rule, f"{name} cannot be {shown(value)}", hint, path)
        case (
            ValidationErrorKind.MinItems(limit=limit)
            | ValidationErrorKind.MinProperties(limit=limit)
        ):
            there = "1 is" if value and len(value) == 1 else f"{len(value or ())} are"
            message = f"{name} needs at least {limit}; {there} there"
            report.add(rule, message, description, path, on_key=True)
        case ValidationErrorKind.MaxItems(limit=limit):
            message = f"{name} takes no more than {limit}; {len(value)} are there"
            report.add(rule, message, description, path)
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


def _properties(kind: Kind, schema: dict[str, Any]) -> dict[str, Any]:
    """What a mapping may have, by key."""
    if "properties" not in schema:  # the keyword stands in an `else` of the definition
        holders = _schema(kind)["$defs"].values()
        schema = next((d for d in holders if d.get("else") is schema), schema)
    properties: dict[str, Any] = schema.get("properties", {})
    return properties


def _unused(kind: Kind, schema: dict[str, Any], value: Any) -> list[str]:
    """The keys that a mapping may have and has not."""
    return [key for key in _properties(kind, schema) if key not in value]


def _description(kind: Kind, schema: dict[str, Any]) -> str:
    """A schema's description, its own or that of what it refers to."""
    if "description" not in schema and "$ref" in schema:
        schema = _schema(kind)["$defs"][schema["$ref"].rpartition("/")[2]]
    description: str = schema.get("description", "")
    return description


def _type_hint(value: Any, types: list[str], description: str) -> str:
    if value is None:
        return f"write it, or delete the line. {description}".strip()
    if "string" in types and isinstance(value, (int, float)):
        return "put it in quotes"
    return description


def _of(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return f" in '{cut(value['id'])}'"
    return ""


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
