import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ukjapan_cli.formats.escape import visible, visible_path

OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
JOINERS = "\u200c\u200d"
ANY_TEXT = st.text(
    st.one_of(
        st.characters(), st.sampled_from("\x00\x07\x1b\x9b\r\n\t \u202e\u2066\u200d\ufeff:#[")
    )
)


@given(ANY_TEXT)
@example("\x1b[31m\x9b0m\u202e\u2028\ud800\U000e0001")
def test_nothing_is_left_that_would_be_obeyed(text: str) -> None:
    shown = visible(text)
    assert not [c for c in shown if unicodedata.category(c) in OBEYED and c not in JOINERS]
    assert "##[" not in shown
    assert not shown.startswith("::")
    assert shown == shown.strip()


@given(ANY_TEXT)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S"))))
@example("£80k a year — “quoted”, ¶4 · 30 %")
@example("日本語 e\u0301 👍")
def test_plain_words_are_unchanged(text: str) -> None:
    words = text.replace("##[", "").removeprefix("::")
    if not words.startswith("::") and "##[" not in words:
        assert visible(words) == words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x9b31mred", r"\x9b31mred"),
        ("nul\x00", r"nul\x00"),
        ("\x7f", r"\x7f"),
        ("safe\u202egnp", r"safe\u202egnp"),
        ("\ufeffmark", r"\ufeffmark"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("half \ud83d", r"half \ud83d"),
        ("one\ntwo\r\n\tthree  four", "one two three four"),
        (" \n ", ""),
        ("there is no file 'options.yaml\r'", r"there is no file 'options.yaml\x0d'"),
        ("line\u2028separator\u0085next", "line separator next"),
        ("::error::x", r"\x3a:error::x"),
        ("\n ::error::x", r"\x3a:error::x"),
        ("a::b", "a::b"),
        (":a", ":a"),
        ("##[error]x ###[group]", r"\x23#[error]x #\x23#[group]"),
        ("## [x]", "## [x]"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("نمی‌خواهم", "نمی‌خواهم"),
        ("[red]x[/red] $(y) `z`", "[red]x[/red] $(y) `z`"),
    ],
)
def test_by_hand(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("my plans/options.yaml", "my plans/options.yaml"),
        ("options.yaml\r", r"options.yaml\x0d"),
        (" options.yaml", r"\x20options.yaml"),
        ("options.yaml  ", r"options.yaml \x20"),
        ("a  b", r"a \x20b"),
        ("a\tb\nc", r"a\x09b\x0ac"),
        ("a\xa0b\u2003c", r"a\xa0b\u2003c"),
        ("::error::x", r"\x3a:error::x"),
        ("##[error]x", r"\x23#[error]x"),
        (" ", r"\x20"),
        ("", ""),
    ],
)
def test_a_path_is_shown_letter_by_letter(path: str, shown: str) -> None:
    assert visible_path(path) == shown


@given(ANY_TEXT)
def test_a_path_is_visible_and_no_space_of_it_is_lost(path: str) -> None:
    assert visible(visible_path(path)) == visible_path(path)
