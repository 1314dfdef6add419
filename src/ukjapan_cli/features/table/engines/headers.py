"""What files say of their columns before any engine reads them."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ukjapan_cli.features.table.engines.fault import TableError

Header = list[tuple[str, str]]
"""Every column's name, and its type in words; a column without a name has an empty one."""


def common_header(headers: Iterable[tuple[str, Header]]) -> Header:
    """The columns that all of the files have, in the same order.

    Args:
        headers: each file with its own.

    Raises:
        TableError: a named column is there twice, or files differ in those that are named.
    """
    first: tuple[str, Header] | None = None
    for file, header in headers:
        times = Counter(name for name, _ in header if name)
        twice = ", ".join(f"'{name}'" for name in sorted(times) if times[name] > 1)
        if twice:
            raise TableError(f"'{file}' has {twice} as a column more than once")
        if first is None:
            first = file, header
            continue
        this, other = (dict(column for column in of if column[0]) for of in (first[1], header))
        if list(this.items()) != list(other.items()):
            raise TableError(
                f"'{file}' has other columns than '{first[0]}': {_differences(this, other)}"
            )
    return first[1] if first else []


def parquet_header(file: str) -> Header:
    """The columns of a Parquet file.

    Raises:
        TableError: it is none, or cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with Path(file).open("rb") as opened:  # which Arrow would take for an address, or a home
            schema = pq.read_schema(opened)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise TableError(f"'{file}' is not a Parquet file") from None
    except OSError as error:
        raise TableError(f"'{file}' cannot be read: {error.strerror or error}") from None
    return [(field.name, str(field.type)) for field in schema]


def positions(count: int) -> list[str]:
    """What engines know so many columns by, whatever the table calls them.

    A name of a table's own may be what an engine takes for a pattern, a part of a name, or another
    column's name in capitals.
    """
    return [f"c{place}" for place in range(count)]


def text_header(names: Iterable[str]) -> Header:
    """Columns of which every cell is a text."""
    return [(name, "text") for name in names]


def _differences(first: dict[str, str], other: dict[str, str]) -> str:
    """What one file has and another lacks, or has of another type."""
    lacks = [f"no '{name}'" for name in first if name not in other]
    more = [f"'{name}' too" for name in other if name not in first]
    typed = [
        f"'{name}' as {other[name]} instead of {first[name]}"
        for name in first
        if name in other and other[name] != first[name]
    ]
    found = lacks + more + typed
    if not found:
        return "in another order"
    return ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
