"""Files that engines part on are read alike, and those they agree on where they are."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.features.table.engines.made_files import ENGINES, read

from ukjapan_cli.features.table.engines import text_rows as text_copy
from ukjapan_cli.features.table.engines.fault import TableError
from ukjapan_cli.features.table.engines.source import find_source
from ukjapan_cli.features.table.engines.stored import stored

pytestmark = pytest.mark.tables

ROWS = [{"id": "a", "cost": "1"}, {"id": "b", "cost": "2"}]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_a_regular_file_is_read_where_it_is(engine: str, tmp_path: Path) -> None:
    for name, text in (
        ("t.csv", "id,cost\na,1\nb,2\n"),
        ("t.tsv", "id\tcost\r\na\t1\r\nb\t2"),
        ("q.csv", '"id","cost"\n"a","1"\n"b","2"\n'),
    ):
        found = read(write(tmp_path / name, text), engine)
        assert found == (ROWS, (), False)


ALIKE = {
    "carriage returns": "id,cost\ra,1\rb,2\r",
    "line ends of two kinds": "id,cost\r\na,1\nb,2\r\n",
    "two byte order marks": '\ufeff\ufeff"id","cost"\na,1\nb,2\n',
    "empty cells behind the last column": "id,cost\na,1,,\nb,2\n",
}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_what_is_only_written_otherwise_is_read_without_a_word(
    text: str, engine: str, tmp_path: Path
) -> None:
    found = read(write(tmp_path / "t.csv", text), engine)
    assert (found.rows, found.notes) == (ROWS, ())


TOLD = {
    "id;cost\na;1\nb;2\n": ("semicolons separate cells",),
    "sep=|\r\nid|cost\r\na|1\r\nb|2\r\n": ("vertical bars separate cells",),
    "\n,\nid,cost\n\na,1\n , \nb,2\n\n": ("5 blank rows are skipped",),
    "id,cost,,\na,1,x,\nb,2,,y\n": ("2 columns are left out for want of a name",),
    ",id,cost\n0,a,1\n\n1,b,2\n": (
        "1 column is left out for want of a name",
        "1 blank row is skipped",
    ),
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_guessed_passed_over_or_left_out_is_told(
    text: str, engine: str, tmp_path: Path
) -> None:
    found = read(write(tmp_path / "t.csv", text), engine)
    assert (found.rows, found.notes) == (ROWS, TOLD[text])


def test_a_row_cut_short_misses_its_last_cells(engine: str, tmp_path: Path) -> None:
    found = read(write(tmp_path / "t.csv", "id,cost,reach,\na,1\nb\nc,1,2\n"), engine)
    assert [list(row.values()) for row in found.rows] == [
        ["a", "1", None],
        ["b", None, None],
        ["c", "1", "2"],
    ]
    assert found.notes[-1] == "2 rows are cut short, so that the last cells are missing"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("cp1252", ("read as Windows-1252 (cp1252), since it is not UTF-8",)),
        ("utf-16", ("read as UTF-16",)),
        ("utf-16-be", ("read as UTF-16",)),
        ("utf-8-sig", ()),
    ],
)
def test_an_encoding_is_recognised(
    encoding: str, note: tuple[str, ...], engine: str, tmp_path: Path
) -> None:
    found = read(write(tmp_path / "t.csv", "id,Café\ne,£1\n", encoding), engine)
    assert (found.rows, found.notes) == ([{"id": "e", "Café": "£1"}], note)


NAMES = ["id", "reach", "REACH", "a.b", "a_b", "*", "^id$", 'x"y', "x\ny", "c1", " c0 ", "`", "\\"]


def test_names_are_names_whatever_an_engine_takes_them_for(engine: str, tmp_path: Path) -> None:
    row = [f"cell {place}" for place in range(len(NAMES))]
    pq.write_table(pa.table([[cell] for cell in row], NAMES), tmp_path / "t.parquet")
    header = ",".join('"' + name.replace('"', '""') + '"' for name in NAMES)
    write(tmp_path / "t.csv", f"{header}\n{','.join(row)}\n")
    for name in ("t.parquet", "t.csv"):
        assert read(tmp_path / name, engine).rows == [dict(zip(NAMES, row, strict=True))]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("name", ["x[1]", "a*", "q?", "[!a]x", "**", "{a,b}", "~", "$HOME", "a b"])
def test_a_files_name_is_no_pattern(name: str, suffix: str, engine: str, tmp_path: Path) -> None:
    for other in (name, "x1", "ab", "qq", "bx", "a", "b"):
        path = tmp_path / f"{other}.{suffix}"
        if suffix == "csv":
            write(path, f'id,cost\n"{other}",1\n')
        else:
            pq.write_table(pa.table({"id": [other], "cost": ["1"]}), path)
    assert [row["id"] for row in read(tmp_path / f"{name}.{suffix}", engine).rows] == [name]


def test_a_pattern_is_one_where_no_file_has_its_name(engine: str, tmp_path: Path) -> None:
    for name in ("part-1", "part-2", "[x]"):
        write(tmp_path / f"{name}.csv", f"id,cost\n{name},1\n")
    assert {row["id"] for row in read(tmp_path / "p*.csv", engine).rows} == {"part-1", "part-2"}
    assert {row["id"] for row in read(tmp_path, engine).rows} == {"part-1", "part-2", "[x]"}


def test_files_of_several_dialects_are_one_table(engine: str, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    write(folder / "1.csv", "id,cost\na,1\n")
    write(folder / "2.csv", "id;cost;\nb;2;\n\n")
    write(folder / "3.tsv", "id\tcost\nc\t\n")
    write(folder / "README.txt", "no table")
    found = read(folder, engine)
    assert found.rows == [*ROWS, {"id": "c", "cost": None}]
    assert found.notes == (
        "semicolons separate cells in 1 of 3 files",
        "1 column is left out for want of a name in 1 of 3 files",
        "1 blank row is skipped",
    )


def test_files_with_other_columns_are_no_table(tmp_path: Path) -> None:
    write(tmp_path / "1.csv", "id,cost\na,1\n")
    write(tmp_path / "2.csv", "id;price\nb;2\n")
    with pytest.raises(TableError, match=r"2\.csv' has other columns .* no 'cost', 'price' too"):
        read(tmp_path, "polars")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "id,cost\na,1,2\nb,2\nc,1,,3\n",
            "2 rows have more cells than the 2 columns, on line 2, 4",
        ),
        ("id,cost\n" + "a,1,2\n" * 5, r"5 rows have more .* on line 2, 3, 4, …; put quotes around"),
        ('id,cost\na,"1\nb,2\n', "in the row of line 2: a cell's opening quote has no closing one"),
        ('id,cost\n\n"a"b,1\n', "in the row of line 3: a quoted cell goes on behind its closing"),
        ("id,cost\na," + "x" * 3_000_000, "has a line of more than 1,000,000 characters"),
        ('id,cost\na,"' + "x\n" * 100_000, "in the row of line 2: a cell's opening quote has no"),
        ("id,cost,id\na,1,2\n", "has 'id' as a column more than once"),
        ("\ufeff\ufeff\n , \n", "is empty: there is no row of column names"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(TableError, match=message):
        read(write(tmp_path / "t.csv", text), "polars")


def test_utf_16_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("id,cost\na,1\n".encode("utf-16")[:-1])
    with pytest.raises(TableError, match="is cut off, or not all in utf-16"):
        read(tmp_path / "t.csv", "polars")


def test_a_copy_is_made_part_by_part_and_gone_afterwards(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_copy, "_CELLS", 7)
    text = "id,cost\n\n" + "".join(f"{number},\n" for number in range(20))
    path = write(tmp_path / "t.csv", text)
    assert [row["id"] for row in read(path, engine).rows] == [str(n) for n in range(20)]
    with stored(find_source(str(path))) as files:
        (copy,) = files.files
        assert files.is_copy
        assert Path(copy).is_file()
    assert not Path(copy).exists()


def test_where_there_is_no_room_for_a_copy_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Iterator[None]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "ParquetWriter", full)
    path = write(tmp_path / "t.csv", "id,cost\n\na,1\n")
    with pytest.raises(TableError, match="a copy of the table cannot be written: No space left"):
        read(path, "polars")


@pytest.fixture
def shut() -> Iterator[Path]:
    """A folder with a table and a folder in it that somebody may not look into, by whom it is."""
    folder = Path(tempfile.mkdtemp())
    (folder / "shut").mkdir(0)
    (folder / "t.csv").write_text("id\na\n", encoding="utf-8")
    folder.chmod(0o755)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    yield folder
    if is_root:
        os.seteuid(0)
    (folder / "shut").chmod(0o700)
    shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's")
@pytest.mark.parametrize("name", ["", "shut", "shut/t.csv", "shut/d.duckdb::t"])
def test_no_part_of_a_table_is_passed_over(shut: Path, name: str) -> None:
    with pytest.raises(TableError, match=r"shut.*' cannot be read: Permission denied"):
        find_source(str(shut / name))
