"""The rows of a CSV file in any dialect, as they stand there."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from ukjapan_cli.tables.dialect import Dialect
from ukjapan_cli.tables.fault import TableError

_LONGEST_LINE = 1_000_000  # characters

Row = tuple[int, list[str]]
"""The number of the line that a row begins on, and its cells."""


def csv_rows(file: str, dialect: Dialect) -> Iterator[Row]:
    """Every row, blank ones too; line ends are those of any system, in turn if need be.

    Raises:
        TableError: the file cannot be read, or a quote does not end.
    """
    line = 1
    try:
        with Path(file).open(encoding=dialect.encoding, newline="") as text:
            lines = _lines(file, text)
            if dialect.is_stated:
                next(lines)
            skipped = int(dialect.is_stated)
            reader = csv.reader(lines, delimiter=dialect.separator, strict=True)
            line = skipped + 1
            for row in reader:
                yield line, row
                line = skipped + reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"'{file}', in the row of line {line:,}: {_reason(error)}") from None
    except UnicodeError:
        raise TableError(f"'{file}' is cut off, or not all in {dialect.encoding}") from None
    except OSError as error:
        raise TableError(f"'{file}' cannot be read: {error.strerror or error}") from None


def _lines(file: str, text: TextIO) -> Iterator[str]:
    marks = "\ufeff"  # one is the encoding's, and some programs write another
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise TableError(f"'{file}' has a line of more than {_LONGEST_LINE:,} characters")
        yield line.lstrip(marks)
        marks = ""


def _reason(error: csv.Error) -> str:
    said = str(error)
    if "expected after" in said:
        return "a quoted cell goes on behind its closing quote; double each quote within the cell"
    if "field larger" in said or "unexpected end" in said:
        return "a cell's opening quote has no closing one"
    return "it cannot be read as CSV"
