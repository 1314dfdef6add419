"""Value against cost: every efficient package, and where the simple ranking falls short."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
from altair.utils.schemapi import debug_mode

from ukjapan_cli.features.portfolio import words as say
from ukjapan_cli.features.portfolio.analysis.frontier import Efficient, Frontier
from ukjapan_cli.formats.charts.figure import WIDE, Figure, data_of
from ukjapan_cli.formats.charts.label_places import Box
from ukjapan_cli.formats.charts.lettering import LINE, width_of, wrapped
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.phrases import in_unit, listed, name_of, points
from ukjapan_cli.model.scoring import Scoring, Standing

_SPACIOUS = 480
"""A chart this wide may be this much taller."""

_TALL, _LOW = 300, 220
_AXIS, _EDGE, _MARGIN = 56, 24, 8
_COLOUR, _SIMPLE = "#2f6db5", "#d5780b"
_INDENT = 26
_MOST_LINES = 4
_SMALL = 11
_SHORT_UNIT = 16
_MOST_NAMES = 6
_NO_RANGE = 10.0
_SIGNS = (
    "Diamonds: what options taken one after the other by their value per cost come to with the "
    "same amount."
)

Records = list[dict[str, Any]]


class _Plot(NamedTuple):
    """Where costs and values are in pixels.

    Attributes:
        least: the cost at the left edge.
        most: the cost at the right edge.
        low: the value at the bottom.
        high: the value at the top.
        width: in pixels.
        height: in pixels.
    """

    least: float
    most: float
    low: float
    high: float
    width: float
    height: float

    def x(self, cost: float) -> float:
        return (cost - self.least) / (self.most - self.least) * self.width

    def y(self, value: float) -> float:
        return (self.high - value) / (self.high - self.low) * self.height

    def place(self, box: Box) -> dict[str, float]:
        """The cost and the value in the middle of a box."""
        across = (box.left + box.right) / 2 / self.width
        down = (box.top + box.bottom) / 2 / self.height
        return {
            "middle": self.least + across * (self.most - self.least),
            "beside": self.high - down * (self.high - self.low),
        }


@debug_mode(False)
def frontier(curve: Frontier, scoring: Scoring, width: int = WIDE) -> Figure:
    """The best value for each amount of a cost, in steps, with numbers that a key explains.

    Args:
        curve: value against a cost.
        scoring: of the same decision.
        width: of the whole picture, in pixels.

    Raises:
        ValueError: it has no package.
    """
    if not curve.packages:
        raise ValueError("there is no package to draw: there was no time for any")
    plot = _plot(curve, width)
    listed = say.shown(curve)
    unit = scoring.decision.cost_units.get(curve.key)
    key = _key(curve, unit, listed, width - _AXIS - _MARGIN)
    chart = alt.vconcat(_chart(curve, unit, scoring.baseline, listed, plot), key, spacing=14)
    return Figure(
        name="frontier",
        title=f"What the best packages are worth, by {visible(curve.key)}",
        description=_description(curve, unit),
        note=_note(curve, len(listed)),
        specification=chart.to_dict(validate=False),
    )


def _plot(curve: Frontier, width: int) -> _Plot:
    costs = [float(point.cost) for point in curve.packages]
    if curve.budget is not None:
        costs.append(float(curve.budget))
    values = [0.0, *(point.package.value for point in curve.packages)]
    values += [point.greedy.value for point in _apart(curve)]
    least, most = min(0.0, *costs), max(costs)
    low, high = min(values), max(values)
    height = _TALL if width >= _SPACIOUS else _LOW
    return _Plot(
        least,
        most + 0.06 * ((most - least) or _NO_RANGE),
        low - (0.05 * (high - low) if low < 0 else 0),
        high + 0.1 * ((high - low) or _NO_RANGE),
        width - _AXIS - _EDGE,
        height,
    )


def _apart(curve: Frontier) -> list[Any]:
    """The efficient packages to which the simple ranking does not come, but to another."""
    return [p for p in curve.packages if p.greedy is not None and not p.greedy_agrees]


def _points(curve: Frontier, listed: Sequence[Efficient], plot: _Plot) -> Records:
    """Every efficient package, numbered where it is listed."""
    numbers = {id(point): number for number, point in enumerate(listed, 1)}
    taken: list[Box] = []
    records: Records = []
    for point in curve.packages:
        cost, value = float(point.cost), point.package.value
        record: dict[str, Any] = {"cost": cost, "value": value}
        if id(point) in numbers:
            number = str(numbers[id(point)])
            x, y, wide = plot.x(cost), plot.y(value), width_of(number) + 4
            boxes = [
                Box(x - before, y - above, x - before + wide, y - above + LINE)
                for before, above in (
                    (wide + 2, LINE + 3),
                    (wide / 2, LINE + 6),
                    (-2, LINE + 3),
                    (-5, -2),
                    (wide + 5, -3),
                )
            ]
            free = (b for b in boxes if b.left > -_EDGE and not any(map(b.touches, taken)))
            box = next(free, boxes[0])
            taken.append(box)
            record |= {"number": number, **plot.place(box)}
        records.append(record)
    return records


def _chart(
    curve: Frontier,
    unit: str | None,
    baseline: Standing | None,
    listed: Sequence[Efficient],
    plot: _Plot,
) -> Any:
    title = visible(f"{curve.key} ({unit})" if unit else curve.key)
    across = alt.Axis(title=wrapped(title, plot.width, 2), grid=False, tickCount=5)
    over = f"Points over {name_of(baseline)}" if baseline else "Points of value"
    up = alt.Axis(title=wrapped(visible(over), plot.height, 2), tickCount=5)
    costs = alt.Scale(domain=[plot.least, plot.most], nice=False)
    x = alt.X("cost:Q", scale=costs, axis=across)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[plot.low, plot.high], nice=False), axis=up)

    def layer(records: Records) -> alt.Chart:
        return alt.Chart(data_of(records))

    records = _points(curve, listed, plot)
    best = layer(records).encode(x=x, y=y)
    steps = [{"cost": each["cost"], "value": each["value"]} for each in records]
    steps.append({"cost": plot.most, "value": steps[-1]["value"]})
    simple = layer(
        [
            {"cost": float(p.cost), "value": p.greedy.value, "best": p.package.value}
            for p in _apart(curve)
        ]
    ).encode(x=x, y=y)
    layers = [
        layer(steps)
        .encode(x=x, y=y)
        .mark_line(interpolate="step-after", color=_COLOUR, strokeWidth=2),
        simple.mark_rule(strokeDash=[2, 2], color=_SIMPLE).encode(y2=alt.Y2("best")),
        simple.mark_point(shape="diamond", color=_SIMPLE, size=60, strokeWidth=2, opacity=1),
        best.mark_circle(color=_COLOUR, size=36, opacity=1),
        best.mark_text(fontWeight="bold", fontSize=_SMALL)
        .transform_filter("datum.number")
        .encode(
            x=alt.X("middle:Q", scale=costs, axis=across),
            y=alt.Y("beside:Q"),
            text=alt.Text("number:N"),
        ),
    ]
    if curve.budget is not None:
        budget = [{"cost": float(curve.budget), "words": "budget"}]
        layers += [
            layer(budget).mark_rule(strokeDash=[2, 2]).encode(x=x),
            layer(budget).mark_text(fontSize=_SMALL, y=-8).encode(x=x, text=alt.Text("words:N")),
        ]
    return alt.layer(*layers).properties(width=plot.width, height=plot.height)


def _key(curve: Frontier, unit: str | None, listed: Sequence[Efficient], width: float) -> Any:
    """What each number is: the cost, the value, the difference from the one above it."""
    rows: Records = []
    y = 0.0
    above = None
    for number, point in enumerate(listed, 1):
        words = visible(
            f"{_cost(curve.key, unit, point)}, {_points_in_words(point.package.value)}: "
            f"{say.against_above(curve, point, above)}"
        )
        lines = wrapped(words, width - _INDENT, _MOST_LINES)
        rows.append({"number": str(number), "words": "\n".join(lines), "y": y})
        y += LINE * len(lines) + 4
        above = point
    layer = alt.Chart(data_of(rows)).encode(y=alt.Y("y:Q", scale=None, axis=None))
    style: dict[str, Any] = {"align": "left", "baseline": "top"}
    layers = [
        layer.mark_text(x=0, fontWeight="bold", **style).encode(text=alt.Text("number:N")),
        layer.mark_text(x=_INDENT, lineBreak="\n", lineHeight=LINE, **style).encode(
            text=alt.Text("words:N")
        ),
    ]
    if _apart(curve):
        lines = wrapped(_SIGNS, width, _MOST_LINES, _SMALL)
        signs = alt.Chart(data_of([{"words": "\n".join(lines)}]))
        layers.append(
            signs.mark_text(
                x=0, y=y + 2, lineBreak="\n", lineHeight=LINE, fontSize=_SMALL, **style
            ).encode(text=alt.Text("words:N"))
        )
        y += LINE * len(lines) + 2
    return alt.layer(*layers).properties(width=width, height=y)


def _cost(key: str, unit: str | None, point: Efficient) -> str:
    """What a package takes of the frontier's cost; a long unit is on the axis alone."""
    amount = say.amount(point.cost)
    return in_unit(amount, unit) if unit and len(unit) <= _SHORT_UNIT else f"{key} {amount}"


def _points_in_words(value: float) -> str:
    text = points(value)
    return f"{text} point" if text in ("1.0", "-1.0") else f"{text} points"


def _description(curve: Frontier, unit: str | None) -> str:
    last = curve.packages[-1]
    names = [curve.model.options[place].name for place in last.package.members]
    what = f"{listed(names)} together" if len(names) > 1 else "".join(names) or "no option"
    if len(names) > _MOST_NAMES:
        what = f"{len(names)} options together"
    count = curve.count
    packages = "1 package is efficient" if count == 1 else f"{count:,} packages are efficient"
    return visible(
        f"{packages}: none is worth as much for the same or less. The most is worth "
        f"{_points_in_words(last.package.value)} and takes {_cost(curve.key, unit, last)}: {what}. "
        f"{say.agreement(curve)}"
    )


def _note(curve: Frontier, listed: int) -> str:
    notes = []
    if listed < curve.count:
        notes.append(f"{listed} of {curve.count:,} efficient packages have a number.")
    if len(curve.packages) < curve.count:
        notes.append(f"{len(curve.packages):,} are drawn, spread over all.")
    if not curve.is_complete:
        notes.append("Time ran out: cheaper packages are missing.")
    return " ".join(notes)
