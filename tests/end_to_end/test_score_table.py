"""`ukjapan table score`: the library's options as rows of a table, with the values they have."""

import csv
import hashlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.end_to_end.decisions import LIBRARY_CRITERIA, TWO_CRITERIA
from tests.end_to_end.program import COMMAND, Ran, environment, run, run_process, run_python

pytestmark = pytest.mark.tables

ROWS = """\
id,name,running-cost,rent-security,reach,support
market-hall,The market hall,100,25,4000,behind-it
kiosk,A kiosk,40,5,400,behind-it
old-station,The old station,60,15,2000,split
mobile-van,The mobile van,40,5,750,opposed
today,As today,80,10,500,split
"""
VALUES = {"market-hall": 70, "old-station": 66, "mobile-van": 53.5, "today": 38}
HOSTILE = '=HYPERLINK("http://a")\x1b[31m::error::<b>'
ENGINES = ("polars", "duckdb")


def library_table() -> pa.Table:
    rows = list(csv.DictReader(ROWS.splitlines()))
    numbers = ("running-cost", "rent-security", "reach")
    return pa.table(
        {
            column: [float(row[column]) if column in numbers else row[column] for row in rows]
            for column in rows[0]
        }
    )


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library's criteria, and its options in every kind of table."""
    folder = tmp_path_factory.mktemp("tables")
    (folder / "criteria.yaml").write_text(LIBRARY_CRITERIA, encoding="utf-8")
    (folder / "register.csv").write_text(ROWS, encoding="utf-8")
    table = library_table()
    pq.write_table(table, folder / "register.parquet")
    parts = folder / "parts"
    parts.mkdir()
    pq.write_table(table.slice(0, 2), parts / "part-1.parquet")
    pq.write_table(table.slice(2), parts / "part-2.parquet")
    (parts / "_SUCCESS").touch()
    with duckdb.connect(str(folder / "register.duckdb")) as connection:
        connection.execute(f"create table options as from '{folder}/register.parquet'")
    return folder


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A folder with two criteria, for tables that a test writes itself."""
    (tmp_path / "criteria.yaml").write_text(TWO_CRITERIA, encoding="utf-8")
    return tmp_path


def score(table: str, *arguments: str, cwd: Path) -> Ran:
    return run("table", "score", table, *arguments, cwd=cwd)


def ranking(ran: Ran) -> dict[str, float]:
    assert ran.code == 0, ran.err
    return {entry["option"]: entry["value"] for entry in json.loads(ran.out)["ranking"]}


@pytest.mark.parametrize(
    ("table", "engine"),
    [
        *((table, engine) for table in ("register.parquet", "register.csv") for engine in ENGINES),
        ("parts", "polars"),
        ("parts/*.parquet", "duckdb"),
        ("register.duckdb::options", "duckdb"),
    ],
)
def test_a_table_of_any_kind_ranks_as_the_files_do(tables: Path, table: str, engine: str) -> None:
    ran = score(table, "--engine", engine, "--format", "json", cwd=tables)
    assert ranking(ran) == {id_: pytest.approx(value) for id_, value in VALUES.items()}
    record = json.loads(ran.out)
    assert record["schema"] == "ukjapan/score-table/1"
    assert record["table"] == {
        "path": table,
        "engine": engine,
        "id": "id",
        "name": "name",
        "rows": 5,
        "ranked": 4,
        "unranked": 1,
        "allow_missing": False,
    }
    assert [entry["rank"] for entry in record["ranking"]] == [1, 2, 3, 4]
    assert record["ranking"][1]["contributions"] == {
        "running-cost": pytest.approx(30),
        "rent-security": pytest.approx(10),
        "reach": pytest.approx(22),
        "support": pytest.approx(4),
    }
    assert {c["id"]: c["failed"] for c in record["criteria"]}["reach"] == 1
    assert ran.err == "ukjapan: 1 option is not ranked: reach fails its must in 1\n"


def test_a_duckdb_table_needs_no_engine_named(tables: Path) -> None:
    ran = score("register.duckdb::options", "--format", "json", cwd=tables)
    assert json.loads(ran.out)["table"]["engine"] == "duckdb"


def test_the_best_are_shown_as_score_shows_them(tables: Path) -> None:
    ran = score("register.parquet", "--top", "2", cwd=tables)
    text = ran.lines
    assert text[0] == "Where should the library's next branch go?"
    assert text[2] == "register.parquet (polars): 5 options, 4 of them ranked · the best 2 shown"
    rows = [line.split() for line in text if line.lstrip()[:3] in ("1  ", "2  ")]
    assert [(row[0], " ".join(row[1:4]), row[4]) for row in rows] == [
        ("1", "The market hall", "70.0"),
        ("2", "The old station", "66.0"),
    ]
    # The means of the four ranked options: running cost 25, rent 8.75, reach 18.625, support 4.5.
    assert "Reach +11.4" in ran.out
    assert "1 option is not ranked: reach fails its must in 1" in text
    assert ran.err == ""
    assert "Running cost -15.0" in ran.out


def test_markdown_says_how_many_there_are(tables: Path) -> None:
    out = score("register.parquet", "--format", "markdown", cwd=tables).out
    assert "| 1 | The market hall | 70.0 |" in out
    assert "5 options, 4 of them ranked" in out
    assert "1 option is not ranked: reach fails its must in 1" in out


def test_weights_and_perspectives_hold_for_tables(tables: Path) -> None:
    council = score("register.csv", "--perspective", "council", "--format", "json", cwd=tables)
    # market-hall: 0.6 × 25 + 0.1 × 100 + 0.25 × 100 + 0.05 × 100
    assert ranking(council)["market-hall"] == pytest.approx(55)
    other = score("register.csv", "--weight", "support=0", "--format", "json", cwd=tables)
    # money 60 and reach 30 share the whole: old-station 4/9 × 75 + 2/9 × 50 + 1/3 × 73⅓
    assert ranking(other)["old-station"] == pytest.approx(300 / 9 + 100 / 9 + 220 / 9)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_option_is_written_out(tables: Path, engine: str, tmp_path: Path) -> None:
    for suffix in ("parquet", "csv"):
        out = tmp_path / f"scored.{suffix}"
        assert score("parts", "--engine", engine, "--out", str(out), cwd=tables).code == 0
        assert [path.name for path in tmp_path.iterdir()] == [out.name]
        rows: list[dict[str, Any]]
        if suffix == "parquet":
            rows = pq.read_table(out).to_pylist()
        else:
            rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
        assert [row["option"] for row in rows] == [
            line.split(",")[0] for line in ROWS.splitlines()[1:]
        ]
        by_option = {row["option"]: row for row in rows}
        for id_, value in VALUES.items():
            assert float(by_option[id_]["value"]) == pytest.approx(value)
        assert [str(row["rank"] or "") for row in rows] == ["1", "", "2", "3", "4"]
        assert by_option["kiosk"]["failed"] == "reach"
        assert float(by_option["kiosk"]["value"]) == pytest.approx(57.2)
        assert float(by_option["kiosk"]["contribution:reach"]) == pytest.approx(7.2)
        assert by_option["today"]["failed"] == ""
        out.unlink()


def test_the_same_table_gives_the_same_bytes(tables: Path, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        out = tmp_path / f"{name}.parquet"
        score("parts", "--out", str(out), cwd=tables)
        written.append(out.read_bytes())
    assert written[0] == written[1]


def test_columns_of_other_names_are_mapped(two: Path) -> None:
    (two / "t.csv").write_text("Ref,Title,RunCost,gain\n7,Seven,5,10\n", encoding="utf-8")
    mapped = ("--id", "Ref", "--name", "Title", "--column", "cost=RunCost")
    ran = score("t.csv", *mapped, "--format", "json", cwd=two)
    (only,) = json.loads(ran.out)["ranking"]
    assert (only["option"], only["name"], only["value"]) == ("7", "Seven", pytest.approx(75))
    lost = score("t.csv", "--id", "Ref", cwd=two)
    assert lost.code == 2
    assert "the table has no column 'cost' (did you mean --column 'cost=RunCost'?)" in lost.err


def test_ranges_give_value_intervals(tables: Path, tmp_path: Path) -> None:
    table = library_table().slice(2, 1)
    for column, low, high in (("rent-security", 10.0, 25.0), ("reach", 1500.0, 2500.0)):
        table = table.append_column(f"{column}.from", pa.array([low]))
        table = table.append_column(f"{column}.to", pa.array([high]))
    # A second option fixes the ends of the local scale at 5 and 25.
    other = {name: [None] for name in table.schema.names} | library_table().slice(0, 1).to_pydict()
    ends = {name: [None] for name in table.schema.names} | library_table().slice(3, 1).to_pydict()
    tables_ = [table, *(pa.table(row, schema=table.schema) for row in (other, ends))]
    pq.write_table(pa.concat_tables(tables_), tmp_path / "t.parquet")
    suffixes = ("--low-suffix", ".from", "--high-suffix", ".to", "--format", "json")
    ran = score(str(tmp_path / "t.parquet"), *suffixes, cwd=tables)
    station = next(e for e in json.loads(ran.out)["ranking"] if e["option"] == "old-station")
    # 30 + 4 stay; rent security gives 5 to 20, reach 66⅔ and 80 of 100 at 0.3, 20 to 24.
    assert station["value"] == pytest.approx(66)
    assert station["value_low"] == pytest.approx(59)
    assert station["value_high"] == pytest.approx(78)


GAPS = "id,cost,gain\na,5,10\nb,,10\nc,2,4\nd,11,4\ne,x,4\nf,inf,4\n"


@pytest.mark.parametrize("engine", ENGINES)
def test_what_cannot_be_ranked_is_counted(two: Path, engine: str) -> None:
    (two / "t.csv").write_text(GAPS, encoding="utf-8")
    ran = score("t.csv", "--engine", engine, "--format", "json", cwd=two)
    assert ranking(ran) == {"a": pytest.approx(75), "c": pytest.approx(60)}
    assert ran.err == (
        "ukjapan: 4 options are not ranked: "
        "cost is missing in 1; cost is off its scale or no number in 3\n"
        "ukjapan: what stands there instead: `ukjapan table check`\n"
    )
    cost = json.loads(ran.out)["criteria"][0]
    assert (cost["missing"], cost["unusable"]) == (1, 3)


@pytest.mark.parametrize("engine", ENGINES)
def test_missing_performances_may_be_anything_where_that_is_allowed(two: Path, engine: str) -> None:
    (two / "t.csv").write_text(GAPS, encoding="utf-8")
    ran = score("t.csv", "--allow-missing", "--engine", engine, "--format", "json", cwd=two)
    found = json.loads(ran.out)["ranking"]
    # b is worth 50 to 100: it may be before a (75) or behind c (60).
    assert [(e["option"], e["rank"], e["last_rank"], e["value"], e["most"]) for e in found] == [
        ("a", 1, 2, pytest.approx(75), pytest.approx(75)),
        ("b", 1, 3, pytest.approx(50), pytest.approx(100)),
        ("c", 2, 3, pytest.approx(60), pytest.approx(60)),
    ]


def test_hostile_texts_are_shown_and_csv_has_no_formulas(two: Path) -> None:
    row = {"id": [HOSTILE], "name": ["@SUM(1)"], "cost": [5], "gain": [10]}
    pq.write_table(pa.table(row), two / "t.parquet")
    for form in ("table", "json", "csv", "markdown"):
        out = two / f"{form}.csv"
        ran = score("t.parquet", "--format", form, "--out", str(out), cwd=two)
        assert ran.code == 0, ran.err
        assert "\x1b" not in ran.out + ran.err + out.read_text(encoding="utf-8")
    (written,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert written["option"] == '\'=HYPERLINK("http://a")\\x1b[31m::error::<b>'
    assert written["name"] == "'@SUM(1)"
    score("t.parquet", "--out", "data.parquet", cwd=two)
    assert pq.read_table(two / "data.parquet").column("option").to_pylist() == [HOSTILE]


def parquet(folder: Path, name: str, **columns: list[Any]) -> None:
    defaults: dict[str, list[Any]] = {"id": ["a", "b"], "cost": [1.0, 2.0], "gain": [3.0, 4.0]}
    pq.write_table(pa.table(defaults | columns), folder / name)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables that cannot be used."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "criteria.yaml").write_text(TWO_CRITERIA, encoding="utf-8")
    parquet(folder, "repeated.parquet", id=["a", "a"])
    pq.write_table(pq.read_table(folder / "repeated.parquet").slice(0, 0), folder / "empty.parquet")
    parquet(folder, "nameless.parquet", id=["a", None])
    parquet(folder, "text.parquet", cost=["1", "2"])
    (folder / "differ").mkdir()
    parquet(folder, "differ/1.parquet")
    parquet(folder, "differ/2.parquet", gain=["3", "4"])
    (folder / "none").mkdir()
    (folder / "not.parquet").write_bytes(b"PAR1 but not really")
    (folder / "twice.csv").write_text("id,cost,gain,cost\na,1,2,3\n", encoding="utf-8")
    (folder / "ragged.csv").write_text("id,cost,gain\na,1,2\nb,1,2,3\n", encoding="utf-8")
    (folder / "void.csv").touch()
    (folder / "sjis.csv").write_bytes("id,cost,gain\nカ、,1,2\n".encode("shift-jis"))
    (folder / "notes.md").write_text("id,cost,gain\n", encoding="utf-8")
    (folder / "sheet.ods").touch()
    (folder / "mixed").mkdir()
    (folder / "mixed" / "a.csv").write_text("id,cost,gain\n", encoding="utf-8")
    parquet(folder, "mixed/b.parquet")
    with duckdb.connect(str(folder / "d.duckdb")) as connection:
        connection.execute("create table register (id text)")
        connection.execute(f"create view looking as from '{folder}/repeated.parquet'")
    return folder


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.parquet"], "there is no file or folder 'gone.parquet'"),
        (["g*.parquet"], "'g*.parquet': no file has such a name"),
        (["none"], "'none': the folder has no table in it"),
        (["notes.md"], "is not called .parquet, .csv, .tsv, .txt or .xlsx, nor FILE.duckdb::TABLE"),
        (["sheet.ods"], "is a workbook that is not read here; save its sheet as .csv or .xlsx"),
        (["mixed"], "'mixed' has files of several kinds; name those of one kind"),
        (["empty.parquet"], "'empty.parquet' has no rows"),
        (["void.csv"], "'void.csv' is empty: there is no row of column names"),
        (["not.parquet"], "'not.parquet' is not a Parquet file"),
        (["sjis.csv"], "is in none of UTF-8, UTF-16 and Windows-1252; save it as UTF-8"),
        (
            ["differ"],
            "than 'differ/1.parquet': 'gain' as string instead of double",
        ),
        (["twice.csv"], "'twice.csv' has 'cost' as a column more than once"),
        (["text.parquet"], "the column 'cost' has String where 'cost' takes numbers"),
        (["repeated.parquet"], "some are there more than once, such as 'a'"),
        (["nameless.parquet"], "1 of 2 rows has no id in the column 'id'"),
        (["ragged.csv"], "1 row has more cells than the 3 columns, on line 3"),
        (
            ["ragged.csv", "--engine", "duckdb"],
            "1 row has more cells than the 3 columns, on line 3",
        ),
        (["d.duckdb"], "'d.duckdb' names no table: d.duckdb::TABLE"),
        (["d.duckdb::registre"], "has no table 'registre'; did you mean 'register'?"),
        (["d.duckdb::register", "--engine", "polars"], "Polars does not read"),
        (["d.duckdb::looking"], "DuckDB cannot read the table: it looks outside its own file"),
        (["not.parquet::t"], "'not.parquet' is not a DuckDB database"),
    ],
)
def test_bad_tables_get_a_message(bad: Path, arguments: list[str], message: str) -> None:
    ran = score(*arguments, "--out", "scored.parquet", cwd=bad)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert message in ran.err
    assert not (bad / "scored.parquet").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "options.yaml"], "No such option: -o"),
        (["--as-of", "2026-01-01"], "No such option: --as-of"),
        (["--require", "likely"], "No such option: --require"),
        (["options.yaml"], "Got unexpected extra argument"),
        (["--top", "0"], "0 is not in the range x>=1"),
        (["--out", "x.xlsx"], "'x.xlsx' is not called .parquet or .csv"),
        (["--out", "no/x.csv"], "there is no folder 'no'"),
        (["--out", "register.csv"], "'register.csv' is the table itself"),
        (["--column", "cost"], "'cost' is not ID=COLUMN"),
        (["--column", "reech=a"], "did you mean 'reach'?"),
    ],
)
def test_arguments_that_do_not_go_together(
    tables: Path, arguments: list[str], message: str
) -> None:
    ran = score("register.csv", *arguments, cwd=tables)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_options_named_by_the_environment_do_not_stand_in_the_way(tables: Path) -> None:
    ran = run(
        "table", "score", "register.csv", cwd=tables, settings={"UKJAPAN_OPTIONS": "gone.yaml"}
    )
    assert ran.code == 0


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_a_full_disk_leaves_what_was_there(two: Path, suffix: str) -> None:
    count = 20_000
    texts = [hashlib.shake_256(bytes([number % 256, number // 256])) for number in range(count)]
    columns = {
        "id": list(range(count)),
        "name": [text.hexdigest(300) for text in texts],  # which are written and not sorted
        "cost": [number % 1009 / 101 for number in range(count)],
        "gain": [number % 1013 / 102 for number in range(count)],
    }
    pq.write_table(pa.table(columns), two / "t.parquet")
    out = two / f"scored.{suffix}"
    out.write_bytes(b"what was there")
    before = sorted(path.name for path in two.iterdir())
    for blocks, what in ((1, "cannot be sorted"), (4000, "cannot be written")):
        ran = run_process(
            "-c",
            f'ulimit -f {blocks}; exec "$@"',
            "sh",
            *COMMAND,
            *("table", "score", "t.parquet", "--out", out.name),
            cwd=two,
            command=["bash"],
            settings={"PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert (ran.code, ran.out) == (2, "")
        assert what in ran.err
        assert "File too large" in ran.err
        assert ran.err.count("\n") == 1
        assert out.read_bytes() == b"what was there"
        assert sorted(path.name for path in two.iterdir()) == before


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_killed_run_leaves_nothing_under_the_final_name(two: Path) -> None:
    count = 400_000
    numbers = pa.array([number % 1009 / 101 for number in range(count)])
    ids = pa.array(range(count))
    pq.write_table(pa.table({"id": ids, "cost": numbers, "gain": numbers}), two / "t.parquet")
    process = subprocess.Popen(
        [*COMMAND, "table", "score", "t.parquet", "--out", "scored.csv"],
        cwd=two,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not any(p.is_file() for p in two.glob(".ukjapan-*")):
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert not (two / "scored.csv").exists()


@pytest.mark.process
def test_a_library_that_is_missing_is_named_with_its_extra(tables: Path) -> None:
    code = (
        "import sys; sys.modules['{}'] = None; "
        "sys.argv = ['ukjapan', 'table', 'score', 'register.csv']; "
        "from ukjapan_cli.cli.app import main; main()"
    )
    for module, called in (("polars", "Polars"), ("narwhals", "Narwhals"), ("pyarrow", "PyArrow")):
        ran = run_python(code.format(module), cwd=tables)
        assert ran.code == 2
        assert ran.err == (
            f"ukjapan: error: {called} is not installed; pip install 'ukjapan-cli[tables]'\n"
        )


@pytest.mark.process
def test_without_a_table_nothing_of_tables_is_imported(tables: Path) -> None:
    code = (
        "import sys; sys.argv = ['ukjapan', 'score', '-c', 'criteria.yaml', '--help']\n"
        "from ukjapan_cli.cli.app import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.argv = ['ukjapan', 'score']\n"
        "import os; os.chdir('parts')\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'narwhals', 'polars', 'duckdb', 'pyarrow', 'pyspark'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    ran = run_python(code, cwd=tables)
    assert "Rank" in ran.out
    assert ran.err.splitlines()[-1] == "[]"
