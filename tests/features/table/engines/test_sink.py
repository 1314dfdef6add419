"""Tables as CSV are what other CSV is: the same quotes, the same text, the same digits."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.features.table.engines.sink import sink
from ukjapan_cli.formats.json_and_csv import cell_text, csv_text

pytestmark = pytest.mark.tables

TEXTS = st.text(  # what Unicode has not given out yet, Python and Arrow know of different versions
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cn"]), st.sampled_from("=+-@'\",\n\r\t#[;| ")
    )
)
ROWS = st.lists(
    st.tuples(
        TEXTS | st.none(),
        st.floats(allow_nan=False, allow_infinity=False) | st.none(),
        st.integers(-(2**40), 2**40) | st.none(),
        st.booleans() | st.none(),
    ),
    max_size=20,
)
SCHEMA = pa.schema(
    {"text": pa.string(), "number": pa.float64(), "count": pa.int64(), "flag": pa.bool_()}.items()
)


def written(rows: list[tuple[object, ...]], path: Path) -> str:
    columns = [pa.array([row[i] for row in rows], kind) for i, kind in enumerate(SCHEMA.types)]
    with sink(path, SCHEMA, cell_text) as file:
        file.write(pa.Table.from_arrays(columns, schema=SCHEMA))
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sink") / "table.csv"


@given(ROWS)
def test_csv_says_the_same_cell_by_cell(path: Path, rows: list[tuple[object, ...]]) -> None:
    shown = [cells(line) for line in written(rows, path).splitlines()]
    wanted = [cells(line) for line in csv_text(SCHEMA.names, rows).splitlines()]
    assert shown == wanted


def cells(line: str) -> list[object]:
    """The cells of a line as they are, but numbers by what they are worth, however written."""
    inside, parts, part = False, [], ""
    for character in line:
        inside ^= character == '"'
        if character == "," and not inside:
            parts.append(part)
            part = ""
        else:
            part += character
    return [_number(part) for part in (*parts, part)]


def _number(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_by_hand(path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("x;=1+1;y", 0.1 + 0.2, 7, True),
        ('=1 "and" ;-2', 73.33333333333333, None, False),
        (None, None, 1, None),
    ]
    assert written(rows, path) == (
        '"text","number","count","flag"\n'
        '"x;\'=1+1;y",0.3,7,true\n'
        '"\'=1 ""and"" ;\'-2",73.3333333333,,false\n'
        ",,1,\n"
    )


def test_ids_that_differ_by_white_space_alone_stay_apart(path: Path) -> None:
    ids = ["a b", "a  b", " a b", "a b ", "a\u00a0b", "a\tb", "a\nb", "a\u2028b", "=a", "'=a"]
    shown = written([(id_, None, None, None) for id_ in ids], path).splitlines()[1:]
    assert shown == [
        *('"a b",,,', '"a  b",,,', '" a b",,,', '"a b ",,,', '"a\u00a0b",,,'),
        *(r'"a\x09b",,,', r'"a\x0ab",,,', r'"a\u2028b",,,', '"\'=a",,,', "\"''=a\",,,"),
    ]
