"""A criteria file and a table of options → what is wrong with either."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.diagnostics import Diagnostic, Rule
from ukjapan_cli.documents.load import Loaded
from ukjapan_cli.documents.yaml.document import pointer
from ukjapan_cli.features.check.result import Checked, CheckedDecision
from ukjapan_cli.features.check.rules import tables as rules
from ukjapan_cli.features.check.run import check_criteria
from ukjapan_cli.features.check.settings import Flags, settings_of
from ukjapan_cli.features.table import findings as table_findings
from ukjapan_cli.features.table.findings import TableFinding

if TYPE_CHECKING:
    import narwhals as nw

    from ukjapan_cli.features.table.analysis.columns import Asked, ColumnFault, Columns
    from ukjapan_cli.features.table.engines.engine import Engine, Table


class TableToCheck(NamedTuple):
    """A table as a user names it.

    Attributes:
        given: where it is, as it was typed.
        name: what diagnostics call it.
        engine: what is to read it; None for what suits it.
        master: the cluster that Spark runs on; None for this machine.
        asked: what the user says of its columns; asked for when the libraries are there.
    """

    given: str
    name: str
    engine: str | None
    master: str | None
    asked: "Callable[[], Asked]"


def check_table(loaded: Loaded, table: TableToCheck, flags: Flags) -> Checked:
    """Check criteria that were loaded by themselves, and a table under them.

    Raises:
        InputError: what is to read the table is not installed or does not read such a table, or a
            column is given for a criterion that is not there.
    """
    (sheet,) = loaded.sheets
    settings = settings_of(sheet.document.data, flags)
    diagnostics, waived, notes = check_criteria(sheet, settings)
    found: list[Diagnostic] = []
    if loaded.decision is None:
        notes.append("the table was not checked, since there are errors in the criteria")
    else:
        found += (
            _diagnostic(finding, table.name, settings.in_force(finding.rule))
            for finding in _found(loaded.decision, table, notes)
            if settings.runs(finding.rule)
        )
    files = (sheet.document.name, table.name)
    checked = CheckedDecision(
        title=loaded.decision.title if loaded.decision else "",
        files=files,
        diagnostics=(*diagnostics, *found),
        waived=tuple(waived),
        notes=tuple(f"'{table.name}': {note}" for note in notes),
    )
    return Checked((checked,))


def _diagnostic(finding: TableFinding, file: str, rule: Rule) -> Diagnostic:
    path = pointer((finding.column,)) if finding.column else ""
    return Diagnostic(rule, finding.message, finding.hint, file, 1, 1, 1, 1, path)


def _found(decision: Decision, table: TableToCheck, notes: list[str]) -> Iterator[TableFinding]:
    from ukjapan_cli.features.table.engines.engine import engine_for, source_for
    from ukjapan_cli.features.table.engines.fault import TableError
    from ukjapan_cli.features.table.engines.stored import stored

    try:
        source = source_for(table.given, table.engine)
    except TableError as error:
        yield TableFinding(rules.UNREADABLE, str(error), _SEE)
        return
    engine = engine_for(source, table.engine, table.master)
    asked = table.asked()
    try:
        with stored(source) as files:
            notes += files.notes
            yield from _in_table(
                decision, engine.open(files), engine, asked, notes, is_text=files.is_text
            )
    except TableError as error:
        yield TableFinding(rules.UNREADABLE, str(error), _SEE)


_SEE = "see `ukjapan rule UKJ601` for what a table can be"


def _in_table(
    decision: Decision,
    table: "Table",
    engine: "Engine",
    asked: "Asked",
    notes: list[str],
    *,
    is_text: bool,
) -> Iterator[TableFinding]:
    from ukjapan_cli.features.table.analysis.columns import find_columns

    frame = table.frame
    columns, faults = find_columns(
        decision, frame.collect_schema(), table.names, asked, is_text=is_text
    )
    yield from table_findings.of_columns(faults)
    yield from table_findings.of_half_ranges(columns.half_ranges)
    if any(fault.column == columns.id and fault.criterion is None for fault in faults):
        notes.append("the rows were not checked, since there is no column of ids")
        return
    yield from _in_rows(decision, frame, _usable(columns, faults), engine)


def _usable(columns: "Columns", faults: "tuple[ColumnFault, ...]") -> "Columns":
    """The columns without those of criteria that have one at fault, and without missing names."""
    faulty = {fault.criterion for fault in faults}
    performances, lows, highs = (
        {id_: column for id_, column in among.items() if id_ not in faulty}
        for among in (columns.performances, columns.lows, columns.highs)
    )
    return columns._replace(name=None, performances=performances, lows=lows, highs=highs)


def _in_rows(
    decision: Decision, frame: "nw.LazyFrame[Any]", columns: "Columns", engine: "Engine"
) -> Iterator[TableFinding]:
    from ukjapan_cli.features.table.analysis import values as tv
    from ukjapan_cli.features.table.analysis.faults import row_faults

    local = tv.local_ends(frame, columns, decision)
    ends = {} if local is None else tv.ends_in(engine.row(local), decision)
    usable = {*columns.performances, *columns.lows}
    narrow = {id_: span for id_, span in ends.items() if tv.is_span(*span)}
    parts = tv.parts_of(decision, narrow)
    faults = row_faults(frame, columns, [part for part in parts if part.id in usable], engine)
    if faults.rows > faults.without_id:
        yield from _repeated(frame, columns, engine, faults.rows)
    yield from table_findings.of_rows(faults, columns)
    yield from table_findings.of_local_scales(decision, ends, faults, columns)


def _repeated(
    frame: "nw.LazyFrame[Any]", columns: "Columns", engine: "Engine", rows: int
) -> Iterator[TableFinding]:
    import narwhals as nw

    from ukjapan_cli.features.table.analysis.faults import SHOWN
    from ukjapan_cli.features.table.engines.sort_on_disk import scratch

    option = nw.col(columns.held[columns.id]).alias("option")
    ids = frame.filter(~columns.is_empty(columns.id)).select(option)
    with scratch(None, rows) as held:
        held.fill(engine.batches(ids))
        count = held.count_repeated()
        first = held.repeated(SHOWN) if count else []
    yield from table_findings.of_repeated_ids(count, first, columns.id)
