"""What DuckDB says is wrong, as the table's fault."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from ukjapan_cli.tables.fault import TableError, unreadable

_OF_SYSTEM = [os.strerror(code) for code in errno.errorcode]


@contextmanager
def reading() -> Iterator[None]:
    """Reading a table.

    Raises:
        TableError: DuckDB raised an error.
    """
    try:
        yield
    except duckdb.PermissionException as error:
        outside = "it looks outside its own file, which is not allowed here"
        raise unreadable("DuckDB", outside) from error
    except duckdb.Error as error:
        raise unreadable("DuckDB", str(error)) from error


@contextmanager
def sorting() -> Iterator[None]:
    """Sorting a table's values on disk, which takes room there.

    Raises:
        TableError: DuckDB raised an error.
    """
    try:
        yield
    except duckdb.Error as error:
        said = str(error)
        reason = next((r for r in _OF_SYSTEM if r in said), said.strip().split("\n")[0])
        raise TableError(
            f"the table's values cannot be sorted: {reason}; it takes room in the folder of "
            "--out, otherwise in that for temporary files"
        ) from error
