"""JSON and CSV, the same bytes for the same result."""

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ukjapan_cli.render.visible import visible

FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula."""


def json_text(schema: str, record: Mapping[str, Any]) -> str:
    """A JSON document whose first key names its schema; ASCII, so that nothing in it is obeyed."""
    return json_document({"schema": schema, **record})


def json_document(record: Mapping[str, Any]) -> str:
    """A JSON document in a format of somebody else's; ASCII too."""
    text = json.dumps(_settled(record), indent=2, allow_nan=False)
    return text.replace("##[", "\\u0023#[") + "\n"


def _settled(value: Any) -> Any:
    """The same record in which no number is -0.0."""
    match value:
        case float():
            return value + 0.0
        case dict():
            return {key: _settled(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_settled(inner) for inner in value]
    return value


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """CSV (RFC 4180) with LF; text that a spreadsheet would take for a formula begins with `'`."""
    import csv  # here, since most runs write none

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value + 0.0) if isinstance(value, float) else value
    return cell_text(value)


def cell_text(text: str) -> str:
    """Text in a cell of CSV: shown, never obeyed, be it by a terminal or by a spreadsheet."""
    text = visible(text)
    return "'" + text if text.startswith(FORMULA_STARTS) else text
