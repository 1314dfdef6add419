"""What an engine reads of a table: the names of its columns, and its rows as text."""

from pathlib import Path
from typing import Any, NamedTuple

import narwhals as nw

from ukjapan_cli.features.table.engines.engine import engine_for, source_for
from ukjapan_cli.features.table.engines.stored import stored

ENGINES = ("polars", "duckdb")  # and Spark, where a test has the fixture for it


class Read(NamedTuple):
    """A table's named columns as an engine has them, an empty cell as None."""

    rows: list[dict[str, Any]]
    notes: tuple[str, ...]
    is_copy: bool


def read(given: Path | str, engine: str) -> Read:
    source = source_for(str(given), engine)
    running = engine_for(source, engine)
    with stored(source) as files:
        frame, names = running.open(files)
        named = [
            nw.col(column).alias(f"column {place}")
            for place, column in enumerate(frame.collect_schema())
            if names[place]
        ]
        rows = [
            [None if cell == "" else cell for cell in row.values()]
            for batch in running.batches(frame.select(named))
            for row in batch.to_pylist()
        ]
    called = [name for name in names if name]
    return Read([dict(zip(called, row, strict=True)) for row in rows], files.notes, files.is_copy)
