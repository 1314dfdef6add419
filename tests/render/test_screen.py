from rich.text import Text

from ukjapan_cli.render.screen import Screen


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
