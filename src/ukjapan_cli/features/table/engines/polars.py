"""Polars: the engine for files, which streams them.

It reads as many row groups ahead, and works on as many rows at a time, as it is told; few are
enough: more take memory, no time.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

os.environ.setdefault("POLARS_ROW_GROUP_PREFETCH_SIZE", "2")

import narwhals as nw
import polars as pl
import pyarrow as pa

from ukjapan_cli.features.table.engines.engine import Table
from ukjapan_cli.features.table.engines.fault import unreadable
from ukjapan_cli.features.table.engines.headers import positions
from ukjapan_cli.features.table.engines.source import Kind
from ukjapan_cli.features.table.engines.stored import Stored

_AT_A_TIME = 10_000
_BATCH = 20_000


def engine() -> "Polars":
    """The engine."""
    pl.Config.set_streaming_chunk_size(_AT_A_TIME)
    return Polars()


class Polars:
    """See `ukjapan_cli.features.table.engines.engine.Engine`."""

    name = "polars"
    is_ordered = True

    def open(self, stored: Stored) -> Table:
        """The files as one frame; of CSV every column is text."""
        files = [os.path.abspath(file) for file in stored.files]  # noqa: PTH100
        columns = positions(len(stored.names))
        with _faults():
            if stored.kind is Kind.CSV:
                frame = pl.scan_csv(
                    files,
                    has_header=False,
                    skip_lines=1,
                    schema=dict.fromkeys(columns, pl.String()),
                    separator=stored.separator,
                    glob=False,
                )
            else:
                frame = pl.scan_parquet(files, glob=False, hive_partitioning=False)
                frame = frame.rename(dict(zip(frame.collect_schema(), columns, strict=True)))
            return Table(nw.from_native(frame), stored.names)

    def row(self, frame: nw.LazyFrame[Any]) -> Mapping[str, Any]:
        """The one row of a frame."""
        return self.rows(frame)[0]

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """All of a small frame."""
        with _faults():
            found: list[dict[str, Any]] = frame.to_native().collect(engine="streaming").to_dicts()
            return found

    def batches(self, frame: nw.LazyFrame[Any]) -> Iterator[pa.RecordBatch]:
        """The rows in the table's order."""
        with _faults():
            for part in frame.to_native().collect_batches(
                engine="streaming", maintain_order=True, chunk_size=_BATCH
            ):
                arrow = part.to_arrow(compat_level=pl.CompatLevel.oldest())
                yield from arrow.to_batches()


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except pl.exceptions.PolarsError as error:
        raise unreadable("Polars", str(error)) from error
    except pl.exceptions.PanicException as error:  # its words are of Polars' own code
        raise unreadable("Polars", "it fails on what is there") from error
