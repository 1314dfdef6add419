"""What files say of their columns before any engine reads them."""

import csv
from collections.abc import Iterator, Sequence

from ukjapan_cli.tables.fault import TableError
from ukjapan_cli.tables.source import Kind, Source

_LONGEST_HEADER = 1_000_000


def check_headers(source: Source) -> None:
    """Hold that every file can be opened, and that all have the same columns, each once.

    Raises:
        TableError: a file is not of its kind, a column is there twice, or files differ.
    """
    first: dict[str, str] | None = None
    for file, header in _headers(source):
        names = [name for name, _ in header]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            listed = ", ".join(f"'{name}'" for name in twice)
            raise TableError(f"'{file}' has {listed} as a column more than once")
        columns = dict(header)
        if first is None:
            first = columns
        elif list(columns.items()) != list(first.items()):
            raise TableError(
                f"'{file}' has other columns than '{source.files[0]}': "
                f"{_differences(first, columns)}"
            )


def csv_names(source: Source) -> Sequence[str]:
    """The names of the columns that CSV files have, which are held to be the same in all."""
    return _of_csv(source.files[0])


def _headers(source: Source) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for file in source.files:
        if source.kind is Kind.PARQUET:
            yield file, _of_parquet(file)
        elif source.kind is Kind.CSV:
            yield file, [(name, "text") for name in _of_csv(file)]


def _of_parquet(file: str) -> list[tuple[str, str]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(file, memory_map=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise TableError(f"'{file}' is not a Parquet file") from None
    except OSError as error:
        raise TableError(f"'{file}' cannot be read: {error.strerror or error}") from None
    return [(field.name, str(field.type)) for field in schema]


def _of_csv(file: str) -> Sequence[str]:
    try:
        with open(file, encoding="utf-8-sig", newline="") as lines:  # noqa: PTH123
            text = lines.readline(_LONGEST_HEADER)
            while text.count('"') % 2 and len(text) < _LONGEST_HEADER:
                more = lines.readline(_LONGEST_HEADER)
                if not more:
                    break
                text += more
    except UnicodeDecodeError:
        raise TableError(f"'{file}' is not UTF-8") from None
    except OSError as error:
        raise TableError(f"'{file}' cannot be read: {error.strerror or error}") from None
    names = next(csv.reader([text]), [])
    if not any(names):
        raise TableError(f"'{file}' is empty: there is no row of column names")
    return names


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
