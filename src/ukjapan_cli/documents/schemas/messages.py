"""What a schema refuses, in the words of a decision's author.

An `x-ukjapan` annotation in the schemas names the code of a fault that is not a general one.
"""

from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from ukjapan_cli.decision.performances import says_unknown
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.schemas.schema import Kind, schema_of, validator_of
from ukjapan_cli.documents.yaml.finding import Fix, NodePath, cut
from ukjapan_cli.documents.yaml.report import Report, listed, shown

_VISIBLE = "\\S"
_LOOSE = ("", _VISIBLE)  # patterns that do not say how long a text may be
_TYPE_NAMES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


def explain(
    kind: Kind, data: Any, path: NodePath, error: ValidationError, words: Report, report: Report
) -> None:
    """Report what an error of the validator means.

    Args:
        kind: whose schema refused.
        data: the whole document.
        path: of the value that was refused.
        error: the validator's.
        words: which near words were looked for already.
        report: where the findings go.
    """
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
                fix = words.fix(key, unused)
                report.add(rules.UNKNOWN_KEY, message, hint, (*path, key), on_key=True, fix=fix)
        case ValidationErrorKind.Type(types=types):
            expected = " or ".join(_TYPE_NAMES[type_] for type_ in types)
            message = f"{name} must be {expected}, not {shown(value)}"
            hint = _type_hint(value, types, description)
            if is_unscored(value, path):
                hint = SCORELESS
            if not path and value is None:
                message, hint = "the file is empty", description
            fix = None
            if types == ["string"] and isinstance(value, (int, float)):  # a score may be a number
                fix = Fix(value, fits=_validator(kind, tuple(error.schema_path)).is_valid)
            report.add(rules.WRONG_TYPE, message, hint, path, fix=fix)
        case ValidationErrorKind.Not() if "propertyNames" in schema:
            names = validator_of({"$defs": schema_of(kind)["$defs"], **schema["propertyNames"]})
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
        case ValidationErrorKind.Pattern() if schema["pattern"] == _VISIBLE:
            if value:
                report.add(rule, f"{name} is blank", description, path)
        case ValidationErrorKind.MaxLength(limit=limit) if schema.get("pattern", "") in _LOOSE:
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
    schema: Any = schema_of(kind)
    for step in schema_path[:-1]:
        try:
            schema = schema[step]
        except LookupError:
            return {}
    return schema if isinstance(schema, dict) else {}


@cache
def _validator(kind: Kind, schema_path: tuple[str | int, ...]) -> Draft202012Validator:
    """What holds data against the schema that the failing keyword stands in."""
    return validator_of({"$defs": schema_of(kind)["$defs"], **_subschema(kind, [*schema_path])})


def _properties(kind: Kind, schema: dict[str, Any]) -> dict[str, Any]:
    """What a mapping may have, by key."""
    if "properties" not in schema:  # the keyword stands in an `else` of the definition
        holders = schema_of(kind)["$defs"].values()
        schema = next((d for d in holders if d.get("else") is schema), schema)
    properties: dict[str, Any] = schema.get("properties", {})
    return properties


def _unused(kind: Kind, schema: dict[str, Any], value: Any) -> list[str]:
    """The keys that a mapping may have and has not."""
    return [key for key in _properties(kind, schema) if key not in value]


def _description(kind: Kind, schema: dict[str, Any]) -> str:
    """A schema's description, its own or that of what it refers to."""
    if "description" not in schema and "$ref" in schema:
        schema = schema_of(kind)["$defs"][schema["$ref"].rpartition("/")[2]]
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


def _at(data: Any, path: NodePath) -> Any:
    for step in path:
        data = data[step]
    return data


SCORELESS = "leave the score out, and rank with `ukjapan score --allow-missing`"
"""What to do about a score that nobody can give."""


def is_unscored(node: Any, path: NodePath) -> bool:
    """Whether a score at `path` says that nobody knows, or that nothing is to be known."""
    is_score = path[:1] == ("options",) and path[2:3] == ("scores",) and len(path) > 3
    return is_score and isinstance(node, str | None) and says_unknown(node or "")
