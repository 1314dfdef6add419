"""What each option does on each criterion, as the page tells it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ukjapan_cli.decision.criteria import Criterion, Gate
from ukjapan_cli.decision.options import Citation, Option
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale
from ukjapan_cli.formats.charts.drawn_criteria import weightiest
from ukjapan_cli.formats.phrases import (
    listed,
    number,
    on_scale,
    percent,
    performance,
    points,
    with_unit,
)
from ukjapan_cli.model.scoring import Scoring, Standing

MOST_CRITERIA, MOST_OPTIONS, MOST_SCORES = 100, 200, 2_500
"""So many are shown with their reasons, unless all are wanted."""

_LEAST_OPTIONS = 25


class ScoreEvidence(NamedTuple):
    """One score.

    Attributes:
        performance: in the criterion's own terms, without its unit.
        full: with its unit and its range.
        value: 0-100, on the criterion's scale.
    """

    performance: str
    full: str
    value: str
    because: str
    source: Citation | None


class CriterionEvidence(NamedTuple):
    """One criterion with every option's score on it, by the option's id."""

    id: str
    name: str
    question: str
    unit: str
    scale: str
    gate: str
    share: str
    weight: str
    because: str
    source: Citation | None
    scores: Mapping[str, ScoreEvidence]


class Evidence(NamedTuple):
    """What a report shows of all scores.

    Attributes:
        criteria: the leaf criteria in the file's order.
        options: those whose scores are there, the best first.
        left_out: which criteria and options are not there; empty where all are.
    """

    criteria: tuple[CriterionEvidence, ...]
    options: tuple[Option, ...]
    left_out: str


def evidence(scoring: Scoring, *, full: bool = False) -> Evidence:
    """Each score with its reason; of a large decision some, unless with `full`."""
    standings = (*scoring.ranking, *scoring.excluded)
    criteria, shown = scoring.criteria, len(standings)
    if not full:
        weightiest_ones = weightiest(scoring.criteria, scoring.weights, MOST_CRITERIA)
        criteria = tuple(criterion for _, criterion in weightiest_ones)
        shown = min(shown, max(_LEAST_OPTIONS, min(MOST_OPTIONS, MOST_SCORES // len(criteria))))
    return Evidence(
        tuple(_evidence(scoring, criteria, standings[:shown])),
        tuple(standing.option for standing in standings[:shown]),
        _left_out(scoring, len(criteria), shown),
    )


def _left_out(scoring: Scoring, criteria: int, options: int) -> str:
    of = []
    if criteria < len(scoring.criteria):
        of.append(f"the {criteria} weightiest of {len(scoring.criteria):,} criteria")
    if options < (every := len(scoring.ranking) + len(scoring.excluded)):
        of.append(f"the first {options} of {every:,} options")
    return f"Shown are {' and '.join(of)}: --full shows all." if of else ""


def _evidence(
    scoring: Scoring, criteria: Sequence[Criterion], standings: Sequence[Standing]
) -> Iterator[CriterionEvidence]:
    for criterion in criteria:
        share = percent(scoring.weights[criterion.id])
        stated = criterion.weight
        weight = number(stated.value)
        if stated.low is not None and stated.high is not None:
            weight += f" ({number(stated.low)} to {number(stated.high)})"
        yield CriterionEvidence(
            id=criterion.id,
            name=criterion.name,
            question=criterion.question,
            unit=criterion.scale.unit if criterion.scale else "",
            scale=_scale(criterion.scale),
            gate=_gate(criterion.gate, criterion.scale),
            share=share,
            weight=f"{weight}, relative to its siblings",
            because=criterion.because,
            source=criterion.source,
            scores={s.option.id: told for s in standings if (told := _told(s, criterion, scoring))},
        )


def _told(standing: Standing, criterion: Criterion, scoring: Scoring) -> ScoreEvidence | None:
    score = standing.option.scores.get(criterion.id)
    value = standing.values[criterion.id]
    if score is None or value is None:
        return None
    on_the_day = score.on(scoring.decision.as_of)
    return ScoreEvidence(
        performance=on_scale(criterion.scale, on_the_day.point),
        full=performance(criterion.scale, on_the_day),
        value=points(value),
        because=score.because,
        source=score.source,
    )


def _scale(scale: Scale | None) -> str:
    match scale:
        case Linear(worst=worst, best=best):
            text = f"0 at {with_unit(scale, worst)}, 100 at {with_unit(scale, best)}"
        case Piecewise(points=along):
            worths = [f"{number(worth)} at {with_unit(scale, at)}" for at, worth in along]
            text = f"{listed(worths)}, straight between"
        case Levels(levels=levels):
            text = listed([f"{number(worth)} for {name}" for name, worth in levels.items()])
        case Local(lower_is_better=lower):
            better = "least" if lower else "most"
            text = f"100 for the {better} that any option does, 0 for the other end"
        case None:
            return ""
    is_named = isinstance(scale, Levels)
    anchors = [
        f"{end if is_named else end.capitalize()}: {words}" for end, words in scale.anchors.items()
    ]
    return ". ".join([text, *(anchor.rstrip(".") for anchor in anchors)]) + "."


def _gate(gate: Gate | None, scale: Scale | None) -> str:
    if gate is None:
        return ""
    ends = (("at least", gate.at_least), ("at most", gate.at_most))
    return " and ".join(f"{word} {with_unit(scale, end)}" for word, end in ends if end is not None)
