"""Which CSV files are left to the engines, and which are not."""

from pathlib import Path

import pytest

from ukjapan_cli.features.table.engines.regular_csv import is_regular


def regular(folder: Path, content: bytes, width: int = 3, separator: str = ",") -> bool:
    (folder / "t.csv").write_bytes(content)
    return is_regular(str(folder / "t.csv"), separator, width)


@pytest.mark.parametrize(
    "content",
    [
        b"id,cost,reach\na,1,2\n",
        b"id,cost,reach\na,1,2",
        b"id,cost,reach\r\na,1,2\r\nb,,\r\n",
        b"\xef\xbb\xbfid,cost,reach\na,1,2\n",
        'id,cost,reach\na,"x, ""y""; é",""\n"b",1,"2"\n'.encode(),
        b'"id","cost","reach"\r\n"a","1","2"\r\n',
        b'id,cost,reach\na,"""",""""""\n',
        b"id,cost,reach\na,',\\\n",
    ],
)
def test_regular_files(content: bytes, tmp_path: Path) -> None:
    assert regular(tmp_path, content)


def test_any_separator_is_regular(tmp_path: Path) -> None:
    assert regular(tmp_path, b'id;cost\na,b;"1;2"\n', 2, ";")
    assert regular(tmp_path, b"id\tcost\na,b\t1\n", 2, "\t")


@pytest.mark.parametrize(
    ("why", "content"),
    [
        ("no rows", b"id,cost,reach\n"),
        ("blank line", b"id,cost,reach\n\na,1,2\n"),
        ("blank line at the end", b"id,cost,reach\na,1,2\n\n"),
        ("commas alone", b"id,cost,reach\na,1,2\n,,\n"),
        ("commas alone at the end", b"id,cost,reach\na,1,2\n,,"),
        ("blanks alone", b"id,cost,reach\n ,\t,\xc2\xa0\na,1,2\n"),
        ("empty quotes alone", b'id,cost,reach\na,1,2\n"","",""\n'),
        ("short", b"id,cost,reach\na,1\nb,1,2\n"),
        ("long", b"id,cost,reach\na,1,2,3\nb,1,2\n"),
        ("short, then long", b"id,cost,reach\na,1\nb,1,2,3\n"),
        ("line break in quotes", b'id,cost,reach\na,"1\n2",3\n'),
        ("line end in quotes that makes up for a short row", b'id,cost,reach\n"a\n",b,1\nc,2\n'),
        ("quote within a cell", b'id,cost,reach\na,5",2\nb,6",2\n'),
        ("text behind quotes", b'id,cost,reach\na,"5"x,2\n'),
        ("text before quotes", b'id,cost,reach\na,x"5",2\n'),
        ("doubled quotes without quotes", b'id,cost,reach\na,x""y,2\n'),
        ("open quote", b'id,cost,reach\na,"1,2\n'),
        ("two byte order marks and quotes", b'\xef\xbb\xbf\xef\xbb\xbf"id",cost,reach\na,1,2\n'),
        ("carriage returns", b"id,cost,reach\ra,1,2\r"),
        ("a carriage return in a cell", b"id,cost,reach\na,1\r,2\n"),
        ("line ends of two kinds", b"id,cost,reach\r\na,1,2\nb,1,2\r\n"),
        ("line ends of two kinds, the other first", b"id,cost,reach\na,1,2\r\nb,1,2\n"),
        ("a zero byte", b"id,cost,reach\na,\0,2\n"),
        ("a line too long for DuckDB", b"id,cost,reach\na,1," + b"x" * (1 << 21) + b"\n"),
    ],
)
def test_irregular_files(why: str, content: bytes, tmp_path: Path) -> None:
    assert not regular(tmp_path, content), why


@pytest.mark.slow
def test_a_fault_far_into_a_file_is_seen(tmp_path: Path) -> None:
    rows = b"id,cost,reach\n" + b'a,"1, or 2",3\n' * 700_000  # three blocks
    assert regular(tmp_path, rows)
    assert not regular(tmp_path, rows + b",,\n")
    assert not regular(tmp_path, rows + b"a,1\n" + b"a,1,2\n" * 700_000)
    assert not regular(tmp_path, rows + b"x" * (5 << 20) + b",1,2\n" + b"a,1,2\n")
