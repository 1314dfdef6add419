"""What Spark reads, and what it is held to."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.features.check.tables import checked, write_example
from tests.features.table.engines.made_files import read

from ukjapan_cli.features.table.engines import java
from ukjapan_cli.features.table.engines.engine import engine_for, source_for
from ukjapan_cli.features.table.engines.fault import TableError
from ukjapan_cli.features.table.engines.stored import stored
from ukjapan_cli.features.table.engines.streams import in_order

pytestmark = pytest.mark.spark


def rows(given: str) -> list[dict[str, Any]]:
    return read(given, "spark").rows


def test_a_folder_of_parquet(spark: None, tmp_path: Path) -> None:
    folder = tmp_path / "a folder [1] {é} #%20"
    folder.mkdir()
    pq.write_table(pa.table({"id": [1, 2], "cost": [0.1, None]}), folder / "b.parquet")
    pq.write_table(pa.table({"id": [3], "cost": [float("nan")]}), folder / "a*.parquet")
    (folder / "_SUCCESS").write_bytes(b"")
    found = {row["id"]: repr(row["cost"]) for row in rows(str(folder))}
    assert found == {1: "0.1", 2: "None", 3: "nan"}


def test_csv_is_read_as_text_with_quotes_and_line_breaks(spark: None, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('\ufeffid,note\n007,"two\nlines, ""quoted"""\na,\n', encoding="utf-8")
    assert rows(str(path)) == [
        {"id": "007", "note": 'two\nlines, "quoted"'},
        {"id": "a", "note": None},
    ]


def test_a_table_of_the_catalogue_by_its_name(spark: None) -> None:
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    assert session is not None
    session.sql("select 'a' as id, 3 as cost").createOrReplaceTempView("register")
    assert rows("register") == [{"id": "a", "cost": 3}]
    with pytest.raises(TableError, match="no file or folder 'registry', and no such table"):
        rows("registry")


def test_all_of_a_table_is_worked_out_at_once_and_not_part_by_part(
    spark: None, tmp_path: Path
) -> None:
    from pyspark.sql import SparkSession

    session = SparkSession.getActiveSession()
    assert session is not None
    for part in range(8):
        pq.write_table(pa.table({"id": [part] * 1000}), tmp_path / f"{part}.parquet")
    session.conf.set("spark.sql.files.openCostInBytes", str(1 << 30))  # a partition for each file
    try:
        source = source_for(str(tmp_path), "spark")
        engine = engine_for(source, "spark")
        with stored(source) as files:
            frame = engine.open(files).frame
        session.sparkContext.setJobGroup("taken", "the rows that a test takes")
        found = engine.batches(frame)
        assert next(found).column(0)[0].as_py() == 0
        told = session.sparkContext.statusTracker()
        jobs = [told.getJobInfo(job) for job in told.getJobIdsForGroup("taken")]
        stages = [told.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
        assert max(stage.numCompletedTasks for stage in stages if stage) == 8
        assert [batch.column(0)[0].as_py() for batch in found] == list(range(1, 8))
    finally:
        session.conf.unset("spark.sql.files.openCostInBytes")
        session.sparkContext.setLocalProperty("spark.jobGroup.id", "")


def test_what_goes_wrong_on_the_way_is_the_tables_fault(spark: None, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="Spark cannot read the table"):
        rows("nowhere://there/t.parquet")


def test_every_kind_of_fault_is_found(spark: None, tmp_path: Path) -> None:
    example = """\
# register.csv
id,cost,reach,support,cost_low
a,60,1,spilt,70
b,,-1,spilt,
b,x,2,split,
,60,2,split,
"""
    found = checked(tmp_path, write_example(example, tmp_path), "spark").diagnostics
    assert [(d.rule.code, d.path, d.message) for d in found] == [
        ("UKJ614", "/cost_low", "the table has 'cost_low' and no 'cost_high'"),
        ("UKJ606", "/id", "1 id is in the table more than once: 'b'"),
        ("UKJ605", "/id", "1 of 4 rows has no id"),
        ("UKJ607", "/cost", "1 of 4 rows has no performance on 'cost': 'b'"),
        ("UKJ608", "/cost", "1 of 4 rows has on 'cost' what is no finite number ('x' 1): 'b'"),
        (
            "UKJ611",
            "/cost_low",
            "1 of 4 rows has a range on 'cost' that does not hold the performance: 'a'",
        ),
        ("UKJ610", "/reach", "1 of 4 rows has a performance off the scale of 'reach': 'b'"),
        (
            "UKJ609",
            "/support",
            "2 of 4 rows have no level of the scale of 'support' ('spilt' 2): 'a', 'b'",
        ),
    ]


def batches(name: str, *parts: list[str]) -> Iterator[pa.RecordBatch]:
    for part in parts:
        yield pa.RecordBatch.from_pydict({name: part})


def test_rows_in_the_same_order_pass_and_others_do_not() -> None:
    passed = in_order(batches("came", ["a"], ["b", "c"]), batches("option", ["a", "b"], ["c"]))
    assert [row for batch in passed for row in batch.to_pylist()] == [
        {"option": "a"},
        {"option": "b"},
        {"option": "c"},
    ]
    with pytest.raises(TableError, match="another order"):
        list(in_order(batches("came", ["a", "b"]), batches("option", ["b", "a"])))


@pytest.mark.skipif(sys.platform == "win32", reason="what stands for Java is a shell's script")
@pytest.mark.parametrize(
    ("said", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_392"', 8),
        ('openjdk version "24" 2025-03-18', 24),
        ("something else", None),
    ],
)
def test_the_release_of_java(
    said: str, version: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho '{said}' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java.java_version() == version
    if version == 8:
        with pytest.raises(TableError, match="needs Java 17 or newer, and the one here is 8"):
            java.require_java()
    if version is None:
        with pytest.raises(TableError, match="there is no Java here"):
            java.require_java()
