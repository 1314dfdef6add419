"""What the commands on tables have in common: the table, its engine, its columns."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeAlias

import typer

from ukjapan_cli.cli.arguments import look_at, refuse, tell_packaged, weights_in
from ukjapan_cli.cli.output import tell

if TYPE_CHECKING:
    from ukjapan_cli.decision.decision import Decision
    from ukjapan_cli.features.table.analysis.columns import Asked
    from ukjapan_cli.features.table.engines.engine import Engine as Running
    from ukjapan_cli.features.table.engines.engine import Table as Held
    from ukjapan_cli.features.table.engines.stored import Stored


class Engine(StrEnum):
    """What holds a table and runs the model on it."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


Table: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="TABLE",
        help="The options: Parquet (file, folder, glob), CSV, .xlsx, FILE.duckdb::TABLE.",
    ),
]
EngineName: TypeAlias = Annotated[
    Engine | None,
    typer.Option(
        metavar="NAME",
        help="What runs on the table: polars (if not given), duckdb (its own databases), "
        "spark (also tables of its catalogue).",
    ),
]
Master: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Where Spark runs: spark://HOST:PORT, or local[*] if not given.",
    ),
]
ColumnNames: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="ID=COLUMN",
        help="A criterion's column in the table, where it is not called by its id. Repeatable.",
    ),
]
IdColumn: TypeAlias = Annotated[
    str | None,
    typer.Option("--id", metavar="COLUMN", help="The table's column of ids; id if not given."),
]
NameColumn: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="COLUMN", help="The table's column of names; name if there is one."
    ),
]
LowSuffix: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="What ends the name of a column of least performances; _low if not given.",
    ),
]
HighSuffix: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="The same for the greatest; _high if not given."),
]


class TableColumns(NamedTuple):
    """What a user says of a table's columns, as the flags have it."""

    columns: list[str] | None = None
    id: str | None = None
    name: str | None = None
    low_suffix: str | None = None
    high_suffix: str | None = None

    @property
    def asked(self) -> "Asked":
        """The same for an analysis.

        Raises:
            typer.BadParameter: a flag's text is not of its form.
        """
        from ukjapan_cli.features.table.analysis.columns import HIGH_SUFFIX, LOW_SUFFIX, Asked

        return Asked(
            _columns(self.columns or ()),
            self.id,
            self.name,
            LOW_SUFFIX if self.low_suffix is None else self.low_suffix,
            HIGH_SUFFIX if self.high_suffix is None else self.high_suffix,
        )


class TableArguments(NamedTuple):
    """A table as a user names it."""

    table: str
    engine: Engine | None = None
    columns: TableColumns = TableColumns()
    master: str | None = None


def table_arguments(
    table: str, engine: Engine | None, columns: TableColumns, master: str | None
) -> TableArguments:
    """The arguments together.

    Raises:
        UnfitArgumentError: there is a cluster for an engine that has none.
    """
    if engine is not Engine.SPARK:
        refuse("only Spark has that; give --engine spark", {"--master": master})
    return TableArguments(table, engine, columns, master)


class Opened(NamedTuple):
    """A table with what is read from it.

    Attributes:
        stored: where it is.
        engine: what runs on it.
        table: its rows, none of them read yet.
        asked: what the user says of its columns.
    """

    stored: "Stored"
    engine: "Running"
    table: "Held"
    asked: "Asked"


@contextmanager
def open_table(arguments: TableArguments) -> Iterator[Opened]:
    """Open the table that the arguments name, and tell what there is to say of how it is read.

    Raises:
        InputError: there is none, it is no table, or what reads it is not installed.
        typer.BadParameter: an argument is not of its form.
    """
    from ukjapan_cli.features.table.engines.engine import engine_for, source_for
    from ukjapan_cli.features.table.engines.stored import stored
    from ukjapan_cli.formats.escape import visible

    named = arguments.engine.value if arguments.engine else None
    source = source_for(arguments.table, named)
    engine = engine_for(source, named, arguments.master)
    asked = arguments.columns.asked
    with stored(source) as files:
        if files.notes:
            notes = f"{source.given}: {'; '.join(files.notes)}"
            tell(f"ukjapan: {visible(notes)}\n")
        yield Opened(files, engine, engine.open(files), asked)


def open_criteria(
    criteria: Path | None, perspective: str | None, weight: list[str] | None
) -> "Decision":
    """Load the criteria that the arguments name as a decision without options.

    Raises:
        InvalidDecisionError: the file has errors.
        UnknownNameError: there is no such perspective or criterion.
        UnusableWeightsError: the weights make no shares.
        typer.BadParameter: an argument is not of its form.
    """
    weights = weights_in(weight)

    from ukjapan_cli.diagnostics import InvalidDecisionError
    from ukjapan_cli.documents.files.locations import locate_criteria, packaged
    from ukjapan_cli.documents.load import load_criteria
    from ukjapan_cli.formats.diagnostics import text

    location = locate_criteria(criteria, Path())
    if location is None:
        tell_packaged()
        location = packaged().criteria
    loaded = load_criteria(location)
    if loaded.decision is None:
        raise InvalidDecisionError(loaded.diagnostics)
    tell(text(loaded.diagnostics))
    return look_at(loaded.decision, perspective, weights)


def _columns(texts: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in texts:
        id_, equals, column = text.partition("=")
        id_ = id_.strip()
        if not (equals and id_ and column):
            raise _unfit(f"{text!r} is not ID=COLUMN, such as running-cost=RunCost")
        if id_ in found:
            raise _unfit(f"{id_!r} is given two columns, {found[id_]!r} and {column!r}")
        found[id_] = column
    return found


def _unfit(message: str) -> typer.BadParameter:
    return typer.BadParameter(message, param_hint="'--column'")
