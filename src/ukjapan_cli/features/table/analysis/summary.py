"""What can be said of a whole table in one row: how many options it has, ranks and leaves out."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import narwhals as nw

from ukjapan_cli.features.table.analysis import values as tv
from ukjapan_cli.features.table.analysis.columns import Columns
from ukjapan_cli.features.table.analysis.values import Part

_ROWS, _RANKED, _WITHOUT_ID = "rows", "ranked", "without_id"
_MISSING, _USABLE, _FAILING, _MEAN = "missing:", "usable:", "failing:", "mean:"


class Summary(NamedTuple):
    """A table's options in figures.

    Attributes:
        rows: how many there are.
        ranked: how many of them are ranked.
        without_id: how many have no id.
        missing: how many have no performance, by criterion id.
        unusable: how many have one that is no number, is infinite, off the scale, outside its own
            range, or no level of the scale, by criterion id.
        failing: how many do not meet a `must`, by the criterion's id.
        means: the mean contribution of the ranked options that have one, by criterion id.
    """

    rows: int
    ranked: int
    without_id: int
    missing: Mapping[str, int]
    unusable: Mapping[str, int]
    failing: Mapping[str, int]
    means: Mapping[str, float]


def summed(
    valued: nw.LazyFrame[Any], columns: Columns, parts: tuple[Part, ...]
) -> nw.LazyFrame[Any]:
    """One row with the figures of what `table_values.valued` gives."""
    is_ranked = nw.col(_RANKED)
    found = [
        nw.len().alias(_ROWS),
        _times(is_ranked).alias(_RANKED),
        _times(nw.col(tv.OPTION).is_null()).alias(_WITHOUT_ID),
    ]
    for part in parts:
        contribution = nw.col(tv.CONTRIBUTION + part.id)
        of_ranked = nw.when(is_ranked).then(contribution)
        found += [
            _times(tv.is_missing(part, columns)).alias(_MISSING + part.id),
            contribution.count().alias(_USABLE + part.id),
            of_ranked.mean().alias(_MEAN + part.id),
        ]
        if part.criterion.gate is not None:
            found.append(_times(tv.fails(part)).alias(_FAILING + part.id))
    return valued.with_columns(tv.is_ranked(parts).alias(_RANKED)).select(*found)


def _times(flag: nw.Expr) -> nw.Expr:
    """How often something is true, for engines that do not add truth values up too."""
    return flag.cast(nw.Int64()).sum()


def summary_in(row: Mapping[str, Any], parts: tuple[Part, ...]) -> Summary:
    """The figures in a row of `summed`."""

    def counts(prefix: str) -> dict[str, int]:
        return {part.id: int(row.get(prefix + part.id) or 0) for part in parts}

    rows = int(row[_ROWS])
    missing, usable = counts(_MISSING), counts(_USABLE)
    return Summary(
        rows=rows,
        ranked=int(row[_RANKED] or 0),
        without_id=int(row[_WITHOUT_ID] or 0),
        missing=missing,
        unusable={part.id: rows - missing[part.id] - usable[part.id] for part in parts},
        failing=counts(_FAILING),
        means={
            part.id: float(mean) for part in parts if (mean := row[_MEAN + part.id]) is not None
        },
    )
