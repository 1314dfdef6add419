"""What each weight does to overall values, a small panel for each, with the flips marked."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt
from altair.utils.schemapi import debug_mode

from ukjapan_cli.decision.criteria import leaf_shares
from ukjapan_cli.features.sensitivity import words as say
from ukjapan_cli.features.sensitivity.analysis.sensitivity import Sensitivity
from ukjapan_cli.features.sensitivity.analysis.weights import WeightSensitivity
from ukjapan_cli.formats.charts.drawn_options import OptionMark, option_marks
from ukjapan_cli.formats.charts.figure import WIDE, Figure, data_of, in_panels
from ukjapan_cli.formats.charts.keys import key
from ukjapan_cli.formats.charts.label_places import apart, lanes
from ukjapan_cli.formats.charts.lettering import BOLD, LINE, width_of, wrapped
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.phrases import listed, percent
from ukjapan_cli.model.scoring import Scoring, Standing

_MOST_LINES = 8
_MOST_FIRSTS = 24
_MOST_PANELS = 15
_LEAST_PANEL = 180
_AXIS, _LETTERS, _GAP = 56, 26, 12
_LEADER = 12
_HEIGHT = 140
_LANE = 15
_LETTER = 13
_SMALL = 11

_SIGNS = (
    "Dotted: today's weight. Shaded: first place stays as it is. Point: it goes to the option of "
    "that letter. The other weights keep their proportions."
)

Records = list[dict[str, Any]]


class _Panel(NamedTuple):
    """What is drawn of one weight, before it is known how much room the others need.

    Attributes:
        found: the weight.
        heading: the criterion's name.
        says: today's share and where first place stays as it is.
        lines: each option's overall value at both ends, the best last.
        flips: where first place changes, with words for it in a lane above the plot.
        lanes: how many of those there are.
    """

    found: WeightSensitivity
    heading: str
    says: str
    lines: Records
    flips: Records
    lanes: int


@debug_mode(False)
def sensitivity(found: Sensitivity, width: int = WIDE) -> Figure:
    """A panel a criterion or group: overall values over its share of the whole weight."""
    weights = _shown(found)
    marks = option_marks(found.scoring)
    columns = max(1, (width - _AXIS + _GAP) // (_LEAST_PANEL + _LETTERS + _GAP))
    plot = (width - _AXIS + _GAP) / columns - _GAP - _LETTERS
    panels = [_panel(found.scoring, weight, marks, plot) for weight in weights]
    span = _span([line[end] for each in panels for line in each.lines for end in ("zero", "one")])
    above = max(each.lanes for each in panels)
    records = [
        record for place, panel in enumerate(panels) for record in _records(panel, place, span)
    ]
    rows = {row for weight in weights for row in _drawn(found.scoring.ranked_rows, weight)}
    names = [mark for row, mark in marks.items() if row in rows or mark.is_baseline]
    chart = alt.vconcat(
        _chart(records, plot, span, above, columns), key(names, width - _AXIS, _SIGNS), spacing=16
    )
    return Figure(
        name="sensitivity",
        title="What each weight does to first place",
        description=_description(found, weights),
        note=_note(found, len(weights), len(rows)),
        specification=chart.to_dict(validate=False),
    )


def _shown(found: Sensitivity) -> list[WeightSensitivity]:
    """The weights that have a panel: where there are many, those that need to change least."""
    movable = [weight for weight in found.weights if weight.can_move]
    nearest = {weight.node.id for weight in sorted(movable, key=_room)[:_MOST_PANELS]}
    return [w for w in movable if w.node.id in nearest] or list(found.weights[:1])


def _room(weight: WeightSensitivity) -> float:
    """How far today's share is from where first place changes; 1 where it never does."""
    ends = [end for end in (weight.stable_from, weight.stable_to) if 0 < end < 1]
    return min((abs(end - weight.weight) for end in ends), default=1.0)


def _drawn(ranked: Sequence[int], weight: WeightSensitivity) -> list[int]:
    """Whose lines a panel has, by rows, the best first: those ever first in it, then the best."""
    ever = {row for *_, rows in say.segments(weight) for row in rows}
    firsts = [row for row in ranked if row in ever][:_MOST_FIRSTS]
    others = [row for row in ranked if row not in ever]
    kept = {*firsts, *others[: max(0, _MOST_LINES - len(firsts))]}
    return [row for row in ranked if row in kept]


def _panel(
    scoring: Scoring,
    found: WeightSensitivity,
    marks: Mapping[int, OptionMark],
    plot: float,
) -> _Panel:
    ranked = scoring.ranked_rows
    rows = _drawn(ranked, found)
    place = {row: index for index, row in enumerate(ranked)}
    leading = (flip.first[0] for flip in found.flips)
    ends = {
        row: (float(found.at_zero[place[row]]), float(found.at_one[place[row]]))
        for row in (*rows, *leading)
    }
    lines = [_line(marks[row], *ends[row]) for row in reversed(rows)]
    if (baseline := scoring.baseline) is not None:
        mark = next(mark for mark in marks.values() if mark.is_baseline)
        lines.insert(0, _line(mark, *_ends(baseline, scoring.weights, found)))
    flips: Records = []
    spans = []
    for flip in found.flips:
        at_zero, at_one = ends[flip.first[0]]
        letters = "=".join(marks[row].letter for row in flip.first[:3])
        words = f"{percent(flip.weight)} → {letters}"
        half = width_of(words, _SMALL) / 2
        middle = min(max(flip.weight * plot, half), plot + _LETTERS - half)
        spans.append((middle - half - 4, middle + half + 4))
        flips.append(
            {
                "share": flip.weight,
                "value": (1 - flip.weight) * at_zero + flip.weight * at_one,
                "colour": marks[flip.first[0]].colour,
                "words": words,
                "middle": middle / plot,
            }
        )
    in_lanes = lanes(spans)
    for record, lane in zip(flips, in_lanes, strict=True):
        record["lane"] = lane
    today = f"now {percent(found.weight)}"
    leader = marks[ranked[0]].letter
    says = f"{today}; {leader} first with {say.stays_first(found)}"
    suffix = " (group)" if found.node.criteria else ""
    return _Panel(
        found=found,
        heading="\n".join(wrapped(visible(found.node.name) + suffix, (plot + _LETTERS) / BOLD, 2)),
        says=says,
        lines=lines,
        flips=flips,
        lanes=max(in_lanes, default=-1) + 1,
    )


def _line(mark: OptionMark, at_zero: float, at_one: float) -> dict[str, Any]:
    return {
        "letter": mark.letter,
        "option": mark.name,
        "colour": mark.colour,
        "is_baseline": mark.is_baseline,
        "zero": at_zero,
        "one": at_one,
    }


def _ends(
    baseline: Standing, weights: Mapping[str, float], found: WeightSensitivity
) -> tuple[float, float]:
    """The baseline's overall value where the share is 0, and where it is 1."""
    values = {id_: value or 0.0 for id_, value in baseline.values.items()}
    inner = leaf_shares(found.node.criteria) if found.node.criteria else {found.node.id: 1.0}
    beside = {id_: share for id_, share in weights.items() if id_ not in inner}
    at_one = sum(share * values[id_] for id_, share in inner.items())
    if not found.can_move:
        return at_one, at_one
    at_zero = sum(share * values[id_] for id_, share in beside.items()) / sum(beside.values())
    return at_zero, at_one


def _span(heights: Sequence[float]) -> tuple[float, float]:
    """The values that all panels have room for."""
    low, high = min(heights), max(heights)
    room = max(1.0, 0.03 * (high - low))
    return low - room, high + room


def _records(panel: _Panel, place: int, span: tuple[float, float]) -> Records:
    """All that is drawn in one panel, each record with its kind."""
    found = panel.found
    points = [
        {
            "kind": "baseline" if line["is_baseline"] else "line",
            "letter": line["letter"],
            "colour": line["colour"],
            "share": share,
            "value": line[end],
        }
        for line in panel.lines
        for share, end in ((0.0, "zero"), (1.0, "one"))
    ]
    records: Records = [
        {"kind": "heading", "words": panel.heading},
        {"kind": "says", "words": panel.says},
        {"kind": "stable", "from": found.stable_from, "to": found.stable_to},
        {"kind": "now", "share": found.weight},
        *points,
        *({"kind": "flip", **flip} for flip in panel.flips),
        *_letters(panel.lines, span),
    ]
    return [{"panel": place, **record} for record in records]


def _chart(
    records: Records, plot: float, span: tuple[float, float], above: int, columns: int
) -> Any:
    """The panels, with room for so many lanes of words above each."""
    low, high = span
    lines = max(r["words"].count("\n") for r in records if r["kind"] == "heading") + 1
    whole = alt.Scale(domain=[0, 1], nice=False)
    across = alt.Axis(title="Share of all weight", format="%", tickCount=2, grid=False)
    share = alt.X("share:Q", scale=whole, axis=across)
    value = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[low, high], nice=False, zero=False),
        axis=alt.Axis(title="Overall value", tickCount=4),
    )
    colour = alt.Color("colour:N", scale=None)

    def layer(kind: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.kind === '{kind}'")

    def line(kind: str, **style: Any) -> Any:
        return (
            layer(kind)
            .mark_line(**style)
            .encode(x=share, y=value, detail=alt.Detail("letter:N"), color=colour)
        )

    def words(kind: str, **style: Any) -> Any:
        return layer(kind).mark_text(**style).encode(text=alt.Text("words:N"))

    flips = layer("flip").encode(x=share)
    ends = layer("end").encode(y=value)
    one = alt.layer(
        layer("stable")
        .mark_rect(color="#888888", opacity=0.2)
        .encode(x=alt.X("from:Q", scale=whole, axis=across), x2=alt.X2("to")),
        layer("now").mark_rule(strokeDash=[2, 2]).encode(x=share),
        line("baseline", strokeWidth=1.5, strokeDash=[4, 3]),
        line("line", strokeWidth=2),
        flips.mark_rule(strokeWidth=1, opacity=0.5).encode(y=value, y2=alt.value(-2)),
        flips.mark_circle(size=50, opacity=1).encode(y=value, color=colour),
        *(
            words("flip", fontSize=_SMALL, y=-_LANE * lane - 9)
            .encode(x=alt.X("middle:Q"))
            .transform_filter(f"datum.lane === {lane}")
            for lane in range(above)
        ),
        ends.mark_rule(strokeWidth=1).encode(
            x=alt.value(plot), x2=alt.value(plot + _LEADER), y2=alt.Y2("beside"), color=colour
        ),
        ends.mark_text(align="left", baseline="middle", fontWeight="bold", fontSize=_SMALL).encode(
            x=alt.value(plot + _LEADER + 3), y=alt.Y("beside:Q"), text=alt.Text("letter:N")
        ),
        words(
            "heading",
            align="left",
            baseline="line-top",
            fontWeight="bold",
            lineBreak="\n",
            lineHeight=LINE,
            x=0,
            y=-_LANE * above - 22 - LINE * lines,
        ),
        words("says", align="left", fontSize=_SMALL, x=0, y=-_LANE * above - 11),
        data=data_of(records),
    )
    return in_panels(one, width=plot, height=_HEIGHT, columns=columns, gap=_GAP)


def _letters(lines: Records, span: tuple[float, float]) -> Records:
    """The letters beside the right ends of the lines, none on another."""
    low, high = span
    per_pixel = (high - low) / _HEIGHT
    lettered = [line for line in reversed(lines) if line["letter"]]
    wanted = [(high - line["one"]) / per_pixel for line in lettered]
    places = apart(wanted, [_LETTER] * len(wanted), -_LETTER / 2, _HEIGHT + _LETTER / 2)
    return [
        {
            "kind": "end",
            "letter": line["letter"],
            "colour": line["colour"],
            "value": line["one"],
            "beside": high - place * per_pixel,
        }
        for line, place in zip(lettered, places, strict=True)
    ]


def _description(found: Sensitivity, weights: Sequence[WeightSensitivity]) -> str:
    name = visible(found.leader.option.name)
    text = f"{say.lead(found.scoring)}."
    changing = [weight for weight in weights if weight.flips]
    if not changing:
        return f"{visible(text)} {name} stays first whatever any one weight is."
    nearest = sorted(changing, key=_room)[:3]
    names = [option.name for option in found.scoring.decision.options]
    row = found.scoring.ranked_rows[0]
    parts = [
        f"{w.node.name} ({percent(w.weight)} now): {others}"
        for w in nearest
        if (others := say.others_first(w, row, names))
    ]
    return visible(f"{text} Others are first with other weights. {'; '.join(parts)}.")


def _note(found: Sensitivity, panels: int, lines: int) -> str:
    notes = []
    movable = sum(1 for weight in found.weights if weight.can_move)
    if panels < movable:
        notes.append(
            f"The {panels} of {movable} weights that need to change least for first place to "
            "change are drawn."
        )
    fixed = [visible(weight.node.name) for weight in found.weights if not weight.can_move]
    if fixed:
        has = "has" if len(fixed) == 1 else "have"
        notes.append(
            f"{listed(fixed)} {has} all the weight, with nothing beside to take some of it."
        )
    ranked = len(found.scoring.ranking)
    if lines < ranked:
        notes.append(
            f"{lines} of {ranked} ranked options are drawn: in each panel those that are ever "
            f"first in it, {_MOST_FIRSTS} at most, and the best."
        )
    return " ".join(notes)
