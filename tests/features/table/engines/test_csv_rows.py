"""What a CSV file is taken to be, from its bytes alone."""

import codecs
from pathlib import Path

import pytest

from ukjapan_cli.features.table.engines.csv_rows import Dialect, dialect_of
from ukjapan_cli.features.table.engines.fault import TableError


def dialect(folder: Path, content: bytes | str, encoding: str = "utf-8") -> Dialect:
    raw = content if isinstance(content, bytes) else content.encode(encoding)
    (folder / "t.csv").write_bytes(raw)
    return dialect_of(str(folder / "t.csv"))


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("id,cost\na,1\n", ","),
        ("id;cost\na;1\n", ";"),
        ("id\tcost\na\t1\n", "\t"),
        ("id|cost\na|1\n", "|"),
        ("id\na\n", ","),
        ("", ","),
        # a comma is in the texts and the decimals as often as a semicolon separates
        ("id;cost, £k\na;1,5\nb;2,5\n", ";"),
        ("id;cost, £k;reach, %\na;1,5;2,5\n", ";"),
        # what stands in quotes separates nothing
        ('id,"a;b;c;d"\nx,"1;2;3;4"\ny,"5;6;7;8"\n', ","),
        ('"id";"cost"\n"a,b";"1"\n', ";"),
        ('id,"first;\nsecond;"\na,1\n', ","),
        # rows that are cut short or blank say nothing against what the others have
        ("id,cost,reach\na,1\n\n,,\nb,2,3\n", ","),
        ("id,name;alias,cost\na,x;y,1\nb,z,2\n", ","),
        ("\n\nid;cost\na;1\n", ";"),
    ],
)
def test_what_separates_cells(text: str, separator: str, tmp_path: Path) -> None:
    assert dialect(tmp_path, text).separator == separator


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_excel_says_what_separates_in_a_line_of_its_own(end: str, tmp_path: Path) -> None:
    assert dialect(tmp_path, f"\ufeffsep=|{end}id;x|cost{end}") == Dialect("utf-8-sig", "|", True)
    assert not dialect(tmp_path, f"sep=ab{end}id;cost{end}").is_stated


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b"id,name\na,plain\n", "utf-8-sig"),
        ("id,name\na,Café £ 日本\n".encode(), "utf-8-sig"),
        ("id,name\na,Café\n".encode("utf-8-sig"), "utf-8-sig"),
        ("id,name\na,Café £ “x”\n".encode("cp1252"), "cp1252"),
        (codecs.BOM_UTF16_LE + "id,日本\na,1\n".encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + "id,日本\na,1\n".encode("utf-16-be"), "utf-16"),
        ("id,Café\na,1\n".encode("utf-16-le"), "utf-16-le"),
        ("id,Café\na,1\n".encode("utf-16-be"), "utf-16-be"),
        ("id,Café\na,1\n".encode("utf-32"), "utf-32"),
    ],
)
def test_the_encoding(raw: bytes, encoding: str, tmp_path: Path) -> None:
    assert dialect(tmp_path, raw).encoding == encoding


def test_one_letter_at_the_end_of_a_long_file_tells_its_encoding(tmp_path: Path) -> None:
    rows = b"id,name\n" + b"a,plain\n" * 300_000
    assert dialect(tmp_path, rows).encoding == "utf-8-sig"
    assert dialect(tmp_path, rows + b"b,Caf\xe9\n").encoding == "cp1252"
    assert dialect(tmp_path, rows + b"b,Caf\xc3").encoding == "cp1252"


def test_what_no_encoding_fits_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="none of UTF-8, UTF-16 and Windows-1252; save it as"):
        dialect(tmp_path, "id,name\na,カ、\n".encode("shift-jis"))
