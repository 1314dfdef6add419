"""What a table is read and worked out by, and which engine that is."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from ukjapan_cli.diagnostics import MissingExtraError
from ukjapan_cli.features.table.engines.fault import TableError
from ukjapan_cli.features.table.engines.source import Kind, Source, find_for_spark, find_source

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

    from ukjapan_cli.features.table.engines.stored import Stored


class Table(NamedTuple):
    """A table that an engine holds.

    Attributes:
        frame: its rows, none of them read yet; the columns are called by their positions.
        names: what the table calls the columns, in the frame's order; empty for one without a name.
    """

    frame: "nw.LazyFrame[Any]"
    names: tuple[str, ...]


class Engine(Protocol):
    """A library that holds tables and runs expressions on them, a part of the rows at a time.

    Every method raises `TableError` for what is wrong with the table rather than the program.
    """

    name: str
    is_ordered: bool
    """Whether rows come in the same order every time."""

    def open(self, stored: "Stored") -> Table:
        """The table, for as long as it is stored so."""

    def row(self, frame: "nw.LazyFrame[Any]") -> Mapping[str, Any]:
        """The one row of a frame, worked out."""

    def rows(self, frame: "nw.LazyFrame[Any]") -> list[dict[str, Any]]:
        """A frame of few rows, worked out."""

    def batches(self, frame: "nw.LazyFrame[Any]") -> "Iterator[pa.RecordBatch]":
        """The frame's rows in the table's order, worked out while they are taken."""


POLARS, DUCKDB, SPARK = "polars", "duckdb", "spark"
_READS = {
    POLARS: (Kind.PARQUET, Kind.CSV, Kind.WORKBOOK),
    DUCKDB: (Kind.PARQUET, Kind.CSV, Kind.WORKBOOK, Kind.DUCKDB),
    SPARK: (Kind.PARQUET, Kind.CSV, Kind.WORKBOOK, Kind.CATALOGUE),
}
_LIBRARIES = {
    POLARS: ("polars", "Polars"),
    DUCKDB: ("duckdb", "DuckDB"),
    SPARK: ("pyspark", "PySpark"),
}
_COMMON = {"narwhals": "Narwhals", "pyarrow": "PyArrow", "duckdb": "DuckDB"}


def source_for(given: str, asked: str | None) -> Source:
    """What is meant by a path, or by a name that the engine that was asked for knows.

    Raises:
        TableError: there is nothing of that name, or nothing that is a table.
    """
    return find_for_spark(given) if asked == SPARK else find_source(given)


def engine_for(source: Source, asked: str | None = None, master: str | None = None) -> Engine:
    """The engine that was asked for, or Polars for files and DuckDB for its own.

    Args:
        source: what it is to read.
        asked: its name.
        master: the cluster to run on, for Spark.

    Raises:
        TableError: the engine does not read such a table.
        MissingExtraError: a library is not installed.
    """
    name = asked or (DUCKDB if source.kind is Kind.DUCKDB else POLARS)
    if source.kind not in _READS[name]:
        raise TableError(
            f"{_LIBRARIES[name][1]} does not read '{source.given}'; leave --engine out"
        )
    library, called = _LIBRARIES[name]
    for module, what in {**_COMMON, library: called}.items():
        _require(module, what, "spark" if name == SPARK else "tables")
    home = import_module(f"ukjapan_cli.features.table.engines.{name}")
    engine: Engine = home.engine(master) if name == SPARK else home.engine()
    return engine


def _require(module: str, what: str, extra: str) -> None:
    try:
        import_module(module)
    except ImportError:
        raise MissingExtraError(what, extra) from None
