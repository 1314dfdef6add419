"""A database for the time of a run: it sorts what memory does not hold.

The options' values go in as they come from whatever engine works them out; DuckDB sorts them on
disk with little memory, which grows with the root of their number.
"""

import math
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ukjapan_cli.features.table.engines.duckdb_runs import interrupted_by_signals, sorting
from ukjapan_cli.features.table.engines.fault import TableError

_LEAST_MEMORY, _MEMORY = 128.0, 48.0  # MB; the second for a million rows
_THREADS = 4  # some sort while others store what comes of it; each wants memory of its own
_BATCH = 50_000

Ranker = Callable[
    [Iterable[NDArray[np.float64]]], Iterable[tuple[NDArray[np.int64], NDArray[np.bool_]]]
]
Counter = Callable[[Iterable[NDArray[np.bool_]]], Iterable[NDArray[np.int64]]]


class Placed(NamedTuple):
    """An option and its place: the best and the worst rank it can have, and whether it ties."""

    option: Any
    rank: int
    last: int
    tied: bool


class Scratch:
    """The values of a table's options, in the table's order."""

    def __init__(self, folder: Path, rows: int) -> None:
        memory = max(_LEAST_MEMORY, _MEMORY * math.sqrt(rows / 1e6))  # what sorting on disk takes
        with sorting():
            self._connection = duckdb.connect(
                str(folder / "scratch.duckdb"),
                config={
                    "memory_limit": f"{memory:.0f}MB",
                    "threads": str(_THREADS),
                    "temp_directory": str(folder / "spilled"),
                },
            )
            self._connection.execute("pragma force_compression = 'uncompressed'")

    def fill(self, batches: Iterable[pa.RecordBatch]) -> None:
        """Take every option: `option`, `value`, `most`, `is_ranked`."""
        self._store("options", batches)

    def repeated(self, most: int) -> list[Any]:
        """Ids that more than one option has, so many at most, those that come first."""
        found = self._rows(f"{_REPEATED} order by min(rowid) limit ?", most)
        return [option for (option,) in found]

    def count_repeated(self) -> int:
        """How many ids more than one option has."""
        ((count,),) = self._rows(f"select count(*) from ({_REPEATED})")  # noqa: S608 (ours)
        return int(count)

    @property
    def has_intervals(self) -> bool:
        """Whether the value of any ranked option is an interval."""
        return bool(self._rows("select 1 from options where is_ranked and most > value limit 1"))

    def rank_best(self, ranker: Ranker, count: int) -> None:
        """Place so many of the best options by their values, and all that tie with the last."""
        taken = 2 * count
        while not self._has_placed(taken, ranker, count):
            taken *= 2

    def _has_placed(self, taken: int, ranker: Ranker, count: int) -> bool:
        """Place what comes first; whether that is all there is, or goes on below the last tie."""
        self._rows("drop table if exists places")
        self._rank_exact("places", "is_ranked", ranker, f"limit {taken}")
        ((placed, lowest),) = self._rows("select count(*), max(rank) from places")
        return bool(placed < taken or lowest > count)

    def rank(self, ranker: Ranker) -> None:
        """Place the options by their values."""
        self._rank_exact("places", "is_ranked", ranker)
        self._place_the_unranked()

    def rank_intervals(self, ranker: Ranker, counter: Counter, tie: float) -> None:
        """Place the options by the intervals of their values.

        The best rank counts the options that are surely worth more, the worst those that may be;
        options ties where both their values are known.
        """
        self._rank_exact("known", "is_ranked and most = value", ranker)
        self._count_above("better", "value", f"most + {tie!r}", counter)
        self._count_above("maybe_better", "most", f"value + {tie!r}", counter)
        self._rows(
            f"""
            create table places as
            select id, 1 + better.above as rank,
                   1 + maybe_better.above - (most > value + {tie!r})::bigint as last,
                   coalesce(tied, 0) as tied
            from (select rowid as id, value, most from options where is_ranked) ranked
            join better using (id) join maybe_better using (id) left join known using (id)
            """  # noqa: S608 (numbers of ours)
        )
        self._place_the_unranked()

    def _place_the_unranked(self) -> None:
        """Give options that are not ranked a place without numbers."""
        self._rows(
            "insert into places select rowid, null, null, null from options where not is_ranked"
        )

    def _rank_exact(self, name: str, which: str, ranker: Ranker, limit: str = "") -> None:
        def placed() -> Iterator[pa.RecordBatch]:
            rows: list[NDArray[np.int64]] = []

            def values() -> Iterator[NDArray[np.float64]]:
                for batch in self._sorted(
                    f"select rowid as id, value from options where {which} "  # noqa: S608
                    f"order by value desc, id {limit}"
                ):
                    rows.append(_numbers(batch, "id"))
                    yield _numbers(batch, "value")

            for ranks, tied in ranker(values()):
                yield _batch(_PLACES, rows.pop(0), ranks, ranks, tied.view(np.int8))

        self._store(name, placed(), _PLACES)

    def _count_above(self, name: str, of: str, threshold: str, counter: Counter) -> None:
        """For every ranked option, how many have `of` above its own threshold."""

        def counted() -> Iterator[pa.RecordBatch]:
            held: list[tuple[NDArray[np.int64], NDArray[np.bool_]]] = []

            def is_of() -> Iterator[NDArray[np.bool_]]:
                for batch in self._sorted(
                    f"select rowid as id, {of} as key, 1::tinyint as is_of "  # noqa: S608
                    "from options where is_ranked "
                    f"union all select rowid, {threshold}, 0::tinyint from options where is_ranked "
                    "order by key desc, is_of"
                ):
                    flags = _numbers(batch, "is_of").view(np.bool_)
                    held.append((_numbers(batch, "id"), flags))
                    yield flags

            for counts in counter(is_of()):
                ids, flags = held.pop(0)
                yield _batch(_COUNTS, ids[~flags], counts[~flags])

        self._store(name, counted(), _COUNTS)

    def best(self, count: int) -> list[Placed]:
        """The options that come first, in the order of their places and of the table."""
        found = self._rows(
            "select option, rank, last, tied::bool from "
            "(select * from places where rank is not null order by rank, last, id limit ?) first "
            "join options on options.rowid = first.id order by rank, last, id",
            count,
        )
        return [Placed(*row) for row in found]

    def places(self) -> Iterator[pa.RecordBatch]:
        """`rank`, `last` and `tied` of every option in the table's order, null for the unranked."""
        return self._sorted("select rank, last, tied::bool as tied from places order by id")

    def options(self) -> Iterator[pa.RecordBatch]:
        """Every option in the order in which it came."""
        return self._sorted("select option as came from options")

    def _sorted(self, query: str) -> Iterator[pa.RecordBatch]:
        """A query's rows, beside whatever else the database does."""
        cursor = self._connection.cursor()
        with sorting(), interrupted_by_signals(cursor.interrupt):
            for batch in cursor.sql(query).to_arrow_reader(_BATCH):
                if batch.num_rows:
                    yield batch

    def _rows(self, query: str, *parameters: int) -> list[tuple[Any, ...]]:
        with sorting(), interrupted_by_signals(self._connection.interrupt):
            return self._connection.execute(query, parameters).fetchall()

    def _store(
        self, name: str, batches: Iterable[pa.RecordBatch], schema: pa.Schema | None = None
    ) -> None:
        batches = iter(batches)
        first: list[pa.RecordBatch] = []
        if schema is None:
            first = [next(batches)]
            schema = first[0].schema

        faults: list[Exception] = []

        def all_of_them() -> Iterator[pa.RecordBatch]:
            try:
                yield from first
                yield from batches
            except Exception as error:
                faults.append(error)  # the database would tell it in its own words
                raise

        reader = pa.RecordBatchReader.from_batches(schema, all_of_them())
        try:
            with sorting(), interrupted_by_signals(self._connection.interrupt):
                self._connection.from_arrow(reader).create(name)
        except TableError:
            if faults:
                raise faults[0] from None
            raise

    def close(self) -> None:
        """Let go of the database's files."""
        self._connection.close()


_REPEATED = """
select option from options
where hash(option) in (select hash(option) from options group by all having count(*) > 1)
group by option having count(*) > 1
"""
_PLACES = pa.schema(
    {"id": pa.int64(), "rank": pa.int64(), "last": pa.int64(), "tied": pa.int8()}.items()
)
_COUNTS = pa.schema({"id": pa.int64(), "above": pa.int64()}.items())


# Arrow's own ways to NumPy and back import pandas, wherever that is installed.


def _numbers(batch: pa.RecordBatch, column: str) -> NDArray[Any]:
    found: NDArray[Any] = np.from_dlpack(batch.column(column))
    return found


def _batch(schema: pa.Schema, *columns: NDArray[Any]) -> pa.RecordBatch:
    arrays = [
        pa.Array.from_buffers(kind, len(column), [None, pa.py_buffer(np.ascontiguousarray(column))])
        for column, kind in zip(columns, schema.types, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


@contextmanager
def scratch(beside: Path | None, rows: int) -> Iterator[Scratch]:
    """A database in a folder of its own, gone afterwards.

    Args:
        beside: the folder to make it in; None for the system's own.
        rows: how many options it is to hold.
    """
    with tempfile.TemporaryDirectory(
        prefix=".ukjapan-", dir=beside, ignore_cleanup_errors=True
    ) as folder:
        found = Scratch(Path(folder), rows)
        try:
            yield found
        finally:
            found.close()
