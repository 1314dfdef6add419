"""The ranking of a table's rows, however many: worked out, shown and written."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ukjapan_cli.cli.arguments import Format
from ukjapan_cli.cli.out import check_out, tell_written
from ukjapan_cli.cli.output import tell
from ukjapan_cli.cli.progress import progress
from ukjapan_cli.cli.show import show
from ukjapan_cli.features.table.arguments import Opened, TableArguments, open_table
from ukjapan_cli.model.progress import Progress

if TYPE_CHECKING:
    import pyarrow as pa

    from ukjapan_cli.decision.decision import Decision
    from ukjapan_cli.features.table.analysis.model import TableModel
    from ukjapan_cli.features.table.analysis.result import TopRow
    from ukjapan_cli.features.table.analysis.summary import Summary
    from ukjapan_cli.features.table.engines.sort_on_disk import Placed, Scratch

_REPEATED_SHOWN = 3

_Rows = TypeVar("_Rows", "pa.RecordBatch", "pa.Table")


class Wanted(NamedTuple):
    """What is to come out of scoring a table.

    Attributes:
        top: how many of the best options to show.
        out: the file to write every option to; None for none.
        allow_missing: whether options with missing performances are ranked.
        format: how to show the best.
    """

    top: int
    out: Path | None
    allow_missing: bool
    format: Format


def score_table(decision: "Decision", arguments: TableArguments, wanted: Wanted) -> None:
    """Rank a table's options, show the best of them, and write all of them where that is wanted."""
    with open_table(arguments) as opened:
        _score(decision, opened, wanted)


def _score(decision: "Decision", opened: Opened, wanted: Wanted) -> None:
    from ukjapan_cli.features.table import blocks
    from ukjapan_cli.features.table.analysis.model import table_model
    from ukjapan_cli.features.table.analysis.result import TableScoring, top_scoring, value_ranges
    from ukjapan_cli.features.table.engines.sink import check_target
    from ukjapan_cli.features.table.engines.sort_on_disk import scratch
    from ukjapan_cli.features.table.findings import of_half_ranges
    from ukjapan_cli.formats.escape import visible

    place = None
    if wanted.out is not None:
        check_target(wanted.out, opened.stored.source)
        place = check_out(wanted.out)
    room = None if place is None or place.is_stream else place.target.parent
    model = table_model(
        decision,
        opened.table.frame,
        opened.table.names,
        opened.asked,
        opened.engine.row,
        is_text=opened.stored.is_text,
        allow_missing=wanted.allow_missing,
    )
    for half in of_half_ranges(model.columns.half_ranges):
        tell(f"ukjapan: {visible(half.message)}; {visible(half.hint)}\n")
    summary = _summary(opened, model)
    with scratch(room, summary.rows) as values:
        _rank(opened, model, values, summary, wanted)
        top = _top(opened, model, values.best(min(wanted.top, summary.rows)))
        if wanted.out is not None:
            _write(opened, model, values, wanted.out, summary)
    if place is not None:
        tell_written(place)
    result = TableScoring(
        scoring=top_scoring(decision, model.parts, top, summary),
        table=opened.stored.source.given,
        engine=opened.engine.name,
        columns=model.columns,
        summary=summary,
        ranges=value_ranges(top),
        allows_missing=wanted.allow_missing,
    )
    show(result, wanted.format, __package__)
    if wanted.format in (Format.JSON, Format.CSV):  # the others say it themselves
        tell(blocks.notes(result))


def _summary(opened: Opened, model: "TableModel") -> "Summary":
    from ukjapan_cli.features.table.engines.fault import TableError
    from ukjapan_cli.features.table.findings import rows_that

    summary = model.summary(opened.engine.row)
    if not summary.rows:
        raise TableError(f"'{opened.stored.source.given}' has no rows")
    if summary.without_id:
        has = rows_that(summary.without_id, summary.rows)
        raise TableError(f"{has} no id in the column '{model.columns.id}'")
    return summary


def _rank(
    opened: Opened, model: "TableModel", values: "Scratch", summary: "Summary", wanted: Wanted
) -> None:
    from ukjapan_cli.features.table.analysis.running_ranks import running_counts, running_ranks
    from ukjapan_cli.features.table.engines.fault import TableError
    from ukjapan_cli.model.values import TIE

    with progress("Scoring") as shown:
        values.fill(_counted(opened.engine.batches(model.ranking), summary.rows, shown))
    repeated = values.repeated(_REPEATED_SHOWN)
    if repeated:
        listed = ", ".join(f"'{option}'" for option in repeated)
        raise TableError(
            f"an id has to name one row, and in the column '{model.columns.id}' of "
            f"'{opened.stored.source.given}' some are there more than once, such as {listed}"
        )
    if model.allow_missing and values.has_intervals:
        values.rank_intervals(running_ranks, running_counts, TIE)
    elif wanted.out is None:
        values.rank_best(running_ranks, min(wanted.top, summary.rows))
    else:
        values.rank(running_ranks)


def _top(opened: Opened, model: "TableModel", placed: "list[Placed]") -> "list[TopRow]":
    from ukjapan_cli.features.table.analysis.result import TopRow
    from ukjapan_cli.model.scoring import Place

    rows = opened.engine.rows(model.only([place.option for place in placed]))
    by_option = {row["option"]: row for row in rows}
    return [
        TopRow(found.option, Place(found.rank, found.last, found.tied), by_option[found.option])
        for found in placed
    ]


def _write(
    opened: Opened, model: "TableModel", values: "Scratch", out: Path, summary: "Summary"
) -> None:
    from ukjapan_cli.features.table.engines.sink import GROUP, sink
    from ukjapan_cli.features.table.engines.streams import beside, groups, in_order
    from ukjapan_cli.formats.json_and_csv import cell_text

    options = opened.engine.batches(model.options(summary))
    if not opened.engine.is_ordered:
        options = in_order(values.options(), options)
    made = groups(beside(values.places(), options), GROUP)
    first = next(made)
    with sink(out, first.schema, cell_text) as file, progress("Writing") as shown:
        for group in _counted(chain((first,), made), summary.rows, shown):
            file.write(group)


def _counted(parts: "Iterable[_Rows]", of: int, shown: Progress | None) -> "Iterator[_Rows]":
    done = 0
    for part in parts:
        yield part
        done += part.num_rows
        if shown is not None:
            shown(done, of)
