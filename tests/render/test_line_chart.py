"""Lines where they ought to be, each with its letter."""

from ukjapan_cli.render.line_chart import chart_span, line_chart


def drawn(lines: list[tuple[float, float]], width: int = 24, height: int = 6) -> list[str]:
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
