from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.features.found import finding
from wcwidth import wcswidth

from ukjapan_cli.diagnostics import Excerpt
from ukjapan_cli.formats.source_line import Marked, marked


def mark(text: str, column: int, end_column: int, *, first: int = 1, **more: Any) -> Marked:
    shown = marked(
        finding(excerpt=Excerpt(text, first), column=column, end_column=end_column, **more)
    )
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("text", "column", "end_column", "line", "marks"),
    [
        ("a: bad", 4, 7, "a: bad", "   ^^^"),
        ("  a:   bad  # x  ", 8, 11, "  a:   bad  # x", "       ^^^"),
        ("a: bad", 4, 4, "a: bad", "   ^"),  # an empty place
        ("a:", 3, 3, "a:", "  ^"),  # just past the end
        ("a:", 9, 12, "a:", "  ^"),  # further than the file goes
        ("\ta:\tbad", 5, 8, " a: bad", "    ^^^"),
        ("a: \x1b[31m", 4, 9, r"a: \x1b[31m", "   ^^^^^^^^"),
        ("\u202ea: bad", 5, 8, r"\u202ea: bad", "         ^^^"),
        ("\u00a0a: bad", 5, 8, r"\xa0a: bad", "       ^^^"),
        ("###[error] bad", 12, 15, r"#\x23#[error] bad", "              ^^^"),
        ("日本: 悪い # x", 5, 7, "日本: 悪い # x", "      ^^^^"),
        ("cafe\u0301: bad", 8, 11, "cafe\u0301: bad", "      ^^^"),
        ("e\u0301\u0301\u0301", 1, 5, "e\u0301\u0301\u0301", "^"),
        ("👩‍👩‍👧: bad", 8, 11, "👩‍👩‍👧: bad", "    ^^^"),
        ("می‌خ: bad", 7, 10, "می‌خ: bad", "     ^^^"),
        ("::error::x", 1, 2, "::error::x", "^"),  # it stands behind a line's number
    ],
)
def test_marks_stand_under_the_place(
    text: str, column: int, end_column: int, line: str, marks: str
) -> None:
    assert mark(text, column, end_column) == (line, marks)


def test_what_goes_on_over_lines_is_marked_to_the_end_of_its_first() -> None:
    assert mark("  - {a: 1,  ", 5, 2, end_line=7) == ("  - {a: 1,", "    ^^^^^^")


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_where_nothing_stands_nothing_is_shown(text: str) -> None:
    assert marked(finding(excerpt=Excerpt(text), column=1, end_column=1)) is None


def test_a_long_line_is_cut_after_the_place() -> None:
    assert mark("x" * 95 + "bad" + "y" * 50, 96, 99) == (
        "x" * 95 + "bad" + "yy…",
        " " * 95 + "^^^",
    )


def test_a_long_line_is_cut_before_the_place() -> None:
    assert mark("x" * 98 + "bad" + "y" * 10, 99, 102) == (
        "…" + "x" * 40 + "bad" + "y" * 10,
        " " * 41 + "^^^",
    )


def test_wide_characters_are_cut_by_their_cells() -> None:
    assert mark("界" * 60 + "bad" + "界" * 60, 61, 64) == (
        "…" + "界" * 20 + "bad" + "界" * 28 + "…",
        " " * 41 + "^^^",
    )


def test_marks_of_a_long_place_end_where_the_line_is_cut() -> None:
    assert mark("a: " + "b" * 300, 4, 304) == ("a: " + "b" * 97 + "…", "   " + "^" * 97)


def test_an_excerpt_that_begins_within_the_line() -> None:
    assert mark("x: bad", 904, 907, first=901) == ("…x: bad", "    ^^^")


# Latin, CJK, combining marks, controls: what wcwidth and every terminal agree on.
LETTERS = st.sampled_from("ab:# \té界ア\u0301\u0327\x1b\u202e\u00a0\x00[]£")


@given(st.text(LETTERS, min_size=1, max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_marks_are_within_what_is_shown(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    shown = marked(finding(excerpt=Excerpt(text), column=start + 1, end_column=start + 1 + length))
    if shown is None:
        assert not text.strip()
        return
    assert wcswidth(shown.line) <= 102
    assert shown.mark.strip() == shown.mark.lstrip(" ") != ""
    assert set(shown.mark) <= {" ", "^"}
    assert wcswidth(shown.mark) <= max(102, wcswidth(shown.line) + 1)
    if text[start : start + 1] in ("界", "ア") and length == 1:
        assert shown.mark.count("^") == 2
        cells = 0
        for i, character in enumerate(shown.line):
            if cells == len(shown.mark) - 2 and wcswidth(character) == 2:
                assert character == text[start]
                break
            cells = wcswidth(shown.line[: i + 1])
        else:
            pytest.fail(f"no wide character stands over {shown!r}")
