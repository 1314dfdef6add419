"""What is wrong with a table, in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ukjapan_cli.decision.names import nearest
from ukjapan_cli.decision.performances import says_unknown
from ukjapan_cli.decision.scales import Levels, Linear, Piecewise
from ukjapan_cli.diagnostics import Rule
from ukjapan_cli.documents.yaml.finding import cut
from ukjapan_cli.features.check.rules import tables as rules

if TYPE_CHECKING:
    from ukjapan_cli.decision.decision import Decision
    from ukjapan_cli.features.table.analysis.columns import ColumnFault, Columns, HalfRange
    from ukjapan_cli.features.table.analysis.faults import RowFault, RowFaults


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


def of_half_ranges(halves: "Sequence[HalfRange]") -> Iterator[TableFinding]:
    """Ends of ranges whose other ends the table has not."""
    for half in halves:
        message = f"the table has '{half.column}' and no '{half.other}'"
        hint = f"the range on '{half.criterion}' ends at the performance itself; add the other end"
        yield TableFinding(rules.HALF_RANGE, message, hint, half.column)


def of_rows(faults: "RowFaults", columns: "Columns") -> Iterator[TableFinding]:
    """Rows without id, and performances that cannot be used."""
    if not faults.rows:
        yield TableFinding(rules.NO_ROWS, "the table has no rows", "see what made it")
        return
    if faults.without_id:
        message = f"{rows_that(faults.without_id, faults.rows)} no id"
        yield TableFinding(rules.NO_ID, message, "give every row an id of its own", columns.id)
    for fault in faults.faults:
        yield _of_performances(fault, faults.rows, columns)


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
    from ukjapan_cli.features.table.analysis.values import is_span

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


def _of_performances(fault: "RowFault", rows: int, columns: "Columns") -> TableFinding:
    from ukjapan_cli.features.table.analysis.faults import FaultKind, columns_at_fault

    where = f"'{fault.criterion.id}'"
    column = columns_at_fault(fault.kind, fault.criterion.id, columns)[0]
    has = rows_that(fault.rows, rows)
    named = ", ".join(f"'{cut(text)}' {count:,}" for text, count in fault.texts)
    such = f" ({named})" if named else ""
    such += f": {_listed(fault.first, fault.rows)}" if fault.first else ""
    match fault.kind:
        case FaultKind.MISSING:
            message = f"{has} no performance on {where}{such}"
            hint = "such options are not ranked without --allow-missing"
            return TableFinding(rules.MISSING, message, hint, column)
        case FaultKind.NO_NUMBER:
            message = f"{has} on {where} what is no finite number{such}"
            return TableFinding(rules.NO_NUMBER, message, _numbers(fault), column)
        case FaultKind.OFF_SCALE:
            message = f"{has} a performance off the scale of {where}{such}"
            return TableFinding(rules.OFF_SCALE, message, _ends(fault), column)
        case FaultKind.WRONG_RANGE:
            message = f"{has} a range on {where} that does not hold the performance{such}"
            hint = "the low end comes first, and both are numbers"
            if isinstance(fault.criterion.scale, Levels):
                hint = "the level that is worth less comes first, and both are levels of the scale"
            return TableFinding(rules.WRONG_RANGE, message, hint, column)
        case FaultKind.UNKNOWN_LEVEL:
            message = f"{has} no level of the scale of {where}{such}"
            return TableFinding(rules.UNKNOWN_LEVEL, message, _levels(fault), column)


def rows_that(count: int, rows: int) -> str:
    """The beginning of a sentence on some rows of all, such as `1 of 3 rows has`."""
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


def _numbers(fault: "RowFault") -> str:
    """What to do about texts that are no numbers."""
    unknown = [text for text, _ in fault.texts if says_unknown(text)]
    is_marked = any(c.isdigit() for text, _ in fault.texts if text not in unknown for c in text)
    told = [_PLAIN_NUMBERS] if is_marked or not fault.texts else []
    if unknown or not is_marked:
        told.append(_EMPTY)
    return "; ".join(told)


def _levels(fault: "RowFault") -> str:
    """What to do about texts that are no levels."""
    scale = fault.criterion.scale
    levels = list(scale.levels) if isinstance(scale, Levels) else []
    texts = [text for text, _ in fault.texts]
    words = [text for text in texts if not says_unknown(text)]
    near = [(word, nearest(word, levels)) for word in words]
    meant = [f"'{level}' for '{cut(word)}'" for word, level in near if level is not None]
    told = [f"did you mean {', '.join(meant)}?"] if meant else []
    if words and not meant:
        told.append(f"the levels are: {', '.join(levels[:20])}")
    if len(words) < len(texts):
        told.append(_EMPTY)
    return " ".join(told) if meant else "; ".join(told)


_PLAIN_NUMBERS = (
    "write plain numbers such as 1200.5, without units, per cent signs and thousands separators"
)
_EMPTY = "leave a cell empty where nothing is known, and rank with --allow-missing"
