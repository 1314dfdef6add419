"""The parts that every drawn result has: headings, tables, contribution bars and their legend."""

import string
from collections.abc import Iterable, Sequence

from rich import box
from rich.columns import Columns
from rich.console import RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.phrases import percent
from ukjapan_cli.formats.terminal import Screen
from ukjapan_cli.model.scoring import Scoring, Standing

_LETTERS = string.ascii_lowercase + string.ascii_uppercase
# Okabe & Ito's palette, which colour-blind readers can tell apart; letters say the same.
_COLOURS = (
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#CC79A7",
    "#D55E00",
    "#7FB2E5",
    "#BBBBBB",
)


def plain(text: str, style: str = "") -> Text:
    """Text from a file: shown, never obeyed."""
    return Text(visible(text), style)


def letter(index: int) -> str:
    """The letter that stands for a criterion in bars; after fifty-two, a plus sign."""
    return _LETTERS[index] if index < len(_LETTERS) else "+"


def capital(index: int) -> str:
    """The letters that stand for a row or a column elsewhere: A to Z, then AA, AB and so on."""
    before, last = divmod(index, 26)
    return (capital(before - 1) if before else "") + string.ascii_uppercase[last]


def colour_of(index: int) -> Style:
    """The colour of a criterion's part of a bar."""
    background = _COLOURS[index % len(_COLOURS)]
    return Style(color="#000000", bgcolor=background, bold=False, dim=False)


def line_colour_of(index: int) -> Style:
    """The same colour for a line, a letter or a word on the screen's own background."""
    return Style(color=_COLOURS[index % len(_COLOURS)])


def bar(standing: Standing, scoring: Scoring, width: int, full: float) -> Text:
    """An overall value as a bar of contributions, `width` cells for `full` points.

    Each criterion fills its cells with its letter; what missing scores could add is dotted.
    """
    text = Text()
    total = 0.0
    for index, criterion in enumerate(scoring.criteria):
        start = round(total / full * width)
        total += standing.contributions[criterion.id] or 0.0
        cells = round(total / full * width) - start
        text.append(letter(index) * cells, colour_of(index))
    text.append("·" * (round(standing.most / full * width) - len(text)), "dim")
    return text


def legend(scoring: Scoring, screen: Screen) -> RenderableType:
    """Which letter is which criterion, and its share of the weight."""
    entries = []
    for index, criterion in enumerate(scoring.criteria):
        entry = Text(no_wrap=not screen.is_terminal).append(letter(index), colour_of(index))
        entry.append(f" {visible(criterion.name)} ")
        entry.append(percent(scoring.weights[criterion.id]), "dim")
        entries.append(entry)
    if not screen.is_terminal:
        return Text("\n").join(entries)
    return Columns(entries, padding=(0, 3), column_first=True)


def grid(screen: Screen, header: Sequence[str], right: Iterable[int] = ()) -> Table:
    """An empty table: ruled under its header on a terminal, bare columns in a pipe."""
    table = Table(
        box=box.SIMPLE_HEAD if screen.is_terminal else None,
        padding=(0, 1, 0, 0) if screen.is_terminal else (0, 2, 0, 0),
        pad_edge=False,
        show_edge=False,
        header_style="bold",
    )
    aligned = set(right)
    for index, name in enumerate(header):
        table.add_column(
            name,
            justify="right" if index in aligned else "left",
            no_wrap=index in aligned or not screen.is_terminal,
            overflow="fold",
        )
    return table


def indented(text: Text, screen: Screen) -> RenderableType:
    """Text set in from the left, on every line that it takes."""
    return Padding(text, (0, 0, 0, 2)) if screen.is_terminal else Text("  ").append_text(text)
