"""CSV: how a file is written, and its rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from ukjapan_cli.decision.names import BLANKS
from ukjapan_cli.features.table.engines.fault import TableError

SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "vertical bars", ",": "commas"}
"""What can separate cells, with what it is called; a comma comes last, since texts have it too."""

UTF_8 = "utf-8-sig"  # with its byte order mark or without
WINDOWS = "cp1252"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16  # bytes
_SAMPLE_ROWS = 100
_SEPARATORS = "".join(SEPARATORS)
_BLOCK = 1 << 20
_STATED = re.compile(r"sep=([^\r\n\" ])(?=[\r\n]|\Z)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


class Dialect(NamedTuple):
    """How a CSV file is to be read.

    Attributes:
        encoding: as Python's codecs call it.
        separator: one character.
        is_stated: whether the first line says what separates, as Excel's `sep=;` does, and is no
            row.
    """

    encoding: str
    separator: str
    is_stated: bool = False


def dialect_of(file: str) -> Dialect:
    """The dialect that a file's first rows and all of its bytes fit.

    Raises:
        TableError: the file cannot be read, or is in no encoding that is known.
    """
    try:
        with Path(file).open("rb") as raw:
            sample = raw.read(_SAMPLE)
        encoding = _encoding(file, sample)
    except OSError as error:
        raise TableError(f"'{file}' cannot be read: {error.strerror or error}") from None
    text = sample.decode(encoding, "replace").lstrip("\ufeff")
    if stated := _STATED.match(text):
        return Dialect(encoding, stated[1], is_stated=True)
    return Dialect(encoding, _separator(text))


def _encoding(file: str, sample: bytes) -> str:
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 8:  # Latin letters in UTF-16 without a mark
        return "utf-16-le" if odd > even else "utf-16-be"
    for encoding in (UTF_8, WINDOWS):
        if _decodes(file, encoding):
            return encoding
    raise TableError(f"'{file}' is in none of UTF-8, UTF-16 and Windows-1252; save it as UTF-8")


def _decodes(file: str, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with Path(file).open("rb") as raw:
        try:
            while block := raw.read(_BLOCK):
                if not block.isascii() or decoder.getstate()[0]:
                    decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _separator(text: str) -> str:
    """What most rows have as often as the first; of several the one that makes most columns."""
    unquoted = io.StringIO(_QUOTED.sub("x", text), newline=None)
    rows = [row for row in islice(unquoted, _SAMPLE_ROWS) if row.strip(BLANKS + _SEPARATORS)]

    def fit(separator: str) -> tuple[float, int]:
        times = [row.count(separator) for row in rows]
        if not times or not times[0]:
            return 0, 0
        return times.count(times[0]) / len(times), times[0]

    best = max(SEPARATORS, key=fit)
    return best if any(fit(best)) else ","


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
