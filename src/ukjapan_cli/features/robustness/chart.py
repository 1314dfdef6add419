"""How often each option takes each rank, as stacked bars."""

from itertools import accumulate, pairwise
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from ukjapan_cli.features.robustness.analysis.robustness import OptionRobustness, Robustness
from ukjapan_cli.formats.charts.figure import WIDE, Figure, data_of
from ukjapan_cli.formats.charts.lettering import LINE, shortened, width_of, wrapped
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.phrases import listed, percent

_MOST_OPTIONS = 25
_MOST_RANKS = 7
_HUE = "#2f6db5"
_SPACIOUS = 480
"""A chart this wide has room for names beside the bars; on others they are above them."""

_NAMES, _SHARES, _EDGE = 190, 96, 12
_BAR = 22
_UNSEEN = 0.0005


@debug_mode(False)
def robustness(found: Robustness, width: int = WIDE) -> Figure:
    """A bar an option with a segment a rank, and how often it is first with its standard error."""
    shown = found.options[:_MOST_OPTIONS]
    is_spacious = width >= _SPACIOUS
    plot = width - _EDGE - (_NAMES + _SHARES if is_spacious else 0)
    row_height = _BAR + (14 if is_spacious else 28)
    labels = _rank_labels(len(found.options))
    bars = [bar for row, one in enumerate(shown) for bar in _bar(one, row, labels, plot)]
    words = [_words(one, row, plot, is_spacious=is_spacious) for row, one in enumerate(shown)]
    below = 0 if is_spacious else 10
    above = 0 if is_spacious else -14
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    x = alt.X(
        "from:Q",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", title="Share of draws", grid=False, tickCount=5),
    )
    of_words = alt.Chart(data_of(words)).encode(y=y)
    of_bars = alt.Chart(data_of(bars)).encode(y=y)
    numbers = of_bars.encode(x=alt.X("middle:Q"), text=alt.Text("number:N"))
    chart = alt.layer(
        of_bars.mark_bar(size=_BAR, color=_HUE, yOffset=below).encode(
            x=x, x2=alt.X2("to"), opacity=_strength(labels, is_spacious=is_spacious)
        ),
        of_bars.mark_bar(
            size=_BAR, filled=False, stroke=_HUE, strokeWidth=1, opacity=1, yOffset=below
        ).encode(x=x, x2=alt.X2("to")),
        numbers.transform_filter("datum.rank === 1").mark_text(
            color="#ffffff", fontWeight="bold", yOffset=below
        ),
        numbers.transform_filter("datum.rank !== 1").mark_text(yOffset=below),
        of_words.transform_filter("datum.high > 0")
        .mark_rule(strokeWidth=1.5, yOffset=below)
        .encode(x=alt.X("low:Q"), x2=alt.X2("high")),
        *(
            of_words.transform_filter("datum.high > 0")
            .mark_text(text="|", fontSize=9, yOffset=below)
            .encode(x=end)
            for end in ("low:Q", "high:Q")
        ),
        of_words.mark_text(
            align="left",
            baseline="middle",
            lineBreak="\n",
            lineHeight=LINE,
            x=-_NAMES if is_spacious else 0,
            yOffset=above,
        ).encode(text=alt.Text("name:N")),
        of_words.mark_text(
            align="right",
            baseline="middle",
            x=plot + (_SHARES if is_spacious else 0),
            yOffset=above,
        ).encode(text=alt.Text("first:N")),
    ).properties(width=plot, height=row_height * len(shown))
    return Figure(
        name="robustness",
        title="How often each option takes each rank",
        description=_description(found),
        note=_note(found, len(shown)),
        specification=chart.to_dict(validate=False),
    )


def _rank_labels(count: int) -> list[str]:
    """A label a segment; with many ranks the last segment is of all that are left."""
    if count <= _MOST_RANKS + 1:
        return [str(rank) for rank in range(1, count + 1)]
    return [*map(str, range(1, _MOST_RANKS + 1)), f"{_MOST_RANKS + 1} to {count}"]


def _bar(one: OptionRobustness, row: int, labels: list[str], plot: float) -> list[dict[str, Any]]:
    shares = [estimate.value for estimate in one.acceptability]
    if len(shares) > len(labels):
        shares = [*shares[: len(labels) - 1], sum(shares[len(labels) - 1 :])]
    ends = [0.0, *accumulate(shares)]
    return [
        {
            "row": row,
            "rank": rank,
            "label": label,
            "share": share,
            "from": start,
            "to": end,
            "middle": (start + end) / 2,
            "number": label if width_of(label) + 6 <= share * plot else "",
        }
        for rank, (label, share, (start, end)) in enumerate(
            zip(labels, shares, pairwise(ends), strict=True), 1
        )
        if share > 0
    ]


def _words(one: OptionRobustness, row: int, plot: float, *, is_spacious: bool) -> dict[str, Any]:
    """An option's name, and how often it is first, a standard error either side."""
    share, error = one.first
    first = f"1st {percent(share)} ±{_small(100 * error)}" if share else "never 1st"
    name = visible(one.option.name)
    lines = (
        wrapped(name, _NAMES - _EDGE, 2)
        if is_spacious
        else [shortened(name, plot - width_of(first) - _EDGE)]
    )
    return {
        "row": row,
        "name": "\n".join(lines),
        "first": first,
        "low": max(0.0, share - error),
        "high": min(1.0, share + error),
    }


def _strength(labels: list[str], *, is_spacious: bool) -> alt.Opacity:
    """The first rank in full, the last almost gone, on paper of any colour."""
    steps = max(1, len(labels) - 2)
    strengths = [1.0, *(0.62 - 0.5 * place / steps for place in range(len(labels) - 1))]
    return alt.Opacity(
        "label:N",
        sort=labels,
        scale=alt.Scale(type="ordinal", domain=labels, range=strengths),
        legend=alt.Legend(
            title="Rank",
            titleOrient="left" if is_spacious else "top",
            titlePadding=8 if is_spacious else 3,
            orient="top",
            direction="horizontal",
            offset=6,
            symbolType="square",
            symbolSize=160,
            symbolFillColor=_HUE,
            symbolStrokeColor=_HUE,
        ),
    )


def _small(error: float) -> str:
    return f"{error:.1g}" if error >= _UNSEEN else "0"


def _description(found: Robustness) -> str:
    order = sorted(found.options, key=lambda one: -one.first.value)
    most = order[0].first.value
    leaders = [visible(one.option.name) for one in order if one.first.value > most - _UNSEEN]
    of_draws = f"{percent(most)} of {found.draws:,} draws of scores and weights"
    if len(leaders) > 1:
        text = f"{listed(leaders)} are first equally often, each in {of_draws}"
    else:
        text = f"{leaders[0]} is first most often, in {of_draws}"
    others = [one for one in order[len(leaders) :] if one.first.value]
    if others:
        text += f"; next is {visible(others[0].option.name)} with {percent(others[0].first.value)}"
    never = sum(1 for one in found.options if not one.first.value)
    if never:
        text += f". {never} of {len(found.options)} options {_are(never)} never first"
    return f"{text}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _note(found: Robustness, shown: int) -> str:
    text = "±: one standard error, in points of 100."
    if shown < len(found.options):
        text = f"The best {shown} of {len(found.options)} ranked options are drawn. {text}"
    return text
