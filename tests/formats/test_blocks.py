"""What a report shows of long tables and lists, and what it says of the rest."""

from ukjapan_cli.formats.blocks import MOST_COLUMNS, MOST_ROWS, Bullets, Grid, Rows, cut, sentences


def grid(rows: int, columns: int) -> Grid:
    cells = [[f"{row},{column}" for column in range(columns)] for row in range(rows)]
    header = [f"h{column}" for column in range(columns)]
    return Grid("A table", header, cells, numbers=range(columns), depths=range(rows))


def test_what_is_no_longer_than_somebody_reads_stays() -> None:
    told = [sentences("One."), Bullets(("a",) * MOST_ROWS), grid(MOST_ROWS, MOST_COLUMNS)]
    assert list(cut(told)) == told


def test_of_a_longer_table_the_first_rows_and_columns_stay_and_the_rest_is_counted() -> None:
    smaller, said = cut([grid(1_234, 30)])
    assert isinstance(smaller, Grid)
    assert smaller.header == grid(1, MOST_COLUMNS).header
    assert smaller.rows == grid(MOST_ROWS, MOST_COLUMNS).rows
    assert list(smaller.numbers) == list(range(MOST_COLUMNS))
    assert len(smaller.depths) == MOST_ROWS
    assert said == sentences(
        "The table has 100 of 1,234 rows and 26 of 30 columns: --full has all."
    )


def test_of_a_longer_list_the_first_stay_and_the_rest_is_counted() -> None:
    shorter, said = cut([Bullets(tuple(map(str, range(2_000))), "Lead:")])
    assert shorter == Bullets(tuple(map(str, range(MOST_ROWS))), "Lead:")
    assert said == sentences("100 of 2,000 are listed: --full lists all.")


def test_rows_that_are_not_shown_are_not_written() -> None:
    written: list[int] = []

    def row_of(number: int) -> list[str]:
        written.append(number)
        return [str(number)]

    rows = Rows(range(100_000), row_of)
    smaller, _ = cut([Grid("A table", ["h"], rows)])
    assert isinstance(smaller, Grid)
    assert list(smaller.rows) == [[str(number)] for number in range(MOST_ROWS)]
    assert written == list(range(MOST_ROWS))
    assert rows[-1] == ["99999"]
    assert len(rows) == 100_000
