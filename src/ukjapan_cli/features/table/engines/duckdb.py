"""DuckDB: the engine for its own databases; it reads files too."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

from ukjapan_cli.decision.names import nearest
from ukjapan_cli.features.table.engines.duckdb_runs import interrupted_by_signals, reading
from ukjapan_cli.features.table.engines.engine import Table
from ukjapan_cli.features.table.engines.fault import TableError
from ukjapan_cli.features.table.engines.headers import positions
from ukjapan_cli.features.table.engines.source import Kind, Source
from ukjapan_cli.features.table.engines.stored import Stored

_BATCH = 20_000
_MEMORY = "512MB"
_MAGIC = slice(8, 12)


def engine() -> "DuckDB":
    """The engine."""
    return DuckDB()


class DuckDB:
    """See `ukjapan_cli.features.table.engines.engine.Engine`."""

    name = "duckdb"
    is_ordered = True

    def __init__(self) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = None

    def open(self, stored: Stored) -> Table:
        """The files or the database's table as one frame; of CSV every column is text."""
        with reading():
            if stored.kind is Kind.DUCKDB:
                return self._table(stored.source)
            files = self._files(stored)
            frame = files.query("files", _by_position("files", len(stored.names)))
            return Table(nw.from_native(frame), stored.names)

    def _files(self, stored: Stored) -> duckdb.DuckDBPyRelation:
        connection = self._connect(":memory:")
        files = [_address(file) for file in stored.files]
        if stored.kind is Kind.PARQUET:
            return connection.read_parquet(files, hive_partitioning=False)
        return connection.read_csv(
            files,  # type: ignore[arg-type]  # its stubs know of one file only
            header=True,
            columns=dict.fromkeys(positions(len(stored.names)), "VARCHAR"),
            auto_detect=False,
            delimiter=stored.separator,
            quotechar='"',
            escapechar='"',
            hive_partitioning=False,
        )

    def _table(self, source: Source) -> Table:
        (file,) = source.files
        with Path(file).open("rb") as database:
            if database.read(_MAGIC.stop)[_MAGIC] != b"DUCK":
                raise TableError(f"'{file}' is not a DuckDB database")
        connection = self._connect(os.path.abspath(file), read_only=True)  # noqa: PTH100
        tables = connection.sql(_TABLES).fetchall()
        called = [f"{schema}.{table}" for schema, table in tables]
        called += [table for schema, table in tables if schema == _MAIN]
        meant = [
            (schema, table)
            for schema, table in tables
            if source.table == f"{schema}.{table}" or (schema, source.table) == (_MAIN, table)
        ]
        if not meant:
            near = nearest(source.table, called)
            hint = f"; did you mean '{near}'?" if near else ""
            raise TableError(f"'{file}' has no table '{source.table}'{hint}")
        if len(meant) > 1:
            raise TableError(
                f"'{file}' has the tables {' and '.join(map(_quoted, meant))}; "
                f"'{source.table}' could be either"
            )
        table = _quoted(meant[0])
        names = tuple(connection.sql(f"from {table}").columns)
        frame = connection.sql(_by_position(table, len(names)))
        return Table(nw.from_native(frame), names)

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
        with reading(), interrupted_by_signals(self._interrupt):
            found: list[dict[str, Any]] = frame.to_native().to_arrow_table().to_pylist()
            return found

    def batches(self, frame: nw.LazyFrame[Any]) -> Iterator[pa.RecordBatch]:
        """The rows in the table's order."""
        with reading(), interrupted_by_signals(self._interrupt):
            yield from frame.to_native().to_arrow_reader(_BATCH)

    def _interrupt(self) -> None:
        if self._connection is not None:
            self._connection.interrupt()


_MAIN = "main"
_TABLES = "select table_schema, table_name from information_schema.tables"


def _by_position(table: str, columns: int) -> str:
    """All of a table that stands there as SQL has it, its columns called by their positions."""
    return f"select * from {table} as stored({', '.join(positions(columns))})"  # noqa: S608


def _quoted(name: tuple[str, str]) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in name)


def _address(file: str) -> str:
    """A file for DuckDB, to which a name with brackets, stars or question marks is a pattern."""
    return "".join(f"[{c}]" if c in "[*?" else c for c in os.path.abspath(file))  # noqa: PTH100
