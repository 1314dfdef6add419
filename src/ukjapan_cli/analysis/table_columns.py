"""Which column of a table has what of a decision."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import narwhals as nw

from ukjapan_cli.decision.criteria import Criterion, leaves
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.names import UnknownNameError, nearest
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
        texts: those of the columns that hold text.
        has_whole_ids: whether ids are whole numbers rather than text.
    """

    id: str
    name: str | None
    performances: Mapping[str, str]
    lows: Mapping[str, str] = {}
    highs: Mapping[str, str] = {}
    texts: frozenset[str] = frozenset()
    has_whole_ids: bool = False

    @property
    def has_ranges(self) -> bool:
        """Whether any performance has a range."""
        return bool(self.lows or self.highs)


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
    decision: Decision, schema: Mapping[str, nw.dtypes.DType], asked: Asked, *, is_text: bool
) -> tuple[Columns, tuple[ColumnFault, ...]]:
    """The columns that a table has for a decision, and what is wrong with them.

    Args:
        decision: its leaf criteria need a column each, or two of their range.
        schema: the table's columns and their types.
        asked: what the user says of them.
        is_text: whether numbers are written as text, as in CSV.

    Raises:
        UnknownNameError: a column is given for a criterion that the decision has not.
    """
    criteria = tuple(leaves(decision.criteria))
    _check_asked(criteria, asked)
    faults: list[ColumnFault] = []
    performances: dict[str, str] = {}
    lows: dict[str, str] = {}
    highs: dict[str, str] = {}
    for criterion in criteria:
        column = asked.columns.get(criterion.id, criterion.id)
        low, high = column + asked.low_suffix, column + asked.high_suffix
        found = [name for name in (column, low, high) if name in schema]
        if column not in schema and not (low in schema and high in schema):
            faults.append(_missing_criterion(criterion.id, column, schema))
            continue
        faults += [
            fault
            for name in found
            if (fault := _wrong_type(criterion, name, schema[name], is_text=is_text))
        ]
        for name, among in ((column, performances), (low, lows), (high, highs)):
            if name in schema:
                among[criterion.id] = name
    id_ = asked.id or ID
    if id_ not in schema:
        hint = f"--id names the column that identifies options{_near(id_, schema)}"
        faults.insert(0, ColumnFault(id_, f"the table has no column '{id_}'", hint))
    name_ = asked.name or (NAME if NAME in schema else None)
    if name_ is not None and name_ not in schema:
        hint = f"the columns are: {_listed(schema)}"
        faults.append(ColumnFault(name_, f"the table has no column '{name_}' for names", hint))
    texts = frozenset(name for name, dtype in schema.items() if _is_text(dtype))
    whole = id_ in schema and schema[id_].is_integer()
    return Columns(id_, name_, performances, lows, highs, texts, whole), tuple(faults)


def columns_of(
    decision: Decision, schema: Mapping[str, nw.dtypes.DType], asked: Asked, *, is_text: bool
) -> Columns:
    """The same, all of them usable.

    Raises:
        UnusableColumnsError: some are missing, or of the wrong type.
        UnknownNameError: a column is given for a criterion that the decision has not.
    """
    columns, faults = find_columns(decision, schema, asked, is_text=is_text)
    if faults:
        raise UnusableColumnsError(faults)
    return columns


def _check_asked(criteria: Iterable[Criterion], asked: Asked) -> None:
    ids = [criterion.id for criterion in criteria]
    for id_ in asked.columns:
        if id_ not in ids:
            near = nearest(id_, ids)
            raise UnknownNameError("leaf criterion", id_, [near] if near else [])


def _missing_criterion(id_: str, column: str, schema: Iterable[str]) -> ColumnFault:
    names = tuple(schema)
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
) -> ColumnFault | None:
    if isinstance(criterion.scale, Levels):
        if _is_text(dtype) or dtype.is_integer() or isinstance(dtype, nw.Boolean):
            return None
        levels = _listed(criterion.scale.levels)
        hint = f"the levels are: {levels}"
        message = f"the column '{column}' has {dtype} where '{criterion.id}' takes levels"
        return ColumnFault(column, message, hint, criterion.id, is_missing=False)
    if dtype.is_numeric() or (is_text and _is_text(dtype)):
        return None
    message = f"the column '{column}' has {dtype} where '{criterion.id}' takes numbers"
    return ColumnFault(column, message, "store it as numbers", criterion.id, is_missing=False)


def _is_text(dtype: nw.dtypes.DType) -> bool:
    return isinstance(dtype, nw.String | nw.Categorical | nw.Enum)
