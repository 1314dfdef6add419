"""Robustness for people at a terminal, or for a pipe."""

from rich.cells import cell_len
from rich.console import RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from ukjapan_cli.features.robustness import words as say
from ukjapan_cli.features.robustness.analysis.robustness import OptionRobustness, Robustness
from ukjapan_cli.features.verdict.words import sentence
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import capital, grid, plain
from ukjapan_cli.formats.phrases import percent, stand, title
from ukjapan_cli.formats.terminal import Screen

# From near white to dark blue, so that more is darker; the numbers say the same.
_SHADES = ("#F7FBFF", "#DEEBF7", "#C6DBEF", "#9ECAE1", "#6BAED6", "#4292C6", "#2171B5", "#084594")
_LIGHT_SHADES = 5
_CELL, _FINE_CELL = len(">99%"), len("100.0%")
_GAP = 2
_NARROWEST_NAME = 16
_WIDEST_NAME = 36
_ONE_DECIMAL = 100
_MOST_RANKS = _MOST_CENTRAL = 12


def table(found: Robustness, screen: Screen) -> str:
    """A heat map of ranks, the weights that put options first, who beats whom, and what it means.

    Options have letters, by which the second and third table name them.
    """
    parts: list[RenderableType] = [
        plain(title(found.decision), "bold"),
        plain(stand(found.decision), "dim"),
        Text(say.drawn(found), "dim"),
        *(Text(line) for line in say.omissions(found)),
        Text(),
        _ranks(found, screen),
        Text(),
        Text(say.ranks(found, _ranks_shown(found, screen)), "dim"),
        Text(say.confidence(found), "dim"),
        Text(),
        *_central_weights(found, screen),
    ]
    pairs = len("Ahead of") + len(found.options) * (_CELL + _GAP)
    fits = screen.width is None or pairs <= screen.width
    if fits and 1 < len(found.options) <= say.MOST_COMPARED:
        parts += [Text(), _pairs(found, screen), Text(), Text(say.PAIRWISE, "dim")]
    if left_out := say.left_out(found):
        parts += [Text(), plain(left_out)]
    if found.verdict:
        parts += [Text(), plain(sentence(found.verdict), "bold")]
    return screen.drawn(*parts)


def _ranks_shown(found: Robustness, screen: Screen) -> int:
    """How many ranks have a column of their own."""
    options, most = found.options, _MOST_RANKS
    if screen.width is not None:
        longest = max(cell_len(visible(one.option.name)) for one in options)
        cell = (_FINE_CELL if _is_fine(screen) else _CELL) + _GAP
        others = len(capital(len(options) - 1)) + len("Mean") + len("Confidence") + 3 * _GAP
        room = screen.width - others - _GAP - min(longest, _NARROWEST_NAME)
        most = min(most, room // cell)
    return len(options) if len(options) <= most else max(1, most - 1)


def _is_fine(screen: Screen) -> bool:
    """Whether there is room for a decimal."""
    return screen.width is None or screen.width >= _ONE_DECIMAL


def _ranks(found: Robustness, screen: Screen) -> Table:
    options, is_fine, shown = found.options, _is_fine(screen), _ranks_shown(found, screen)
    header = ["", "Option", *(str(rank + 1) for rank in range(shown))]
    if shown < len(options):
        header.append("Below")
    header += ["Mean", "Confidence"]
    drawn = grid(screen, header, right=range(2, len(header)))
    drawn.columns[0].no_wrap = True
    for index, one in enumerate(options):
        at = [estimate.value for estimate in one.acceptability]
        shares = at[:shown] + ([sum(at[shown:])] if shown < len(options) else [])
        drawn.add_row(
            Text(capital(index), "bold"),
            plain(one.option.name),
            *(_shaded(share, screen, is_fine=is_fine) for share in shares),
            Text(say.rank(one.expected_rank)),
            Text(percent(one.confidence.value) if one.confidence else "-"),
        )
    return drawn


def _shaded(share: float, screen: Screen, *, is_fine: bool) -> Text:
    number = percent(share) if is_fine else f"{say.whole_percent(share)}%"
    text = Text(f"{number:>{_FINE_CELL if is_fine else _CELL}}")
    if screen.colour and share > 0:
        index = min(int(share * len(_SHADES)), len(_SHADES) - 1)
        ink = "#000000" if index < _LIGHT_SHADES else "#FFFFFF"
        text.stylize(Style(color=ink, bgcolor=_SHADES[index]))
    return text


def _central_weights(found: Robustness, screen: Screen) -> list[RenderableType]:
    """A table of the options that can be first, as many as fit; those that are so most often."""
    first = [(index, one) for index, one in enumerate(found.options) if one.central_weights]
    never = len(found.options) - len(first)
    most = _MOST_CENTRAL
    if screen.width is not None:
        longest = max(cell_len(visible(criterion.name)) for criterion in found.criteria)
        name = max(_NARROWEST_NAME, min(longest, _WIDEST_NAME))
        room = screen.width - name - len("Stated") - _GAP
        most = min(most, max(1, room // (_FINE_CELL + _GAP)))
    by_chance = sorted(first, key=lambda pair: -pair[1].first.value)[:most]
    shown = sorted(by_chance, key=lambda pair: pair[0])
    header = ["Central weights", "Stated", *(capital(index) for index, _ in shown)]
    drawn = grid(screen, header, right=range(1, len(header)))
    for criterion in found.criteria:
        drawn.add_row(
            plain(criterion.name),
            Text(percent(found.shares[criterion.id])),
            *(
                Text(percent(one.central_weights[criterion.id].value))
                for _, one in shown
                if one.central_weights
            ),
        )
    notes = [say.CENTRAL_WEIGHTS]
    if len(shown) < len(first):
        notes.append(f"{len(first) - len(shown)} more have some, which JSON and CSV show.")
    if never:
        notes.append("One is never first." if never == 1 else f"{never} are never first.")
    return [drawn, Text(), Text(" ".join(notes), "dim")]


def _pairs(found: Robustness, screen: Screen) -> Table:
    header = ["Ahead of", *(capital(index) for index in range(len(found.options)))]
    drawn = grid(screen, header, right=range(1, len(header)))
    for index, one in enumerate(found.options):
        drawn.add_row(
            Text(capital(index), "bold"),
            *(_pair(one, other) for other in found.options),
        )
    return drawn


def _pair(one: OptionRobustness, other: OptionRobustness) -> Text:
    return Text(say.beats(one, other).replace("–", "-"))
