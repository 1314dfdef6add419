"""What options of a table cannot be scored by: how often each fault is there, and where first."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

import narwhals as nw

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.scales import Levels
from ukjapan_cli.features.table.analysis import values as tv
from ukjapan_cli.features.table.analysis.columns import Columns
from ukjapan_cli.features.table.analysis.values import Part

SHOWN = 3
"""Ids and texts that are named of each fault."""

_ROWS, _WITHOUT_ID = "rows", "without_id"
_TEXT, _COUNT = "text", "count"


class FaultKind(StrEnum):
    """What can be wrong with a row's performance on a criterion; one at a time."""

    MISSING = "missing"
    NO_NUMBER = "no_number"
    UNKNOWN_LEVEL = "unknown_level"
    OFF_SCALE = "off_scale"
    WRONG_RANGE = "wrong_range"


class RowFault(NamedTuple):
    """A fault that some rows have on one criterion.

    Attributes:
        kind: what is wrong.
        criterion: on which.
        rows: how many have it.
        first: the ids of the first few that have one.
        texts: what stands there and is no number, or no level, the most frequent first, with how
            often each is there; none of columns that hold numbers.
    """

    kind: FaultKind
    criterion: Criterion
    rows: int
    first: tuple[str, ...]
    texts: tuple[tuple[str, int], ...] = ()


class RowFaults(NamedTuple):
    """What is wrong with a table's rows.

    Attributes:
        rows: how many there are.
        without_id: how many of them have no id.
        faults: by criterion, in the decision's order.
    """

    rows: int
    without_id: int
    faults: tuple[RowFault, ...]

    def usable(self, criterion: str) -> int:
        """How many rows have a performance on a criterion that can be used."""
        return self.rows - sum(f.rows for f in self.faults if f.criterion.id == criterion)


class Runs(Protocol):
    """What works frames out."""

    def row(self, frame: nw.LazyFrame[Any]) -> Mapping[str, Any]:
        """The one row of a frame."""

    def rows(self, frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
        """A frame of few rows."""

    def batches(self, frame: nw.LazyFrame[Any]) -> Iterable[Any]:
        """A frame's rows as Arrow's batches, in the table's order."""


def row_faults(
    frame: nw.LazyFrame[Any], columns: Columns, parts: Sequence[Part], run: Runs
) -> RowFaults:
    """What is wrong with the rows: a pass that counts, and one for the first ids if there are any.

    Args:
        frame: the table as it is.
        columns: where it has what.
        parts: what it is valued by; none is of a column that cannot be used.
        run: what works frames out.
    """
    valued = tv.valued(frame, columns, tuple(parts))
    flags = {
        (part.id, kind): flag for part in parts for kind, flag in _flags(part, columns).items()
    }
    flagged = valued.select(
        nw.col(tv.OPTION), *(flag.alias(_name(*key)) for key, flag in flags.items())
    )
    counts = run.row(
        flagged.select(
            nw.len().alias(_ROWS),
            nw.col(tv.OPTION).is_null().cast(nw.Int64()).sum().alias(_WITHOUT_ID),
            *(nw.col(_name(*key)).cast(nw.Int64()).sum().alias(_name(*key)) for key in flags),
        )
    )
    found = {key: count for key in flags if (count := int(counts[_name(*key)] or 0))}
    first = _first(flagged, found, run)
    criteria = {part.id: part.criterion for part in parts}
    return RowFaults(
        int(counts[_ROWS]),
        int(counts[_WITHOUT_ID] or 0),
        tuple(
            RowFault(
                kind,
                criteria[id_],
                count,
                first[id_, kind],
                _unreadable(frame, columns, criteria[id_], kind, run),
            )
            for (id_, kind), count in found.items()
        ),
    )


def _name(id_: str, kind: FaultKind) -> str:
    return f"{kind}:{id_}"


def _flags(part: Part, columns: Columns) -> dict[FaultKind, nw.Expr]:
    """Whether a row has each fault."""
    performance = nw.col(tv.PERFORMANCE + part.id)
    is_unusable = tv.is_unusable(part, columns)
    is_number = performance.is_finite().fill_null(value=False)
    is_level = isinstance(part.criterion.scale, Levels)
    flags = {
        FaultKind.MISSING: tv.is_missing(part, columns),
        FaultKind.UNKNOWN_LEVEL if is_level else FaultKind.NO_NUMBER: is_unusable & ~is_number,
    }
    least, most = part.ends
    is_off = (performance < least) | (performance > most)
    if not is_level:
        flags[FaultKind.OFF_SCALE] = is_unusable & is_number & is_off
    if part.id in columns.lows or part.id in columns.highs:
        flags[FaultKind.WRONG_RANGE] = is_unusable & is_number & ~is_off
    return flags


def _first(
    flagged: nw.LazyFrame[Any], found: Mapping[tuple[str, FaultKind], int], run: Runs
) -> dict[tuple[str, FaultKind], tuple[str, ...]]:
    """The first ids of rows with each fault; the pass ends where enough are known."""
    first: dict[tuple[str, FaultKind], list[str]] = {key: [] for key in found}
    names = [_name(*key) for key in found]
    if names:
        has_fault = nw.any_horizontal(*map(nw.col, names), ignore_nulls=True)
        faulty = flagged.filter(has_fault).select(tv.OPTION, *names)
        for batch in run.batches(faulty):
            for row in batch.to_pylist():
                for key, ids in first.items():
                    if row[_name(*key)] and row[tv.OPTION] is not None and len(ids) < SHOWN:
                        ids.append(str(row[tv.OPTION]))
            if all(len(ids) >= min(SHOWN, found[key]) for key, ids in first.items()):
                break
    return {key: tuple(ids) for key, ids in first.items()}


def columns_at_fault(kind: FaultKind, criterion: str, columns: Columns) -> list[str]:
    """The columns of a criterion that such a fault can be in; it is told of the first."""
    ends = [among[criterion] for among in (columns.lows, columns.highs) if criterion in among]
    stated = columns.performances.get(criterion)
    return ends if kind is FaultKind.WRONG_RANGE or stated is None else [stated]


def _unreadable(
    frame: nw.LazyFrame[Any], columns: Columns, criterion: Criterion, kind: FaultKind, run: Runs
) -> tuple[tuple[str, int], ...]:
    """What stands in place of numbers or levels, where such a fault can be of that."""
    if kind in (FaultKind.MISSING, FaultKind.OFF_SCALE):
        return ()
    is_level = isinstance(criterion.scale, Levels)
    texts = []
    for column in columns_at_fault(kind, criterion.id, columns):
        if is_level or column in columns.texts:
            is_number = tv.number(criterion, column, columns).is_finite().fill_null(value=False)
            unreadable = frame.filter(~(columns.is_empty(column) | is_number))
            texts.append(unreadable.select(columns.text(column).alias(_TEXT)))
    if not texts:
        return ()
    counted = nw.concat(texts).group_by(_TEXT).agg(nw.len().alias(_COUNT))
    most = counted.sort(_COUNT, _TEXT, descending=[True, False]).head(SHOWN)
    return tuple((row[_TEXT], int(row[_COUNT])) for row in run.rows(most))
