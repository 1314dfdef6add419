"""A scoring as a table for people at a terminal, or for a pipe."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from ukjapan_cli.features.verdict.analysis import Judged, Verdict
from ukjapan_cli.features.verdict.words import sentence
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import bar, colour_of, grid, legend, letter, plain
from ukjapan_cli.formats.phrases import (
    name_of,
    ordered,
    signed,
    stand,
    title,
    value_of,
    why_excluded,
)
from ukjapan_cli.formats.terminal import Screen
from ukjapan_cli.model.scoring import Difference, Scoring, Standing

_WIDEST_BAR = 40
_NARROWEST_BAR = 8
_ONE_LINE_AN_OPTION = 120
_GAP = 2


def table(judged: Judged, screen: Screen) -> str:
    """The ranking and how sure first place is."""
    return ranking(judged.scoring, screen, judged.verdict)


def ranking(
    scoring: Scoring, screen: Screen, verdict: Verdict | None = None, also: Sequence[str] = ()
) -> str:
    """The ranking with bars, the baseline where its value puts it, and what is not ranked.

    `also` has more lines on what the analysis stands on.

    On a narrow terminal an option's bar stands under its name, and its strongest and weakest
    criterion are told by their letters in the legend.
    """
    decision = scoring.decision
    parts: list[RenderableType] = [
        plain(title(decision), "bold"),
        plain(stand(decision), "dim"),
        *(plain(line, "dim") for line in also),
        Text(),
        _ranking(scoring, screen),
        Text(),
        legend(scoring, screen),
    ]
    notes = ["Bars: value by criterion; the longest stands for the highest value."]
    if len(scoring.ranking) > 1:
        notes.append("Strongest and weakest: points against the mean of the ranked options.")
    parts += [Text(note, "dim") for note in notes]
    failed = [s for s in scoring.excluded if not s.option.is_baseline]
    if failed:
        parts += [Text(), Text("Not ranked", "bold")]
        parts += [plain(f"{s.option.name} ({value_of(s)}): {why_excluded(s)}") for s in failed]
    if scoring.has_missing:
        parts += [
            Text(),
            Text(
                "Scores are missing: values run from the worst to the best that they could be "
                "(dotted in the bars), and ranks from the best to the worst."
            ),
        ]
    if verdict:
        parts += [Text(), plain(sentence(verdict), "bold")]
    return screen.drawn(*parts)


def _ranking(scoring: Scoring, screen: Screen) -> RenderableType:
    standings = ordered(scoring)
    full = max([s.most for s in (*standings, *scoring.excluded)], default=0.0) or 1.0
    is_wide = screen.width is None or screen.width >= _ONE_LINE_AN_OPTION
    header = ["Rank", "Option", "Value", "Strongest", "Weakest"]
    right = (0, 2)
    if is_wide:
        header.insert(3, "Contributions")
    drawn = grid(screen, header, right=right)
    if is_wide:
        drawn.columns[3].no_wrap = True
    else:
        drawn.columns[3].no_wrap = drawn.columns[4].no_wrap = True
    width = _bar_width(scoring, standings, screen, is_wide=is_wide)
    for standing in standings:
        name = plain(name_of(standing))
        cells = [
            Text("-" if standing.place is None else str(standing.place)),
            name,
            Text(value_of(standing)),
            _difference(standing.strongest, scoring, by_name=is_wide),
            _difference(standing.weakest, scoring, by_name=is_wide),
        ]
        contributions = bar(standing, scoring, width, full)
        if is_wide:
            cells.insert(3, contributions)
        else:
            name.append("\n").append_text(contributions)
        is_first = standing.place is not None and standing.place.last == 1
        style = "dim" if standing.option.is_baseline else "bold" if is_first else ""
        drawn.add_row(*cells, style=style)
    return drawn


def _difference(difference: Difference | None, scoring: Scoring, *, by_name: bool) -> Text:
    if difference is None:
        return Text("-")
    points = signed(difference.points)
    if by_name:
        return Text(f"{visible(difference.criterion.name)} {points}")
    index = scoring.criteria.index(difference.criterion)
    return Text().append(letter(index), colour_of(index)).append(f" {points}")


def _bar_width(
    scoring: Scoring, standings: list[Standing], screen: Screen, *, is_wide: bool
) -> int:
    """What is left for the bar once the other columns have what they need."""
    if screen.width is None:
        return _WIDEST_BAR
    rank = max(4, *(len(str(s.place)) for s in standings))
    value = max(5, *(len(value_of(s)) for s in standings))
    if is_wide:
        names = max(cell_len(visible(name_of(s))) for s in standings)
        criteria = max(cell_len(visible(c.name)) for c in scoring.criteria) + len(" -00.0")
        others = rank + min(names, 36) + value + 2 * min(criteria, 28) + 5 * _GAP
    else:
        others = rank + value + len("Strongest") + len("Weakest") + 4 * _GAP
    return max(_NARROWEST_BAR, min(_WIDEST_BAR, screen.width - others))
