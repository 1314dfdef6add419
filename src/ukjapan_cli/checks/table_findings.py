"""What is wrong with a table, in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ukjapan_cli.checks import table_rules as rules
from ukjapan_cli.decision.names import nearest
from ukjapan_cli.decision.scales import Levels, Linear, Piecewise
from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents.finding import cut

if TYPE_CHECKING:
    from ukjapan_cli.analysis.table_columns import ColumnFault, Columns
    from ukjapan_cli.analysis.table_faults import RowFault, RowFaults
    from ukjapan_cli.decision.decision import Decision


class TableFinding(NamedTuple):
    """A fault in a table, by rule.

    Attributes:
        rule: the kind of fault.
        message: what is wrong.
        hint: what to do about it.
        column: where; empty where it is about the whole table.
    """

    rule: Rule
    message: str
    hint: str = ""
    column: str = ""


def of_columns(faults: "Sequence[ColumnFault]") -> Iterator[TableFinding]:
    """Columns that are not there, or of the wrong type."""
    for fault in faults:
        rule = rules.MISSING_COLUMN if fault.is_missing else rules.WRONG_TYPE
        yield TableFinding(rule, fault.message, fault.hint, fault.column)


def of_rows(faults: "RowFaults", columns: "Columns") -> Iterator[TableFinding]:
    """Rows without id, and performances that cannot be used."""
    if not faults.rows:
        yield TableFinding(rules.NO_ROWS, "the table has no rows", "see what made it")
        return
    if faults.without_id:
        message = f"{_of_rows(faults.without_id, faults.rows)} no id"
        yield TableFinding(rules.NO_ID, message, "give every row an id of its own", columns.id)
    for fault in faults.faults:
        yield _of_performances(fault, faults.rows, _column(fault, columns))


def of_repeated_ids(count: int, first: Sequence[object], column: str) -> Iterator[TableFinding]:
    """Ids that several rows have."""
    if count:
        said = f"{count:,} ids are" if count > 1 else "1 id is"
        message = f"{said} in the table more than once: {_listed(map(str, first), count)}"
        hint = "keep one row of each, or name another column with --id"
        yield TableFinding(rules.REPEATED_ID, message, hint, column)


def of_local_scales(
    decision: "Decision",
    ends: "Mapping[str, tuple[float, float]]",
    faults: "RowFaults",
    columns: "Columns",
) -> Iterator[TableFinding]:
    """Scales that cannot be made of what the table states."""
    from ukjapan_cli.analysis.table_values import is_span

    for leaf in decision.leaves:
        if leaf.id not in ends:
            continue
        low, high = ends[leaf.id]
        column = columns.performances.get(leaf.id) or columns.lows[leaf.id]
        if not is_span(low, high):
            message = f"from {low:g} to {high:g} on '{leaf.id}' is not a span that numbers can hold"
            yield TableFinding(rules.TOO_WIDE, message, "see the rows at its ends", column)
        elif low == high and faults.usable(leaf.id) > 1:
            message = f"every row does {low:g} on '{leaf.id}', so that every value is 0"
            hint = "give the scale worst and best, or drop the criterion"
            yield TableFinding(rules.NO_RANGE, message, hint, column)


def _of_performances(fault: "RowFault", rows: int, column: str) -> TableFinding:
    from ukjapan_cli.analysis.table_faults import FaultKind

    where = f"'{fault.criterion.id}'"
    has = _of_rows(fault.rows, rows)
    such = f": {_listed(fault.first, fault.rows)}" if fault.first else ""
    match fault.kind:
        case FaultKind.MISSING:
            message = f"{has} no performance on {where}{such}"
            hint = "such options are not ranked without --allow-missing"
            return TableFinding(rules.MISSING, message, hint, column)
        case FaultKind.NO_NUMBER:
            message = f"{has} on {where} what is no finite number{such}"
            hint = "leave a cell empty where nothing is known"
            return TableFinding(rules.NO_NUMBER, message, hint, column)
        case FaultKind.OFF_SCALE:
            message = f"{has} a performance off the scale of {where}{such}"
            return TableFinding(rules.OFF_SCALE, message, _ends(fault), column)
        case FaultKind.WRONG_RANGE:
            message = f"{has} a range on {where} that does not hold the performance{such}"
            hint = "the low end comes first, and both are numbers"
            return TableFinding(rules.WRONG_RANGE, message, hint, column)
        case FaultKind.UNKNOWN_LEVEL:
            words = ", ".join(f"'{cut(word)}' {count:,}" for word, count in fault.levels)
            named = f" ({words})" if words else ""
            message = f"{has} no level of the scale of {where}{named}{such}"
            return TableFinding(rules.UNKNOWN_LEVEL, message, _levels(fault), column)


def _column(fault: "RowFault", columns: "Columns") -> str:
    """The column that a fault is in."""
    from ukjapan_cli.analysis.table_faults import FaultKind

    id_ = fault.criterion.id
    homes = [columns.performances, columns.lows, columns.highs]
    if fault.kind is FaultKind.WRONG_RANGE:
        homes = [columns.lows, columns.highs]
    return next(among[id_] for among in homes if id_ in among)


def _of_rows(count: int, rows: int) -> str:
    return f"{count:,} of {rows:,} rows {'has' if count == 1 else 'have'}"


def _listed(ids: "Iterator[str] | Sequence[str]", of: int) -> str:
    """The ids that are known, of so many."""
    shown = [f"'{cut(id_)}'" for id_ in ids]
    return ", ".join(shown) + (", …" if of > len(shown) else "")


def _ends(fault: "RowFault") -> str:
    match fault.criterion.scale:
        case Linear(worst=worst, best=best):
            low, high = min(worst, best), max(worst, best)
        case Piecewise(points=points):
            low, high = points[0][0], points[-1][0]
        case _:
            return ""
    return f"the scale goes from {low:g} to {high:g}"


def _levels(fault: "RowFault") -> str:
    scale = fault.criterion.scale
    levels = list(scale.levels) if isinstance(scale, Levels) else []
    near = [(word, nearest(word, levels)) for word, _ in fault.levels]
    meant = [f"'{level}' for '{cut(word)}'" for word, level in near if level is not None]
    if meant:
        return f"did you mean {', '.join(meant)}?"
    return f"the levels are: {', '.join(levels[:20])}"
