"""The expression of a table's values, by hand, on each engine that is embedded."""

import math
from typing import Any

import duckdb
import narwhals as nw
import polars as pl
import pyarrow as pa
import pytest

from ukjapan_cli.decision.criteria import Criterion, Gate, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.names import UnknownNameError
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale
from ukjapan_cli.features.table.analysis.columns import (
    Asked,
    Columns,
    HalfRange,
    UnusableColumnsError,
    find_columns,
)
from ukjapan_cli.features.table.analysis.model import TableModel, table_model
from ukjapan_cli.features.table.analysis.values import UnusableEndsError

pytestmark = pytest.mark.tables

NAN = math.nan


def decision(scale: Scale, gate: Gate | None = None) -> Decision:
    leaf = Criterion("reach", "Reach", Weight(1), scale=scale, gate=gate)
    return Decision(criteria=(leaf,), options=())


@pytest.fixture(params=["polars", "duckdb"])
def model(request: pytest.FixtureRequest) -> Any:
    """What gives the rows of a table of one criterion, by the columns and the decision."""

    def rows(of: Decision, *, is_text: bool = False, **columns: Any) -> Any:
        count = len(next(iter(columns.values())))
        table = pa.table({"id": list(range(count))} | columns)
        is_duckdb = request.param == "duckdb"
        connection = duckdb.connect()
        native: Any = connection.from_arrow(table) if is_duckdb else pl.LazyFrame(table)

        def run(frame: nw.LazyFrame[Any]) -> dict[str, Any]:
            return frame.collect("pyarrow").to_native().to_pylist()[0]  # type: ignore[no-any-return]

        names = table.schema.names
        frame = nw.from_native(native)
        made: TableModel = table_model(of, frame, names, Asked(), run, is_text=is_text)
        options, ranking = (
            frame.collect("pyarrow").to_native().to_pylist()
            for frame in (made.options(made.summary(run)), made.ranking)
        )
        return [{**row, **place} for row, place in zip(options, ranking, strict=True)]

    return rows


def values(rows: list[dict[str, Any]]) -> list[float | None]:
    return [row["value"] for row in rows]


def close(*numbers: float | None) -> list[Any]:
    return [None if n is None else pytest.approx(n, rel=1e-12, abs=1e-12) for n in numbers]


def test_a_linear_scale_where_lower_is_better(model: Any) -> None:
    rows = model(decision(Linear(120, 40)), reach=[120.0, 100.0, 40.0])
    assert values(rows) == close(0, 25, 100)


def test_a_piecewise_scale_that_falls_and_rests(model: Any) -> None:
    scale = Piecewise(((0, 100), (10, 40), (20, 40), (30, 0)))
    rows = model(decision(scale), reach=[0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0])
    assert values(rows) == close(100, 70, 40, 40, 40, 20, 0)


def test_levels_by_their_names(model: Any) -> None:
    scale = Levels({"no": 0, "2": 40, "yes": 100})
    assert values(model(decision(scale), reach=["yes", "2", "yes!", None])) == close(
        100, 40, None, None
    )
    assert values(model(decision(Levels({"1": 0, "2": 100})), reach=[1, 2, 3])) == close(
        0, 100, None
    )


def test_levels_whatever_their_case_and_the_blanks_around_them(model: Any) -> None:
    scale = Levels({"partly-met": 40, "Élevé": 70, "ΤΈΛΟΣ": 90, "İYİ": 100, "no": 0})
    texts = [" Partly-Met\t", "éLEVÉ\u00a0", "τέλος", "τέλοσ", "İyİ", "i̇yi̇", "iyi", "partly met"]
    assert values(model(decision(scale), reach=texts)) == close(
        40, 70, 90, 90, 100, 100, None, None
    )


def test_levels_that_differ_by_case_alone_are_matched_to_the_letter(model: Any) -> None:
    scale = Levels({"high": 0, "High": 100, "medium": 50})
    texts = ["high", "High", "HIGH", " high", "MEDIUM"]
    rows = model(decision(scale), reach=texts)
    assert values(rows) == close(0, 100, None, None, 50)
    assert [row["unusable"] == "reach" for row in rows] == [False, False, True, True, False]


def test_a_local_scale_has_the_ends_of_the_finite_performances(model: Any) -> None:
    rows = model(decision(Local(True)), reach=[10.0, 20.0, 40.0, math.inf, NAN, None])
    assert values(rows) == close(100, 200 / 3, 0, None, None, None)
    assert [row["unusable"] == "reach" for row in rows] == [False] * 3 + [True, True, False]
    assert [row["missing"] == "reach" for row in rows] == [False] * 5 + [True]


def test_a_local_scale_without_range_is_worth_nothing(model: Any) -> None:
    assert values(model(decision(Local(False)), reach=[7.0, 7.0])) == close(0, 0)


def test_a_local_scale_that_no_number_can_hold(model: Any) -> None:
    with pytest.raises(UnusableEndsError, match="on 'reach' is not a span that numbers can hold"):
        model(decision(Local(False)), reach=[-1.7e308, 1.7e308])


def test_what_is_off_a_fixed_scale_has_no_value(model: Any) -> None:
    rows = model(decision(Linear(0, 10)), reach=[-0.1, 0.0, 10.0, 10.1, math.inf, -math.inf, NAN])
    assert values(rows) == close(None, 0, 100, *[None] * 4)
    assert [row["is_ranked"] for row in rows] == [False, True, True, *[False] * 4]
    assert [row["unusable"] == "reach" for row in rows] == [True, False, False, *[True] * 4]


def test_gates_forgive_rounding_alone(model: Any) -> None:
    gate = Gate(at_least=0.1, at_most=0.3)
    rows = model(
        decision(Linear(0, 1), gate), reach=[0.1 - 1e-12, 0.1 - 1e-9, 0.1 + 0.2, 0.3 + 1e-9]
    )
    assert [row["failed"] == "reach" for row in rows] == [False, True, False, True]
    assert [row["is_ranked"] for row in rows] == [True, False, True, False]
    assert [row["value"] is None for row in rows] == [False] * 4


def test_numbers_written_as_text(model: Any) -> None:
    texts = ["5", " 5 ", "+5.0", "5e0", ".5e1", "\u00a05\t"]
    wrong = ["0x5", "5,0", "1_0", "five", "nan", "inf", "5%", "٥"]
    rows = model(decision(Linear(0, 10)), is_text=True, reach=[*texts, *wrong])
    assert values(rows) == close(*[50] * 6, *[None] * 8)
    assert [row["unusable"] == "reach" for row in rows] == [False] * 6 + [True] * 8


def test_blank_text_is_missing(model: Any) -> None:
    blank = ["", " ", "\t\u00a0", None]
    for scale in (Linear(0, 10), Levels({"no": 0, "yes": 100})):
        rows = model(decision(scale), is_text=True, reach=blank)
        assert [row["missing"] for row in rows] == ["reach"] * 4
        assert [row["unusable"] for row in rows] == [""] * 4
    ends = {"reach_low": ["", "1", " "], "reach_high": ["", "3", "7"]}
    rows = model(decision(Linear(0, 10)), is_text=True, reach=["2", "", "5"], **ends)
    assert values(rows) == close(20, 20, 50)
    assert [row["value_high"] for row in rows] == close(20, 30, 70)


def test_a_row_of_which_the_id_is_blank_has_none(model: Any) -> None:
    rows = model(decision(Linear(0, 10)), id=["a", " ", ""], name=["", "B", None], reach=[1, 2, 3])
    assert [(row["option"], row["name"]) for row in rows] == [("a", "a"), (None, "B"), (None, None)]


def test_ranges_around_and_without_a_point(model: Any) -> None:
    rows = model(
        decision(Linear(100, 0)),
        reach=[50.0, None, 50.0, 50.0, None],
        reach_low=[40.0, 20.0, 60.0, None, 20.0],
        reach_high=[70.0, 40.0, 70.0, None, None],
    )
    assert values(rows) == close(50, 70, None, 50, None)
    assert [row["value_low"] for row in rows] == close(30, 60, None, 50, None)
    assert [row["value_high"] for row in rows] == close(60, 80, None, 50, None)
    assert [row["unusable"] == "reach" for row in rows] == [False, False, True, False, False]
    assert [row["missing"] == "reach" for row in rows] == [False, False, False, False, True]


def test_levels_have_ranges_too(model: Any) -> None:
    rows = model(
        decision(Levels({"no": 0, "some": 40, "yes": 100})),
        reach=["some", "some", "maybe", None],
        reach_low=["no", "yes", None, "no"],
        reach_high=["yes", "yes", None, "some"],
    )
    assert values(rows) == close(40, None, None, 20)
    assert [row["value_low"] for row in rows] == close(0, None, None, 0)
    assert [row["value_high"] for row in rows] == close(100, None, None, 40)
    assert [row["unusable"] == "reach" for row in rows] == [False, True, True, False]


SCHEMA: dict[str, nw.dtypes.DType] = {
    "ref": nw.Int64(),
    "Reached": nw.Float64(),
    "words": nw.String(),
    "flags": nw.Boolean(),
}


@pytest.mark.parametrize(
    ("asked", "messages"),
    [
        (
            Asked(),
            {"the table has no column 'id'", "the table has no column 'reach'"},
        ),
        (Asked({"reach": "Reached"}, id="ref"), set()),
        (Asked({"reach": "Reached"}, id="ref", name="title"), {"no column 'title' for names"}),
        (Asked({"reach": "words"}, id="ref"), {"has String where 'reach' takes numbers"}),
        (Asked({"reach": "flags"}, id="ref"), {"has Boolean where 'reach' takes numbers"}),
    ],
)
def test_columns_that_are_not_as_they_have_to_be(asked: Asked, messages: set[str]) -> None:
    _, faults = find_columns(decision(Linear(0, 1)), SCHEMA, tuple(SCHEMA), asked, is_text=False)
    assert len(faults) == len(messages)
    for message in messages:
        assert any(message in fault.message for fault in faults)
    told = str(UnusableColumnsError(faults))
    assert all(message in told for message in messages)


def columns_among(*names: str) -> tuple[Columns, list[str]]:
    schema = {f"c{place}": nw.Float64() for place in range(len(names))}
    columns, faults = find_columns(
        decision(Linear(0, 1)), schema, names, Asked(id="ref"), is_text=False
    )
    return columns, [fault.message for fault in faults]


def test_a_column_is_found_whatever_its_case_and_the_blanks_around_its_name() -> None:
    columns, faults = columns_among("Ref ", " REACH", "reach_LOW", "reach_high", "Name")
    assert (columns.id, columns.name) == ("Ref ", "Name")
    assert columns.performances == {"reach": " REACH"}
    assert (columns.lows, columns.highs) == ({"reach": "reach_LOW"}, {"reach": "reach_high"})
    assert faults == []


def test_of_columns_that_differ_by_case_the_one_to_the_letter_is_meant_or_none() -> None:
    columns, faults = columns_among("ref", "REACH", "reach")
    assert (columns.performances, faults) == ({"reach": "reach"}, [])
    _, faults = columns_among("ref", "REACH", "Reach")
    assert faults == ["the table has no column 'reach'"]


def test_a_column_without_a_name_is_none() -> None:
    columns, faults = columns_among("", "ref", "", "reach", "")
    assert columns.held == {"ref": "c1", "reach": "c3"}
    assert faults == []


def test_one_end_of_a_range_is_half_of_it() -> None:
    columns, faults = columns_among("ref", "reach", "Reach_low")
    assert columns.half_ranges == (HalfRange("reach", "Reach_low", "reach_high"),)
    assert faults == []
    columns, faults = columns_among("ref", "reach_high")
    assert faults == ["of 'reach' the table has 'reach_high' alone"]
    columns, faults = columns_among("ref", "reach_low", "reach_high")
    assert (columns.half_ranges, faults) == ((), [])


def test_a_column_for_a_criterion_that_is_not_there() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'reach'"):
        find_columns(
            decision(Linear(0, 1)),
            SCHEMA,
            tuple(SCHEMA),
            Asked({"reech": "Reached"}),
            is_text=False,
        )
