"""The dialect of a CSV file: its encoding, and what separates its cells."""

import codecs
import csv
import io
import re
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.tables.fault import TableError

SEPARATORS = {"\t": "tabs", ";": "semicolons", "|": "vertical bars", ",": "commas"}
"""What can separate cells, by what it is called; a comma is also in many a text."""

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
_BLOCK = 1 << 20
_STATED = re.compile(r"\ufeff*sep=(.)[\r\n]*", re.IGNORECASE)


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
    lines = list(io.StringIO(sample.decode(encoding, "replace"), newline=""))
    if lines and (stated := _STATED.fullmatch(lines[0])):
        return Dialect(encoding, stated[1], is_stated=True)
    is_cut = len(sample) == _SAMPLE and len(lines) > 1
    return Dialect(encoding, _separator(lines[:-1] if is_cut else lines))


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


def _separator(lines: list[str]) -> str:
    """What most rows have as often as the first; of several the one that makes most columns."""

    def fit(separator: str) -> tuple[float, int]:
        rows = [row for row in csv.reader(lines, delimiter=separator) if any(row)][:_SAMPLE_ROWS]
        width = len(rows[0]) if rows else 0
        if width < 2:
            return 0, 0
        return sum(len(row) == width for row in rows) / len(rows), width

    fits = {separator: fit(separator) for separator in SEPARATORS}
    best = max(fits, key=fits.__getitem__)
    return best if any(fits[best]) else ","
