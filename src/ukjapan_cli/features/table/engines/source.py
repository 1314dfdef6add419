"""Where a table is: files, or a table of a database."""

from collections.abc import Iterator
from enum import StrEnum
from glob import glob, has_magic
from os import walk
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.features.table.engines.fault import TableError

_BETWEEN = "::"


class Kind(StrEnum):
    """What a table is stored as."""

    PARQUET = "parquet"
    CSV = "csv"
    WORKBOOK = "workbook"
    DUCKDB = "duckdb"
    CATALOGUE = "catalogue"


_IN_FOLDERS = {
    ".parquet": Kind.PARQUET,
    ".pq": Kind.PARQUET,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".tab": Kind.CSV,
}
_KINDS = {**_IN_FOLDERS, ".txt": Kind.CSV, ".xlsx": Kind.WORKBOOK, ".xlsm": Kind.WORKBOOK}
_DATABASES = (".duckdb", ".db", ".ddb")
_SHEETS = (".xls", ".xlsb", ".ods", ".numbers", ".fods")


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


def find_source(given: str) -> Source:
    """What is meant by a path: a file, a folder, a pattern, or `FILE.duckdb::TABLE`.

    A folder stands for the files in it and in folders below it whose names begin with neither `_`
    nor `.`, which Spark and others give to files that are no data.

    Raises:
        TableError: there is nothing of that name, nothing that is a table, or nothing to be seen.
    """
    try:
        return _seen(given)
    except OSError as error:
        raise TableError(f"'{error.filename}' cannot be read: {error.strerror}") from error


def _seen(given: str) -> Source:
    path = Path(given)
    database, between, table = given.partition(_BETWEEN)
    if between and not path.exists():
        return _in_database(given, database, table)
    if path.is_dir():
        data = sorted(file for file in _data_in(path) if file.suffix.casefold() in _IN_FOLDERS)
        return _of_files(given, data, "the folder has no table in it")
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
    is_there = Path(given).exists()
    if "://" in given and not is_there:
        kind = Kind.CSV if given.casefold().endswith((".csv", ".tsv")) else Kind.PARQUET
        return Source(given, kind, (given,), is_remote=True)
    is_file = is_there or has_magic(given) or Path(given).suffix.casefold() in _KINDS
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
    files = [path for path in paths if path.suffix.casefold() in _KINDS]
    kinds = {_KINDS[path.suffix.casefold()] for path in files}
    if not paths or (if_none and not files):
        raise TableError(f"'{given}': {if_none}")
    for path in files:
        try:
            str(path).encode()
        except UnicodeEncodeError:  # as Python has bytes of a name that are no text
            raise TableError(f"the name '{path}' is not UTF-8; give the file another") from None
    if not files:
        raise TableError(_no_table(given, paths[0].suffix.casefold()))
    if len(kinds) > 1:
        raise TableError(f"'{given}' has files of several kinds; name those of one kind")
    return Source(given, kinds.pop(), tuple(str(path) for path in files))


def _no_table(given: str, suffix: str) -> str:
    if suffix in _DATABASES:
        return f"'{given}' names no table: {given}{_BETWEEN}TABLE"
    if suffix in _SHEETS:
        return f"'{given}' is a workbook that is not read here; save its sheet as .csv or .xlsx"
    called = "not called .parquet, .csv, .tsv, .txt or .xlsx"
    return f"'{given}' is {called}, nor FILE.duckdb{_BETWEEN}TABLE"


def _data_in(folder: Path) -> Iterator[Path]:
    for root, folders, names in walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        yield from (Path(root) / name for name in names if not name.startswith((".", "_")))


def _refuse(unreadable: OSError) -> None:
    raise unreadable
