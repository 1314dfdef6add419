"""Charts → pictures: Vega-Lite drawn by vl-convert, without a browser or a network."""

import re
from typing import Any, NamedTuple

import vl_convert as vlc

from ukjapan_cli.formats.charts.figure import Figure
from ukjapan_cli.formats.digits import significant_in

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""vl-convert measures text in the first, and the others are as wide."""

PIXELS_PER_POINT = 2
"""How much finer a PNG is than the chart's own pixels."""


class Ink(NamedTuple):
    """The colours of what is not data.

    Attributes:
        text: of words, axes and rules.
        faint: of grids.
        paper: behind everything; None for what the picture is put on.
    """

    text: str
    faint: str
    paper: str | None


PRINTED = Ink(text="#1f2328", faint="#d8dee4", paper="#ffffff")
"""For a picture that stands by itself."""

IN_PAGE = Ink(text="currentColor", faint="#8886", paper=None)
"""For a picture in a page that is light or dark."""


def specification(figure: Figure, ink: Ink = PRINTED) -> dict[str, Any]:
    """The whole Vega-Lite specification, in ink."""
    config = {
        "font": FONT,
        "background": ink.paper,
        "view": {"stroke": None},
        "axis": {
            "domainColor": ink.faint,
            "gridColor": ink.faint,
            "labelColor": ink.text,
            "labelFontSize": 12,
            "labelLimit": 0,
            "tickColor": ink.faint,
            "titleColor": ink.text,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "legend": {
            "labelColor": ink.text,
            "labelFontSize": 12,
            "labelLimit": 0,
            "titleColor": ink.text,
            "titleFontSize": 12,
        },
        "header": {"labelColor": ink.text, "titleColor": ink.text, "labelFontSize": 12},
        "rule": {"color": ink.text},
        "text": {"color": ink.text, "fontSize": 12},
        "title": {"anchor": "start", "color": ink.text, "fontSize": 13},
    }
    drawn = {"description": figure.description, **figure.specification, "config": config}
    return {key: significant_in(part) for key, part in drawn.items()}


def svg(figure: Figure, ink: Ink = PRINTED) -> str:
    """The chart as SVG."""
    drawn: str = vlc.vegalite_to_svg(specification(figure, ink))
    return drawn


def png(figure: Figure) -> bytes:
    """The chart as a PNG of two pixels for each of the chart's own."""
    drawn: bytes = vlc.vegalite_to_png(specification(figure), scale=PIXELS_PER_POINT)
    return drawn


def pdf(figure: Figure) -> bytes:
    """The chart as a page of PDF of its own size."""
    return in_order(vlc.vegalite_to_pdf(specification(figure)))


_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY_SIZE = 20
_NAMED = re.compile(rb"\b(\d+) 0 R\b")
_ENTRIES = re.compile(rb"(?:^ +/\w+ \d+ 0 R\n)+", re.MULTILINE)
_STREAM = re.compile(rb"stream\r?\n")


def in_order(pdf: bytes) -> bytes:
    """The same document: objects in the order of a walk from its trailer, their entries by key.

    A file without a plain table of its objects is given back as it is.
    """
    found = _bodies(pdf)
    if not found:
        return pdf
    bodies = {number: _sorted(body) for number, body in found.items()}
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
    order: dict[int, int] = {}
    waiting = _names(trailer)
    while waiting:
        number = waiting.pop(0)
        if number in bodies and number not in order:
            order[number] = len(order) + 1
            waiting = [*_names(_head(bodies[number])), *waiting]
    written = bytearray(pdf[: pdf.index(next(iter(found.values())))])
    places = []
    for number, new in order.items():
        places.append(len(written))
        head = _head(bodies[number])
        rest = bodies[number][len(head) :]
        numbered = re.sub(rb"^\s*\d+ 0 obj", b"%d 0 obj" % new, head)
        written += _renamed(numbered, order) + rest
    start = len(written)
    count = len(order) + 1
    written += b"xref\n0 %d\n0000000000 65535 f\r\n" % count
    written += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    written += re.sub(rb"/Size \d+", b"/Size %d" % count, _renamed(trailer, order))
    written += b"startxref\n%d\n%%%%EOF" % start
    return bytes(written)


def _bodies(pdf: bytes) -> dict[int, bytes]:
    """Every object from its number to the next object, by number, in the file's order."""
    place = pdf.rfind(b"startxref")
    found = re.match(rb"startxref\s+(\d+)", pdf[place:]) if place >= 0 else None
    table = _TABLE.match(pdf, int(found[1])) if found else None
    if table is None:
        return {}
    entries = [
        pdf[at : at + _ENTRY_SIZE]
        for at in range(table.end(), table.end() + _ENTRY_SIZE * int(table[1]), _ENTRY_SIZE)
    ]
    starts = {int(entry[:10]): n for n, entry in enumerate(entries) if entry[17:18] == b"n"}
    ends = [*sorted(starts)[1:], table.start()]
    return {starts[at]: pdf[at:end] for at, end in zip(sorted(starts), ends, strict=True)}


def _head(body: bytes) -> bytes:
    """What comes before an object's stream; all of it where it has none."""
    found = _STREAM.search(body)
    return body[: found.start()] if found else body


def _sorted(body: bytes) -> bytes:
    """The object with runs of entries that name other objects in the order of their keys."""
    head = _head(body)
    ordered = _ENTRIES.sub(lambda run: b"".join(sorted(run[0].splitlines(keepends=True))), head)
    return ordered + body[len(head) :]


def _names(text: bytes) -> list[int]:
    return [int(number) for number in _NAMED.findall(text)]


def _renamed(text: bytes, order: dict[int, int]) -> bytes:
    return _NAMED.sub(lambda name: b"%d 0 R" % order[int(name[1])], text)
