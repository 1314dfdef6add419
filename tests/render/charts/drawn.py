"""What a chart draws: its records, and the words in its picture."""

import re
from html import unescape
from typing import Any

from ukjapan_cli.render.charts.drawing import IN_PAGE, svg
from ukjapan_cli.render.charts.figure import Figure


def records(figure: Figure, *fields: str) -> list[dict[str, Any]]:
    """The records that have all of these fields, whatever chart of the figure they are in."""
    every = [row for rows in figure.specification["datasets"].values() for row in rows]
    return [row for row in every if set(fields) <= set(row)]


def words(figure: Figure) -> list[str]:
    """Every piece of text in the picture, line by line, as it is read."""
    return [unescape(text) for text in re.findall(r">([^<>]+)</t(?:ext|span)>", drawn(figure))]


def drawn(figure: Figure) -> str:
    """The picture for a page."""
    return svg(figure, IN_PAGE)


def width(figure: Figure) -> float:
    """How wide the picture is."""
    found = re.search(r'<svg [^>]*?\bwidth="([\d.]+)"', drawn(figure))
    assert found
    return float(found[1])
