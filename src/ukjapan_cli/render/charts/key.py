"""The key under a chart: which letter and colour is which option."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from ukjapan_cli.render.charts.figure import data_of
from ukjapan_cli.render.charts.lettering import BOLD, LINE, shortened, width_of, wrapped
from ukjapan_cli.render.charts.option_marks import OptionMark

_SWATCH, _GAP, _ROW = 22, 18, 19
_SMALL = 11


def key(marks: Sequence[OptionMark], width: float, says: str = "") -> Any:
    """A swatch of line, the letter and the name of each, in rows that fill the width.

    Args:
        marks: the options.
        width: of the rows, in pixels.
        says: what else has to be known, below them.
    """
    rows: list[dict[str, Any]] = []
    x, line = 0.0, 0
    for mark in marks:
        letter = BOLD * width_of(mark.letter) + 5 if mark.letter else 0
        beside = _SWATCH + letter
        name = shortened(mark.name, width - beside)
        taken = beside + width_of(name)
        if x and x + taken > width:
            x, line = 0.0, line + 1
        rows.append(
            {
                "colour": mark.colour,
                "key_letter": mark.letter,
                "name": name,
                "start": x,
                "end": x + _SWATCH - 6,
                "letter_at": x + _SWATCH,
                "name_at": x + beside,
                "y": line * _ROW + _ROW / 2,
            }
        )
        x += taken + _GAP
    height = (line + 1) * _ROW
    sentences = wrapped(says, width, 9, _SMALL) if says else []
    base = alt.Chart(data_of(rows)).encode(y=alt.Y("y:Q", scale=None, axis=None))
    colour = alt.Color("colour:N", scale=None)

    def at(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=None, axis=None)

    return alt.layer(
        *(
            base.transform_filter(f"{'!' * is_dashed}datum.key_letter")
            .mark_rule(strokeWidth=2.5, strokeDash=[4, 3] if is_dashed else [1, 0])
            .encode(x=at("start"), x2=alt.X2("end"), color=colour)
            for is_dashed in (False, True)
        ),
        base.mark_text(align="left", baseline="middle", fontWeight="bold").encode(
            x=at("letter_at"), text=alt.Text("key_letter:N")
        ),
        base.mark_text(align="left", baseline="middle").encode(
            x=at("name_at"), text=alt.Text("name:N")
        ),
        alt.Chart(data_of([{"says": "\n".join(sentences)}]))
        .mark_text(
            align="left",
            baseline="top",
            lineBreak="\n",
            lineHeight=LINE,
            fontSize=_SMALL,
            x=0,
            y=height + 4,
        )
        .encode(text=alt.Text("says:N")),
    ).properties(width=width, height=height + LINE * len(sentences))
