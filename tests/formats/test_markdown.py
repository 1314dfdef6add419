"""Markdown is read back with a CommonMark parser: the text must be there, and nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.markdown import code, escaped, table

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TRICKY = st.sampled_from("\\`*_{}[]()<>#+-.!|~&;$^=:@/\"'\n\t 0123456789ab\x1bé日")
TEXTS = st.text(TRICKY | st.characters(exclude_categories=["Cs"]), max_size=40)


def content(markdown: str) -> tuple[set[str], str]:
    """The kinds of Markdown in a text, and its letters without the joiners that break links."""
    tokens = PARSER.parse(markdown)
    kinds = {token.type for token in tokens}
    children = [child for token in tokens for child in token.children or ()]
    kinds |= {child.type for child in children}
    return kinds, "".join(child.content for child in children).replace("\u2060", "")


PARAGRAPH = {"paragraph_open", "inline", "paragraph_close", "text"}


@given(TEXTS)
@example("a\\")
@example("\\|")
@example("1. x")
@example("1) x")
@example("- x")
@example("+ x")
@example("---")
@example("===")
@example("# x")
@example("> x")
@example("~~~")
@example("```")
@example("    code")
@example("&amp; &#35; &copy;")
@example("<b>x</b> <http://x>")
@example("<script x")
@example("<!-- x")
@example("<div x")
@example("[a]: http://b")
@example("![a](b)")
@example("a  \nb")
@example("| a | b |")
def test_a_paragraph_shows_the_text_and_nothing_else(text: str) -> None:
    if not visible(text):
        return
    kinds, shown = content(f"{escaped(text)}\n")
    assert shown == visible(text)
    assert kinds <= PARAGRAPH | {"text_special"}


@given(TEXTS)
@example("x #")
@example("#")
@example("x ##")
def test_a_heading_shows_the_text(text: str) -> None:
    kinds, shown = content(f"## {escaped(text)}\n")
    assert shown == visible(text)
    assert kinds <= {"heading_open", "inline", "heading_close", "text", "text_special"}


@given(TEXTS)
@example("- x")
@example("1. x")
@example("[ ] x")
def test_an_item_of_a_list_shows_the_text(text: str) -> None:
    if not visible(text):
        return
    kinds, shown = content(f"- {escaped(text)}\n")
    assert shown == visible(text)
    lists = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
    assert kinds <= lists | PARAGRAPH | {"text_special"}


@given(TEXTS)
@example("`")
@example("`` a")
@example("a\\`b")
@example("ukjapan report --out '`x`.md'")
def test_a_code_span_shows_the_text(text: str) -> None:
    if not visible(text):
        return
    tokens = PARSER.parse(f"- Command: {code(text)}\n")
    inline = [child for token in tokens for child in token.children or ()]
    assert [child.type for child in inline] == ["text", "code_inline"]
    assert inline[1].content == visible(text)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=3))
@example([("|", "\\|", "\\"), ("a|b", "`|`", "\\\\|")])
def test_a_table_shows_each_cell_in_its_place(rows: list[tuple[str, str, str]]) -> None:
    text = table(["One", "Two", "Three"], [[escaped(cell) for cell in row] for row in rows])
    cells = [
        "".join(child.content for child in token.children or ()).replace("\u2060", "")
        for token in PARSER.parse(text)
        if token.type == "inline"
    ]
    assert cells == ["One", "Two", "Three", *(visible(cell) for row in rows for cell in row)]
    assert "html_inline" not in content(text)[0]
    assert "link_open" not in content(text)[0]


def test_columns_of_numbers_are_aligned_to_the_right() -> None:
    assert table(["A", "B"], [["x", "1"]], numbers=[1]) == "| A | B |\n| --- | --: |\n| x | 1 |\n"


@pytest.mark.parametrize(
    "text",
    [
        "@someone",
        "fixes #12",
        "http://a.example",
        "https://a.example",
        "www.a.example",
        "WWW.A.EXAMPLE",
    ],
)
def test_what_github_would_link_is_broken_up(text: str) -> None:
    """GitHub links mentions, issues and bare addresses after it has read the Markdown."""
    assert "\u2060" in escaped(text)
    assert escaped(text).replace("\u2060", "").replace("\\", "") == text


@pytest.mark.parametrize("text", ["Plain words", "£80k a year", "a: b", "2026-04-01", "Café 日本"])
def test_plain_words_are_unchanged(text: str) -> None:
    assert escaped(text) == text
