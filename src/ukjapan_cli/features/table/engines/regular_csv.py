"""Whether a CSV file is regular: so that every engine reads the same cells from it."""

import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

_BLOCK = 1 << 22
_LONGEST_LINE = 1 << 20  # bytes; DuckDB takes twice as many
_LINE_END, _RETURN, _QUOTE = b'\n\r"'
_BLANK = re.compile(rb"\n(?:[\t\x0b\x0c\r \";|,]|\xc2\xa0)*(?=\n)")


def is_regular(file: str, separator: str, width: int) -> bool:
    """Whether all lines of a UTF-8 file have so many cells, and every one that is quoted ends well.

    Quotes stand around whole cells and are doubled within them; no line break is quoted. All lines
    end in one way, none is blank or has blank cells alone, and there is more than one.
    """
    rows = 0
    with Path(file).open("rb") as raw:
        ends_in = _line_end(raw)
        while block := raw.read(_BLOCK):
            rest = b"" if block.endswith(b"\n") else raw.readline(_LONGEST_LINE)
            if len(rest) == _LONGEST_LINE:
                return False
            count = _regular_rows(block + rest, ord(separator), width, ends_in)
            if not count:
                return False
            rows += count
    return rows > 1


def _line_end(raw: BinaryIO) -> bytes:
    """How the first line ends; the file stands at its beginning, behind a byte order mark."""
    first = raw.readline(_LONGEST_LINE)
    raw.seek(len(BOM_UTF8) if first.startswith(BOM_UTF8) else 0)
    return b"\r\n" if first.endswith(b"\r\n") else b"\n"


def _regular_rows(block: bytes, separator: int, width: int, ends_in: bytes) -> int:
    """How many rows there are; none where one is not regular."""
    if not block.endswith(b"\n"):
        block += ends_in  # the file's last line may lack it
    lines = block.count(b"\n")
    returns = lines if ends_in == b"\r\n" else 0
    if b"\0" in block or block.count(b"\r") != returns or block.count(b"\r\n") != returns:
        return 0
    marks = np.frombuffer(block, np.uint8)
    at = np.flatnonzero((marks == separator) | (marks == _LINE_END) | (marks == _QUOTE))
    kinds = marks[at]
    is_quote = kinds == _QUOTE
    if is_quote.any():
        if not _are_whole(marks, at[is_quote], separator):
            return 0
        is_quoted = np.logical_xor.accumulate(is_quote)
        if (kinds[is_quoted] == _LINE_END).any():
            return 0
        is_between = ~(is_quote | is_quoted)
        at, kinds = at[is_between], kinds[is_between]
    if len(kinds) != lines * width:
        return 0
    are_ends = (kinds == _LINE_END).reshape(lines, width)
    if not are_ends[:, -1].all() or np.count_nonzero(are_ends) != lines:
        return 0
    if np.diff(at[width - 1 :: width], prepend=0).max() > _LONGEST_LINE:
        return 0
    return 0 if _BLANK.search(b"\n" + block) else lines


def _are_whole(marks: NDArray[np.uint8], quotes: NDArray[np.int64], separator: int) -> bool:
    """Whether quotes come in pairs, each around a whole cell or next to another quote."""
    if len(quotes) % 2:
        return False
    may_stand = np.zeros(256, np.bool_)
    may_stand[[separator, _LINE_END, _RETURN, _QUOTE]] = True
    opens, closes = quotes[::2], quotes[1::2]
    before = may_stand[marks[opens - 1]]
    if opens[0] == 0:
        before = before[1:]
    return bool(before.all() and may_stand[marks[closes + 1]].all())
