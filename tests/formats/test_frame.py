from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.features.made import BEST, COST, FIELD, GAIN, LAST, MIDDLE, decision, option, scored

from ukjapan_cli.decision.criteria import Weight
from ukjapan_cli.formats.frame import bar, colour_of, grid, legend, letter, plain
from ukjapan_cli.formats.terminal import Screen
from ukjapan_cli.model.scoring import score


def test_letters_are_small_then_large_then_none_is_left() -> None:
    assert [letter(i) for i in (0, 25, 26, 51, 52, 99)] == ["a", "z", "A", "Z", "+", "+"]


def test_neighbours_have_different_colours() -> None:
    assert len({colour_of(i) for i in range(8)}) == 8
    assert colour_of(8) == colour_of(0)


def test_text_from_files_is_plain() -> None:
    text = plain("[red]x[/red] \x1b[31m", "bold")
    assert text.plain == r"[red]x[/red] \x1b[31m"
    assert text.spans == []


def test_a_bar_has_each_contribution_in_proportion() -> None:
    scoring = score(FIELD)
    best, middle = scoring.standing("best"), scoring.standing("middle")
    # 45 and 50 of 95 points in 19 cells; 25 and 40 end at 5 and 13 of them.
    assert bar(best, scoring, 19, 95).plain == "a" * 9 + "b" * 10
    assert bar(middle, scoring, 19, 95).plain == "a" * 5 + "b" * 8


def test_a_bar_dots_what_missing_scores_could_add() -> None:
    scoring = score(decision(BEST, option("half", cost=5)), allow_missing=True)
    assert bar(scoring.standing("half"), scoring, 20, 100).plain == "a" * 5 + "·" * 10


def test_a_bar_of_nothing_is_empty() -> None:
    scoring = score(decision(BEST, option("none", cost=10, gain=0)))
    assert bar(scoring.standing("none"), scoring, 40, 95).plain == ""


@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=60),
    st.integers(1, 60),
    st.data(),
)
def test_a_bar_is_never_longer_than_its_value(
    weights: list[int], width: int, data: st.DataObject
) -> None:
    """Nor shorter, however many parts it has: rounding does not add up."""
    weights = [*weights, 1]
    criteria = tuple(
        replace(GAIN, id=f"c{i}", weight=Weight(float(w))) for i, w in enumerate(weights)
    )
    gains = data.draw(st.lists(st.integers(0, 10), min_size=len(weights), max_size=len(weights)))
    made = replace(option("x"), scores=scored(**{f"c{i}": g for i, g in enumerate(gains)}))
    scoring = score(decision(made, replace(made, id="y"), criteria=criteria))
    standing = scoring.standing("x")
    drawn = bar(standing, scoring, width, 100)
    assert len(drawn.plain) == round(standing.value / 100 * width)
    shown = list(dict.fromkeys(drawn.plain))
    assert shown == sorted(shown, key="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+".index)


def test_the_legend_is_a_line_each_in_a_pipe_and_columns_on_a_terminal() -> None:
    scoring = score(FIELD)
    piped = Screen()
    assert piped.drawn(legend(scoring, piped)) == "a Cost 50.0%\nb Gain 50.0%\n"
    terminal = Screen(width=60)
    assert terminal.drawn(legend(scoring, terminal)) == "a Cost 50.0%   b Gain 50.0%\n"


def test_a_legend_shows_hostile_names() -> None:
    hostile = replace(COST, name="\x1b[31m[red]x[/red]\n::y")
    scoring = score(decision(BEST, LAST, MIDDLE, criteria=(hostile, GAIN)))
    shown = Screen().drawn(legend(scoring, Screen())).splitlines()[0]
    assert shown == r"a \x1b[31m[red]x[/red] ::y 50.0%"


def test_a_table_in_a_pipe_is_bare_columns() -> None:
    drawn = grid(Screen(), ["Name", "Value"], right=[1])
    drawn.add_row("a name that is long", "1.0")
    assert Screen().drawn(drawn) == "Name                 Value\na name that is long    1.0\n"


def test_a_table_on_a_terminal_is_ruled_and_folded() -> None:
    screen = Screen(width=20)
    drawn = grid(screen, ["Name", "Value"], right=[1])
    drawn.add_row("a name that is long", "1.0")
    assert screen.drawn(drawn).splitlines() == [
        "Name           Value",
        "─" * 20,
        "a name that      1.0",
        "is long",
    ]
