"""The weights with which each option is first on average, beside those that are stated."""

from collections.abc import Sequence
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.features.robustness.analysis.robustness import OptionRobustness, Robustness
from ukjapan_cli.features.robustness.words import CENTRAL_WEIGHTS
from ukjapan_cli.formats.charts.drawn_criteria import left_out, weightiest
from ukjapan_cli.formats.charts.figure import WIDE, Figure, data_of, in_panels
from ukjapan_cli.formats.charts.lettering import BOLD, LINE, shortened, width_of, wrapped
from ukjapan_cli.formats.charts.palette import colours
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.phrases import percent

_MOST_PANELS = 9
_LEAST_PANEL = 130
_MOST_NAMES = 0.45
_GAP, _EDGE = 18, 26
_ROW, _BAR = 20, 12
_SMALL = 11

Records = list[dict[str, Any]]


@debug_mode(False)
def central_weights(found: Robustness, width: int = WIDE) -> Figure:
    """A panel for each option that is ever first: a bar a criterion, a line where it is stated."""
    ever_first = [one for one in found.options if one.central_weights is not None]
    shown = sorted(ever_first, key=lambda one: -one.first.value)[:_MOST_PANELS]
    criteria = [criterion for _, criterion in weightiest(found.criteria, found.shares)]
    longest = max(width_of(visible(criterion.name)) for criterion in criteria)
    names = min(longest + 8, _MOST_NAMES * width)
    room = width - names - _EDGE + _GAP
    columns = max(1, min(len(shown), int(room // (_LEAST_PANEL + _GAP))))
    plot = room / columns - _GAP
    records = [
        record
        for place, one in enumerate(shown)
        for record in _records(found, criteria, one, place, plot)
    ]
    greatest = max(
        max(record["weight"], record["stated"]) for record in records if "stated" in record
    )
    return Figure(
        name="central-weights",
        title="Which weights put each option first",
        description=_description(found, shown),
        note=_note(found, len(shown), len(ever_first)),
        specification=_chart(criteria, records, plot, names, columns, greatest).to_dict(
            validate=False
        ),
    )


def _records(
    found: Robustness, criteria: Sequence[Criterion], one: OptionRobustness, place: int, plot: float
) -> Records:
    central = one.central_weights or {}
    colour = colours(found.shares)
    heading = wrapped(visible(one.option.name), plot / BOLD, 2)
    return [
        {
            "panel": place,
            "kind": "heading",
            "words": "\n".join(heading),
        },
        {
            "panel": place,
            "kind": "often",
            "words": f"first in {percent(one.first.value)}",
        },
        *(
            {
                "panel": place,
                "kind": "weight",
                "criterion": row,
                "colour": colour[criterion.id],
                "zero": 0,
                "weight": central[criterion.id].value,
                "stated": found.shares[criterion.id],
            }
            for row, criterion in enumerate(criteria)
        ),
    ]


def _chart(
    criteria: Sequence[Criterion],
    records: Records,
    plot: float,
    beside: float,
    columns: int,
    greatest: float,
) -> Any:
    height = _ROW * len(criteria)
    lines = max(r["words"].count("\n") for r in records if r["kind"] == "heading") + 1
    names = [
        {
            "panel": place,
            "kind": "name",
            "criterion": row,
            "words": shortened(visible(criterion.name), beside - 8),
        }
        for place in range(0, 1 + max(record["panel"] for record in records), columns)
        for row, criterion in enumerate(criteria)
    ]
    x = alt.X(
        "zero:Q",
        scale=alt.Scale(domain=[0, min(1.0, 1.08 * greatest)], nice=False),
        axis=alt.Axis(title="Share of all weight", format="%", tickCount=3),
    )
    row = alt.Y(
        "criterion:O",
        axis=None,
        scale=alt.Scale(domain=list(range(len(criteria))), padding=0),
    )

    def layer(kind: str) -> alt.Chart:
        return alt.Chart().transform_filter(f"datum.kind === '{kind}'")

    left: dict[str, Any] = {"align": "left", "x": 0}
    one = alt.layer(
        layer("weight")
        .mark_bar(size=_BAR)
        .encode(x=x, x2=alt.X2("weight"), y=row, color=alt.Color("colour:N", scale=None)),
        layer("weight")
        .mark_text(text="|", fontWeight="bold", fontSize=16, baseline="middle")
        .encode(x=alt.X("stated:Q"), y=row),
        layer("name")
        .mark_text(align="left", baseline="middle", x=-beside)
        .encode(y=row, text=alt.Text("words:N")),
        layer("heading")
        .mark_text(
            fontWeight="bold",
            lineBreak="\n",
            lineHeight=LINE,
            baseline="line-top",
            y=-LINE * (lines + 1) - 8,
            **left,
        )
        .encode(text=alt.Text("words:N")),
        layer("often").mark_text(fontSize=_SMALL, y=-8, **left).encode(text=alt.Text("words:N")),
        data=data_of([*records, *names]),
    )
    return in_panels(one, width=plot, height=height, columns=columns, gap=_GAP)


def _description(found: Robustness, shown: list[OptionRobustness]) -> str:
    sentences = []
    for one in shown:
        central = one.central_weights or {}
        names = {criterion.id: criterion.name for criterion in found.criteria}
        most = max(central, key=lambda id_: central[id_].value - found.shares[id_])
        sentences.append(
            f"{one.option.name} is first in {percent(one.first.value)} of the draws, with "
            f"{percent(central[most].value)} on {names[most]} on average, where "
            f"{percent(found.shares[most])} is stated."
        )
    return visible(" ".join(sentences[:3]))


def _note(found: Robustness, shown: int, ever_first: int) -> str:
    notes = [f"{CENTRAL_WEIGHTS} Bars: the mean. Lines: as stated."]
    if shown < ever_first:
        notes.append(f"The {shown} most often first of {ever_first} options are drawn.")
    notes.append(left_out(found.criteria))
    never = len(found.options) - ever_first
    if never:
        notes.append(f"{never} {'is' if never == 1 else 'are'} never first.")
    return " ".join(notes)
