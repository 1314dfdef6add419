"""A scoring as a table for people at a terminal, or for a pipe."""

from rich.console import RenderableType
from rich.text import Text

from ukjapan_cli.analysis.scoring import Difference, Scoring, Standing
from ukjapan_cli.render.frame import bar, colour_of, grid, legend, letter, plain
from ukjapan_cli.render.screen import Screen
from ukjapan_cli.render.visible import visible
from ukjapan_cli.render.wording import ordered, signed, stand, title, value_of, why_excluded

_WIDEST_BAR = 40
_NARROWEST_BAR = 10
_ROOM_FOR_NAMES = 110


def table(scoring: Scoring, screen: Screen) -> str:
    """The ranking with bars, the baseline where its value puts it, and what is not ranked."""
    decision = scoring.decision
    parts: list[RenderableType] = [
        plain(title(decision), "bold"),
        plain(stand(decision), "dim"),
        Text(),
        _ranking(scoring, screen),
        Text(),
        legend(scoring, screen),
    ]
    failed = [s for s in scoring.excluded if not s.option.is_baseline]
    if failed:
        parts += [Text(), Text("Not ranked", "bold")]
        parts += [plain(f"{s.option.name} ({value_of(s)}): {why_excluded(s)}") for s in failed]
    if scoring.has_missing:
        parts += [
            Text(),
            Text(
                "Scores are missing: values run from the worst to the best that they could be, "
                "and ranks from the best to the worst."
            ),
        ]
    return screen.drawn(*parts)


def _ranking(scoring: Scoring, screen: Screen) -> RenderableType:
    standings = ordered(scoring)
    full = max([s.most for s in (*standings, *scoring.excluded)], default=0.0) or 1.0
    by_name = screen.width is None or screen.width >= _ROOM_FOR_NAMES
    header = ["Rank", "Option", "Value", "Contributions", "Strongest", "Weakest"]
    drawn = grid(screen, header, right=(0, 2))
    width = _bar_width(scoring, standings, screen, by_name=by_name)
    drawn.columns[3].no_wrap = True
    for column in (4, 5):
        drawn.columns[column].no_wrap = not by_name or screen.width is None
    for standing in standings:
        is_baseline = standing.option.is_baseline
        drawn.add_row(
            Text("-" if standing.place is None else str(standing.place)),
            plain(standing.option.name + (" (baseline)" if is_baseline else "")),
            Text(value_of(standing)),
            bar(standing, scoring, width, full),
            _difference(standing.strongest, scoring, by_name=by_name),
            _difference(standing.weakest, scoring, by_name=by_name),
            style="dim" if is_baseline else "bold" if _is_first(standing) else "",
        )
    return drawn


def _is_first(standing: Standing) -> bool:
    return standing.place is not None and standing.place.last == 1


def _difference(difference: Difference | None, scoring: Scoring, *, by_name: bool) -> Text:
    if difference is None:
        return Text("-")
    points = signed(difference.points)
    if by_name:
        return Text(f"{visible(difference.criterion.name)} {points}")
    index = scoring.criteria.index(difference.criterion)
    return Text(letter(index), colour_of(index)).append(f" {points}", "not bold default on default")


def _bar_width(
    scoring: Scoring, standings: list[Standing], screen: Screen, *, by_name: bool
) -> int:
    """What is left for the bar once the other columns have what they need."""
    if screen.width is None:
        return _WIDEST_BAR
    names = [len(visible(s.option.name)) + 11 * s.option.is_baseline for s in standings]
    value = max(5, *(len(value_of(s)) for s in standings))
    longest = max(len(visible(c.name)) for c in scoring.criteria) + 6
    sides = 2 * min(longest, 26) if by_name else 16
    left = screen.width - 4 - min(max(names, default=10), 30) - value - sides - 5 * 3
    return max(_NARROWEST_BAR, min(_WIDEST_BAR, left))
