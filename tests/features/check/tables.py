"""Tables and criteria checked together, from text as the documentation's examples have it."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tests.features.check.examples import merged

from ukjapan_cli.documents.files.locations import Location
from ukjapan_cli.documents.load import load_criteria
from ukjapan_cli.features.check.manual import CRITERIA
from ukjapan_cli.features.check.result import CheckedDecision
from ukjapan_cli.features.check.settings import Flags
from ukjapan_cli.features.table.analysis.columns import Asked
from ukjapan_cli.features.table.check import TableToCheck, check_table

ENGINES = ("polars", "duckdb")
_FILE = re.compile(
    r"^# (?P<name>criteria\.yaml|register\.(?:csv|parquet))(?:, in which (?P<text>\w+) is text)?\n",
    re.MULTILINE,
)


def write_example(example: str, folder: Path) -> str:
    """Write an example's files; the answer is the table's name."""
    parts = _FILE.split(example)
    assert not parts[0].strip(), "an example begins with the name of its file, as a comment"
    (folder / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    table = ""
    for name, text_column, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        if name == "criteria.yaml":
            (folder / name).write_text(merged(CRITERIA, text), encoding="utf-8")
            continue
        table = name
        if name.endswith(".csv"):
            (folder / name).write_text(f"{text.rstrip()}\n", encoding="utf-8")
        else:
            write_parquet(folder / name, text, text_column)
    return table


def write_parquet(path: Path, text: str, text_column: str | None) -> None:
    rows = list(csv.DictReader(io.StringIO(text.strip())))
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in rows[0]}
    for name in ("cost", "reach"):
        if name != text_column:
            columns[name] = [float(number) for number in columns[name]]
    pq.write_table(pa.table(columns), path)


def checked(
    folder: Path,
    table: str,
    engine: str | None = None,
    asked: Asked = Asked(),  # noqa: B008 (immutable)
    flags: Flags = Flags(),  # noqa: B008 (immutable)
) -> CheckedDecision:
    """What is wrong with a folder's criteria and its table."""
    loaded = load_criteria(Location(folder / "criteria.yaml", "criteria.yaml"))
    given = TableToCheck(str(folder / table), table, engine, None, lambda: asked)
    (decision,) = check_table(loaded, given, flags).decisions
    return decision
