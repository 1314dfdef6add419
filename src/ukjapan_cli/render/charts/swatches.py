"""The key under a chart: which colour and letter is which criterion."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from ukjapan_cli.render.charts.figure import data_of
from ukjapan_cli.render.charts.lettering import shortened, width_of
from ukjapan_cli.render.charts.palette import ink_on

_SIDE, _BESIDE, _GAP, _ROW = 16, 21, 16, 22


class Swatch(NamedTuple):
    """A square of a colour with a letter in it, and what it stands for.

    Attributes:
        colour: of the square.
        letter: in the square; may be empty.
        name: what it stands for, shortened where there is no room.
        more: what is said after the name, and never shortened.
    """

    colour: str
    letter: str
    name: str
    more: str = ""


def swatches(entries: Sequence[Swatch], width: float) -> Any:
    """A square, its letter and its meaning for each, in as many columns as the pixels allow."""
    texts = [_text(entry, width - _BESIDE) for entry in entries]
    widest = _BESIDE + max(width_of(text) for text in texts)
    columns = max(1, int((width + _GAP) // (widest + _GAP)))
    values: list[dict[str, Any]] = []
    for place, (entry, text) in enumerate(zip(entries, texts, strict=True)):
        row, column = divmod(place, columns)
        x = column * (widest + _GAP)
        values.append(
            {
                "colour": entry.colour,
                "ink": ink_on(entry.colour),
                "letter": entry.letter,
                "text": text,
                "left": x,
                "right": x + _SIDE,
                "middle": x + _SIDE / 2,
                "text_at": x + _BESIDE,
                "top": row * _ROW + (_ROW - _SIDE) / 2,
                "bottom": row * _ROW + (_ROW + _SIDE) / 2,
                "line": row * _ROW + _ROW / 2,
            }
        )
    base = alt.Chart(data_of(values))
    return alt.layer(
        base.mark_rect().encode(
            x=_at(alt.X, "left"),
            x2=alt.X2("right"),
            y=_at(alt.Y, "top"),
            y2=alt.Y2("bottom"),
            color=alt.Color("colour:N", scale=None),
        ),
        base.mark_text(fontSize=11, fontWeight="bold", baseline="middle").encode(
            x=_at(alt.X, "middle"),
            y=_at(alt.Y, "line"),
            text=alt.Text("letter:N"),
            color=alt.Color("ink:N", scale=None),
        ),
        base.mark_text(align="left", baseline="middle").encode(
            x=_at(alt.X, "text_at"), y=_at(alt.Y, "line"), text=alt.Text("text:N")
        ),
    ).properties(width=width, height=-(-len(entries) // columns) * _ROW)


def _text(entry: Swatch, width: float) -> str:
    if not entry.more:
        return shortened(entry.name, width)
    more = f" {entry.more}"
    return shortened(entry.name, width - width_of(more)) + more


def _at(channel: Any, field: str) -> Any:
    """A place in pixels."""
    return channel(f"{field}:Q", scale=None, axis=None)
