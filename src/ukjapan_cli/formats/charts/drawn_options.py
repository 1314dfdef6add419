"""Drawn options: which of them a picture has, with which letters and colours."""

from typing import NamedTuple

from ukjapan_cli.formats.charts.palette import colours
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import capital
from ukjapan_cli.formats.phrases import listed, ordered, why_not_ranked
from ukjapan_cli.model.scoring import Scoring, Standing

MOST = 25


class DrawnOption(NamedTuple):
    """A row of a chart.

    Attributes:
        standing: the option.
        rank: its rank; a dash where it has none.
        name: as it may be drawn; it says why an option has no rank.
    """

    standing: Standing
    rank: str
    name: str

    @property
    def is_ranked(self) -> bool:
        """Whether it has a rank."""
        return self.standing.place is not None


def drawn_options(scoring: Scoring) -> list[DrawnOption]:
    """The ranking with the baseline where its value puts it, then what fails a `must`."""
    best = {standing.option.id for standing in scoring.ranking[:MOST]}
    shown = [s for s in ordered(scoring) if s.option.is_baseline or s.option.id in best]
    failed = [s for s in scoring.excluded if not s.option.is_baseline]
    return [_drawn(standing) for standing in (*shown, *failed[: max(0, MOST - len(shown))])]


def left_out(scoring: Scoring) -> str:
    """What is not drawn, and why options without a rank have none; empty where there are none."""
    sentences = []
    if len(scoring.ranking) > MOST:
        sentences.append(f"The best {MOST} of {len(scoring.ranking)} ranked options are drawn.")
    drawn = {one.standing.option.id for one in drawn_options(scoring)}
    failed = [s for s in scoring.excluded if not s.option.is_baseline]
    reasons = [
        f"{visible(s.option.name)} ({visible(why_not_ranked(s))})"
        for s in failed
        if s.option.id in drawn
    ]
    if reasons:
        sentences.append(f"Not ranked: {listed(reasons)}.")
    if undrawn := len(failed) - len(reasons):
        verbs = "fails a must and is" if undrawn == 1 else "fail a must and are"
        sentences.append(f"{undrawn} more {verbs} not drawn.")
    return " ".join(sentences)


def _drawn(standing: Standing) -> DrawnOption:
    name = visible(standing.option.name)
    if standing.option.is_baseline:
        name = f"{name} (baseline)"
    elif standing.place is None:
        name = f"{name} (fails a must)"
    return DrawnOption(standing, "–" if standing.place is None else str(standing.place), name)


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
