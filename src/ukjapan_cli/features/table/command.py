"""`ukjapan table`."""

from os.path import exists
from pathlib import Path
from typing import Annotated

import typer

from ukjapan_cli.cli.arguments import CriteriaFile, Format, OutputFormat, Perspective, Weights
from ukjapan_cli.cli.out import check_out
from ukjapan_cli.features.check.arguments import (
    FindingsFile,
    FindingsFormat,
    Ignore,
    Select,
    Strict,
    flags_in,
)
from ukjapan_cli.features.check.github_actions import relative
from ukjapan_cli.features.check.output import conclude, write
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
    table_arguments,
)

COMMANDS = {
    "score": (
        "Rank the options of a table.",
        """Examples:

\b
  ukjapan table score register.parquet
  ukjapan table score register.parquet -c criteria.yaml --out scored.parquet
  ukjapan table score sites.csv --id site --column running-cost=RunCost
""",
    ),
    "check": (
        "Find everything that is wrong with a table.",
        """Examples:

\b
  ukjapan table check register.parquet
  ukjapan table check sites.csv --id site --column running-cost=RunCost
  ukjapan table check register.parquet -c criteria.yaml --format json
""",
    ),
}
"""What each does, and its examples: the functions of these names."""


def score(
    table: Table,
    criteria: CriteriaFile = None,
    perspective: Perspective = None,
    weight: Weights = None,
    engine: EngineName = None,
    master: Master = None,
    column: ColumnNames = None,
    id_column: IdColumn = None,
    name_column: NameColumn = None,
    low_suffix: LowSuffix = None,
    high_suffix: HighSuffix = None,
    allow_missing: Annotated[
        bool,
        typer.Option(
            "--allow-missing",
            help="Rank options with missing performances on what those could be, from worst to "
            "best.",
        ),
    ] = False,
    top: Annotated[
        int, typer.Option(metavar="N", min=1, help="Show so many of the best options.")
    ] = 10,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", readable=False, help="Write all options there: .parquet or .csv."
        ),
    ] = None,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Rank a table's options by overall value, and show what each of the best is made of."""
    from ukjapan_cli.features.table.score import Wanted, score_table

    decision = open_criteria(criteria, perspective, weight)
    columns = TableColumns(column, id_column, name_column, low_suffix, high_suffix)
    arguments = table_arguments(table, engine, columns, master)
    score_table(decision, arguments, Wanted(top, out, allow_missing, format))


def check(
    table: Table,
    criteria: CriteriaFile = None,
    engine: EngineName = None,
    master: Master = None,
    column: ColumnNames = None,
    id_column: IdColumn = None,
    name_column: NameColumn = None,
    low_suffix: LowSuffix = None,
    high_suffix: HighSuffix = None,
    select: Select = None,
    ignore: Ignore = None,
    strict: Strict = False,
    format: FindingsFormat = None,  # noqa: A002 (the flag's name)
    out: FindingsFile = None,
) -> None:
    """Find everything that is wrong with a table and its criteria; exit 1 if there is an error."""
    if out is not None:
        check_out(out, criteria, Path(table))
    flags = flags_in(select, ignore, strict=strict)
    columns = TableColumns(column, id_column, name_column, low_suffix, high_suffix)
    arguments = table_arguments(table, engine, columns, master)

    from ukjapan_cli.documents.files.locations import NoFilesError, locate_criteria
    from ukjapan_cli.documents.load import load_criteria
    from ukjapan_cli.features.table.check import TableToCheck, check_table

    location = locate_criteria(criteria, Path())
    if location is None:
        raise NoFilesError("there is no criteria.yaml here; name one with --criteria")
    to_check = TableToCheck(
        given=arguments.table,
        name=relative(Path(table)) if exists(table) else table,  # noqa: PTH110 (raises nothing)
        engine=arguments.engine.value if arguments.engine else None,
        master=arguments.master,
        asked=lambda: arguments.columns.asked,
    )
    loaded = load_criteria(location._replace(name=relative(location.path)))
    checked = check_table(loaded, to_check, flags)
    write(checked, format, out)
    conclude(checked)
