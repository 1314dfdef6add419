"""Where a table is: files, or a table of a database."""

from collections.abc import Iterator
from enum import StrEnum
from glob import glob, has_magic
from os import walk
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.tables.fault import TableError

_BETWEEN = "::"


class Kind(StrEnum):
    """What a table is stored as."""

    PARQUET = "parquet"
    CSV = "csv"
    DUCKDB = "duckdb"
    CATALOGUE = "catalogue"


_KINDS = {".parquet": Kind.PARQUET, ".pq": Kind.PARQUET, ".csv": Kind.CSV}


class Source(NamedTuple):
    """A table as it was named.

    Attributes:
        given: as the user wrote it.
        kind: what it is stored as.
        files: the files, in the order in which they are read; a database's one file.
        table: the table's name in a database or a catalogue; empty for files.
        is_remote: whether the files, if any, are where only the engine finds them.
    """

    given: str
    kind: Kind
    files: tuple[str, ...]
    table: str = ""
    is_remote: bool = False

    @property
    def has_text_numbers(self) -> bool:
        """Whether numbers are written as text, so that each has to be read as one."""
        return self.kind is Kind.CSV


def find_source(given: str) -> Source:
    """What is meant by a path: a file, a folder, a pattern, or `FILE.duckdb::TABLE`.

    A folder stands for the files in it and in folders below it whose names begin with neither `_`
    nor `.`, which Spark and others give to files that are no data.

    Raises:
        TableError: there is nothing of that name, or nothing that is a table.
    """
    path = Path(given)
    database, between, table = given.partition(_BETWEEN)
    if between and not path.exists():
        return _in_database(given, database, table)
    if path.is_dir():
        return _of_files(given, sorted(_data_in(path)), "the folder has no table in it")
    if path.exists():
        return _of_files(given, [path], "")
    if has_magic(given):
        found = sorted(Path(name) for name in glob(given, recursive=True))  # noqa: PTH207
        return _of_files(given, [p for p in found if p.is_file()], "no file has such a name")
    raise TableError(f"there is no file or folder '{given}'")


def find_for_spark(given: str) -> Source:
    """The same for Spark, which knows addresses such as `s3a://…` and tables by their names too.

    Raises:
        TableError: there is a file of that name that is no table.
    """
    if "://" in given:
        kind = Kind.CSV if given.casefold().endswith(".csv") else Kind.PARQUET
        return Source(given, kind, (given,), is_remote=True)
    is_file = Path(given).exists() or has_magic(given) or Path(given).suffix.casefold() in _KINDS
    if is_file or _BETWEEN in given:
        return find_source(given)
    return Source(given, Kind.CATALOGUE, (), given, is_remote=True)


def _in_database(given: str, database: str, table: str) -> Source:
    if not Path(database).is_file():
        raise TableError(f"there is no file '{database}'")
    if not table:
        raise TableError(f"'{given}' names no table: FILE.duckdb::TABLE")
    return Source(given, Kind.DUCKDB, (database,), table)


def _of_files(given: str, paths: list[Path], if_none: str) -> Source:
    kinds = {kind for path in paths if (kind := _KINDS.get(path.suffix.casefold()))}
    files = [path for path in paths if path.suffix.casefold() in _KINDS]
    if not paths or (if_none and not files):
        raise TableError(f"'{given}': {if_none}")
    if not files:
        if paths[0].suffix.casefold() in (".duckdb", ".db", ".ddb"):
            raise TableError(f"'{given}' names no table: {given}{_BETWEEN}TABLE")
        raise TableError(f"'{given}' is not called .parquet or .csv, nor FILE.duckdb::TABLE")
    if len(kinds) > 1:
        raise TableError(f"'{given}' has Parquet and CSV files; name those of one kind")
    return Source(given, kinds.pop(), tuple(str(path) for path in files))


def _data_in(folder: Path) -> Iterator[Path]:
    for root, folders, names in walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        yield from (Path(root) / name for name in names if not name.startswith((".", "_")))
