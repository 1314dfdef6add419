"""Small charts side by side, row by row, each with an axis of its own."""

import altair as alt


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
