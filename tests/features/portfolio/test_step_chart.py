"""A staircase of box-drawing characters."""

from ukjapan_cli.features.portfolio.step_chart import column, step_chart


def test_a_step_rises_where_it_begins() -> None:
    # Ten columns for 0 to 9: a step at 3 begins in the fourth.
    assert step_chart([(0, 0), (3, 10)], [], 10, 3, end=9) == [
        "   ┌──────",
        "   │      ",
        "───┘      ",
    ]


def test_a_lower_staircase_is_dotted_where_it_is_apart() -> None:
    assert step_chart([(0, 0), (3, 10)], [(0, 0), (6, 5)], 10, 3, end=9) == [
        "   ┌──────",
        "   │  ····",
        "───┘··    ",
    ]


def test_nothing_is_drawn_before_the_first_step() -> None:
    assert step_chart([(6, 1), (9, 2)], [], 10, 2, end=9) == ["         ┌", "      ───┘"]


def test_a_level_line_and_an_axis_without_length() -> None:
    assert step_chart([(0, 5)], [], 4, 2, end=0) == ["────", "    "]


def test_columns_are_within_the_chart() -> None:
    assert [column(at, 0, 9, 10) for at in (0, 4.5, 9, 50)] == [0, 4, 9, 9]
