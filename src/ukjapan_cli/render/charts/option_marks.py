"""What stands for an option on every chart: a letter, a colour, a name."""

from typing import NamedTuple

from ukjapan_cli.analysis.scoring import Scoring
from ukjapan_cli.render.charts.palette import colours
from ukjapan_cli.render.frame import capital
from ukjapan_cli.render.visible import visible

REFERENCE = "#7d858e"
"""The colour of the baseline, which is dashed."""


class OptionMark(NamedTuple):
    """How an option is told from others.

    Attributes:
        letter: the same on every chart; empty for the baseline, which is dashed instead.
        colour: of its lines and points.
        name: as it may be drawn.
        is_baseline: whether it is what others are held against.
    """

    letter: str
    colour: str
    name: str
    is_baseline: bool


def option_marks(scoring: Scoring) -> dict[int, OptionMark]:
    """The mark of every option by its row: A is the first of the ranking."""
    rows = {option.id: row for row, option in enumerate(scoring.decision.options)}
    standings = [*scoring.ranking, *(s for s in scoring.excluded if not s.option.is_baseline)]
    colour = colours(standing.option.id for standing in standings)
    marks = {
        rows[s.option.id]: OptionMark(
            capital(place), colour[s.option.id], visible(s.option.name), is_baseline=False
        )
        for place, s in enumerate(standings)
    }
    if (baseline := scoring.baseline) is not None:
        name = f"{visible(baseline.option.name)} (baseline)"
        marks[rows[baseline.option.id]] = OptionMark("", REFERENCE, name, is_baseline=True)
    return marks
