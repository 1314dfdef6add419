"""Writing a table of any length: all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ukjapan_cli.atomic_write import placed, writing
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.table.engines.fault import TableError
from ukjapan_cli.features.table.engines.source import Source
from ukjapan_cli.formats.digits import significant_array

_SUFFIXES = (".parquet", ".csv")
_SUSPECT = r"""^[\s\p{Zs}"']*[=+\-@＝＋－＠]|^::|[;|]|##\[|[^\pL\pM\pN\pP\pS\p{Zs}]"""

GROUP = 100_000
"""Rows at a time that readers of Parquet skip and share out well."""

_MOST_REPEATED = 1 << 17  # bytes of different numbers or texts that are worth a dictionary

Shown = Callable[[str], str]


class Sink(Protocol):
    """What takes a table's rows, a group at a time."""

    def write(self, group: pa.Table) -> None:
        """Write the rows after those that were written."""

    def close(self) -> None:
        """Write what ends a file."""


def check_target(path: Path, source: Source) -> None:
    """Hold that what is made of a table can be called that.

    Raises:
        TableError: the name says no format, or it is the table itself.
    """
    if path.suffix.casefold() not in _SUFFIXES:
        raise TableError(f"'{path}' is not called .parquet or .csv")
    if path.is_file() and any(path.samefile(file) for file in source.files):
        raise TableError(f"'{path}' is the table itself; write to another file")


@contextmanager
def sink(path: Path, schema: pa.Schema, shown: Shown) -> Iterator[Sink]:
    """What writes a file that stands under its name when all is written, and never before.

    Args:
        path: ends in `.parquet` or `.csv`; a pipe or a device is written to as it is.
        schema: of the rows to come.
        shown: text as CSV is to have it.

    Raises:
        NotWrittenError: it cannot be written.
    """
    kind = _Csv if path.suffix.casefold() == ".csv" else _Parquet
    with placed(path) as file:
        with writing(path):
            opened = kind(path, file, schema, shown)
        try:
            yield opened
        except BaseException:
            with suppress(InputError, pa.ArrowException):  # what was not written cannot be ended
                opened.close()
            raise
        opened.close()


class _Parquet:
    """Rows as Parquet, each group of them a row group."""

    def __init__(self, path: Path, file: BinaryIO, schema: pa.Schema, _: Shown) -> None:
        import pyarrow.parquet as pq

        self._path = path
        self._writer = pq.ParquetWriter(
            file, schema, compression="zstd", dictionary_pagesize_limit=_MOST_REPEATED
        )

    def write(self, group: pa.Table) -> None:
        """Write the rows."""
        with writing(self._path):
            self._writer.write_table(group)

    def close(self) -> None:
        """Write what ends the file."""
        with writing(self._path):
            self._writer.close()


class _Csv:
    """Rows as CSV, text in it as the other CSV of this program has it."""

    def __init__(self, path: Path, file: BinaryIO, schema: pa.Schema, shown: Shown) -> None:
        from pyarrow import csv

        self._path = path
        self._shown = shown
        self._schema = schema
        self._writer = csv.CSVWriter(file, schema)

    def write(self, group: pa.Table) -> None:
        """Write the rows."""
        for batch in group.to_batches():
            columns = [self._written(column) for column in batch.columns]
            with writing(self._path):
                self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=self._schema))

    def _written(self, column: pa.Array) -> pa.Array:
        if pa.types.is_floating(column.type):
            return _significant(column)
        return self._text(column) if _is_text(column.type) else column

    def _text(self, column: pa.Array) -> pa.Array:
        """The column with what a reader could obey made safe; most of the time it is as it was."""
        import pyarrow.compute as pc

        suspect = pc.match_substring_regex(column, _SUSPECT)
        if not pc.any(suspect).as_py():
            return column
        texts = column.filter(suspect).to_pylist()
        safe = pa.array([self._shown(text) for text in texts], column.type)
        return pc.replace_with_mask(column, pc.fill_null(suspect, fill_value=False), safe)

    def close(self) -> None:
        """Nothing more is to come."""
        with writing(self._path):
            self._writer.close()


def _significant(column: pa.Array) -> pa.Array:
    """The numbers to as many digits as other CSV has."""
    import pyarrow.compute as pc

    numbers: NDArray[Any] = np.from_dlpack(pc.fill_null(pc.cast(column, pa.float64()), 0.0))
    rounded = np.ascontiguousarray(significant_array(numbers))
    made = pa.Array.from_buffers(pa.float64(), len(rounded), [None, pa.py_buffer(rounded)])
    return pc.if_else(column.is_valid(), made, pa.scalar(None, pa.float64()))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
