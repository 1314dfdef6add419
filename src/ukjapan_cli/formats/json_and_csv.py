"""JSON and CSV, the same bytes for the same result."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ukjapan_cli.formats.digits import significant, significant_in
from ukjapan_cli.formats.escape import visible_cell

FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""

QUOTE = '"'
_MOST_INDENTED = 100
_FORMULA = re.compile(rf"""((?:^|[;|])[\s"']*)(?=[{"".join(map(re.escape, FORMULA_STARTS))}])""")


def json_text(schema: str, record: Mapping[str, Any]) -> str:
    """A JSON document whose first key names its schema; ASCII, so that nothing in it is obeyed."""
    return json_document({"schema": schema, **record})


def json_document(record: Mapping[str, Any]) -> str:
    """A JSON document in a format of somebody else's; ASCII too, floats to twelve digits."""
    entries = (f"  {json.dumps(key)}: {_indented(value)}" for key, value in record.items())
    text = ",\n".join(entries)
    return f"{{\n{text}\n}}\n".replace("##[", "\\u0023#[")


def _indented(value: Any) -> str:
    """A value of a document; a long list has an item a line, which takes less time and room."""
    if isinstance(value, (list, tuple)) and len(value) > _MOST_INDENTED:
        lines = (json.dumps(significant_in(item), allow_nan=False) for item in value)
        return "[\n    " + ",\n    ".join(lines) + "\n  ]"
    text = json.dumps(significant_in(value), indent=2, allow_nan=False)
    return text.replace("\n", "\n  ")  # no text in it has an end of line of its own


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """CSV (RFC 4180) with LF, all text in quotes and none of it a formula to a spreadsheet."""
    lines = (",".join(map(_cell, row)) for row in ([*header], *rows))
    return "".join(f"{line}\n" for line in lines)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return repr(significant(value))
        case str():
            return f'"{cell_text(value).replace(QUOTE, 2 * QUOTE)}"'
        case number:
            return str(number)


def cell_text(text: str) -> str:
    """Text in a cell of CSV: shown, never obeyed, be it by a terminal or by a spreadsheet.

    Spaces stay as they are, so that what differs by them, such as an id, differs here too. A sign
    that would begin a formula has `'` before it, after a separator of other lists too: where a
    decimal comma is usual, spreadsheets cut `x;=1+1` in two, in quotes or not.
    """
    return _FORMULA.sub(r"\1'", visible_cell(text))
