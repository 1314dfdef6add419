"""`ukjapan score`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ukjapan_cli.cli.arguments import (
    Asked,
    AsOf,
    CriteriaFile,
    Format,
    OptionsFile,
    OutputFormat,
    Perspective,
    Weights,
)
from ukjapan_cli.cli.output import tell
from ukjapan_cli.cli.show import show
from ukjapan_cli.features.table.arguments import (
    ColumnNames,
    EngineName,
    HighSuffix,
    IdColumn,
    LowSuffix,
    Master,
    NameColumn,
    Table,
    TableColumns,
    open_criteria,
    refuse,
    refuse_options,
    table_arguments,
)

EXAMPLES = """Examples:

\b
  ukjapan score
  ukjapan score --perspective treasury --as-of 2016-06-01
  ukjapan score --weight security=60 --weight readiness=0
  ukjapan score -o options.yaml -c criteria.yaml --format json
  ukjapan score --require likely
  ukjapan score -c criteria.yaml --table register.parquet --out scored.parquet
"""


_TOP = 10


class Required(StrEnum):
    """How sure first place has to be."""

    ROBUST = "robust"
    LIKELY = "likely"


def score(
    context: typer.Context,
    options: OptionsFile = None,
    criteria: CriteriaFile = None,
    perspective: Perspective = None,
    weight: Weights = None,
    as_of: AsOf = None,
    allow_missing: Annotated[
        bool,
        typer.Option(
            "--allow-missing",
            help="Rank options with missing scores on what those could be, from worst to best.",
        ),
    ] = False,
    require: Annotated[
        Required | None,
        typer.Option(
            metavar="VERDICT",
            help="Exit 1 if first place is less sure than this: robust, likely.",
        ),
    ] = None,
    table: Table = None,
    engine: EngineName = None,
    master: Master = None,
    column: ColumnNames = None,
    id_column: IdColumn = None,
    name_column: NameColumn = None,
    low_suffix: LowSuffix = None,
    high_suffix: HighSuffix = None,
    top: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help="Show so many of a table's best options; 10 if not given."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            readable=False,
            help="Write all of a table's options there: .parquet or .csv.",
        ),
    ] = None,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Rank the options by overall value, and show what each value is made of."""
    columns = TableColumns(column, id_column, name_column, low_suffix, high_suffix)
    if table is not None:
        refuse_options(context, options)
        refuse("a table has no dates", {"--as-of": as_of})
        refuse("a table's ranking comes without a verdict", {"--require": require})

        from ukjapan_cli.features.table.score_command import Wanted, score_table

        looked_at = open_criteria(criteria, perspective, weight)
        wanted = Wanted(top or _TOP, out, allow_missing, format)
        score_table(looked_at, table_arguments(table, engine, columns, master), wanted)
        return
    of_tables = {
        "--engine": engine,
        "--master": master,
        **columns.flags,
        "--top": top,
        "--out": out,
    }
    refuse("only a table has that; give --table", of_tables)
    asked = Asked(options, criteria, perspective, weight, as_of)
    decision = asked.decision(allow_missing=allow_missing)

    from ukjapan_cli.features.verdict.analysis import Judged, verdict
    from ukjapan_cli.model.scoring import score as score_decision

    scoring = score_decision(decision, allow_missing=allow_missing)
    found = verdict(scoring)
    show(Judged(scoring, found), format, __package__)
    if require is not None and not (found and found.is_at_least(require.value)):
        word = found.word if found else "without a verdict"
        tell(f"ukjapan: first place is {word}; --require {require.value} is not met\n")
        raise typer.Exit(1)
