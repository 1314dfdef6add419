"""Scoring a table in this process: what stands on stdout as JSON, and what on stderr."""

import contextlib
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

from ukjapan_cli.cli.arguments import Format
from ukjapan_cli.features.table.analysis.columns import ID
from ukjapan_cli.features.table.arguments import Engine, TableArguments, TableColumns, open_criteria
from ukjapan_cli.features.table.score import Wanted, score_table


class Scored(NamedTuple):
    """What was said of a table."""

    record: dict[str, Any]
    err: str

    @property
    def values(self) -> dict[str, Any]:
        """The ranked options with their values, or with both ends where these are intervals."""
        ends = {
            e["option"]: (e["value"], e.get("most", e["value"])) for e in self.record["ranking"]
        }
        return {id_: low if low == high else (low, high) for id_, (low, high) in ends.items()}


def scored(
    criteria: Path,
    table: Path | str,
    engine: str,
    *,
    columns: tuple[str, ...] = (),
    id_: str = ID,
    allow_missing: bool = False,
    top: int = 10,
) -> Scored:
    """Score a table as the command does."""
    given = TableArguments(str(table), Engine(engine), TableColumns(list(columns), id_))
    wanted = Wanted(top, None, allow_missing, Format.JSON)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        score_table(open_criteria(criteria, None, None), given, wanted)
    return Scored(json.loads(out.getvalue()), err.getvalue())
