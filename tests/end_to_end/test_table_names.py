"""Columns, tables and flags by names that mean something else to an engine, or nothing."""

import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.end_to_end.decisions import TWO_CRITERIA
from tests.end_to_end.program import Ran, run

pytestmark = pytest.mark.tables

ENGINES = ("polars", "duckdb")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with two criteria, for tables that a test writes itself.

    Cost is worth 10 × (10 - x), gain 10 × x, and both weigh the same.
    """
    (tmp_path / "criteria.yaml").write_text(TWO_CRITERIA, encoding="utf-8")
    return tmp_path


def score(folder: Path, table: str, *arguments: str) -> Ran:
    return run("table", "score", table, *arguments, "--format", "json", cwd=folder)


def ranking(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    return {entry["option"]: entry["value"] for entry in json.loads(ran.out)["ranking"]}


def write(folder: Path, name: str, **columns: list[Any]) -> None:
    pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    lines = [columns, *zip(*columns.values(), strict=True)]
    text = "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines)
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_column_may_be_called_by_a_star(suffix: str, engine: str, two: Path) -> None:
    write(two, "t", **{"*": ["a", "b"], "^.*$": [5, 2], "gain": [10, 4]})
    flags = ("--id", "*", "--name", "*", "--column", "cost=^.*$", "--engine", engine)
    expected = {"a": pytest.approx(75), "b": pytest.approx(60)}
    assert ranking(score(two, f"t.{suffix}", *flags)) == expected
    ran = run("table", "check", f"t.{suffix}", *flags[:2], *flags[4:], cwd=two)
    assert (ran.code, ran.out) == (0, "no errors, no warnings in 2 files\n")


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_that_differ_by_a_dot_or_by_case_are_two(engine: str, two: Path) -> None:
    write(two, "t", id=["a"], **{"a.b": [5], "a_b": [1], "GAIN": [0], "gain": [10]})
    for suffix in ("csv", "parquet"):
        flags = ("--column", "cost=a.b", "--engine", engine)
        assert ranking(score(two, f"t.{suffix}", *flags)) == {"a": pytest.approx(75)}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("engine", ENGINES)
def test_the_file_that_was_named_is_scored(engine: str, suffix: str, two: Path) -> None:
    for name, id_ in (("x[1]", "c"), ("x1", "d"), ("a*", "e"), ("ab", "f")):
        write(two, name, id=[id_], cost=[5], gain=[10])
    for name, id_ in (("x[1]", "c"), ("a*", "e")):
        ran = score(two, f"{name}.{suffix}", "--engine", engine)
        assert ranking(ran) == {id_: pytest.approx(75)}
    (two / "folder").mkdir()
    for name in ("a*", "ab"):
        (two / f"{name}.{suffix}").rename(two / "folder" / f"{name}.{suffix}")
    assert set(ranking(score(two, "folder", "--engine", engine))) == {"e", "f"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("suffix", ["csv", "parquet", "tsv"])
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["year=2020/t", "~/t", "file:t", "http:", "s3:t", "x::y", "%41"])
def test_a_name_is_no_address_and_no_value(name: str, engine: str, suffix: str, two: Path) -> None:
    """Hive keeps a column in the name of a folder, and Arrow takes a colon for an address."""
    (two / name).parent.mkdir(exist_ok=True)
    write(two, name, id=["c"], cost=[5], gain=[10])
    if suffix == "tsv":
        text = (two / f"{name}.csv").read_text(encoding="utf-8").replace(",", "\t")
        (two / f"{name}.tsv").write_text(text, encoding="utf-8")
    ran = score(two, f"{name}.{suffix}", "--engine", engine)
    assert ranking(ran) == {"c": pytest.approx(75)}


@pytest.mark.skipif(sys.platform != "linux", reason="others refuse such names themselves")
@pytest.mark.parametrize("engine", ENGINES)
def test_a_name_that_is_no_text_is_refused(engine: str, two: Path) -> None:
    (two / "\udcff.csv").write_text("id,cost,gain\na,5,10\n", encoding="utf-8")
    for command in ("score", "check"):
        ran = run("table", command, "\udcff.csv", "--engine", engine, cwd=two)
        assert ran.code == (2 if command == "score" else 1)
        assert r"the name '\udcff.csv' is not UTF-8" in ran.out + ran.err


def database(folder: Path, *statements: str) -> None:
    with duckdb.connect(str(folder / "d.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)


BODY = "as select 'a' as id, 5 as cost, 10 as gain"


@pytest.mark.parametrize(
    ("created", "named"),
    [
        ('"a.b"', "a.b"),
        ('"a.b"', "main.a.b"),
        ('"select"', "select"),
        ('"it""s"', 'it"s'),
        ('"*"', "*"),
        ('"stored"', "stored"),
        ('"x.y"."z"', "x.y.z"),
    ],
)
def test_a_table_of_a_database_may_be_called_anything(created: str, named: str, two: Path) -> None:
    database(two, 'create schema "x.y"', f"create table {created} {BODY}")
    assert ranking(score(two, f"d.duckdb::{named}")) == {"a": pytest.approx(75)}


def test_a_name_that_could_be_two_tables_is_refused(two: Path) -> None:
    database(
        two,
        f'create table "a.b" {BODY}',
        "create schema a",
        f"create table a.b {BODY}",
        "checkpoint",
    )
    ran = score(two, "d.duckdb::a.b")
    assert (ran.code, ran.out) == (2, "")
    assert """the tables "a"."b" and "main"."a.b"; 'a.b' could be either""" in ran.err
    assert ranking(score(two, "d.duckdb::main.a.b")) == {"a": pytest.approx(75)}


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (
            "select id, cast(id as int) as cost, gain from t",
            "Could not convert string 'a' to INT32",
        ),
        ("select * from gone", "Table with name gone does not exist"),
        ("from read_csv('/etc/hosts', columns={'id': 'text'})", "it looks outside its own file"),
    ],
)
@pytest.mark.parametrize("command", ["score", "check"])
def test_a_view_that_fails_is_told_without_the_engines_own_ways(
    command: str, view: str, reason: str, two: Path
) -> None:
    database(two, f"create table t {BODY}", f"create table gone {BODY}")
    database(two, f"create view v as {view}", "drop table gone")
    ran = run("table", command, "d.duckdb::v", cwd=two)
    assert ran.code == {"score": 2, "check": 1}[command]
    assert f"DuckDB cannot read the table: {reason}" in ran.err + ran.out
    assert "Error:" not in ran.err + ran.out
    assert "LINE 1" not in ran.err + ran.out


@pytest.mark.parametrize("engine", ENGINES)
def test_so_many_of_the_best_as_there_are(engine: str, two: Path) -> None:
    write(two, "t", id=["a", "b"], cost=[5, 2], gain=[10, 4])
    ran = score(two, "t.csv", "--engine", engine, "--top", "1" + "0" * 20)
    assert list(ranking(ran)) == ["a", "b"]
    ran = score(two, "t.csv", "--engine", engine, "--top", "1" + "0" * 20, "--out", "o.csv")
    assert list(ranking(ran)) == ["a", "b"]


@pytest.mark.parametrize("command", ["score", "check"])
@pytest.mark.parametrize("second", ["cost=b", "cost=a", " cost =b"])
def test_two_columns_for_one_criterion_are_refused(command: str, second: str, two: Path) -> None:
    write(two, "t", id=["x"], a=[1], b=[2], gain=[3])
    flags = ("--column", "cost=a", "--column", second)
    ran = run("table", command, "t.csv", *flags, cwd=two)
    assert (ran.code, ran.out) == (2, "")
    assert "'cost' is given two columns" in " ".join(ran.err.split())


@pytest.mark.parametrize("engine", ENGINES)
def test_one_end_of_a_range_is_told(engine: str, two: Path) -> None:
    write(two, "t", id=["x"], cost=[5], cost_low=[2], gain=[10])
    ran = score(two, "t.csv", "--engine", engine)
    (only,) = json.loads(ran.out)["ranking"]
    # Cost from 2 to 5 is worth 80 to 50, with gain at 100.
    assert (only["value_low"], only["value_high"]) == (pytest.approx(75), pytest.approx(90))
    assert ran.err == (
        "ukjapan: the table has 'cost_low' and no 'cost_high'; "
        "the range on 'cost' ends at the performance itself; add the other end\n"
    )
    ran = run("table", "check", "t.csv", "--engine", engine, cwd=two)
    assert (ran.code, ran.lines[0]) == (
        0,
        "t.csv:1:1: warning UKJ614: the table has 'cost_low' and no 'cost_high'",
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_one_end_of_a_range_does_not_stand_for_a_performance(engine: str, two: Path) -> None:
    write(two, "t", id=["x"], cost_high=[5], gain=[10])
    ran = score(two, "t.csv", "--engine", engine)
    assert (ran.code, ran.out) == (2, "")
    assert "of 'cost' the table has 'cost_high' alone" in ran.err


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_without_any_id_is_told_of(engine: str, two: Path) -> None:
    (two / "t.csv").write_text("id,cost,gain\n,5,10\n,4,3\n", encoding="utf-8")
    ran = run("table", "check", "t.csv", "--engine", engine, cwd=two)
    assert (ran.code, ran.lines[0]) == (1, "t.csv:1:1: error UKJ605: 2 of 2 rows have no id")


@pytest.mark.parametrize("engine", ENGINES)
def test_ids_that_differ_by_spaces_stay_apart_in_csv(engine: str, two: Path) -> None:
    write(two, "t", id=["a b", "a  b", " a b"], cost=[5, 4, 3], gain=[3, 3, 3])
    ran = run(
        *("table", "score", "t.csv", "--engine", engine),
        *("--format", "csv", "--out", "o.csv"),
        cwd=two,
    )
    for text in (ran.out, (two / "o.csv").read_text(encoding="utf-8")):
        for id_ in ("a b", "a  b", " a b"):
            assert text.count(f'"{id_}",') == 2  # as its id and as its name


@pytest.mark.spark
def test_spark_takes_names_for_names(spark: None, two: Path) -> None:
    write(two, "x[1]", **{"*": ["a"], "a.b": [5], "a_b": [1], "`": [10], "GAIN": [0], "gain": [4]})
    write(two, "x1", **{"*": ["z"], "a.b": [5], "a_b": [1], "`": [10], "GAIN": [0], "gain": [4]})
    flags = ("--id", "*", "--column", "cost=a.b", "--column", "gain=`", "--engine", "spark")
    for suffix in ("csv", "parquet"):
        ran = score(two, f"x[1].{suffix}", *flags, "--top", "1" + "0" * 20)
        assert ranking(ran) == {"a": pytest.approx(75)}
