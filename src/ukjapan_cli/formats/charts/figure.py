"""A chart: its specification, and what it says to those who do not see it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import altair as alt

WIDE = 720
"""The width in pixels of a chart on a page of paper or a screen."""

NARROW = 328
"""The width in pixels of a chart on a phone."""


class Figure(NamedTuple):
    """A chart that can be drawn.

    Attributes:
        name: what its file is called, without a suffix.
        title: what it shows, in a line.
        description: what it says, for those who do not see it; a few sentences.
        note: what was left out of it; empty where nothing was.
        specification: Vega-Lite, with its data and without colours for ink and paper.
    """

    name: str
    title: str
    description: str
    note: str
    specification: dict[str, Any]


def data_of(rows: Iterable[dict[str, Any]]) -> alt.InlineData:
    """The data of a chart, a mark a row.

    Altair copies a list, and all that it holds, at each step of a chain of calls, and no tuple.
    """
    return alt.InlineData(values=tuple(rows))


def in_panels(
    one: alt.LayerChart | alt.FacetChart, *, width: float, height: float, columns: int, gap: float
) -> alt.FacetChart:
    """A chart for each `panel` that its data have, in their order and without headings.

    Args:
        one: what each panel shows, with the data of all.
        width: of a panel, in pixels.
        height: of a panel.
        columns: how many panels a row has.
        gap: pixels between them.
    """
    panels: alt.FacetChart = (
        one.properties(width=width, height=height)
        .facet(
            facet=alt.Facet(
                "panel:O",
                title=None,
                header=alt.Header(labelExpr="''", labelFontSize=0, labelPadding=0),
            ),
            columns=columns,
        )
        .resolve_axis(x="independent")
        .properties(spacing=gap)
    )
    return panels
