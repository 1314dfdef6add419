"""Charts as they stand in the page: one for screens and paper, one for phones."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ukjapan_cli.formats.charts.drawing import IN_PAGE, svg
from ukjapan_cli.formats.charts.figure import NARROW, WIDE, Figure

_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')
_ID = re.compile(r'(?<= id=")|(?<=url\(#)|(?<=href="#)')
"""Where an id begins, in a tag."""


class Picture(NamedTuple):
    """A chart drawn twice.

    Attributes:
        title: what it shows.
        description: what it says, for those who do not see it.
        note: what was left out of it.
        wide: SVG.
        narrow: SVG for a phone.
    """

    title: str
    description: str
    note: str
    wide: str
    narrow: str


def picture(draw: Callable[[int], Figure]) -> Picture:
    """Draw a chart at both widths.

    Args:
        draw: a chart's function with its result given, of the width in pixels.
    """
    wide, narrow = draw(WIDE), draw(NARROW)
    return Picture(
        wide.title,
        wide.description,
        wide.note,
        _inline(wide, f"{wide.name}-wide"),
        _inline(narrow, f"{narrow.name}-narrow"),
    )


def _inline(figure: Figure, prefix: str) -> str:
    """The SVG with ids that no other chart in the page has, for sighted readers only."""
    drawn = _TAG.sub(lambda tag: _ID.sub(f"{prefix}-", tag[0]), svg(figure, IN_PAGE))
    return drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)
