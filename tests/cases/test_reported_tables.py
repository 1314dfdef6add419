"""Tables that people reported trouble with, here or in other programs, with what is right.

The register has two criteria of equal weight: cost from 2,000 (worst) to 0, reach from 0 to 100.
Its two options are worth 0.5 × 40 + 0.5 × 40 = 40 and 0.5 × 55 + 0.5 × 60 = 57.5.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook
from tests.features.check.tables import checked
from tests.features.table.engines.made_files import ENGINES, read
from tests.features.table.engines.scoring import scored

from ukjapan_cli.features.check.settings import Flags

pytestmark = pytest.mark.tables

REGISTER = """\
version: 1
title: Register
as_of: 2024-01-01
criteria:
  - {id: cost, name: Cost, weight: 50, scale: {worst: 2000, best: 0, unit: £k}}
  - {id: reach, name: Reach, weight: 50, scale: {worst: 0, best: 100, unit: '%'}}
"""
RATINGS = """\
version: 1
title: Sites by RAG
as_of: 2024-01-01
criteria:
  - {id: access, name: Access, weight: 50, scale: {levels: {red: 0, amber: 50, green: 100}}}
  - {id: flood, name: Flood risk, weight: 50, scale: {levels: {high: 0, medium: 50, low: 100}}}
"""
BOTH = {"s2": 57.5, "s1": 40.0}
ONE = {"s2": 57.5}


class Case(NamedTuple):
    """A file and what is right.

    Attributes:
        name: of the file.
        content: of the file.
        values: of the ranked options, the best first.
        note: what is told of how it is read.
        findings: code, column, and words of the message and the hint.
    """

    name: str
    content: bytes
    values: dict[str, float]
    note: str = ""
    findings: tuple[tuple[str, str, tuple[str, ...]], ...] = ()


PLAIN = b"id,cost,reach\ns1,1200,40\ns2,900,60\n"
TAKE_AWAY = ("without units, per cent signs and thousands separators",)
LEAVE_EMPTY = ("leave a cell empty where nothing is known, and rank with --allow-missing",)

CASES = [
    # https://github.com/pola-rs/polars/issues/13933, #14271; https://github.com/d99kris/rapidcsv
    # issue 55
    Case("blank-last-line.csv", PLAIN + b"\n", BOTH, "1 blank row is skipped"),
    Case("blank-middle.csv", PLAIN.replace(b"\ns2", b"\n\ns2"), BOTH, "1 blank row is skipped"),
    Case("empty-cells.csv", PLAIN + b",,\n,,\n", BOTH, "2 blank rows are skipped"),
    # https://github.com/duckdb/duckdb/issues/8231, #7196, #4109
    Case(
        "trailing.csv",
        b"id,cost,reach,\ns1,1200,40,\ns2,900,60,\n",
        BOTH,
        "1 column is left out for want of a name",
    ),
    Case(
        "excel-empty-columns.csv",
        b"id,cost,reach,,,\ns1,1200,40,,,\ns2,900,60,,,\n",
        BOTH,
        "3 columns are left out for want of a name",
    ),
    Case(
        "r-write-csv.csv",
        b'"","id","cost","reach"\n"1","s1",1200,40\n"2","s2",900,60\n',
        BOTH,
        "1 column is left out for want of a name",
    ),
    Case(
        "two-unnamed.csv",
        b",id,cost,reach,\n0,s1,1200,40,\n1,s2,900,60,\n",
        BOTH,
        "2 columns are left out for want of a name",
    ),
    # https://github.com/pola-rs/polars/issues/18465, #24207, #26685
    Case(
        "money.csv",
        'id,cost,reach\ns1,"1,200",40%\ns2,£900,60%\ns3,300,80%\n'.encode(),
        {},
        "",
        (
            ("UKJ608", "/cost", ("2 of 3 rows have", "('1,200' 1, '£900' 1)", *TAKE_AWAY)),
            ("UKJ608", "/reach", ("('40%' 1, '60%' 1, '80%' 1)", *TAKE_AWAY)),
        ),
    ),
    Case(
        "na.csv",
        b"id,cost,reach\ns1,1200,40\ns2,n/a,60\ns3,900,NA\ns4,300,-\ns5,400,80\n",
        {"s5": 80.0, "s1": 40.0},
        "",
        (
            ("UKJ608", "/cost", ("1 of 5 rows has", "('n/a' 1): 's2'", *LEAVE_EMPTY)),
            ("UKJ608", "/reach", ("('-' 1, 'NA' 1): 's3', 's4'", *LEAVE_EMPTY)),
        ),
    ),
    Case(
        "excel-semicolon.csv",
        b"\xef\xbb\xbfid;cost;reach\r\ns1;1200,5;40\r\ns2;900;60\r\n",
        ONE,
        "semicolons separate cells",
        (("UKJ608", "/cost", ("('1200,5' 1): 's1'", "plain numbers such as 1200.5")),),
    ),
    Case("headers.csv", b"\xef\xbb\xbfID,Cost ,Reach\r\ns1,1200,40\r\ns2,900,60\r\n", BOTH),
    Case(
        "latin1.csv",
        "id,name,cost,reach\ns1,Café,1200,40\ns2,Père,900,60\n".encode("cp1252"),
        BOTH,
        "read as Windows-1252 (cp1252), since it is not UTF-8",
    ),
    Case(
        "zero-ids.csv",
        b"id,cost,reach\n007,900,40\n08,800,50\n7,700,60\n",
        {"7": 62.5, "08": 55.0, "007": 47.5},
    ),
    # https://github.com/pola-rs/polars/issues/2642, #2619
    Case(
        "quoted-number.csv",
        b'"id","cost","reach"\n"s1","1200","40"\n"s2","","60"\n',
        {"s1": 40.0},
        "",
        (("UKJ607", "/cost", ("1 of 2 rows has no performance on 'cost': 's2'",)),),
    ),
    # the sheets of https://www.dwmbeancounter.com and https://securebestvalue.org as text
    Case("sites.tsv", PLAIN.replace(b",", b"\t"), BOTH),
    Case("sites.txt", PLAIN.replace(b",", b"\t"), BOTH, "tabs separate cells"),
]


def is_right(case: Case, folder: Path, engine: str) -> None:
    (folder / "criteria.yaml").write_text(REGISTER, encoding="utf-8")
    (folder / case.name).write_bytes(case.content)
    result = scored(folder / "criteria.yaml", folder / case.name, engine)
    assert list(result.values.items()) == [
        (option, pytest.approx(value)) for option, value in case.values.items()
    ]
    assert case.note in result.err
    found = checked(folder, case.name, engine, flags=Flags(select=("UKJ6",)))
    assert found.notes == ((f"'{case.name}': {case.note}",) if case.note else ())
    assert [(d.rule.code, d.path) for d in found.diagnostics] == [f[:2] for f in case.findings]
    for diagnostic, (_, _, words) in zip(found.diagnostics, case.findings, strict=True):
        for word in words:
            assert word in f"{diagnostic.message}; {diagnostic.hint}"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_reported_table_is_read_aright(case: Case, engine: str, tmp_path: Path) -> None:
    is_right(case, tmp_path, engine)


@pytest.mark.spark
def test_spark_reads_the_reported_tables_as_polars_does(spark: None, tmp_path: Path) -> None:
    for case in CASES:
        (tmp_path / case.name).write_bytes(case.content)
        assert read(tmp_path / case.name, "spark") == read(tmp_path / case.name, "polars")
    is_right(next(case for case in CASES if case.name == "na.csv"), tmp_path, "spark")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_empty_quoted_cell_may_be_anything_where_that_is_allowed(
    engine: str, tmp_path: Path
) -> None:
    """https://github.com/pola-rs/polars/issues/2642: the cost of s2 may be worth 0 to 50."""
    (tmp_path / "criteria.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "t.csv").write_text('"id","cost","reach"\n"s1","1200","40"\n"s2","","60"\n')
    result = scored(tmp_path / "criteria.yaml", tmp_path / "t.csv", engine, allow_missing=True)
    assert result.values == {"s1": pytest.approx(40), "s2": pytest.approx((30, 80))}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_row_whose_quoted_id_is_empty_has_no_id(engine: str, tmp_path: Path) -> None:
    """https://github.com/pola-rs/polars/issues/2642."""
    (tmp_path / "criteria.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "t.csv").write_text('"id","cost","reach"\n"s1","1200","40"\n"","900","60"\n')
    (found,) = checked(tmp_path, "t.csv", engine, flags=Flags(select=("UKJ6",))).diagnostics
    assert (found.rule.code, found.message) == ("UKJ605", "1 of 2 rows has no id")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("capitals", [True, False], ids=["Green", "green"])
def test_ratings_are_levels_whatever_their_case(
    capitals: bool, engine: str, tmp_path: Path
) -> None:
    """Red, amber and green as https://www.designingbuildings.co.uk/wiki/Rag_report has them."""
    rows = "id,access,flood\ns1,Green,Low\ns2,Amber,Medium\ns3,Red,Low\ns4,,n/a\n"
    (tmp_path / "criteria.yaml").write_text(RATINGS, encoding="utf-8")
    (tmp_path / "sites.csv").write_text(rows if capitals else rows.lower(), encoding="utf-8")
    result = scored(tmp_path / "criteria.yaml", tmp_path / "sites.csv", engine)
    assert result.values == {"s1": 100.0, "s2": 50.0, "s3": 50.0}
    found = checked(tmp_path, "sites.csv", engine, flags=Flags(select=("UKJ6",))).diagnostics
    assert [(d.rule.code, d.path) for d in found] == [("UKJ607", "/access"), ("UKJ609", "/flood")]
    assert "('n/a' 1): 's4'" in found[1].message
    assert found[1].hint == LEAVE_EMPTY[0]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sheet_is_a_table(engine: str, tmp_path: Path) -> None:
    """A workbook as https://www.dwmbeancounter.com and https://securebestvalue.org offer them."""
    book = Workbook()
    sheet = book.active
    for row in (("id", "cost", "reach"), ("s1", 1200, 40), ("s2", 900, 60)):
        sheet.append(row)
    book.save(tmp_path / "sites.xlsx")
    (tmp_path / "criteria.yaml").write_text(REGISTER, encoding="utf-8")
    result = scored(tmp_path / "criteria.yaml", tmp_path / "sites.xlsx", engine)
    assert (result.values, result.err) == (BOTH, "")
    found = checked(tmp_path, "sites.xlsx", engine, flags=Flags(select=("UKJ6",)))
    assert (found.diagnostics, found.notes) == ((), ())
