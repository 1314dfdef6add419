"""Contracts: the JSON Schemas of outputs, each beside the record that it describes."""

import json
import re
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parents[2]
_SHARED = _PACKAGE / "formats" / "shared_records.schema.json"
_REFERENCE = re.compile(r'"#/\$defs/([^"]+)"')


def contract_text(name: str) -> str:
    """The JSON Schema of an output, with all that it refers to: it stands by itself."""
    (path,) = _PACKAGE.glob(f"features/*/{name}.schema.json")
    schema = _read(path)
    shared = _read(_SHARED)["$defs"]
    own = schema.pop("$defs", {})
    needed = _references([schema, own]) - own.keys()
    while more := _references([shared[part] for part in needed]) - needed:
        needed |= more
    parts = own | {part: held for part, held in shared.items() if part in needed}
    return json.dumps({**schema, "$defs": parts} if parts else schema, indent=2) + "\n"


def _read(path: Path) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def _references(parts: list[Any]) -> set[str]:
    return set(_REFERENCE.findall(json.dumps(parts)))
