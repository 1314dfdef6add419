"""The ranking as stacked bars: what each option is worth, and by which criteria."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.formats.charts.drawn_criteria import OTHERS, weightiest
from ukjapan_cli.formats.charts.drawn_criteria import left_out as criteria_left_out
from ukjapan_cli.formats.charts.drawn_options import DrawnOption, drawn_options, left_out
from ukjapan_cli.formats.charts.figure import WIDE, Figure, data_of
from ukjapan_cli.formats.charts.keys import Swatch, swatches
from ukjapan_cli.formats.charts.lettering import LINE, width_of, wrapped
from ukjapan_cli.formats.charts.palette import colours, ink_on
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import letter
from ukjapan_cli.formats.phrases import listed, percent, points, value_of
from ukjapan_cli.model.scoring import Scoring

_SPACIOUS = 480
"""A chart this wide has room for names beside the bars; on others they are above them."""

_MARGIN = 10
"""What Vega leaves around a picture, both sides together."""

_WIDEST_NAME = 210
_GAP = 10
_BAR, _LETTER = 24, 11
_BOLD = 1.08
"""How much wider bold text is, as what is said of the first is."""

_HOLLOW = 0.22
"""How strong the fill of what is not ranked is, within its outline."""


@debug_mode(False)
def contributions(scoring: Scoring, width: int = WIDE) -> Figure:
    """A bar an option with a segment a criterion, as long as its contribution, and its value."""
    shown = drawn_options(scoring)
    inner = width - _MARGIN
    colour = colours(criterion.id for criterion in scoring.criteria)
    drawn = weightiest(scoring.criteria, scoring.weights)
    key = [
        Swatch(
            colour[criterion.id],
            letter(place),
            visible(criterion.name),
            f"({percent(scoring.weights[criterion.id])})",
        )
        for place, criterion in drawn
    ]
    if len(drawn) < len(scoring.criteria):
        rest = 1 - sum(scoring.weights[criterion.id] for _, criterion in drawn)
        key.append(Swatch(OTHERS, "", _others(scoring, drawn), f"({percent(rest)})"))
    chart = alt.vconcat(
        _Bars(scoring, shown, inner, colour).drawn(), swatches(key, inner), spacing=14
    )
    return Figure(
        name="contributions",
        title="What each option is worth, and by which criteria",
        description=_description(scoring, shown),
        note=" ".join(filter(None, [left_out(scoring), criteria_left_out(scoring.criteria)])),
        specification=chart.to_dict(validate=False),
    )


class _Bars:
    """The bars, their names and their values, in places worked out for the width."""

    def __init__(
        self,
        scoring: Scoring,
        shown: Sequence[DrawnOption],
        inner: float,
        colour: dict[str, str],
    ) -> None:
        self._scoring, self._shown, self._inner, self._colour = scoring, shown, inner, colour
        self._criteria = weightiest(scoring.criteria, scoring.weights)
        is_spacious = inner + _MARGIN >= _SPACIOUS
        self._rank = max(width_of(one.rank) for one in shown) + 8
        names = min(_WIDEST_NAME, max(width_of(one.name) * _BOLD for one in shown))
        self._start = self._rank + names + _GAP if is_spacious else 1.0
        room = names if is_spacious else inner - self._rank
        most = 2 if is_spacious else 1
        self._names = [wrapped(one.name, room / _BOLD, most) for one in shown]
        values = max(width_of(value_of(one.standing)) for one in shown)
        self._end = inner - values * _BOLD - _GAP
        self._above = 0 if is_spacious else LINE + 3
        self._padding = 5.0
        self._height = self._above + _BAR + 2 * self._padding
        self._most = max(one.standing.most for one in shown) or 100.0

    def drawn(self) -> Any:
        segments = [s for row, one in enumerate(self._shown) for s in self._segments(row, one)]
        scale = alt.Scale(domain=[0, self._most], range=[self._start, self._end], nice=False)
        axis = alt.Axis(
            title="Overall value, points of 100",
            tickCount=5,
            domain=False,
            ticks=False,
            grid=not self._above,
        )
        bars = alt.Chart(data_of(segments))
        words = alt.Chart(data_of([self._words(*row) for row in enumerate(self._shown)]))
        letters = bars.encode(
            x=alt.X("middle:Q", scale=scale, axis=axis), y=_down("line"), text=alt.Text("letter:N")
        )
        return alt.layer(
            bars.mark_rect(x2Offset=-1.5, strokeWidth=1).encode(
                x=alt.X("from:Q", scale=scale, axis=axis),
                x2=alt.X2("to"),
                y=_down("top"),
                y2=alt.Y2("bottom"),
                fill=alt.Fill("colour:N", scale=None),
                fillOpacity=alt.FillOpacity("strength:Q", scale=None),
                stroke=alt.Stroke("outline:N", scale=None),
            ),
            letters.transform_filter("datum.ink")
            .mark_text(fontSize=_LETTER, baseline="middle")
            .encode(color=alt.Color("ink:N", scale=None)),
            letters.transform_filter("!datum.ink").mark_text(fontSize=_LETTER, baseline="middle"),
            *(
                text
                for is_first in (True, False)
                for text in self._texts(words, scale, axis, is_first=is_first)
            ),
        ).properties(width=self._inner, height=self._height * len(self._shown))

    def _texts(
        self, words: alt.Chart, scale: alt.Scale, axis: alt.Axis, *, is_first: bool
    ) -> list[alt.Chart]:
        """Ranks, names and values; those of the first in bold."""
        some = words.transform_filter(f"{'!' * (not is_first)}datum.is_first")
        look: dict[str, Any] = {
            "align": "left",
            "baseline": "middle",
            "fontWeight": "bold" if is_first else "normal",
        }
        return [
            some.mark_text(**look, x=0).encode(y=_down("name_line"), text=alt.Text("rank:N")),
            some.mark_text(**look, x=self._rank, lineBreak="\n", lineHeight=LINE).encode(
                y=_down("name_line"), text=alt.Text("name:N")
            ),
            some.mark_text(**look, dx=6).encode(
                x=alt.X("value:Q", scale=scale, axis=axis),
                y=_down("line"),
                text=alt.Text("value_text:N"),
            ),
        ]

    def _segments(self, row: int, one: DrawnOption) -> list[dict[str, Any]]:
        segments = []
        end = 0.0
        top = row * self._height + self._above + self._padding
        for name, text, colour, points_ in self._parts(one):
            if points_ <= 0:
                continue
            start, end = end, end + points_
            pixels = points_ / self._most * (self._end - self._start)
            segments.append(
                {
                    "option": one.name,
                    "criterion": name,
                    "contribution": points_,
                    "from": start,
                    "to": end,
                    "middle": (start + end) / 2,
                    "letter": text if width_of(text, _LETTER) + 3 <= pixels else "",
                    "colour": colour,
                    "outline": None if one.is_ranked else colour,
                    "strength": 1.0 if one.is_ranked else _HOLLOW,
                    "ink": ink_on(colour) if one.is_ranked else "",
                    "top": top,
                    "bottom": top + _BAR,
                    "line": top + _BAR / 2,
                }
            )
        return segments

    def _parts(self, one: DrawnOption) -> Iterator[tuple[str, str, str, float]]:
        """A bar's parts: what each is of, its letter, its colour, its points."""
        contributions = one.standing.contributions
        for place, criterion in self._criteria:
            points_ = contributions[criterion.id] or 0.0
            yield visible(criterion.name), letter(place), self._colour[criterion.id], points_
        if len(self._criteria) < len(contributions):
            drawn = {criterion.id for _, criterion in self._criteria}
            rest = sum(part or 0.0 for id_, part in contributions.items() if id_ not in drawn)
            yield _others(self._scoring, self._criteria), "", OTHERS, rest

    def _words(self, row: int, one: DrawnOption) -> dict[str, Any]:
        top = row * self._height + self._padding
        line = top + self._above + _BAR / 2
        names = self._names[row]
        first_line = line - (len(names) - 1) * LINE / 2 if not self._above else top + LINE / 2
        return {
            "rank": one.rank,
            "name": "\n".join(names),
            "name_line": first_line,
            "line": line,
            "value": one.standing.value,
            "value_text": value_of(one.standing),
            "is_first": one.standing.is_first,
        }


def _others(scoring: Scoring, drawn: Sequence[tuple[int, Criterion]]) -> str:
    return f"{len(scoring.criteria) - len(drawn):,} other criteria"


def _down(field: str) -> alt.Y:
    """A place in pixels from the top."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def _description(scoring: Scoring, shown: Sequence[DrawnOption]) -> str:
    ranked = [one for one in shown if one.is_ranked]
    if not ranked:
        return "No option is ranked."
    values = [f"{one.name} {value_of(one.standing)}" for one in ranked[:5]]
    text = f"Overall values, in points of 100: {listed(values)}"
    if len(scoring.ranking) > len(values):
        text += f"; and {len(scoring.ranking) - len(values)} more below them"
    text += "."
    baseline = scoring.baseline
    if baseline is not None:
        text += f" The baseline, {visible(baseline.option.name)}, is worth {value_of(baseline)}."
    first = ranked[0].standing
    parts = sorted(
        ((first.contributions[c.id] or 0.0, c) for c in scoring.criteria), key=lambda part: -part[0]
    )
    most = [f"{visible(c.name)} ({points(gained)})" for gained, c in parts[:2] if gained > 0]
    if most:
        text += f" Most of what {ranked[0].name} is worth comes from {listed(most)}."
    return text
