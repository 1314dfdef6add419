"""Which column of a table has what of a decision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import narwhals as nw

from ukjapan_cli.decision.criteria import Criterion, leaves
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.names import BLANKS, UnknownNameError, by_plain_name, nearest, plainly
from ukjapan_cli.decision.scales import Levels
from ukjapan_cli.diagnostics import InputError

ID = "id"
NAME = "name"
LOW_SUFFIX = "_low"
HIGH_SUFFIX = "_high"


class Asked(NamedTuple):
    """What a user says of a table's columns.

    Attributes:
        columns: the columns of criteria that are not called by the criterion's id, by that id.
        id: the column that identifies options; `id` where nobody says.
        name: the column of their names; `name` where nobody says and the table has it.
        low_suffix: what the column of a performance's least is called after the performance's.
        high_suffix: the same for the greatest.
    """

    columns: Mapping[str, str] = {}
    id: str | None = None
    name: str | None = None
    low_suffix: str = LOW_SUFFIX
    high_suffix: str = HIGH_SUFFIX


class Columns(NamedTuple):
    """The columns that a decision's table is read from.

    Attributes:
        id: identifies options.
        name: their names; None where the id is all.
        performances: by criterion id; a criterion of which only a range is stated is not there.
        lows: the least performances, by criterion id, where the table has them.
        highs: the greatest.
        held: what the table's frame calls each column.
        texts: those of the columns that hold text.
        has_whole_ids: whether ids are whole numbers rather than text.
        half_ranges: those of which the table has one end alone, beside the performance.
    """

    id: str
    name: str | None
    performances: Mapping[str, str]
    lows: Mapping[str, str] = {}
    highs: Mapping[str, str] = {}
    held: Mapping[str, str] = {}
    texts: frozenset[str] = frozenset()
    has_whole_ids: bool = False
    half_ranges: tuple["HalfRange", ...] = ()

    @property
    def has_ranges(self) -> bool:
        """Whether any performance has a range."""
        return bool(self.lows or self.highs)

    def text(self, column: str) -> nw.Expr:
        """A column as text without what blanks are around it; empty where nothing is stated."""
        return nw.col(self.held[column]).cast(nw.String()).str.strip_chars(BLANKS)

    def is_empty(self, column: str) -> nw.Expr:
        """Whether the table states nothing in a column: blank text is nothing."""
        is_null = nw.col(self.held[column]).is_null()
        return is_null | (self.text(column) == "") if column in self.texts else is_null


class HalfRange(NamedTuple):
    """One end of a range.

    Attributes:
        criterion: the id of the criterion that it is of.
        column: the end that the table has.
        other: what the column of the other would be called.
    """

    criterion: str
    column: str
    other: str


class ColumnFault(NamedTuple):
    """A column that is not there, or not what it has to be.

    Attributes:
        column: what it is called, or would be.
        message: one sentence without a full stop.
        hint: what to do; empty where there is nothing to say.
        criterion: the id of the criterion that needs the column; None for ids and names.
        is_missing: whether the column is not there, rather than of the wrong type.
    """

    column: str
    message: str
    hint: str
    criterion: str | None = None
    is_missing: bool = True


class UnusableColumnsError(InputError, ValueError):
    """A table has not the columns that a decision needs.

    Attributes:
        faults: every one of them.
    """

    def __init__(self, faults: Sequence[ColumnFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            "; ".join(f"{f.message} ({f.hint})" if f.hint else f.message for f in self.faults)
        )


def find_columns(
    decision: Decision,
    schema: Mapping[str, nw.dtypes.DType],
    names: Sequence[str],
    asked: Asked,
    *,
    is_text: bool,
) -> tuple[Columns, tuple[ColumnFault, ...]]:
    """The columns that a table has for a decision, and what is wrong with them.

    A column is found by its name to the letter, or else, where only one could be meant, without
    regard to case and blanks around it.

    Args:
        decision: its leaf criteria need a column each, or two of their range.
        schema: the columns and their types as the table's frame has them.
        names: what the table calls them, in the same order; one without a name is left out.
        asked: what the user says of them.
        is_text: whether numbers are written as text, as in CSV.

    Raises:
        UnknownNameError: a column is given for a criterion that the decision has not.
    """
    criteria = tuple(leaves(decision.criteria))
    _check_asked(criteria, asked)
    held = {name: column for name, column in zip(names, schema, strict=True) if name}
    types = {name: schema[column] for name, column in held.items()}
    plain = by_plain_name(held)

    def meant(name: str) -> str | None:
        return name if name in held else plain.get(plainly(name))

    faults: list[ColumnFault] = []
    performances: dict[str, str] = {}
    lows: dict[str, str] = {}
    highs: dict[str, str] = {}
    halves: list[HalfRange] = []
    for criterion in criteria:
        wanted = asked.columns.get(criterion.id, criterion.id)
        ends = wanted + asked.low_suffix, wanted + asked.high_suffix
        found = column, low, high = meant(wanted), meant(ends[0]), meant(ends[1])
        if column is None and (low is None or high is None):
            faults.append(_missing_criterion(criterion.id, wanted, low or high, held))
            continue
        for name, among in zip(found, (performances, lows, highs), strict=True):
            if name is not None:
                among[criterion.id] = name
                faults += _wrong_type(criterion, name, types[name], is_text=is_text)
        if (low is None) != (high is None):
            halves.append(HalfRange(criterion.id, low or high or "", ends[low is not None]))
    id_ = meant(asked.id or ID) or asked.id or ID
    if id_ not in held:
        hint = f"--id names the column that identifies options{_near(id_, held)}"
        faults.insert(0, ColumnFault(id_, f"the table has no column '{id_}'", hint))
    name_ = meant(asked.name or NAME) or asked.name
    if name_ is not None and name_ not in held:
        hint = f"the columns are: {_listed(held)}"
        faults.append(ColumnFault(name_, f"the table has no column '{name_}' for names", hint))
    columns = Columns(
        id_,
        name_,
        performances,
        lows,
        highs,
        held=held,
        texts=frozenset(name for name, dtype in types.items() if _is_text(dtype)),
        has_whole_ids=id_ in types and types[id_].is_integer(),
        half_ranges=tuple(halves),
    )
    return columns, tuple(faults)


def columns_of(
    decision: Decision,
    schema: Mapping[str, nw.dtypes.DType],
    names: Sequence[str],
    asked: Asked,
    *,
    is_text: bool,
) -> Columns:
    """The same, all of them usable.

    Raises:
        UnusableColumnsError: some are missing, or of the wrong type.
        UnknownNameError: a column is given for a criterion that the decision has not.
    """
    columns, faults = find_columns(decision, schema, names, asked, is_text=is_text)
    if faults:
        raise UnusableColumnsError(faults)
    return columns


def _check_asked(criteria: Iterable[Criterion], asked: Asked) -> None:
    ids = [criterion.id for criterion in criteria]
    for id_ in asked.columns:
        if id_ not in ids:
            near = nearest(id_, ids)
            raise UnknownNameError("leaf criterion", id_, [near] if near else [])


def _missing_criterion(id_: str, column: str, end: str | None, names: Iterable[str]) -> ColumnFault:
    if end is not None:
        message = f"of '{column}' the table has '{end}' alone"
        return ColumnFault(column, message, "a range without its middle takes both ends", id_)
    near = nearest(column, names)
    message = f"the table has no column '{column}'"
    if near is not None:
        return ColumnFault(column, message, f"did you mean --column '{id_}={near}'?", id_)
    return ColumnFault(column, message, f"--column '{id_}=COLUMN' names it", id_)


def _near(column: str, schema: Iterable[str]) -> str:
    near = nearest(column, schema)
    return f"; did you mean --id '{near}'?" if near else ""


def _listed(names: Iterable[str]) -> str:
    shown = list(names)
    return ", ".join(shown[:20]) + (", …" if len(shown) > 20 else "")


def _wrong_type(
    criterion: Criterion, column: str, dtype: nw.dtypes.DType, *, is_text: bool
) -> Iterator[ColumnFault]:
    if isinstance(criterion.scale, Levels):
        if not (_is_text(dtype) or dtype.is_integer() or isinstance(dtype, nw.Boolean)):
            message = f"the column '{column}' has {dtype} where '{criterion.id}' takes levels"
            hint = f"the levels are: {_listed(criterion.scale.levels)}"
            yield ColumnFault(column, message, hint, criterion.id, is_missing=False)
    elif not (dtype.is_numeric() or (is_text and _is_text(dtype))):
        message = f"the column '{column}' has {dtype} where '{criterion.id}' takes numbers"
        yield ColumnFault(column, message, "store it as numbers", criterion.id, is_missing=False)


def _is_text(dtype: nw.dtypes.DType) -> bool:
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)
