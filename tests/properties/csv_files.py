"""CSV files as programs and people write them, with the rows that stand in them."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from hypothesis import strategies as st

from ukjapan_cli.decision.names import BLANKS

CRITERIA = """\
version: 1
title: A register
as_of: 2026-04-01
criteria:
  - {id: cost, name: Cost, weight: 3, scale: {worst: 100, best: 0, unit: £k}}
  - {id: reach, name: Reach, weight: 2, must: {at_least: 1}, scale: {better: higher, unit: readers}}
  - {id: support, name: Support, weight: 1, scale: {levels: {opposed: 0, split: 40, for-it: 100}}}
"""
"""What the files are scored by: a fixed scale, a local one with a gate, and levels."""

_ODD = [
    "",
    " ",
    '"',
    "a\nb",
    "a\r\nb",
    "x;y",
    "x,y",
    "a\tb",
    "\u00a0",
    "'",
    "\\",
    "=1",
    "ß",
    "£",
    "…",
]
_NUMBERS = ["0", "5", "100", "12.5", " 7 ", "+1", "-1", "1e2", ".5", "101", "1200", "007"]
_NO_NUMBERS = ["n/a", "-", "£900", "1,200", "40%", "1 200", "1,5", "nan", "inf", "0x1", "tbc", "٣"]
_LEVELS = ["split", "Split", " OPPOSED", "opposed\u00a0", "FOR-IT", "for-it", "spilt", "high"]
_NAMES = [
    "cost_low",
    "cost_high",
    "name",
    "*",
    "a.b",
    "a_b",
    "`",
    "Note",
    "note",
    "x\ny",
    'x"y',
    "c0",
]

texts = st.one_of(
    st.sampled_from([*_ODD, *_NUMBERS, *_LEVELS]),
    st.text(st.characters(codec="cp1252", exclude_characters="\x00"), max_size=6),
)
_usual_ids = st.from_regex(r"[a-z]{1,2}[0-9]?", fullmatch=True)
ids = st.one_of(_usual_ids, _usual_ids, _usual_ids, st.sampled_from(["", " ", "ü", "7"]))
numbers = st.one_of(st.sampled_from(_NUMBERS), st.sampled_from([*_NUMBERS, *_NO_NUMBERS, "", " "]))
levels = st.one_of(st.sampled_from(_LEVELS[:6]), st.sampled_from([*_LEVELS, "", "n/a"]))
_CELLS = {
    "id": ids,
    "cost": numbers,
    "cost_low": numbers,
    "cost_high": numbers,
    "reach": numbers,
    "support": levels,
}


class CsvFile(NamedTuple):
    """A file and what it says.

    Attributes:
        name: what it is to be called.
        content: its bytes.
        rows: the cells under named columns, an empty one as None; without blank rows.
        blank: how many blank rows there are.
        short: how many rows lack cells under a name.
    """

    name: str
    content: bytes
    rows: tuple[dict[str, str | None], ...]
    blank: int
    short: int


class _Shape(NamedTuple):
    separator: str
    quotes_all: bool
    line_ends: Sequence[str]
    encoding: str
    has_last_end: bool


_shapes = st.builds(
    _Shape,
    separator=st.sampled_from([",", ";", "\t", "|"]),
    quotes_all=st.booleans(),
    line_ends=st.sampled_from([("\n",), ("\r\n",), ("\r",), ("\n", "\r\n")]),
    encoding=st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
    has_last_end=st.booleans(),
)


@st.composite
def csv_files(draw: st.DrawFn, rows: int = 0) -> CsvFile:
    """A file with ids and all performances, and whatever else files have; so many rows at least."""
    names = ["id", "cost", "reach", "support"]
    names += draw(st.lists(st.sampled_from([*_NAMES, "", ""]), max_size=3, unique_by=_unique))
    names = draw(st.permutations(names))
    cells = st.tuples(*(_CELLS.get(name, texts) for name in names))
    key = names.index("id") if draw(st.integers(0, 3)) else slice(None)
    stated = draw(st.lists(cells, min_size=rows, max_size=8, unique_by=lambda row: row[key]))
    is_tidy = draw(st.booleans())
    shape = draw(_shapes)
    if is_tidy:
        shape = shape._replace(line_ends=shape.line_ends[:1], encoding="utf-8")
    lines: list[list[str]] = [list(names)]
    read: list[dict[str, str | None]] = []
    blank = short = 0
    for row in stated:
        if not is_tidy:
            for kind in draw(st.lists(st.sampled_from([0, 1, len(names)]), max_size=1)):
                lines.append([" " if draw(st.booleans()) else ""] * kind)
                blank += 1
        if not any(cell.strip(BLANKS) for cell in row):
            blank += 1
        else:
            read.append({n: c or None for n, c in zip(names, row, strict=True) if n})
        written, lacks = (list(row), False) if is_tidy else _cut(draw, list(row), names)
        short += lacks
        lines.append(written)
    if not any(lines[-1]):  # without its end such a line may be none
        shape = shape._replace(has_last_end=True)
    return CsvFile(
        draw(st.sampled_from(["t.csv", "t.tsv", "t.txt"])),
        _encoded(_text(lines, shape), shape.encoding),
        tuple(read),
        blank,
        short,
    )


def _unique(name: str) -> object:
    return name or object()


def _cut(draw: st.DrawFn, row: list[str], names: Sequence[str]) -> tuple[list[str], bool]:
    """The row without empty cells at its end, or with more; and whether cells with names lack."""
    is_blank = not any(cell.strip(BLANKS) for cell in row)
    if is_blank or draw(st.integers(0, 3)):
        return row, False
    if draw(st.booleans()):
        return [*row, ""], False
    while not row[-1] and len(row) > 1:
        row.pop()
    named = max(place for place, name in enumerate(names) if name) + 1
    return row, len(row) < named


def _text(lines: Sequence[Sequence[str]], shape: _Shape) -> str:
    def written(cell: str) -> str:
        if shape.quotes_all or any(c in cell for c in f'"\r\n{shape.separator}'):
            return '"' + cell.replace('"', '""') + '"'
        return cell

    text, end = "", ""
    for number, line in enumerate(lines):
        end = shape.line_ends[number % len(shape.line_ends)]
        text += shape.separator.join(map(written, line)) + end
    return text if shape.has_last_end else text.removesuffix(end)


def _encoded(text: str, encoding: str) -> bytes:
    """The text in the encoding, or in UTF-8 where it cannot be or would be taken for that."""
    try:
        raw = text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode()
    if encoding == "cp1252":
        with suppress(UnicodeDecodeError):
            raw.decode()
            return text.encode()
    return raw
