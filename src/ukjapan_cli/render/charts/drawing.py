"""Charts → pictures: Vega-Lite drawn by vl-convert, without a browser or a network."""

from typing import Any, NamedTuple

import vl_convert as vlc

from ukjapan_cli.digits import significant_in
from ukjapan_cli.render.charts.figure import Figure
from ukjapan_cli.render.charts.pdf_order import in_order

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
