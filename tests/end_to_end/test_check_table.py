"""`ukjapan table check`, as its users and the programs that read its reports meet it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import which

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from junitparser import JUnitXml
from tests.end_to_end.decisions import LIBRARY_CRITERIA
from tests.end_to_end.program import environment, run, run_python

pytestmark = pytest.mark.tables

ROOT = Path(__file__).parents[2]
SARIF_SCHEMA = Path(
    os.environ.get("UKJAPAN_SARIF_SCHEMA", ROOT.parent / "shared" / "schemas" / "sarif-2.1.0.json")
)
CLEAN = """\
id,running-cost,rent-security,reach,support
a,100,5,4000,split
b,60,25,750,behind-it
"""
FAULTY = """\
id,running-cost,rent-security,reech,support
a,1000,5,4000,spilt
b,,25,750,behind-it
b,60,25,750,behind-it
"""
HOSTILE_COLUMN = "\x1b[31m::error::<b>&]]>\u202e/~=cmd()"
HOSTILE_ID = "\x1b]0;x\x07\n::error file=a::<script>##[error]\u2066"
HOSTILE_LEVEL = "=HYPERLINK()\x00\x9b31m`|`"
RAW = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with criteria and tables without faults, with many, and with hostile texts."""
    folder = tmp_path_factory.mktemp("tables")
    (folder / "criteria.yaml").write_text(LIBRARY_CRITERIA, encoding="utf-8")
    (folder / "clean.csv").write_text(CLEAN, encoding="utf-8")
    (folder / "faulty.csv").write_text(FAULTY, encoding="utf-8")
    hostile = pa.table(
        {
            "id": [HOSTILE_ID, HOSTILE_ID, "c"],
            HOSTILE_COLUMN: [None, 60.0, 40.0],
            "rent-security": ["5", "6", "7"],
            "reach": [1.0, float("inf"), 5000.0],
            "support": [HOSTILE_LEVEL, "split", "opposed"],
        }
    )
    pq.write_table(hostile, folder / "hostile.parquet")
    with duckdb.connect(str(folder / "d.duckdb")) as connection:
        connection.sql(f"create table register as select * from '{folder / 'clean.csv'}'")
    return folder


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_table_without_findings_exits_0(engine: str, tables: Path) -> None:
    ran = run("table", "check", "clean.csv", "--engine", engine, cwd=tables)
    assert (ran.code, ran.out, ran.err) == (0, "no errors, no warnings in 2 files\n", "")


def test_a_table_of_a_database(tables: Path) -> None:
    ran = run("table", "check", "d.duckdb::register", "-c", "criteria.yaml", cwd=tables)
    assert (ran.code, ran.out) == (0, "no errors, no warnings in 2 files\n")
    ran = run("table", "check", "d.duckdb::registre", cwd=tables)
    assert ran.code == 1
    assert "d.duckdb::registre:1:1: error UKJ601: " in ran.out
    assert "did you mean 'register'?" in ran.out


def test_findings_as_text(tables: Path) -> None:
    ran = run("table", "check", "faulty.csv", cwd=tables)
    assert ran.code == 1
    assert (
        ran.out
        == """\
faulty.csv:1:1: error UKJ602: the table has no column 'reach'
  = hint: did you mean --column 'reach=reech'?
faulty.csv:1:1: error UKJ606: 1 id is in the table more than once: 'b'
  = hint: keep one row of each, or name another column with --id
faulty.csv:1:1: warning UKJ607: 1 of 3 rows has no performance on 'running-cost': 'b'
  = hint: such options are not ranked without --allow-missing
faulty.csv:1:1: error UKJ610: 1 of 3 rows has a performance off the scale of 'running-cost': 'a'
  = hint: the scale goes from 40 to 120
faulty.csv:1:1: error UKJ609: 1 of 3 rows has no level of the scale of 'support' ('spilt' 1): 'a'
  = hint: did you mean 'split' for 'spilt'?
4 errors, 1 warning in 2 files
"""
    )


def test_findings_as_json_name_the_table_and_the_column(tables: Path) -> None:
    ran = run("table", "check", "faulty.csv", "--format", "json", cwd=tables)
    record = json.loads(ran.out)
    assert (ran.code, record["schema"]) == (1, "ukjapan/check/1")
    places = {tuple(d[key] for key in ("file", "line", "column")) for d in record["diagnostics"]}
    assert places == {("faulty.csv", 1, 1)}
    assert [(d["code"], d["path"]) for d in record["diagnostics"]] == [
        ("UKJ602", "/reach"),
        ("UKJ606", "/id"),
        ("UKJ607", "/running-cost"),
        ("UKJ610", "/running-cost"),
        ("UKJ609", "/support"),
    ]
    assert record["summary"] == {
        "errors": 4,
        "warnings": 1,
        "files": 2,
        "waived": [],
        "notes": [],
    }


def test_columns_can_be_mapped(tables: Path) -> None:
    mapped = ("--column", "reach=reech", "--select", "UKJ1", "--id", "support")
    ran = run("table", "check", "faulty.csv", *mapped, "--format", "json", cwd=tables)
    codes = [d["code"] for d in json.loads(ran.out)["diagnostics"]]
    assert codes == ["UKJ606", "UKJ610", "UKJ609"]


def test_what_is_wrong_with_the_criteria_comes_with_it(tables: Path, tmp_path: Path) -> None:
    (tmp_path / "clean.csv").write_text(CLEAN, encoding="utf-8")
    criteria = LIBRARY_CRITERIA.replace("weight: 30", "wieght: 30")
    (tmp_path / "criteria.yaml").write_text(criteria, encoding="utf-8")
    ran = run("table", "check", "clean.csv", cwd=tmp_path)
    assert ran.code == 1
    assert re.search(r"^criteria\.yaml:\d+:\d+: error UKJ106: ", ran.out, re.MULTILINE)
    assert "the table was not checked, since there are errors in the criteria" in ran.out


def test_a_table_that_is_not_there_is_a_finding(tables: Path) -> None:
    ran = run("table", "check", "none.parquet", cwd=tables)
    assert ran.code == 1
    assert ran.lines[0] == (
        "none.parquet:1:1: error UKJ601: there is no file or folder 'none.parquet'"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("clean.csv", "--fix"), "No such option: --fix"),
        (("clean.csv", "--diff"), "No such option: --diff"),
        (("clean.csv", "criteria.yaml"), "Got unexpected extra argument"),
        (("clean.csv", "-o", "options.yaml"), "No such option: -o"),
        (("clean.csv", "--exclude", "old"), "No such option: --exclude"),
        ((), "Missing argument 'TABLE'"),
        (("clean.csv", "--column", "reach"), "is not ID=COLUMN"),
        (("clean.csv", "--column", "raech=x"), "did you mean 'reach'"),
        (("clean.csv", "--select", "UKJ2", "--ignore", "UKJ2"), "UKJ2 is selected as well"),
        (("d.duckdb::register", "--engine", "polars"), "Polars does not read"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_arguments_that_do_not_go_together_are_refused(
    arguments: tuple[str, ...], words: str, tables: Path
) -> None:
    ran = run("table", "check", *arguments, cwd=tables)
    assert (ran.code, ran.out) == (2, "")
    assert words in re.sub(r"[│\s]+", " ", ran.err)
    assert "Traceback" not in ran.err


def hostile(tables: Path, format_: str) -> str:
    column = ("--column", f"running-cost={HOSTILE_COLUMN}")
    ran = run("table", "check", "hostile.parquet", *column, "--format", format_, cwd=tables)
    assert (ran.code, ran.err) == (1, "")
    return ran.out


@pytest.mark.parametrize("format_", ["text", "github", "sarif", "junit"])
def test_texts_of_a_table_are_shown_and_not_obeyed(format_: str, tables: Path) -> None:
    out = hostile(tables, format_)
    assert not RAW.search(out)
    assert "##[error]" not in out
    for line in out.splitlines():
        if line.lstrip().startswith("::"):
            assert re.match(r"::(error|warning) file=hostile\.parquet,line=1,", line)


def test_hostile_texts_are_whole_in_json(tables: Path) -> None:
    found = json.loads(hostile(tables, "json"))["diagnostics"]
    pointer = "/" + HOSTILE_COLUMN.replace("~", "~0").replace("/", "~1")
    assert [(d["code"], d["path"]) for d in found] == [
        ("UKJ603", "/rent-security"),
        ("UKJ606", "/id"),
        ("UKJ607", pointer),
        ("UKJ608", "/reach"),
        ("UKJ610", "/reach"),
        ("UKJ609", "/support"),
    ]
    assert f"('{HOSTILE_LEVEL}' 1)" in found[-1]["message"]


@pytest.mark.process
@pytest.mark.parametrize("name", ["faulty.csv", "hostile.parquet", "clean.csv", "none.csv"])
@pytest.mark.skipif(not SARIF_SCHEMA.is_file(), reason="the schema of SARIF is not at hand")
def test_a_sarif_report_has_the_structure_that_oasis_gives_it(
    name: str, tables: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.sarif"
    report.write_bytes(run("table", "check", name, "--format", "sarif", cwd=tables).raw)
    results = json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert uris == (set() if name == "clean.csv" else {name})
    program = which("check-jsonschema", path=Path(sys.executable).parent)
    assert program is not None
    done = subprocess.run(
        [program, "--schemafile", SARIF_SCHEMA, report],
        env=environment(PYTHONUTF8="1"),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_a_junit_report_is_read_by_junitparser(tables: Path) -> None:
    report = run("table", "check", "faulty.csv", "--format", "junit", cwd=tables).raw
    (suite,) = JUnitXml.fromstring(report)
    assert suite.name == "criteria.yaml, faulty.csv"
    assert (suite.tests, suite.failures) == (6, 4)  # the criteria are the test that passes
    hostile(tables, "junit")


def test_findings_as_annotations_of_the_table(tables: Path) -> None:
    ran = run("table", "check", "faulty.csv", "--format", "github", cwd=tables)
    assert ran.lines[0] == (
        "::error file=faulty.csv,line=1,col=1,endLine=1,endColumn=1,title=UKJ602 missing column::"
        "the table has no column 'reach'%0Adid you mean --column 'reach=reech'?"
    )


@pytest.mark.process
def test_checking_files_imports_no_library_of_tables(tables: Path) -> None:
    code = """
import sys
from ukjapan_cli.cli.app import main
try:
    sys.argv = ["ukjapan", "check", "criteria.yaml"]
    main()
except SystemExit:
    pass
heavy = {"narwhals", "polars", "duckdb", "pyarrow", "pyspark", "numpy"}
print(sorted(heavy & set(sys.modules)))
"""
    ran = run_python(code, cwd=tables)
    assert ran.lines[-1] == "[]"


def test_a_rule_on_tables_can_be_looked_up(tables: Path) -> None:
    ran = run("rule", "UKJ607", cwd=tables)
    assert ran.code == 0
    assert ran.lines[0] == "UKJ607 missing performance (warning)"
