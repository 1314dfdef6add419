"""A table as every engine reads it alike: its own files, or a copy of them.

Engines part on all that is irregular in CSV, so that none of them reads such a file: its rows are
copied to Parquet first, in which every cell is a text. Regular files are read where they are.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ukjapan_cli.features.table.engines.csv_rows import UTF_8, Dialect, Row, csv_rows, dialect_of
from ukjapan_cli.features.table.engines.headers import common_header, parquet_header, text_header
from ukjapan_cli.features.table.engines.reading import Reading, notes_on
from ukjapan_cli.features.table.engines.regular_csv import is_regular
from ukjapan_cli.features.table.engines.source import Kind, Source
from ukjapan_cli.features.table.engines.text_rows import TextRows, copy
from ukjapan_cli.features.table.engines.workbook_rows import workbook_rows


class Stored(NamedTuple):
    """What an engine opens.

    Attributes:
        source: the table as it was named.
        kind: what the files are; a copy is Parquet whatever the table is.
        files: the table's own, or those of its copy.
        names: what the table calls its columns, in their order, empty for one without a name; none
            where only the engine can say.
        separator: what separates the cells of CSV.
        is_text: whether numbers are written as text, so that each has to be read as one.
        notes: what whoever named the table has to know of how it is read.
    """

    source: Source
    kind: Kind
    files: tuple[str, ...]
    names: tuple[str, ...] = ()
    separator: str = ","
    is_text: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_copy(self) -> bool:
        """Whether the files are a copy, which is gone when the table is closed."""
        return self.files != self.source.files


@contextmanager
def stored(source: Source) -> Iterator[Stored]:
    """The table as engines read it, for as long as the block lasts.

    Raises:
        TableError: a file cannot be read, or files do not make one table.
        MissingExtraError: what reads workbooks is not installed.
    """
    if source.is_remote or source.kind is Kind.DUCKDB:
        yield _known_to_engine(source)
    elif source.kind is Kind.PARQUET:
        header = common_header((file, parquet_header(file)) for file in source.files)
        yield Stored(source, source.kind, source.files, tuple(name for name, _ in header))
    else:
        is_csv = source.kind is Kind.CSV
        dialects = [dialect_of(file) if is_csv else None for file in source.files]
        regular = _regular(source, dialects)
        if regular is not None:
            yield regular
        else:
            with _copied(source, dialects) as copy:
                yield copy


def _known_to_engine(source: Source) -> Stored:
    is_csv = source.kind is Kind.CSV
    separator = "\t" if source.given.casefold().endswith(".tsv") else ","
    return Stored(source, source.kind, source.files, separator=separator, is_text=is_csv)


def _regular(source: Source, dialects: Sequence[Dialect | None]) -> Stored | None:
    """The CSV files as they are, where all of them are regular and alike."""
    first = dialects[0]
    if first is None or any(other != first for other in dialects):
        return None
    if first.encoding != UTF_8 or first.is_stated:
        return None
    names = [TextRows(file, csv_rows(file, first)).names for file in source.files]
    if any(other != names[0] for other in names):
        return None
    common_header([(source.files[0], text_header(names[0]))])
    if not all(is_regular(file, first.separator, len(names[0])) for file in source.files):
        return None
    notes = notes_on([Reading(file, names[0], first) for file in source.files])
    return Stored(source, Kind.CSV, source.files, names[0], first.separator, True, notes)


@contextmanager
def _copied(source: Source, dialects: Sequence[Dialect | None]) -> Iterator[Stored]:
    """A copy of the files' rows as Parquet, in a folder of its own."""
    with TemporaryDirectory(prefix=".ukjapan-", ignore_cleanup_errors=True) as folder:
        readings, copies = [], []
        for number, (file, dialect) in enumerate(zip(source.files, dialects, strict=True)):
            copies.append(str(Path(folder, f"{number:06}.parquet")))
            with _rows(file, dialect) as (sheet, raw):
                rows = TextRows(file, raw)
                copy(rows, copies[-1])
            readings.append(Reading(file, rows.names, dialect, sheet, rows.blank, rows.short))
        header = common_header((r.file, text_header(r.names)) for r in readings)
        names = tuple(name for name, _ in header if name)
        yield Stored(source, Kind.PARQUET, tuple(copies), names, "", True, notes_on(readings))


@contextmanager
def _rows(file: str, dialect: Dialect | None) -> Iterator[tuple[str, Iterator[Row]]]:
    if dialect is not None:
        yield "", csv_rows(file, dialect)
    else:
        with workbook_rows(file) as found:
            yield found
