"""Which options charts of the whole ranking show, and in what order."""

from typing import NamedTuple

from ukjapan_cli.analysis.scoring import Scoring, Standing
from ukjapan_cli.render.visible import visible
from ukjapan_cli.render.wording import listed, ordered, why_not_ranked

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
