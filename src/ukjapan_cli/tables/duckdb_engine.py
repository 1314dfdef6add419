"""DuckDB: the engine for its own databases; it reads files too."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

from ukjapan_cli.decision.names import nearest
from ukjapan_cli.tables.duckdb_faults import duckdb_faults
from ukjapan_cli.tables.fault import TableError
from ukjapan_cli.tables.headers import check_headers, csv_names
from ukjapan_cli.tables.source import Kind, Source

_FAULT = "DuckDB cannot read the table"
_BATCH = 20_000
_MEMORY = "512MB"
_MAGIC = slice(8, 12)


def engine() -> "DuckDB":
    """The engine."""
    return DuckDB()


class DuckDB:
    """See `ukjapan_cli.tables.engine.Engine`."""

    name = "duckdb"
    is_ordered = True

    def __init__(self) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = None

    def open(self, source: Source) -> nw.LazyFrame[Any]:
        """The files or the database's table as one frame; of CSV every column is text."""
        check_headers(source)
        files = list(source.files)
        with duckdb_faults(_FAULT):
            if source.kind is Kind.DUCKDB:
                return nw.from_native(self._table(source))
            connection = self._connect(":memory:")
            if source.kind is Kind.CSV:
                relation = connection.read_csv(
                    files,  # type: ignore[arg-type]  # its stubs know of one file only
                    header=True,
                    columns=dict.fromkeys(csv_names(source), "VARCHAR"),
                    auto_detect=False,
                    delimiter=",",
                    quotechar='"',
                    escapechar='"',
                )
            else:
                relation = connection.read_parquet(files, hive_partitioning=False)
            return nw.from_native(relation)

    def _table(self, source: Source) -> duckdb.DuckDBPyRelation:
        with Path(source.files[0]).open("rb") as file:
            if file.read(_MAGIC.stop)[_MAGIC] != b"DUCK":
                raise TableError(f"'{source.files[0]}' is not a DuckDB database")
        connection = self._connect(source.files[0], read_only=True)
        tables = [name for (name,) in connection.sql(_TABLES).fetchall()]
        if source.table not in tables:
            near = nearest(source.table, tables)
            hint = f"; did you mean '{near}'?" if near else ""
            raise TableError(f"'{source.files[0]}' has no table '{source.table}'{hint}")
        parts = ('"' + part.replace('"', '""') + '"' for part in source.table.split("."))
        return connection.table(".".join(parts))

    def _connect(self, database: str, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
        self._connection = duckdb.connect(
            database,
            read_only=read_only,
            config={
                "memory_limit": _MEMORY,
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                # A view in somebody's database could otherwise read any file, or an address.
                "enable_external_access": str(not read_only),
            },
        )
        return self._connection

    def row(self, frame: nw.LazyFrame[Any]) -> Mapping[str, Any]:
        """The one row of a frame."""
        return self.rows(frame)[0]

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """All of a small frame."""
        with duckdb_faults(_FAULT):
            found: list[dict[str, Any]] = frame.to_native().to_arrow_table().to_pylist()
            return found

    def batches(self, frame: nw.LazyFrame[Any]) -> Iterator[pa.RecordBatch]:
        """The rows in the table's order."""
        with duckdb_faults(_FAULT):
            yield from frame.to_native().to_arrow_reader(_BATCH)


_TABLES = """
select table_name from information_schema.tables where table_schema = 'main'
union all
select table_schema || '.' || table_name from information_schema.tables
"""
