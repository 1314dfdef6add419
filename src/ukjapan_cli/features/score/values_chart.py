"""What each option is worth on each criterion, as a table of shaded cells."""

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from ukjapan_cli.formats.charts.drawn_criteria import left_out as criteria_left_out
from ukjapan_cli.formats.charts.drawn_criteria import weightiest
from ukjapan_cli.formats.charts.drawn_options import DrawnOption, drawn_options, left_out
from ukjapan_cli.formats.charts.figure import WIDE, Figure, data_of
from ukjapan_cli.formats.charts.lettering import LINE, shortened, width_of, wrapped
from ukjapan_cli.formats.charts.palette import colours, ink_on
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import letter
from ukjapan_cli.formats.phrases import listed, percent
from ukjapan_cli.model.scoring import Scoring

_SPACIOUS = 480
"""A chart this wide has room for names beside the cells; on others they are above them."""

_MARGIN = 10
"""What Vega leaves around a picture, both sides together."""

_WIDEST_NAMES = (170, 130)
_GAP, _RANK_GAP = 10, 8
_CELL, _SEAM, _PADDING = 30, 1, 4
_SMALL, _LINE = 11, 13
_MOST_LINES = 4
_TALLEST_HEAD = 150
_SQUARE = 16
_BOLD = 1.08

HUE = "#4860c0"
WEAKEST, STRONGEST = 0.06, 0.62
"""How much of the hue is on the paper at a value of 0 and of 100, so that words in the paper's own
ink are read on it, on white and on dark."""


@debug_mode(False)
def values(scoring: Scoring, width: int = WIDE) -> Figure:
    """A row an option, a column a criterion with its weight; in each cell the value."""
    shown = drawn_options(scoring)
    return Figure(
        name="values",
        title="What each option is worth on each criterion, from 0 to 100",
        description=_description(scoring),
        note=" ".join(filter(None, [left_out(scoring), criteria_left_out(scoring.criteria)])),
        specification=_Cells(scoring, shown, width - _MARGIN).drawn().to_dict(validate=False),
    )


class _Cells:
    """The cells, their heads and the options' names, in places worked out for the width."""

    def __init__(self, scoring: Scoring, shown: Sequence[DrawnOption], inner: float) -> None:
        self._scoring, self._shown, self._inner = scoring, shown, inner
        self._criteria = weightiest(scoring.criteria, scoring.weights)
        self._colours = colours(criterion.id for criterion in scoring.criteria)
        self._is_spacious = inner + _MARGIN >= _SPACIOUS
        self._rank = max(width_of(one.rank) for one in shown) * _BOLD + _RANK_GAP
        for widest_name in (*_WIDEST_NAMES, _WIDEST_NAMES[0]):
            self._place_columns(widest_name)
            if not self._is_upright:
                break
        self._size = _largest(self._column - 2 * _SEAM - 1)
        self._above = 0 if self._is_spacious else LINE
        self._row = self._above + _CELL + (_PADDING if self._is_spacious else 2 * _PADDING)
        self._top = self._head_height()

    def _place_columns(self, widest_name: float) -> None:
        """Where the columns are, and whether the criteria's names are level in them."""
        names = min(widest_name, max(width_of(one.name) * _BOLD for one in self._shown))
        room = names if self._is_spacious else self._inner - self._rank
        lines = 2 if self._is_spacious else 1
        self._names = [wrapped(one.name, room / _BOLD, lines) for one in self._shown]
        self._left = self._rank + names + _GAP if self._is_spacious else 0.0
        self._column = (self._inner - self._left) / len(self._criteria)
        self._heads = [self._head(visible(criterion.name)) for _, criterion in self._criteria]
        self._is_upright = None in self._heads

    def drawn(self) -> Any:
        cells = alt.Chart(
            data_of(c for row, one in enumerate(self._shown) for c in self._row_of(row, one))
        )
        heads = alt.Chart(data_of(map(self._head_of, range(len(self._criteria)))))
        names = alt.Chart(data_of(self._name_of(*entry) for entry in enumerate(self._shown)))
        scale = alt.Scale(domain=[0, 100], range=[WEAKEST, STRONGEST], clamp=True)
        return alt.layer(
            cells.transform_filter("isValid(datum.value)")
            .mark_rect(color=HUE)
            .encode(
                x=_across("left"),
                x2=alt.X2("right"),
                y=_down("top"),
                y2=alt.Y2("bottom"),
                fillOpacity=alt.FillOpacity("value:Q", scale=scale, legend=None),
            ),
            cells.mark_text(baseline="middle", fontSize=self._size).encode(
                x=_across("middle"), y=_down("line"), text=alt.Text("number:N")
            ),
            heads.mark_rect().encode(
                x=_across("square_left"),
                x2=alt.X2("square_right"),
                y=_down("square_top"),
                y2=alt.Y2("square_bottom"),
                color=alt.Color("colour:N", scale=None),
            ),
            heads.mark_text(baseline="middle", fontSize=_SMALL, fontWeight="bold").encode(
                x=_across("middle"),
                y=_down("square_line"),
                text=alt.Text("letter:N"),
                color=alt.Color("ink:N", scale=None),
            ),
            heads.mark_text(
                fontSize=_SMALL,
                lineBreak="\n",
                lineHeight=_LINE,
                angle=270 if self._is_upright else 0,
                align="left" if self._is_upright else "center",
                baseline="middle",
            ).encode(x=_across("middle"), y=_down("name_line"), text=alt.Text("name:N")),
            *(
                names.transform_filter(f"{'!' * (not is_first)}datum.is_first")
                .mark_text(
                    align="left",
                    baseline="middle",
                    x=x,
                    fontWeight="bold" if is_first else "normal",
                    lineBreak="\n",
                    lineHeight=LINE,
                )
                .encode(y=_down("name_line"), text=alt.Text(f"{field}:N"))
                for is_first in (True, False)
                for field, x in (("rank", 0), ("name", self._rank))
            ),
        ).properties(width=self._inner, height=self._top + self._row * len(self._shown))

    def _head(self, name: str) -> list[str] | None:
        """A criterion's name in lines as wide as its column; None where some word is wider."""
        words = name.replace("-", "- ").split(" ")
        if max(width_of(word, _SMALL) for word in words) > self._column - 2:
            return None
        lines = [""]
        for word in words:
            joint = "" if not lines[-1] or lines[-1].endswith("-") else " "
            joined = lines[-1] + joint + word
            if width_of(joined, _SMALL) <= self._column - 2:
                lines[-1] = joined
            else:
                lines.append(word)
        return lines if len(lines) <= _MOST_LINES else None

    def _texts(self, place: int) -> list[str]:
        """A criterion's name and weight, in lines; in one that is read upwards where need be."""
        _, criterion = self._criteria[place]
        weight = percent(self._scoring.weights[criterion.id])
        if self._is_upright:
            room = _TALLEST_HEAD - width_of(f"  {weight}", _SMALL)
            return [f"{shortened(visible(criterion.name), room, _SMALL)}  {weight}"]
        return [*(self._heads[place] or []), weight]

    def _head_height(self) -> float:
        texts = [self._texts(place) for place in range(len(self._criteria))]
        if self._is_upright:
            tallest = max(width_of(lines[0], _SMALL) for lines in texts)
        else:
            tallest = float(max(map(len, texts)) * _LINE)
        return math.ceil(tallest) + _SQUARE + 12

    def _head_of(self, place: int) -> dict[str, Any]:
        in_file, criterion = self._criteria[place]
        colour = self._colours[criterion.id]
        middle = self._left + (place + 0.5) * self._column
        side = min(_SQUARE, self._column - 2)
        line = self._top - 5 - _SQUARE / 2
        lines = self._texts(place)
        end = line - _SQUARE / 2 - 4
        return {
            "criterion": visible(criterion.name),
            "weight": self._scoring.weights[criterion.id],
            "name": "\n".join(lines),
            "letter": letter(in_file),
            "colour": colour,
            "ink": ink_on(colour),
            "middle": middle,
            "name_line": end if self._is_upright else end - _LINE * (len(lines) - 0.5),
            "square_left": middle - side / 2,
            "square_right": middle + side / 2,
            "square_top": line - _SQUARE / 2,
            "square_bottom": line + _SQUARE / 2,
            "square_line": line,
        }

    def _row_of(self, row: int, one: DrawnOption) -> list[dict[str, Any]]:
        top = self._top + row * self._row + self._above
        cells = []
        for place, (_, criterion) in enumerate(self._criteria):
            value = one.standing.values[criterion.id]
            left = self._left + place * self._column
            cells.append(
                {
                    "option": one.name,
                    "criterion": visible(criterion.name),
                    "value": value,
                    "number": "–" if value is None else _whole(value),
                    "left": left + _SEAM,
                    "right": left + self._column - _SEAM,
                    "middle": left + self._column / 2,
                    "top": top,
                    "bottom": top + _CELL,
                    "line": top + _CELL / 2,
                }
            )
        return cells

    def _name_of(self, row: int, one: DrawnOption) -> dict[str, Any]:
        top = self._top + row * self._row
        names = self._names[row]
        middle = top + _CELL / 2 - (len(names) - 1) * LINE / 2
        return {
            "rank": one.rank,
            "name": "\n".join(names),
            "name_line": top + LINE / 2 - 2 if self._above else middle,
            "is_first": one.standing.is_first,
        }


def _largest(room: float) -> float:
    """The largest size of numbers, up to that of other words, at which 100 fits."""
    return max(6.0, min(12.0, 12.0 * room / width_of("100")))


def _whole(value: float) -> str:
    return str(math.floor(value + 0.5))


def _across(field: str) -> alt.X:
    """A place in pixels from the left."""
    return alt.X(f"{field}:Q", scale=None, axis=None)


def _down(field: str) -> alt.Y:
    """A place in pixels from the top."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def _description(scoring: Scoring) -> str:
    """Who is worth most on each of the weightiest criteria."""
    if not scoring.ranking:
        return "No option is ranked."
    order = sorted(scoring.criteria, key=lambda criterion: -scoring.weights[criterion.id])
    sentences = []
    for criterion in order[:3]:
        best = max(standing.values[criterion.id] or 0.0 for standing in scoring.ranking)
        names = [
            visible(standing.option.name)
            for standing in scoring.ranking
            if (standing.values[criterion.id] or 0.0) == best
        ]
        some = [*names[:3], f"{len(names) - 3} more"] if len(names) > 3 else names
        sentences.append(
            f"{listed(some)} {'is' if len(names) == 1 else 'are'} worth most on "
            f"{visible(criterion.name)}, {percent(scoring.weights[criterion.id])} of the weight: "
            f"{_whole(best)}."
        )
    return " ".join(sentences)
