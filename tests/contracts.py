"""The JSON contracts, to which every JSON output in the tests is held: see tests/conftest.py."""

import json
from functools import cache
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from ukjapan_cli.features.schema.contracts import contract_text

_BEGINNING = '{\n  "schema": "ukjapan/'


@cache
def schema_of(name: str) -> Any:
    """The schema of an output by its name: `score`."""
    return json.loads(contract_text(name))


@cache
def validator(name: str) -> Draft202012Validator:
    """What holds a record against the schema of its name, dates included."""
    return Draft202012Validator(schema_of(name), validate_formats=True)


def name_of(record: Any) -> str:
    """The name in a record's first key: `score` of `ukjapan/score/1`."""
    assert next(iter(record)) == "schema"
    _, name, _ = record["schema"].split("/")
    return str(name)


def hold(output: str) -> None:
    """Fail where an output is a record of ours that is not as its schema says."""
    if not output.startswith(_BEGINNING):
        return
    record = json.loads(output)
    for error in validator(name_of(record)).iter_errors(record):
        where = "/".join(map(str, error.instance_path))
        pytest.fail(
            f"{record['schema']} is not as its schema says: /{where}: {error.message[:300]}"
        )
