"""Lines where they ought to be, each with its letter."""

import math

from ukjapan_cli.formats.line_chart import CROSS, chart_span, line_chart


def drawn(lines: list[tuple[float, ...]], width: int = 24, height: int = 6) -> list[str]:
    chart = line_chart(lines, "abcdefgh"[: len(lines)], width, height)
    return ["".join(cell.text for cell in row) for row in chart]


def test_a_rising_and_a_falling_line_go_from_corner_to_corner() -> None:
    rows = drawn([(0, 10), (10, 0)])
    assert [len(row) for row in rows] == [24] * 6
    assert rows[0][0] != " "
    assert rows[0][-1] != " "
    assert rows[-1][0] != " "
    assert rows[-1][-1] != " "
    assert rows[0][8:16].isspace()
    assert rows[-1][8:16].isspace()


def test_every_column_of_every_line_has_a_dot_or_a_letter() -> None:
    rows = drawn([(3, 7)], width=30, height=8)
    assert all(any(row[x] != " " for row in rows) for x in range(30))


def test_every_line_has_its_letter_and_its_index() -> None:
    lines = [(float(n), float(n)) for n in range(4)]
    chart = line_chart(lines, "abcd", 24, 13)
    for row in chart:
        for cell in row:
            assert (cell.line is None) == (cell.text == " ")
            if cell.text.isalpha():
                assert cell.text == "abcd"[cell.line or 0]
    letters = ["".join(c.text for c in row if c.text.isalpha()) for row in chart]
    assert [text for text in letters if text] == ["dd", "cc", "bb", "aa"]


def test_lines_that_are_all_level_are_drawn_in_the_middle() -> None:
    assert chart_span([(5, 5), (5, 5)]) == (4, 6)
    rows = drawn([(5, 5)])
    assert [bool(row.strip()) for row in rows].count(True) == 1
    assert not rows[0].strip()


def test_the_first_line_is_on_top() -> None:
    rows = drawn([(5, 5), (5, 5)], width=12)
    assert "a" in "".join(rows)
    chart = line_chart([(5, 5), (5, 5)], "ab", 12, 6)
    owners = [cell.line for row in chart for cell in row if not cell.text.isalpha()]
    assert set(owners) == {None, 0}


def test_a_line_of_many_values_bends_where_they_do() -> None:
    rows = drawn([(0, 10, 0)], width=24, height=6)
    top = [x for x, character in enumerate(rows[0]) if character != " "]
    assert top
    assert all(8 <= x <= 15 for x in top)
    assert rows[-1][0] != " "
    assert rows[-1][-1] != " "


def test_a_line_has_a_gap_where_it_has_no_value() -> None:
    gap = [5.0] * 12 + [math.nan] * 24 + [5.0] * 12
    rows = drawn([(0, 0), tuple(gap)], width=24, height=6)
    middle = rows[0]
    assert middle[:5].strip()
    assert middle[7:17].isspace()
    assert middle[-5:].strip()


def test_a_dotted_line_has_gaps_and_its_letter() -> None:
    chart = line_chart([(5, 5)], "a", 24, 6, dotted={0})
    row = next(row for row in chart if any(cell.text != " " for cell in row))
    texts = "".join(cell.text for cell in row)
    assert "a" in texts
    assert 8 <= texts.count(" ") <= 12


def test_crosses_stand_on_their_places_and_belong_to_no_line() -> None:
    chart = line_chart([(0, 10), (10, 0)], "ab", 24, 7, marks=[(0.5, 5), (1, 10)])
    crosses = [
        (y, x) for y, row in enumerate(chart) for x, cell in enumerate(row) if cell.text == CROSS
    ]
    assert crosses == [(0, 23), (3, 12)]
    assert all(chart[y][x].line is None for y, x in crosses)


def test_a_chart_may_span_more_than_its_lines() -> None:
    chart = line_chart([(5, 5)], "a", 24, 6, span=(0, 10))
    assert not any(cell.text != " " for cell in [*chart[0], *chart[-1]])
    assert chart_span([(1, math.nan, 4)]) == (1, 4)
