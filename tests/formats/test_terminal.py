"""Text as a terminal or a pipe has it; what a pipe has without Rich is what Rich would write."""

from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from ukjapan_cli.formats.frame import grid
from ukjapan_cli.formats.terminal import Screen

CELLS = st.text(st.sampled_from("ab .-選é\u0301[]"), max_size=12).map(str.strip)
WIDER_THAN_ANY = Screen(width=100_000)


def test_a_pipe_has_no_width_and_no_colour() -> None:
    assert not Screen().is_terminal
    assert Screen(width=80).is_terminal
    assert Screen().drawn(Text("x" * 500, "bold red")) == "x" * 500 + "\n"


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in Screen(width=80, colour=True).drawn(Text("x", "bold"))
    assert Screen(width=80, colour=False).drawn(Text("x", "bold red on blue")) == "x\n"


def test_lines_fit_and_have_no_spaces_at_their_ends() -> None:
    assert Screen(width=9).drawn(Text("one two three "), Text(""), Text("four")) == (
        "one two\nthree\n\nfour\n"
    )


def test_nothing_in_text_is_obeyed() -> None:
    text = "[bold]x[/bold] :smile: http://a.example 12"
    assert Screen(width=80, colour=True).drawn(Text(text)) == f"{text}\n"


@given(
    st.lists(CELLS, min_size=3, max_size=3),
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4),
    st.sets(st.sampled_from([0, 1, 2])),
)
def test_a_table_in_a_pipe_is_what_rich_makes_of_it(
    header: list[str], rows: list[list[str]], right: set[int]
) -> None:
    def drawn(screen: Screen) -> str:
        table = grid(Screen(), header, right=tuple(right))
        for row in rows:
            table.add_row(*map(Text, row))
        return screen.drawn(Text("above"), table, Text("below\n"))

    assert drawn(Screen()) == drawn(WIDER_THAN_ANY)
