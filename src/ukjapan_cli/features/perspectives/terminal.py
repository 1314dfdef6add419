"""A decision under all its perspectives, for people at a terminal or for a pipe."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len
from rich.columns import Columns
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ukjapan_cli.decision.decision import Perspective
from ukjapan_cli.features.perspectives import words as say
from ukjapan_cli.features.perspectives.analysis.perspectives import Perspectives
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import capital, grid, plain
from ukjapan_cli.formats.phrases import percent, points, stand, title
from ukjapan_cli.formats.terminal import Screen

_GAP = 2
_NARROWEST_NAME = 20
_WIDEST_HEADING = 12


class _Column(NamedTuple):
    """A column of cells under a heading, which may take several lines."""

    heading: str
    cells: list[str]

    @property
    def width(self) -> int:
        """How many cells of the screen it takes, with the gap before it."""
        texts = [*self.heading.split("\n"), *self.cells]
        return _GAP + max(cell_len(text) for text in texts)


def table(found: Perspectives, screen: Screen) -> str:
    """Ranks side by side, what follows from them, regrets, and the weights that differ.

    Perspectives stand under their names where those fit, otherwise under letters. What does not fit
    beside each other goes on below.
    """
    decision = found.scoring.decision
    headings = _names(found, screen)
    are_letters = headings is None
    if headings is None:
        headings = [capital(index) for index in range(len(_shown(found)))]
    parts: list[RenderableType] = [
        plain(title(decision), "bold"),
        plain(stand(decision), "dim"),
        Text(),
    ]
    if are_letters:
        parts += [_legend(found, headings), Text()]
    parts += [*_blocks("Option", _options(found), _ranks(found, headings), screen)]
    parts += [Text(" ".join(filter(None, [say.RANKS, say.columns(found)])), "dim"), Text()]
    parts += [plain(sentence) for sentence in say.sentences(found)]
    parts += [Text(), *_blocks("Option", _options(found), _regrets(found, headings), screen)]
    parts += [Text(say.REGRETS, "dim"), Text()]
    parts += _blocks("Criterion", _criteria(found), _shares(found, headings), screen)
    parts.append(Text(" ".join(filter(None, [say.SHARES, say.more_criteria(found)])), "dim"))
    if left_out := say.left_out(found):
        parts += [Text(), plain(left_out)]
    for line in say.omissions(found):
        parts += [Text(), Text(line)]
    return screen.drawn(*parts)


def _names(found: Perspectives, screen: Screen) -> list[str] | None:
    """The perspectives' names as headings, if every table fits the screen with them."""
    names = [visible(perspective.name) for perspective in _shown(found)]
    if screen.width is None:
        return names
    headings = ["\n".join(wrap(name, _WIDEST_HEADING, break_long_words=False)) for name in names]
    for first, columns in (
        (_options(found), _ranks(found, headings)),
        (_options(found), _regrets(found, headings)),
        (_criteria(found), _shares(found, headings)),
    ):
        if _name_width(first) + sum(column.width for column in columns) > screen.width:
            return None
    return headings


def _shown(found: Perspectives) -> Sequence[Perspective]:
    """The perspectives that have a column."""
    return found.perspectives[: say.MOST_PERSPECTIVES]


def _name_width(names: Sequence[str]) -> int:
    """How wide a column of names has to be, which may take several lines each."""
    return min(_NARROWEST_NAME, max(cell_len(name) for name in names))


def _legend(found: Perspectives, letters: Sequence[str]) -> RenderableType:
    named = zip(letters, _shown(found), strict=True)
    entries = [Text(f"{letter}  {visible(p.name)}") for letter, p in named]
    return Columns(entries, padding=(0, 3), column_first=True)


def _options(found: Perspectives) -> list[str]:
    return [visible(seen.option.name) for seen in found.options]


def _criteria(found: Perspectives) -> list[str]:
    return [visible(one.criterion.name) for one in found.disagreements[: say.MOST_CRITERIA]]


def _ranks(found: Perspectives, headings: Sequence[str]) -> list[_Column]:
    stated = [str(seen.standing.place) for seen in found.options]
    views = zip(headings, found.views, strict=False)
    return [
        _Column(say.in_force(found.scoring.decision), stated),
        *(_Column(heading, [str(place) for place in view.places]) for heading, view in views),
        _Column("Mean", [str(place) for place in found.mean.places]),
    ]


def _regrets(found: Perspectives, headings: Sequence[str]) -> list[_Column]:
    return [
        *(
            _Column(heading, [say.regret(seen.regrets[index]) for seen in found.options])
            for index, heading in enumerate(headings)
        ),
        _Column("Largest\nregret", [say.regret(seen.largest_regret) for seen in found.options]),
        _Column("Worst\nrank", [str(seen.worst_rank) for seen in found.options]),
    ]


def _shares(found: Perspectives, headings: Sequence[str]) -> list[_Column]:
    told = found.disagreements[: say.MOST_CRITERIA]
    return [
        *(
            _Column(heading, [percent(one.shares[index]) for one in told])
            for index, heading in enumerate(headings)
        ),
        _Column("Moves", [points(one.moves) for one in told]),
    ]


def _blocks(
    what: str, names: Sequence[str], columns: Sequence[_Column], screen: Screen
) -> Iterator[RenderableType]:
    """One table, or as many as it takes for all columns to fit; an empty line after each."""
    room = None if screen.width is None else screen.width - _name_width(names)
    waiting: list[_Column] = []
    for column in columns:
        taken = sum(one.width for one in waiting) + column.width
        if waiting and room is not None and taken > room:
            yield from (_table(what, names, waiting, screen), Text())
            waiting = []
        waiting.append(column)
    yield from (_table(what, names, waiting, screen), Text())


def _table(what: str, names: Sequence[str], columns: Sequence[_Column], screen: Screen) -> Table:
    headings = [column.heading for column in columns]
    if screen.width is None:
        headings = [heading.replace("\n", " ") for heading in headings]
    drawn = grid(screen, [what, *headings], right=range(1, len(columns) + 1))
    for row, name in enumerate(names):
        drawn.add_row(Text(name), *(_cell(column.cells[row]) for column in columns))
    return drawn


def _cell(text: str) -> Text:
    return Text(text, "bold" if text in ("1", "1=") else "")
