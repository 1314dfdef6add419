"""Spark: the engine for tables that a cluster holds.

The rows are worked out where they are; what is wanted of them comes here as Arrow, a part at a
time.
"""

import logging
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from subprocess import DEVNULL, Popen
from typing import Any

import narwhals as nw
import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext, StorageLevel, java_gateway
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from ukjapan_cli.features.table.engines.engine import Table
from ukjapan_cli.features.table.engines.fault import TableError, unreadable
from ukjapan_cli.features.table.engines.headers import positions
from ukjapan_cli.features.table.engines.java import require_java
from ukjapan_cli.features.table.engines.source import Kind
from ukjapan_cli.features.table.engines.stored import Stored

LOCAL = "local[*]"
_COMPILE_ALL = "-XX:-DontCompileHugeMethods"  # what a model becomes is one
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.python.sql.dataFrameDebugging.enabled": "false",  # it looks at the stack each time
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.files.maxPartitionBytes": "16m",  # a partition comes here whole
    "spark.driver.memory": "2g",
    "spark.driver.defaultJavaOptions": _COMPILE_ALL,
    "spark.executor.defaultJavaOptions": _COMPILE_ALL,
}
_PART = "part binary"
_CAUSE = "Caused by: "


def engine(master: str | None) -> "Spark":
    """The engine, on the cluster that is named or in this process."""
    return Spark(master or LOCAL)


class Spark:
    """See `ukjapan_cli.features.table.engines.engine.Engine`."""

    name = "spark"
    is_ordered = False

    def __init__(self, master: str) -> None:
        self._session = SparkSession.getActiveSession() or started(master, {})

    def open(self, stored: Stored) -> Table:
        """The files or the catalogue's table as one frame; of CSV every column is text."""
        master = self._session.sparkContext.master or LOCAL
        if stored.is_copy and not master.startswith("local"):
            raise TableError(
                f"'{stored.source.given}' is not CSV that a cluster can read where it is; "
                "write it as Parquet"
            )
        with _faults():
            found = self._read(stored)
            names = stored.names or tuple(found.columns)
            return Table(nw.from_native(found.toDF(*positions(len(names)))), names)

    def _read(self, stored: Stored) -> DataFrame:
        reader, source = self._session.read, stored.source
        files = list(stored.files) if source.is_remote else list(map(_address, stored.files))
        match stored.kind:
            case Kind.CSV:
                return reader.csv(
                    files,
                    schema=None if source.is_remote else _texts(len(stored.names)),
                    header=True,
                    sep=stored.separator,
                    quote='"',
                    escape='"',
                    multiLine=source.is_remote,
                    mode="FAILFAST",
                )
            case Kind.PARQUET:
                return reader.parquet(*files)
            case _:
                if not self._session.catalog.tableExists(source.table):
                    raise TableError(
                        f"there is no file or folder '{source.given}', "
                        "and no such table in Spark's catalogue"
                    )
                return reader.table(source.table)

    def row(self, frame: nw.LazyFrame[Any]) -> Mapping[str, Any]:
        """The one row of a frame."""
        return self.rows(frame)[0]

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """All of a small frame."""
        with _faults():
            return [row.asDict() for row in frame.to_native().collect()]

    def batches(self, frame: nw.LazyFrame[Any]) -> Iterator[pa.RecordBatch]:
        """The rows in the order of the table's partitions, one partition here at a time.

        All partitions are worked out first, wherever there is room for them, and kept on the disks
        there; taken one by one, each would be worked out when its turn has come. They come as jobs
        of their own, since Spark's own iterator keeps in memory what it has given.
        """

        def written(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            # Spark sends this function to where the rows are and where this package may not be.
            import pyarrow

            options = pyarrow.ipc.IpcWriteOptions(compression="zstd")
            for batch in batches:
                stream = pyarrow.BufferOutputStream()
                with pyarrow.ipc.new_stream(stream, batch.schema, options=options) as writer:
                    writer.write_batch(batch)
                part = pyarrow.array([stream.getvalue().to_pybytes()], pyarrow.binary())
                yield pyarrow.RecordBatch.from_arrays([part], names=["part"])

        with _faults():
            parts = frame.to_native().mapInArrow(written, _PART).persist(StorageLevel.DISK_ONLY)
            try:
                parts.count()
                rows = parts.rdd
                for place in range(rows.getNumPartitions()):
                    for row in self._session.sparkContext.runJob(rows, list, [place]):
                        yield from pa.ipc.open_stream(row.part)
            finally:
                parts.unpersist()


def _texts(count: int) -> StructType:
    return StructType([StructField(column, StringType()) for column in positions(count)])


def _address(file: str) -> str:
    """A file for Spark, to which a name with brackets is a pattern."""
    escaped = "".join(f"\\{c}" if c in "[]{}*?\\" else c for c in os.path.abspath(file))  # noqa: PTH100
    return f"file://{escaped}"


def started(master: str, settings: Mapping[str, str]) -> SparkSession:
    """A new session, which every engine in this process takes from then on.

    Args:
        master: where it runs.
        settings: Spark's, beside those that this program needs.

    Raises:
        TableError: there is no Java for it, or nothing at that address.
    """
    require_java()
    logging.getLogger("DataFrameQueryContextLogger").disabled = True  # faults come as exceptions
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setMaster(master).setAppName("ukjapan")
    conf.setAll([*_SETTINGS.items(), *settings.items()])
    on_interrupt = signal.getsignal(signal.SIGINT)
    unheard = {"stdout": DEVNULL, "stderr": DEVNULL}  # faults come as exceptions
    try:
        with _all_or_nothing():
            gateway = java_gateway.launch_gateway(conf, unheard)  # type: ignore[no-untyped-call]
        SparkContext(conf=conf, gateway=gateway)
        if signal.getsignal(signal.SIGINT) is not on_interrupt:  # Spark's own asks Java first
            signal.signal(signal.SIGINT, on_interrupt)
        return SparkSession.builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise TableError(f"Spark does not start on '{master}': {_reason(error)}") from error


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """End a Java whose start is broken off: it ends with this process only once it has started."""
    begun = []

    def popen(*words: Any, **settings: Any) -> Popen[bytes]:
        begun.append(Popen(*words, **settings))  # noqa: S603 (Spark's own)
        return begun[-1]

    vars(java_gateway)["Popen"] = popen
    try:
        yield
    except BaseException:
        for process in begun:
            process.kill()
        raise
    finally:
        vars(java_gateway)["Popen"] = Popen


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise unreadable("Spark", _reason(error)) from error


def _reason(error: Exception) -> str:
    """What was wrong first, of all that Java says."""
    lines = str(error).strip().split("\n")
    causes = [line for line in lines if line.startswith(_CAUSE)]
    if isinstance(error, Py4JError) and causes:
        return causes[-1].removeprefix(_CAUSE)
    return lines[0] or type(error).__name__
