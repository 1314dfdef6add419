"""What the range of one score at a time does to the lead of the first over the second."""

from collections.abc import Sequence
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from ukjapan_cli.features.sensitivity.analysis.scores import Swing
from ukjapan_cli.features.sensitivity.analysis.sensitivity import Sensitivity
from ukjapan_cli.features.sensitivity.words import lead_between, score_range
from ukjapan_cli.formats.charts.drawn_options import OptionMark, option_marks
from ukjapan_cli.formats.charts.figure import WIDE, Figure, data_of
from ukjapan_cli.formats.charts.keys import Swatch, swatches
from ukjapan_cli.formats.charts.lettering import LINE, shortened, width_of
from ukjapan_cli.formats.charts.palette import ink_on
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.phrases import listed, on_scale, points, signed

_MOST = 12

_SPACIOUS = 480
"""A chart this wide has room for names beside the bars; on others they are above them."""

_MARGIN = 10
"""What Vega leaves around a picture, both sides together."""

_WIDEST_NAME, _GAP = 330, 14
_BAR, _SMALL = 20, 11
_PADDING = 7
_WIDEST_END = 92
_LETTER_ROOM = 14
_BOLD = 1.08
"""How much wider bold text is."""

_SAID = 20
"""For what is said of today's lead, above the bars or below them."""


@debug_mode(False)
def tornado(found: Sensitivity, width: int = WIDE) -> Figure:
    """A bar a score, from the lead at one end of its range to that at the other, widest first.

    Two options are ranked, and some score of theirs has a range.
    """
    swings = found.tornado[:_MOST]
    marks = option_marks(found.scoring)
    first, second = (marks[row] for row in found.scoring.ranked_rows[:2])
    inner = width - _MARGIN
    bars = _Bars(found, swings, marks, inner)
    key = [
        Swatch(mark.colour, mark.letter, mark.name, more)
        for mark, more in ((first, "is ahead"), (second, "is ahead"))
        if mark is first or bars.can_turn
    ]
    chart = alt.vconcat(bars.drawn(), swatches(key, inner), spacing=12)
    return Figure(
        name="tornado",
        title=f"What one score does to the lead of {first.name} over {second.name}",
        description=_description(found, first, second),
        note=_note(found),
        specification=chart.to_dict(validate=False),
    )


class _Bars:
    """The bars and what is said beside them, in places worked out for the width."""

    def __init__(
        self,
        found: Sensitivity,
        swings: Sequence[Swing],
        marks: dict[int, OptionMark],
        inner: float,
    ) -> None:
        self._swings, self._marks, self._inner = swings, marks, inner
        self._is_spacious = inner + _MARGIN >= _SPACIOUS
        self._ahead = [marks[row] for row in found.scoring.ranked_rows[:2]]
        one, other = found.scoring.ranking[:2]
        self._lead = one.value - other.value
        leads = [lead for swing in swings for lead in (swing.at_low, swing.at_high)]
        self._least = min([0.0, self._lead, *leads])
        self._most = max([0.0, self._lead, *leads])
        if self._most - self._least <= 0:
            self._most = 1.0
        ends = [_ends(swing) for swing in swings]
        said = width_of(self._today, _SMALL) / 2
        left = max([said, *(width_of(low, _SMALL) + 6 for low, _ in ends)])
        right = max([said, *(width_of(high, _SMALL) + 6 for _, high in ends)])
        self._room = inner
        if self._is_spacious:
            widest = max((self._widest_name(swing) for swing in swings), default=0.0)
            self._room = min(_WIDEST_NAME, widest)
        names = self._room + _GAP if self._is_spacious else 0
        self._start, self._end = names + left, inner - right
        self._top = _SAID if self._is_spacious else 0
        self._height = 2 * _PADDING + (2 * LINE if self._is_spacious else 2 * LINE + 3 + _BAR)

    @property
    def can_turn(self) -> bool:
        """Whether some end puts the second ahead."""
        return self._least < 0

    def drawn(self) -> Any:
        parts = [part for row, swing in enumerate(self._swings) for part in self._parts(row, swing)]
        words = [self._words(row, swing) for row, swing in enumerate(self._swings)]
        height = _SAID + self._height * len(self._swings)
        scale = alt.Scale(
            domain=[self._least, self._most], range=[self._start, self._end], nice=False
        )
        axis = alt.Axis(
            title="Lead, points of overall value",
            tickCount=5,
            domain=False,
            ticks=False,
            grid=False,
            labelExpr="datum.value ? format(datum.value, '+,.3~g') : '0'",
        )
        bars = alt.Chart(data_of(parts))
        texts = alt.Chart(data_of(words))
        lines = alt.Chart(data_of(self._lines()))
        at = alt.X("lead:Q", scale=scale, axis=axis)

        def end(field: str, **look: Any) -> Any:
            text = texts.mark_text(baseline="middle", fontSize=_SMALL, **look)
            x = alt.X(f"{field}:Q", scale=scale, axis=axis)
            return text.encode(x=x, y=_down("line"), text=alt.Text(f"{field}_end:N"))

        return alt.layer(
            bars.mark_rect().encode(
                x=alt.X("from:Q", scale=scale, axis=axis),
                x2=alt.X2("to"),
                y=_down("top"),
                y2=alt.Y2("bottom"),
                color=alt.Color("colour:N", scale=None),
            ),
            bars.mark_text(
                align="left", dx=6, fontSize=_SMALL, fontWeight="bold", baseline="middle"
            ).encode(
                x=alt.X("from:Q", scale=scale, axis=axis),
                y=_down("line"),
                text=alt.Text("letter:N"),
                color=alt.Color("ink:N", scale=None),
            ),
            *(
                lines.transform_filter(f"{'' if is_today else '!'}datum.is_today")
                .mark_rule(strokeWidth=1.5, strokeDash=[4, 3] if is_today else [1, 0])
                .encode(x=at, y=_down("top"), y2=alt.Y2("bottom"))
                for is_today in (True, False)
            ),
            alt.Chart(data_of(self._said()))
            .mark_text(
                baseline="middle",
                y=_SAID / 2 if self._is_spacious else height - _SAID / 2,
                fontSize=_SMALL,
            )
            .encode(x=at, text=alt.Text("says:N")),
            end("low", align="right", dx=-5),
            end("high", align="left", dx=5),
            texts.mark_text(align="left", baseline="middle", x=0, fontWeight="bold").encode(
                y=_down("criterion_line"), text=alt.Text("criterion:N")
            ),
            texts.mark_text(align="left", baseline="middle", x=0, fontSize=_SMALL).encode(
                y=_down("score_line"), text=alt.Text("score:N")
            ),
        ).properties(width=self._inner, height=height)

    def _parts(self, row: int, swing: Swing) -> list[dict[str, Any]]:
        """The bar, in two where the lead turns over in it."""
        low, high = sorted((swing.at_low, swing.at_high))
        below = (self._height - _BAR) / 2 if self._is_spacious else self._height - _PADDING - _BAR
        top = self._top + row * self._height + below
        stretches = ((max(low, 0.0), high, self._ahead[0]), (low, min(high, 0.0), self._ahead[1]))
        return [
            {
                "criterion": visible(swing.criterion.name),
                "option": self._marks[swing.row].name,
                "from": start,
                "to": end,
                "colour": mark.colour,
                "ink": ink_on(mark.colour),
                "letter": mark.letter if self._pixels(end - start) > _LETTER_ROOM else "",
                "top": top,
                "bottom": top + _BAR,
                "line": top + _BAR / 2,
            }
            for start, end, mark in stretches
            if end > start
        ]

    def _words(self, row: int, swing: Swing) -> dict[str, Any]:
        low, high = sorted((swing.at_low, swing.at_high))
        low_end, high_end = _ends(swing)
        top = self._top + row * self._height
        middle = top + self._height / 2 if self._is_spacious else top + _PADDING + LINE
        bar = middle if self._is_spacious else top + self._height - _PADDING - _BAR / 2
        who, stated = self._score(swing)
        stated = shortened(stated, max(self._room / 2, self._room - width_of(who, _SMALL)), _SMALL)
        return {
            "criterion": shortened(visible(swing.criterion.name), self._room / _BOLD),
            "score": shortened(who, self._room - width_of(stated, _SMALL), _SMALL) + stated,
            "criterion_line": middle - LINE / 2,
            "score_line": middle + LINE / 2,
            "line": bar,
            "low": low,
            "high": high,
            "low_end": low_end,
            "high_end": high_end,
        }

    def _score(self, swing: Swing) -> tuple[str, str]:
        """Whose score it is, and its range."""
        mark = self._marks[swing.row]
        return f"{mark.letter} {mark.name}", f": {visible(score_range(swing))}"

    def _widest_name(self, swing: Swing) -> float:
        name = width_of(visible(swing.criterion.name)) * _BOLD
        return max(name, width_of("".join(self._score(swing)), _SMALL))

    def _lines(self) -> list[dict[str, Any]]:
        """Where the lead is today, and where it turns over: through all bars, or by each."""
        rows = range(len(self._swings))
        stretches = [(self._top, self._top + self._height * len(rows))]
        if not self._is_spacious:
            ends = [(row + 1) * self._height - _PADDING for row in rows]
            stretches = [(end - _BAR - 3, end + 3) for end in ends]
        leads = {0.0: False, self._lead: True}
        return [
            {"lead": lead, "is_today": is_today, "top": top, "bottom": bottom}
            for lead, is_today in leads.items()
            for top, bottom in stretches
        ]

    def _said(self) -> list[dict[str, Any]]:
        """What the lines are; where there is no room for both, what today's is."""
        today = {"lead": self._lead, "says": self._today}
        room = (width_of(self._today, _SMALL) + width_of("level", _SMALL)) / 2 + 8
        if self._pixels(self._lead) < room:
            return [today]
        return [today, {"lead": 0.0, "says": "level"}]

    @property
    def _today(self) -> str:
        text = signed(self._lead)
        return "today level" if text == "0.0" else f"today {text}"

    def _pixels(self, lead: float) -> float:
        return lead / (self._most - self._least) * (self._end - self._start)


def _ends(swing: Swing) -> tuple[str, str]:
    """The performances at the ends of the bar, that with the lesser lead first."""
    ends = sorted([(swing.at_low, swing.low), (swing.at_high, swing.high)])
    scale = swing.criterion.scale
    less, more = (
        shortened(visible(on_scale(scale, performance)), _WIDEST_END, _SMALL)
        for _, performance in ends
    )
    return less, more


def _down(field: str) -> alt.Y:
    """A place in pixels from the top."""
    return alt.Y(f"{field}:Q", scale=None, axis=None)


def _description(found: Sensitivity, first: OptionMark, second: OptionMark) -> str:
    one, other = found.scoring.ranking[:2]
    lead = points(one.value - other.value)
    stands = (
        f"leads {second.name} by {lead} points" if float(lead) else f"is level with {second.name}"
    )
    text = (
        f"{first.name} {stands}. "
        "Each bar is that lead with one score of the two at either end of its range."
    )
    if not found.tornado:
        return text
    widest = found.tornado[0]
    whose = visible(found.scoring.decision.options[widest.row].name)
    text += (
        f" The widest is that of {whose} on {visible(widest.criterion.name)}, "
        f"{visible(score_range(widest))}: {lead_between(widest)}."
    )
    turning = [s for s in found.tornado if min(s.at_low, s.at_high) < 0]
    if not turning:
        return f"{text} No single range puts {second.name} ahead."
    names = [
        f"{visible(found.scoring.decision.options[s.row].name)} on {visible(s.criterion.name)}"
        for s in turning[:3]
    ]
    if len(turning) > len(names):
        names.append(f"{len(turning) - len(names)} more")
    return f"{text} {second.name} can be ahead by the range of {listed(names, 'or')}."


def _note(found: Sensitivity) -> str:
    parts = []
    if len(found.tornado) > _MOST:
        parts.append(f"The {_MOST} widest of {len(found.tornado)} bars are drawn.")
    if any(not swing.is_bounded for swing in found.tornado[:_MOST]):
        parts.append("(90%): the middle 90% of a distribution without ends.")
    return " ".join(parts)
