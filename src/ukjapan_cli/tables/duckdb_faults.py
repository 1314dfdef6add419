"""What DuckDB says is wrong, as the table's fault."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from ukjapan_cli.tables.fault import TableError


@contextmanager
def duckdb_faults(what: str) -> Iterator[None]:
    """Say what could not be done, with the first line of DuckDB's reason.

    Raises:
        TableError: DuckDB raised an error.
    """
    try:
        yield
    except duckdb.Error as error:
        reason = str(error).strip().split("\n")[0] or type(error).__name__
        raise TableError(f"{what}: {reason}") from error
