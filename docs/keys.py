"""Keys of the two files: a page of tables from the JSON Schemas that `ukjapan schema` prints.

`python docs/keys.py` writes `docs/reference/keys.md`; a test makes it again and compares.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent / "reference" / "keys.md"
FILES = ("criteria", "options")
_INTRODUCTION = """\
# The keys of the two files

Every key that a file may have, by the mapping that it stands in, as the JSON Schemas have it.
The page is made of what `ukjapan schema` prints. [The two files](files.md) says what the keys mean
together.
"""


def page(schemas: dict[str, Any]) -> str:
    """The page in Markdown, of each file's schema by the file's name."""
    parts = [_INTRODUCTION]
    for name, schema in schemas.items():
        parts.append(f"## {name}.yaml\n\n{schema['description']}\n\n{_table(schema, schema)}")
        parts += [
            f"### {name}.yaml: {kind.replace('-', ' ')}\n\n"
            f"{definition['description']}\n\n{_table(definition, schema)}"
            for kind, definition in schema["$defs"].items()
            if kind != "a-distribution-alone" and "properties" in definition
        ]
    return "\n".join(parts)


def _table(mapping: Any, schema: Any) -> str:
    return "| key | | what it is |\n| --- | --- | --- |\n" + "".join(
        f"| `{key}` | {'required' if key in mapping.get('required', []) else ''} | {said} |\n"
        for key, said in _keys(mapping, schema)
    )


def _keys(mapping: Any, schema: Any) -> Iterator[tuple[str, str]]:
    for key, value in mapping["properties"].items():
        kind = value.get("$ref", "").removeprefix("#/$defs/")
        said = value.get("description") or schema["$defs"][kind]["description"]
        yield key, said.replace("|", "\\|")
        for inner, described in value.get("properties", {}).items():
            yield f"{key}: {inner}", described["description"].replace("|", "\\|")


def _schema(name: str) -> Any:
    command = [sys.executable, "-m", "ukjapan_cli", "schema", name]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603


if __name__ == "__main__":
    PAGE.write_text(page({name: _schema(name) for name in FILES}), encoding="utf-8")
