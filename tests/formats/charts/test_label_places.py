"""Labels and words that have to fit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.formats.charts.label_places import Box, apart, lanes
from ukjapan_cli.formats.charts.lettering import shortened, width_of, wrapped


def test_labels_with_room_are_where_they_would_be() -> None:
    assert apart([80, 20, 50], [10, 10, 10], 0, 100) == [80, 20, 50]


def test_labels_that_would_touch_stand_around_their_mean() -> None:
    assert apart([50, 50, 90], [10, 10, 10], 0, 100) == [45, 55, 90]


def test_no_label_is_beyond_the_end() -> None:
    assert apart([99, 100], [10, 20], 0, 100) == [75, 90]
    assert apart([0, 0], [10, 10], 0, 100) == [5, 15]


@given(st.lists(st.floats(-50, 150), max_size=9))
def test_labels_never_touch_and_keep_their_order(heights: list[float]) -> None:
    placed = apart(heights, [10.0] * len(heights), 0, 100)
    in_order = sorted(range(len(heights)), key=lambda index: heights[index])
    for before, after in pairwise(in_order):
        assert placed[after] - placed[before] >= 10 - 1e-9
    assert all(5 - 1e-9 <= middle <= 95 + 1e-9 for middle in placed)


def test_a_lane_holds_whatever_does_not_overlap() -> None:
    assert lanes([(0, 10), (5, 15), (10, 20), (12, 30)]) == [0, 1, 0, 2]


def test_boxes_touch_where_they_share_a_place() -> None:
    box = Box(0, 0, 10, 10)
    assert box.touches(Box(9, 9, 20, 20))
    assert not box.touches(Box(10, 0, 20, 10))
    assert not box.touches(Box(0, 11, 10, 20))
    assert Box(1, 1, 9, 9).is_within(box)
    assert not Box(1, 1, 11, 9).is_within(box)


@given(st.text(min_size=1, max_size=60), st.integers(40, 200))
def test_lines_fit_and_lose_nothing_where_there_are_enough(text: str, width: int) -> None:
    lines = wrapped(text, width, 99)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_does_not_fit_is_shortened_with_an_ellipsis() -> None:
    assert shortened("minimum", 200) == "minimum"
    assert shortened("minimum of everything", 64) == "minimum…"
    assert wrapped("one two three four", width_of("one two"), 2) == ["one two", "three…"]


def test_widths_are_those_of_the_letters() -> None:
    # In Liberation Sans, of 1,000: H 722, i 222, M 833.
    assert width_of("HiM", 1000) == pytest.approx(722 + 222 + 833)
