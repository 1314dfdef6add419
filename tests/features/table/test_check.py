"""What checking a table says: how many rows, which ids first, which column, what to do."""

import math
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.features.check.tables import ENGINES, checked, write_example

from ukjapan_cli.decision.names import UnknownNameError
from ukjapan_cli.features.check.settings import Flags
from ukjapan_cli.features.table.analysis.columns import Asked

pytestmark = [pytest.mark.tables, pytest.mark.parametrize("engine", ENGINES)]


def said(folder: Path, example: str, engine: str, asked: Asked = Asked()) -> list[tuple[str, ...]]:  # noqa: B008
    table = write_example(example, folder)
    found = checked(folder, table, engine, asked).diagnostics
    return [(d.rule.code, d.path, d.message, d.hint) for d in found]


def test_a_fault_is_counted_and_its_first_three_ids_are_named(engine: str, tmp_path: Path) -> None:
    rows = "".join(f"r{i},{'' if i % 2 else 60},100,split\n" for i in range(10))
    found = said(tmp_path, f"# register.csv\nid,cost,reach,support\n{rows}", engine)
    assert found == [
        (
            "UKJ607",
            "/cost",
            "5 of 10 rows have no performance on 'cost': 'r1', 'r3', 'r5', …",
            "such options are not ranked without --allow-missing",
        )
    ]


def test_each_fault_of_a_row_is_counted_once_under_its_own_rule(
    engine: str, tmp_path: Path
) -> None:
    text = """\
# register.csv
id,cost,reach,support
a,40,4001,split
b,,-1,behind
c,1e999,4000,
d,£60,0,behind
e,39.9,nan,opposd
f,120,4e3,split
"""
    words = "'behind' 2, 'opposd' 1"
    assert [(code, path, message) for code, path, message, _ in said(tmp_path, text, engine)] == [
        ("UKJ607", "/cost", "1 of 6 rows has no performance on 'cost': 'b'"),
        (
            "UKJ608",
            "/cost",
            "2 of 6 rows have on 'cost' what is no finite number ('1e999' 1, '£60' 1): 'c', 'd'",
        ),
        ("UKJ610", "/cost", "1 of 6 rows has a performance off the scale of 'cost': 'e'"),
        (
            "UKJ608",
            "/reach",
            "1 of 6 rows has on 'reach' what is no finite number ('nan' 1): 'e'",
        ),
        ("UKJ610", "/reach", "2 of 6 rows have a performance off the scale of 'reach': 'a', 'b'"),
        ("UKJ607", "/support", "1 of 6 rows has no performance on 'support': 'c'"),
        (
            "UKJ609",
            "/support",
            f"3 of 6 rows have no level of the scale of 'support' ({words}): 'b', 'd', 'e'",
        ),
    ]


def test_an_unknown_level_comes_with_the_level_that_is_meant(engine: str, tmp_path: Path) -> None:
    text = "# register.csv\nid,cost,reach,support\na,40,0,Behind it\nb,40,0,zzz\n"
    ((_, _, message, hint),) = said(tmp_path, text, engine)
    assert "('Behind it' 1, 'zzz' 1)" in message
    assert hint == "did you mean 'behind-it' for 'Behind it'?"
    other = "# register.csv\nid,cost,reach,support\na,40,0,zzz\nb,40,0,split\n"
    ((_, _, _, hint),) = said(tmp_path, other, engine)
    assert hint == "the levels are: opposed, split, behind-it"


def test_a_missing_column_comes_with_the_nearest_and_the_others_are_checked(
    engine: str, tmp_path: Path
) -> None:
    text = "# register.csv\nid,cost,Reach (readers),suport\na,30,5,split\n"
    assert said(tmp_path, text, engine) == [
        (
            "UKJ602",
            "/reach",
            "the table has no column 'reach'",
            "--column 'reach=COLUMN' names it",
        ),
        (
            "UKJ602",
            "/support",
            "the table has no column 'support'",
            "did you mean --column 'support=suport'?",
        ),
        (
            "UKJ610",
            "/cost",
            "1 of 1 rows has a performance off the scale of 'cost': 'a'",
            "the scale goes from 40 to 120",
        ),
    ]


def test_a_table_without_ids_is_checked_for_columns_alone(engine: str, tmp_path: Path) -> None:
    table = write_example("# register.csv\nident,cost,reach,support\na,30,5,split\n", tmp_path)
    found = checked(tmp_path, table, engine)
    assert [(d.rule.code, d.path) for d in found.diagnostics] == [("UKJ602", "/id")]
    assert found.notes == (
        "'register.csv': the rows were not checked, since there is no column of ids",
    )


def test_columns_have_the_names_that_were_given(engine: str, tmp_path: Path) -> None:
    text = "# register.csv\nRef,Run/Cost~,reach,support\na,30,5,split\na,50,5,split\n"
    asked = Asked(columns={"cost": "Run/Cost~"}, id="Ref")
    assert [(code, path) for code, path, *_ in said(tmp_path, text, engine, asked)] == [
        ("UKJ606", "/Ref"),
        ("UKJ610", "/Run~1Cost~0"),
    ]


def test_a_column_for_a_criterion_that_is_not_there_is_refused(engine: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'cost'"):
        said(tmp_path, "# register.csv\nid\na\n", engine, Asked(columns={"costs": "x"}))


def test_ids_that_repeat_are_counted_by_id(engine: str, tmp_path: Path) -> None:
    rows = "".join(f"{id_},60,0,split\n" for id_ in ("d", "a", "b", "c", "a", "b", "c", "d", "d"))
    ((code, path, message, _),) = said(
        tmp_path, f"# register.csv\nid,cost,reach,support\n{rows}", engine
    )
    assert (code, path) == ("UKJ606", "/id")
    assert message == "4 ids are in the table more than once: 'd', 'a', 'b', …"


def test_ranges_are_held_against_the_performance_or_each_other(engine: str, tmp_path: Path) -> None:
    text = """\
# register.csv
id,cost,reach_low,reach_high,support,cost_low
a,60,100,200,split,50
b,60,200,100,split,61
c,60,,200,split,x
d,60,100,100,split,
"""
    two = "2 of 4 rows have"
    assert [(code, path, message) for code, path, message, _ in said(tmp_path, text, engine)] == [
        ("UKJ614", "/cost_low", "the table has 'cost_low' and no 'cost_high'"),
        (
            "UKJ611",
            "/cost_low",
            f"{two} a range on 'cost' that does not hold the performance ('x' 1): 'b', 'c'",
        ),
        ("UKJ607", "/reach_low", "1 of 4 rows has no performance on 'reach': 'c'"),
        (
            "UKJ611",
            "/reach_low",
            "1 of 4 rows has a range on 'reach' that does not hold the performance: 'b'",
        ),
    ]


def test_stored_numbers_may_be_infinite_or_none(engine: str, tmp_path: Path) -> None:
    write_example("", tmp_path)
    stored = pa.table(
        {
            "id": [1, 2, 3, 4],
            "cost": [60.0, math.inf, math.nan, None],
            "reach": [1, 2, 3, 4],
            "support": ["split"] * 4,
        }
    )
    if engine == "duckdb":
        with duckdb.connect(str(tmp_path / "d.duckdb")) as connection:
            connection.register("stored", stored)
            connection.sql("create table register as select * from stored")
        table = "d.duckdb::register"
    else:
        pq.write_table(stored, tmp_path / "d.parquet")
        table = "d.parquet"
    found = checked(tmp_path, table, engine).diagnostics
    assert [(d.file, d.rule.code, d.message) for d in found] == [
        (table, "UKJ607", "1 of 4 rows has no performance on 'cost': '4'"),
        (table, "UKJ608", "2 of 4 rows have on 'cost' what is no finite number: '2', '3'"),
    ]


def test_one_row_has_a_local_scale_without_a_span_to_be_said(engine: str, tmp_path: Path) -> None:
    criteria = "# criteria.yaml\ncriteria:\n  - id: cost\n    scale: {better: lower}\n"
    table = "# register.csv\nid,cost,reach,support\na,6,0,split\n"
    assert said(tmp_path, criteria + table, engine) == []


def test_a_warning_can_be_ignored_and_raised_and_an_error_cannot(
    engine: str, tmp_path: Path
) -> None:
    text = "# register.csv\nid,cost,reach,support\na,,0,split\nb,7,0,split\n"
    table = write_example(text, tmp_path)

    def codes(flags: Flags) -> list[tuple[str, bool]]:
        found = checked(tmp_path, table, engine, flags=flags).diagnostics
        return [(d.rule.code, d.is_error) for d in found]

    assert codes(Flags()) == [("UKJ607", False), ("UKJ610", True)]
    assert codes(Flags(ignore=("UKJ6",))) == [("UKJ610", True)]
    assert codes(Flags(select=("UKJ2",))) == [("UKJ610", True)]
    assert codes(Flags(is_strict=True)) == [("UKJ607", True), ("UKJ610", True)]


def test_criteria_with_errors_are_told_and_the_table_is_left(engine: str, tmp_path: Path) -> None:
    table = write_example("# register.csv\nid\n", tmp_path)
    criteria = tmp_path / "criteria.yaml"
    text = criteria.read_text(encoding="utf-8").replace("worst: 120", "worst: 40")
    criteria.write_text(text, encoding="utf-8")
    found = checked(tmp_path, table, engine)
    assert [(d.rule.code, d.file) for d in found.diagnostics] == [("UKJ114", "criteria.yaml")]
    assert found.notes == (
        "'register.csv': the table was not checked, since there are errors in the criteria",
    )


def test_what_is_not_there_or_no_table_is_a_finding(engine: str, tmp_path: Path) -> None:
    write_example("", tmp_path)
    (tmp_path / "no.parquet").write_bytes(b"PAR1 is not enough PAR1")
    (tmp_path / "empty.csv").write_bytes(b"")
    for name, words in {
        "none.csv": "there is no file or folder",
        "no.parquet": "is not a Parquet file",
        "empty.csv": "is empty",
    }.items():
        (found,) = checked(tmp_path, name, engine).diagnostics
        assert (found.rule.code, found.file, found.path) == ("UKJ601", name, "")
        assert words in found.message
