"""The JSON Schemas in this package: the one definition of structure."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from jsonschema_rs import Draft202012Validator

Kind: TypeAlias = Literal["criteria", "options"]

_SCHEMAS = Path(__file__).parent


def schema_text(kind: Kind) -> str:
    """The JSON Schema of a kind of file, as it is in the package."""
    return (_SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")


@cache
def schema_of(kind: Kind) -> dict[str, Any]:
    """The schema of a kind of file, as data that nobody changes."""
    schema: dict[str, Any] = json.loads(schema_text(kind))
    return schema


@cache
def validator(kind: Kind) -> Draft202012Validator:
    """What holds a document against the schema of its kind."""
    return validator_of(schema_of(kind))


def validator_of(schema: dict[str, Any]) -> Draft202012Validator:
    """What holds data against a schema, dates included."""
    return Draft202012Validator(schema, validate_formats=True)
