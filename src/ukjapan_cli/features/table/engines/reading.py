"""How text files were read: what is guessed, passed over or left out is said."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.features.table.engines.csv_rows import SEPARATORS, UTF_8, WINDOWS, Dialect

_EXPECTED = {".tsv": "\t", ".tab": "\t"}  # and a comma elsewhere


class Reading(NamedTuple):
    """One file as it was read.

    Attributes:
        file: which one.
        names: its header's cells.
        dialect: of CSV.
        sheet: what is to be said of the sheet of a workbook.
        blank: how many blank rows there were.
        short: how many rows lacked cells.
    """

    file: str
    names: tuple[str, ...]
    dialect: Dialect | None
    sheet: str = ""
    blank: int = 0
    short: int = 0


def notes_on(readings: Sequence[Reading]) -> tuple[str, ...]:
    """What there is to say of the files together; nothing of what is as anybody would expect."""
    said: dict[str, int] = {}
    for reading in readings:
        for note in _notes(reading):
            said[note] = said.get(note, 0) + 1
    files = len(readings)
    notes = [
        note if files == 1 else f"{note} in {count:,} of {files:,} files"
        for note, count in said.items()
    ]
    blank, short = sum(r.blank for r in readings), sum(r.short for r in readings)
    if blank:
        notes.append(f"{_are(blank, 'blank row')} skipped")
    if short:
        notes.append(f"{_are(short, 'row')} cut short, so that the last cells are missing")
    return tuple(notes)


def _notes(reading: Reading) -> Iterator[str]:
    if reading.sheet:
        yield reading.sheet
    if reading.dialect is not None:
        yield from _of_dialect(reading.dialect, Path(reading.file).suffix.casefold())
    unnamed = reading.names.count("")
    if unnamed:
        yield f"{_are(unnamed, 'column')} left out for want of a name"


def _of_dialect(dialect: Dialect, suffix: str) -> Iterator[str]:
    if dialect.encoding == WINDOWS:
        yield "read as Windows-1252 (cp1252), since it is not UTF-8"
    elif dialect.encoding != UTF_8:
        yield f"read as {dialect.encoding[:6].upper()}"
    if dialect.separator != _EXPECTED.get(suffix, ","):
        yield f"{SEPARATORS.get(dialect.separator, repr(dialect.separator))} separate cells"


def _are(count: int, what: str) -> str:
    return f"1 {what} is" if count == 1 else f"{count:,} {what}s are"
