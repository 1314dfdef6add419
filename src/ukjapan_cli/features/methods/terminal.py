"""The ranking by several methods for people at a terminal, or for a pipe."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ukjapan_cli.features.methods import words as say
from ukjapan_cli.features.methods.analysis.methods import CrossCheck
from ukjapan_cli.formats.frame import grid, indented, plain
from ukjapan_cli.formats.phrases import points, stand, title
from ukjapan_cli.formats.terminal import Screen

_ONE_LINE_AN_OPTION = 100


def table(found: CrossCheck, screen: Screen) -> str:
    """Ranks and scores by each method, how far they agree, and what explains the rest.

    On a narrow terminal a score stands under its rank.
    """
    decision = found.scoring.decision
    parts: list[RenderableType] = [
        plain(title(decision), "bold"),
        plain(stand(decision), "dim"),
        Text(),
        _ranks(found, screen),
        Text(),
        Text(say.agreement(found)),
        Text(say.BASIS, "dim"),
    ]
    for method in found.methods:
        if method.changes:
            parts += [Text(), Text(say.heading(method), "bold")]
            lines = [say.change(change) for change in say.most_moved(method)]
            lines += filter(None, [say.rest(method)])
            parts += [indented(plain(line), screen) for line in lines]
    if left_out := say.left_out(found):
        parts += [Text(), plain(left_out)]
    return screen.drawn(*parts, Text(), Text(say.CAUTION))


def _ranks(found: CrossCheck, screen: Screen) -> Table:
    is_wide = screen.width is None or screen.width >= _ONE_LINE_AN_OPTION
    names = [method.name for method in found.methods]
    if not is_wide:
        names = [name.replace(" ", "\n") for name in names]
    drawn = grid(screen, ["Option", "Additive", *names], right=range(1, len(names) + 2))
    columns = [
        _cells(found.ranks, [points(s.value) for s in found.scoring.ranking], is_wide=is_wide)
    ]
    for method in found.methods:
        scores = [say.score(method, number) for number in method.scores]
        columns.append(_cells(method.ranks, scores, is_wide=is_wide))
    for standing, *cells in zip(found.scoring.ranking, *columns, strict=True):
        is_first = standing.place is not None and standing.place.rank == 1
        drawn.add_row(plain(standing.option.name), *cells, style="bold" if is_first else "")
    drawn.add_section()
    drawn.add_row(Text("Kendall's tau"), Text(), *(Text(say.tau(m)) for m in found.methods))
    return drawn


def _cells(ranks: tuple[int, ...], scores: list[str], *, is_wide: bool) -> list[Text]:
    """A column's ranks and scores, each under the other of its kind."""
    told = say.ranks(ranks)
    if not is_wide:
        return [Text(f"{rank}\n{score}") for rank, score in zip(told, scores, strict=True)]
    widest = max(len(score) for score in scores)
    return [Text(f"{rank}  {score:>{widest}}") for rank, score in zip(told, scores, strict=True)]
