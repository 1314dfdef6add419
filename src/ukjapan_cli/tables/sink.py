"""Writing a table of any length: all of it or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from ukjapan_cli.placing import placed
from ukjapan_cli.tables.fault import TableError
from ukjapan_cli.tables.source import Source

_SUFFIXES = (".parquet", ".csv")
_SUSPECT = r"^[=+\-@:＝＋－＠]|##\[|\pC|[^\PZ ]|  |^ | $"

_GROUP = 100_000

Shown = Callable[[str], str]


class Sink(Protocol):
    """What takes a table's rows, a part at a time."""

    def write_batch(self, batch: pa.RecordBatch) -> None:
        """Write the rows after those that were written."""

    def close(self) -> None:
        """Write what ends a file."""


def check_target(path: Path, source: Source) -> None:
    """Hold that what is made of a table can be written there.

    Raises:
        TableError: the name says no format, the folder is not there, a folder has the name, or the
            table itself.
    """
    if path.suffix.casefold() not in _SUFFIXES:
        raise TableError(f"'{path}' is not called .parquet or .csv")
    if path.is_dir():
        raise TableError(f"'{path}' is a folder")
    if not path.parent.is_dir():
        raise TableError(f"there is no folder '{path.parent}'")
    if path.exists() and any(path.samefile(file) for file in source.files):
        raise TableError(f"'{path}' is the table itself; write to another file")


@contextmanager
def sink(path: Path, schema: pa.Schema, shown: Shown, words: Sequence[str] = ()) -> Iterator[Sink]:
    """What writes a file that stands under its name when all is written, and never before.

    Args:
        path: ends in `.parquet` or `.csv`.
        schema: of the rows to come.
        shown: text as CSV is to have it.
        words: the columns with the same few texts over and over.
    """
    with placed(path) as written:
        opened = _opened(written, schema, shown, words)
        try:
            yield opened
        except BaseException:
            with suppress(OSError, pa.ArrowInvalid):  # what could not be written cannot be ended
                opened.close()
            raise
        opened.close()


def _opened(path: Path, schema: pa.Schema, shown: Shown, words: Sequence[str]) -> Sink:
    if path.suffix.casefold() == ".csv":
        return _Csv(path, schema, shown)
    return _Parquet(path, schema, words)


class _Parquet:
    """Rows as Parquet, in groups of a size that readers skip and share out well."""

    def __init__(self, path: Path, schema: pa.Schema, words: Sequence[str]) -> None:
        import pyarrow.parquet as pq

        self._writer = pq.ParquetWriter(
            path, schema, compression="zstd", use_dictionary=list(words)
        )
        self._held: list[pa.RecordBatch] = []

    def write_batch(self, batch: pa.RecordBatch) -> None:
        """Write the rows, or keep them until there are enough for a group."""
        self._held.append(batch)
        if sum(held.num_rows for held in self._held) >= _GROUP:
            self._write()

    def _write(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._held))
        self._held = []

    def close(self) -> None:
        """Write what is left, and what ends the file."""
        if self._held:
            self._write()
        self._writer.close()


class _Csv:
    """Rows as CSV, text in it as the other CSV of this program has it."""

    def __init__(self, path: Path, schema: pa.Schema, shown: Shown) -> None:
        from pyarrow import csv

        self._shown = shown
        self._schema = schema
        self._writer = csv.CSVWriter(path, schema, write_options=csv.WriteOptions(eol="\n"))

    def write_batch(self, batch: pa.RecordBatch) -> None:
        """Write the rows."""
        columns = [
            self._text(column) if _is_text(column.type) else column for column in batch.columns
        ]
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=self._schema))

    def _text(self, column: pa.Array) -> pa.Array:
        """The column with what a reader could obey made safe; most of the time it is as it was."""
        suspect = pc.match_substring_regex(column, _SUSPECT)
        if not pc.any(suspect).as_py():
            return column
        texts = column.filter(suspect).to_pylist()
        safe = pa.array([self._shown(text) for text in texts], column.type)
        return pc.replace_with_mask(column, pc.fill_null(suspect, fill_value=False), safe)

    def close(self) -> None:
        """Nothing more is to come."""
        self._writer.close()


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
