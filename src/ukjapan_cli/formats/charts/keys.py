"""Keys under charts: which colour and letter is which option or criterion."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt

from ukjapan_cli.formats.charts.drawn_options import OptionMark
from ukjapan_cli.formats.charts.figure import data_of
from ukjapan_cli.formats.charts.lettering import BOLD, LINE, shortened, width_of, wrapped
from ukjapan_cli.formats.charts.palette import ink_on

_SWATCH, _APART, _LINE_ROW = 22, 18, 19
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
                "y": line * _LINE_ROW + _LINE_ROW / 2,
            }
        )
        x += taken + _APART
    height = (line + 1) * _LINE_ROW
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
