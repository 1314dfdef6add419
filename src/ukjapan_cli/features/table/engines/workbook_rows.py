"""The rows of a workbook's first sheet, as saving it as CSV would write them.

A workbook is a zip of XML, which may be made to unfold to any size: it is read up to a limit.
"""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from ukjapan_cli.diagnostics import MissingExtraError
from ukjapan_cli.features.table.engines.csv_rows import Row
from ukjapan_cli.features.table.engines.fault import TableError

MOST_CELLS = 1_000_000
_MOST_ROWS = 1 << 20  # that a sheet can have
_LARGEST_PART = 100_000_000  # bytes of XML
_AS_CSV = "save the sheet as CSV"


@contextmanager
def workbook_rows(file: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """The first sheet that is not hidden: what to say of it, and its rows with their numbers.

    Raises:
        MissingExtraError: the library that reads workbooks is not installed.
        TableError: the file is no workbook, or larger than is read here.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError("openpyxl", "report") from None
    with ExitStack() as closed:
        closed.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # of what a sheet has beside its cells
        with _faults(file):
            raw = closed.enter_context(Path(file).open("rb"))
            _check_size(file, raw)
            book = load_workbook(raw, read_only=True, data_only=True, keep_links=False)
        closed.callback(book.close)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not shown:
            raise TableError(f"'{file}' has no sheet to read")
        shown[0].reset_dimensions()  # which the file may have wrong
        cells = closed.enter_context(closing(shown[0].iter_rows()))
        note = f"of {len(book.worksheets)} sheets '{shown[0].title}' is read"
        yield note if len(book.worksheets) > 1 else "", _rows(file, cells)


def _check_size(file: str, raw: BinaryIO) -> None:
    with ZipFile(raw) as parts:
        largest = max((part.file_size for part in parts.infolist()), default=0)
    if largest > _LARGEST_PART:
        raise TableError(_too_large(file))


def _too_large(file: str) -> str:
    return f"'{file}' is a workbook of more than {MOST_CELLS:,} cells; {_AS_CSV}"


def _rows(file: str, sheet: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    """Rows as long as the first; those at the end that are blank are what formatting leaves."""
    cells, width = 0, 0
    blank: list[int] = []
    with _faults(file):
        for number, row in enumerate(sheet, start=1):
            cells += len(row)
            if cells > MOST_CELLS or number > _MOST_ROWS:
                raise TableError(_too_large(file))
            texts = [_cell_text(cell) for cell in row]
            if not any(texts):
                blank.append(number)
                continue
            yield from ((line, []) for line in blank)
            blank.clear()
            width = width or len(texts)
            yield number, texts + [""] * (width - len(texts))


def _cell_text(cell: Any) -> str:
    match cell.value:
        case None:
            return ""
        case bool(value):
            return str(value).upper()
        case int(value) | float(value) if "%" in cell.number_format:
            return f"{value * 100:.12g}%"  # as it is shown: 40% is not 0.4 on every scale
        case float(value):
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime() as value if value.time() == time():
            return value.date().isoformat()
        case value:
            return str(value)


@contextmanager
def _faults(file: str) -> Iterator[None]:
    """What the library raises for a file that is not as it has to be, which may be anything."""
    try:
        yield
    except TableError:
        raise
    except BadZipFile:
        protected = "is not a workbook, or a password protects it"
        raise TableError(f"'{file}' {protected}; {_AS_CSV}") from None
    except OSError as error:
        raise TableError(f"'{file}' cannot be read: {error.strerror or error}") from None
    except Exception as error:
        raise TableError(f"'{file}' is damaged, or not a workbook; {_AS_CSV}") from error
