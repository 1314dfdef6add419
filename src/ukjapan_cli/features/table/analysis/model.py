"""A decision made fit for one table: the frames that an engine has to work out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import narwhals as nw

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.table.analysis import values as tv
from ukjapan_cli.features.table.analysis.columns import Asked, Columns, columns_of
from ukjapan_cli.features.table.analysis.summary import Summary, summary_in, summed
from ukjapan_cli.features.table.analysis.values import Part

Run = Callable[[nw.LazyFrame[Any]], Mapping[str, Any]]
"""What works out a frame of one row."""

FAILED, MISSING, UNUSABLE = "failed", "missing", "unusable"
_LISTED = ", "


class TableModel(NamedTuple):
    """What a table's options are valued by, and the values as they would be worked out.

    Attributes:
        columns: where the table has what.
        parts: what the options are valued by.
        valued: the options with everything their values are made of.
        allow_missing: whether options with missing performances are ranked.
    """

    columns: Columns
    parts: tuple[Part, ...]
    valued: nw.LazyFrame[Any]
    allow_missing: bool

    def summary(self, run: Run) -> Summary:
        """All options in figures."""
        row = run(summed(self.valued, self.columns, self.parts))
        return summary_in(row, self.parts)

    @property
    def ranking(self) -> nw.LazyFrame[Any]:
        """What ranks are made of: `option`, `value`, `most`, `is_ranked`."""
        most = tv.MOST if self.allow_missing else tv.LEAST
        is_ranked = tv.is_ranked(self.parts).alias("is_ranked")
        return self.valued.select(tv.OPTION, tv.LEAST, nw.col(most).alias(tv.MOST), is_ranked)

    def only(self, options: Sequence[Any]) -> nw.LazyFrame[Any]:
        """Everything about a few options."""
        return self.valued.filter(nw.col(tv.OPTION).is_in(options))

    def options(self, summary: Summary) -> nw.LazyFrame[Any]:
        """Every option as it is written out.

        `failed`, `missing` and `unusable` list the ids of criteria, and are empty for an option
        without fault.

        Args:
            summary: what is known of all options; no row is asked for a fault that none has.
        """
        shown = [tv.OPTION, tv.NAME, tv.LEAST]
        if self.allow_missing:
            shown.append(tv.MOST)
        if self.columns.has_ranges:
            shown += [tv.VALUE_LOW, tv.VALUE_HIGH]
        parts, columns = self.parts, self.columns
        fails = {p.id: tv.fails(p) for p in parts if summary.failing[p.id]}
        missing = {p.id: tv.is_missing(p, columns) for p in parts if summary.missing[p.id]}
        unusable = {p.id: tv.is_unusable(p, columns) for p in parts if summary.unusable[p.id]}
        return self.valued.select(
            *shown,
            _ids(fails).alias(FAILED),
            _ids(missing).alias(MISSING),
            _ids(unusable).alias(UNUSABLE),
            *(tv.CONTRIBUTION + part.id for part in parts),
        )


def _ids(flags: Mapping[str, nw.Expr]) -> nw.Expr:
    """The ids of the criteria of which something is true."""
    if not flags:
        return nw.lit("")
    told = (nw.when(flag).then(nw.lit(id_)) for id_, flag in flags.items())
    return nw.concat_str(*told, separator=_LISTED, ignore_nulls=True)


def table_model(
    decision: Decision,
    frame: nw.LazyFrame[Any],
    names: Sequence[str],
    asked: Asked,
    run: Run,
    *,
    is_text: bool = False,
    allow_missing: bool = False,
) -> TableModel:
    """The model of a decision on a table; local scales take a pass through it for their ends.

    Args:
        decision: with the weights that are to count; its own options do not.
        frame: the table as it is.
        names: what the table calls the frame's columns.
        asked: what the user says of its columns.
        run: works out a frame of one row.
        is_text: whether the table's numbers are written as text.
        allow_missing: whether a missing performance counts as anything between worst and best.

    Raises:
        UnusableColumnsError: the table has not the columns for it.
        UnusableEndsError: no local scale can be made of the table's performances.
        UnknownNameError: a column is given for a criterion that the decision has not.
    """
    columns = columns_of(decision, frame.collect_schema(), names, asked, is_text=is_text)
    ends = tv.local_ends(frame, columns, decision)
    parts = tv.parts_of(decision, {} if ends is None else tv.ends_in(run(ends), decision))
    valued = tv.valued(frame, columns, parts, allow_missing=allow_missing)
    return TableModel(columns, parts, valued, allow_missing)
