"""A decision's value functions as one expression on a table, whatever engine runs it.

The numbers are those of `ukjapan_cli.model.values` and `ukjapan_cli.model.scoring`. The
expression has three steps, each on the columns of the one before, so that an engine works
everything out once: what is stated, what that contributes where it can be used, what all comes to.
Planning them takes an engine longer than many a table does, so steps and columns are few.
"""

import math
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import pairwise
from operator import add, and_
from typing import Any, NamedTuple

import narwhals as nw

from ukjapan_cli.decision.criteria import Criterion, Gate
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.names import by_plain_name, plainly
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, stated_ends
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.table.analysis.columns import Columns
from ukjapan_cli.model.values import FixedScale

PERFORMANCE = "performance:"
CONTRIBUTION = "contribution:"
OPTION, NAME = "option", "name"
LEAST, MOST = "value", "most"
VALUE_LOW, VALUE_HIGH = "value_low", "value_high"
_MISSING, _FAILS = "missing:", "fails:"
_LOW, _HIGH = "low:", "high:"
_LOWEST, _HIGHEST = "lowest:", "highest:"
_ROUNDING = 1e-9  # with which math.isclose judges gates
_NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,2})?$"


class UnusableEndsError(InputError, ValueError):
    """A local scale cannot be made of a table's performances."""


class Part(NamedTuple):
    """A leaf criterion as a table is valued by it.

    Attributes:
        criterion: which one.
        scale: its scale, a local one with the ends that the table gives it.
        weight: its share of the whole.
        ends: outside which a stated performance is a mistake; a local scale has none.
    """

    criterion: Criterion
    scale: FixedScale
    weight: float
    ends: tuple[float, float]

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self.criterion.id


def parts_of(decision: Decision, ends: Mapping[str, tuple[float, float]]) -> tuple[Part, ...]:
    """The decision's leaf criteria with their scales and shares.

    Args:
        decision: with the weights that are to count.
        ends: the least and the greatest performance on each criterion with a local scale.

    Raises:
        UnusableEndsError: a local scale's span is more than a number can hold.
    """
    weights = decision.weights
    return tuple(
        Part(leaf, _fixed(leaf, ends), weights[leaf.id], stated_ends(leaf.scale))
        for leaf in decision.leaves
        if leaf.scale is not None
    )


def _fixed(criterion: Criterion, ends: Mapping[str, tuple[float, float]]) -> FixedScale:
    scale = criterion.scale
    if not isinstance(scale, Local):
        assert scale is not None  # noqa: S101 (a leaf has a scale)
        return scale
    low, high = ends.get(criterion.id, (0.0, 0.0))
    if not is_span(low, high):
        raise UnusableEndsError(
            f"from {low:g} to {high:g} on '{criterion.id}' is not a span that numbers can hold"
        )
    worst, best = (high, low) if scale.lower_is_better else (low, high)
    return Linear(worst, best, scale.unit, scale.anchors)


def is_span(low: float, high: float) -> bool:
    """Whether numbers can hold a scale from one end to the other, or there is no scale between."""
    return low == high or 0 < 100 / (high - low) < math.inf


def local_ends(
    frame: nw.LazyFrame[Any], columns: Columns, decision: Decision
) -> nw.LazyFrame[Any] | None:
    """One row with the least and the greatest finite performance on each local scale.

    The columns are `low:` and `high:` with the criterion's id. None where no scale is local.
    """
    local = [leaf for leaf in decision.leaves if isinstance(leaf.scale, Local)]
    if not local:
        return None
    stated = frame.select(
        *(_performance(leaf, columns).alias(PERFORMANCE + leaf.id) for leaf in local)
    )
    found: list[nw.Expr] = []
    for leaf in local:
        performance = nw.col(PERFORMANCE + leaf.id)
        finite = nw.when(performance.is_finite()).then(performance)
        found += [finite.min().alias(_LOW + leaf.id), finite.max().alias(_HIGH + leaf.id)]
    return stated.select(*found)


def ends_in(row: Mapping[str, float | None], decision: Decision) -> dict[str, tuple[float, float]]:
    """The ends by criterion id that a row of `local_ends` has; none where nothing is stated."""
    ends = {}
    for leaf in decision.leaves:
        low, high = row.get(_LOW + leaf.id), row.get(_HIGH + leaf.id)
        if low is not None and high is not None:
            ends[leaf.id] = (low, high)
    return ends


def valued(
    frame: nw.LazyFrame[Any],
    columns: Columns,
    parts: tuple[Part, ...],
    *,
    allow_missing: bool = False,
) -> nw.LazyFrame[Any]:
    """The table's options with their values and everything these are made of.

    Columns: `option`, `name`; `value`, which is null where it cannot be said; if missing
    performances are allowed, `value` and `most` are the least and the most that it can be;
    `value_low` and `value_high` if performances have ranges; and with each criterion's id after a
    colon `performance` and `contribution`. `is_missing`, `is_unusable`, `fails` and `is_ranked` say
    what else is of interest.

    Args:
        frame: the table as it is.
        columns: where it has what.
        parts: what it is valued by.
        allow_missing: whether a missing performance counts as anything between worst and best.
    """
    found = frame.select(*_named(columns), *(e for part in parts for e in _stated(part, columns)))
    found = found.with_columns(*(e for part in parts for e in _contributed(part, columns)))
    return found.with_columns(*_totals(parts, columns, allow_missing=allow_missing))


def is_missing(part: Part, columns: Columns) -> nw.Expr:
    """Whether an option of `valued` has nothing on a criterion."""
    if _may_be_unreadable(part, columns):
        return nw.col(_MISSING + part.id)
    return nw.col(PERFORMANCE + part.id).is_null()


def is_unusable(part: Part, columns: Columns) -> nw.Expr:
    """Whether an option of `valued` has something on a criterion that has no value."""
    return nw.col(CONTRIBUTION + part.id).is_null() & ~is_missing(part, columns)


def fails(part: Part) -> nw.Expr:
    """Whether an option of `valued` fails a criterion's gate."""
    return nw.col(_FAILS + part.id)


def is_ranked(parts: Sequence[Part]) -> nw.Expr:
    """Whether an option of `valued` has a value and fails no gate."""
    has_value = ~nw.col(LEAST).is_null()
    return reduce(and_, (~fails(part) for part in parts if part.criterion.gate), has_value)


def _named(columns: Columns) -> list[nw.Expr]:
    name = _stated_text(columns.id, columns)
    option = nw.col(columns.held[columns.id]) if columns.has_whole_ids else name
    if columns.name is not None:
        name = nw.coalesce(_stated_text(columns.name, columns), name)
    return [option.alias(OPTION), name.alias(NAME)]


def _stated_text(column: str, columns: Columns) -> nw.Expr:
    """Text as it stands there, blanks around it too; null where there is none."""
    text = nw.col(columns.held[column]).cast(nw.String())
    return nw.when(~columns.is_empty(column)).then(text) if column in columns.texts else text


def _stated(part: Part, columns: Columns) -> list[nw.Expr]:
    """What the table states, as numbers: a performance and the ends of its range."""
    performance = _performance(part.criterion, columns)
    found = [performance.alias(PERFORMANCE + part.id)]
    if _may_be_unreadable(part, columns):
        found.append(_lacks(part.id, columns).alias(_MISSING + part.id))
    for prefix, among in ((_LOW, columns.lows), (_HIGH, columns.highs)):
        column = among.get(part.id)
        if column is not None:
            end = number(part.criterion, column, columns)
            stated = nw.when(columns.is_empty(column)).then(performance).otherwise(end)
            found.append(stated.alias(prefix + part.id))
    return found


def _may_be_unreadable(part: Part, columns: Columns) -> bool:
    """Whether something can be stated that is no number, so that null is not what is missing."""
    among = (columns.performances, columns.lows, columns.highs)
    stated = {column for columns_ in among if (column := columns_.get(part.id))}
    return isinstance(part.scale, Levels) or not stated.isdisjoint(columns.texts)


def _performance(criterion: Criterion, columns: Columns) -> nw.Expr:
    """The stated number, or the middle of a range that is all there is; null where unreadable."""
    column = columns.performances.get(criterion.id)
    low, high = columns.lows.get(criterion.id), columns.highs.get(criterion.id)
    point = nw.lit(None, nw.Float64()) if column is None else number(criterion, column, columns)
    if low is None or high is None:
        return point
    ends = (number(criterion, end, columns) for end in (low, high))
    middle = nw.sum_horizontal(*(end / 2 for end in ends))
    has_both = ~(columns.is_empty(low) | columns.is_empty(high))
    middle = nw.when(has_both).then(middle)
    if column is None:
        return middle
    return nw.when(columns.is_empty(column)).then(middle).otherwise(point)


def number(criterion: Criterion, column: str, columns: Columns) -> nw.Expr:
    """A column as numbers: on a constructed scale the levels' values, else what is written."""
    if isinstance(criterion.scale, Levels):
        return _level_value(criterion.scale.levels, column, columns)
    if column in columns.texts:
        text = columns.text(column)
        return nw.when(text.str.contains(_NUMBER)).then(text).cast(nw.Float64())
    return nw.col(columns.held[column]).cast(nw.Float64())


def _level_value(levels: Mapping[str, float], column: str, columns: Columns) -> nw.Expr:
    """The value of the level that is named: to the letter where two are the same but for that."""
    name = nw.col(columns.held[column]).cast(nw.String())
    plain = columns.text(column).str.replace_all("İ", "i̇", literal=True).str.to_lowercase()
    plainly_named = set(by_plain_name(levels).values())
    worth = nw.lit(None, nw.Float64())
    for level, value in levels.items():
        is_named = name == level
        if level in plainly_named:
            is_named = plain.is_in(_lower_cases(level))
        worth = nw.when(is_named).then(nw.lit(float(value))).otherwise(worth)
    return worth


def _lower_cases(level: str) -> list[str]:
    """What engines make of a level in capitals: some know how a sigma is written at the end."""
    return sorted({plainly(level), plainly(level).replace("ς", "σ")})


def _lacks(id_: str, columns: Columns) -> nw.Expr:
    """Whether the table states nothing."""
    column = columns.performances.get(id_)
    low, high = columns.lows.get(id_), columns.highs.get(id_)
    lacks = nw.lit(value=True) if column is None else columns.is_empty(column)
    if low is None or high is None:
        return lacks
    return lacks & (columns.is_empty(low) | columns.is_empty(high))


def _contributed(part: Part, columns: Columns) -> list[nw.Expr]:
    """What each criterion adds to the overall value, and to the ends of its range."""
    performance = nw.col(PERFORMANCE + part.id)
    worth = _worth(performance, part.scale, part.weight)
    contribution = nw.when(_is_usable(part, columns)).then(worth)
    found: list[nw.Expr] = [contribution.alias(CONTRIBUTION + part.id)]
    if columns.has_ranges:
        ends = (
            nw.col(prefix + part.id) if part.id in among else performance
            for prefix, among in ((_LOW, columns.lows), (_HIGH, columns.highs))
        )
        added = [_worth(end, part.scale, part.weight) for end in ends]
        for prefix, end, unknown in (
            (_LOWEST, nw.min_horizontal(*added), 0.0),
            (_HIGHEST, nw.max_horizontal(*added), 100.0 * part.weight),
        ):
            known = nw.when(is_missing(part, columns)).then(nw.lit(unknown)).otherwise(end)
            found.append(known.alias(prefix + part.id))
    return found


def _is_usable(part: Part, columns: Columns) -> nw.Expr:
    """Whether a performance is a number, on its scale and within its own range."""
    performance = nw.col(PERFORMANCE + part.id)
    least, most = part.ends
    if math.isfinite(least) and math.isfinite(most):  # to engines NaN is above every number
        is_usable = performance.is_between(least, most)
    else:
        is_usable = performance.is_finite()
    if part.id in columns.lows:
        low = nw.col(_LOW + part.id)
        is_usable &= low.is_finite() & (low <= performance)
    if part.id in columns.highs:
        high = nw.col(_HIGH + part.id)
        is_usable &= high.is_finite() & (high >= performance)
    return is_usable


def _worth(performance: nw.Expr, scale: FixedScale, weight: float) -> nw.Expr:
    """Weight times the value of performances on a scale, extrapolated along its end segments."""
    match scale:
        case Levels():
            return performance * weight
        case Linear(worst=worst, best=best):
            span = best - worst
            return (performance - worst) / span * (100.0 * weight) if span else performance * 0.0
        case Piecewise(points=points):
            segments = list(pairwise(points))
            value = _along(performance, *segments[-1], weight)
            for start, end in reversed(segments[:-1]):
                here = _along(performance, start, end, weight)
                value = nw.when(performance < end[0]).then(here).otherwise(value)
            return value


def _along(
    performance: nw.Expr, start: tuple[float, float], end: tuple[float, float], weight: float
) -> nw.Expr:
    slope = (end[1] - start[1]) / (end[0] - start[0])
    return (performance - start[0]) * (slope * weight) + start[1] * weight


def _admits(gate: Gate, performance: nw.Expr) -> nw.Expr:
    """`Gate.admits`, rounding and all."""
    admits = nw.lit(value=True)
    if gate.at_least is not None:
        admits &= (performance >= gate.at_least) | _is_close(performance, gate.at_least)
    if gate.at_most is not None:
        admits &= (performance <= gate.at_most) | _is_close(performance, gate.at_most)
    return admits


def _is_close(performance: nw.Expr, bound: float) -> nw.Expr:
    apart = (performance - bound).abs()
    return (apart <= _ROUNDING * abs(bound)) | (apart <= performance.abs() * _ROUNDING)


def _totals(parts: tuple[Part, ...], columns: Columns, *, allow_missing: bool) -> list[nw.Expr]:
    """What all comes to, and which gates are failed."""

    def total(prefix: str) -> nw.Expr:
        return nw.sum_horizontal(*(nw.col(prefix + part.id) for part in parts))

    if allow_missing:
        has_value = ~nw.any_horizontal(
            *(is_unusable(part, columns) for part in parts), ignore_nulls=False
        )
        unknown = nw.sum_horizontal(
            *(
                nw.when(is_missing(part, columns))
                .then(nw.lit(100.0 * part.weight))
                .otherwise(nw.lit(0.0))
                for part in parts
            )
        )
        value = total(CONTRIBUTION)
        found: list[nw.Expr] = [
            nw.when(has_value).then(value).alias(LEAST),
            nw.when(has_value).then(value + unknown).alias(MOST),
        ]
    else:
        # No value without every contribution: a sum is null where anything in it is.
        value = reduce(add, (nw.col(CONTRIBUTION + part.id) for part in parts))
        has_value = ~value.is_null()
        found = [value.alias(LEAST)]
    if columns.has_ranges:
        found += [
            nw.when(has_value).then(total(prefix)).alias(name)
            for prefix, name in ((_LOWEST, VALUE_LOW), (_HIGHEST, VALUE_HIGH))
        ]
    for part in parts:
        if part.criterion.gate is not None:
            is_admitted = _admits(part.criterion.gate, nw.col(PERFORMANCE + part.id))
            has_none = nw.col(CONTRIBUTION + part.id).is_null()
            found.append((~(has_none | is_admitted)).alias(_FAILS + part.id))
    return found
