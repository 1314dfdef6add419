"""The schemas, as editors and this program read them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

from ukjapan_cli.documents.rules import BY_CODE
from ukjapan_cli.documents.schemas.schema import Kind, schema_text

KINDS: list[Kind] = ["criteria", "options"]


def schema_of(kind: Kind) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(schema_text(kind))
    return schema


def mappings_in(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema, the schema itself first."""
    if isinstance(node, dict):
        yield node
    if isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from mappings_in(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_says_what_it_is(kind: Kind) -> None:
    schema = schema_of(kind)
    assert meta.is_valid(schema)
    for mapping in mappings_in(schema):
        properties = mapping.get("properties", {})
        if "type" not in mapping:  # a `then`: its properties are described elsewhere
            continue
        for name, inner in properties.items():
            assert {"description", "$ref"} & inner.keys(), name


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_somewhere_and_everything_is_referred_to(kind: Kind) -> None:
    schema = schema_of(kind)
    references = {m["$ref"] for m in mappings_in(schema) if isinstance(m.get("$ref"), str)}
    assert references == {f"#/$defs/{name}" for name in schema["$defs"]}


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_in_it_is_in_the_catalogue(kind: Kind) -> None:
    codes = {m["x-ukjapan"]["code"] for m in mappings_in(schema_of(kind)) if "x-ukjapan" in m}
    assert codes
    assert codes <= BY_CODE.keys()


VALID = {
    "id": ["a", "a-b", "2", "a1-b2", "x" * 100],
    "date": ["2026-04-01", "0001-01-01", "9999-12-31", "2024-02-29"],
    "citation": ["survey", "survey ¶4", "a-b  p. 3, table 2"],
    "name": ["A", "é 日本 😀", "x" * 200],
}
INVALID = {
    "id": ["", "A", "a_b", "-a", "a-", "a--b", "a b", "é", "a\n", "\na", "x" * 101, 5, None],
    "date": ["2026-4-1", "2026-02-29", "2026-13-01", "20260401", "0000-01-01", "2026-04-01\n"],
    "citation": ["", "Survey", "¶4", " survey", "x" * 501, 5],
    "name": ["", "x" * 201, 5, None, ["A"]],
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", VALID)
def test_small_definitions(kind: Kind, name: str) -> None:
    schema = {"$defs": schema_of(kind)["$defs"], "$ref": f"#/$defs/{name}"}
    validator = Draft202012Validator(schema, validate_formats=True)
    assert [text for text in VALID[name] if not validator.is_valid(text)] == []
    assert [text for text in INVALID[name] if validator.is_valid(text)] == []
