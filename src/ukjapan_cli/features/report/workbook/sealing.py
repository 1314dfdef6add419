"""A written workbook, with the results of its formulas and without the time of writing."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

from openpyxl.packaging.core import DocumentProperties
from openpyxl.xml.functions import tostring

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?(?:/>|></v>)</c>')
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the least that a zip archive can say
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>ukjapan</Application></Properties>"
)
"""Who wrote the file: not a spreadsheet, so that spreadsheets compute it anew."""


def sealed(raw: bytes, results: Sequence[Mapping[str, float | str]], made: date) -> bytes:
    """The same file, the same for the same sheets.

    Args:
        raw: as openpyxl wrote it.
        results: what each sheet's formulas come to, by cell.
        made: the date that the file says it is of.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as written,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled,
    ):
        for name in sorted(written.namelist()):
            content = written.read(name)
            sheet = _SHEET.fullmatch(name)
            if sheet:
                content = _with_results(content, results[int(sheet[1]) - 1])
            elif name == "docProps/core.xml":
                content = _properties(made)
            elif name == "docProps/app.xml":
                content = _APPLICATION
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(entry, content)
    return out.getvalue()


def _with_results(content: bytes, results: Mapping[str, float | str]) -> bytes:
    def complete(found: re.Match[bytes]) -> bytes:
        address, attributes, formula = found.groups()
        result = results[address.decode()]
        if isinstance(result, str):
            kind, shown = b' t="str"', escape(result).encode()
        else:
            kind, shown = b"", repr(result).encode()
        return b'<c r="%b"%b%b><f>%b</f><v>%b</v></c>' % (address, attributes, kind, formula, shown)

    return _FORMULA.sub(complete, content)


def _properties(made: date) -> bytes:
    midnight = datetime(made.year, made.month, made.day, tzinfo=UTC)
    properties = DocumentProperties(creator="ukjapan", created=midnight, modified=midnight)
    content: bytes = tostring(properties.to_tree())
    return content
