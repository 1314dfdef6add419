"""A ranking: blocks, and the Markdown that they make."""

from ukjapan_cli.features.verdict.analysis import Judged
from ukjapan_cli.features.verdict.words import sentence
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import Block, Bullets, Grid, Own, sentences
from ukjapan_cli.formats.phrases import (
    name_of,
    ordered,
    percent,
    signed,
    stand,
    title,
    value_of,
    why_excluded,
)
from ukjapan_cli.model.scoring import Scoring

_MISSING = "Scores are missing: values and ranks are the ranges that they could have."


def markdown(judged: Judged) -> str:
    """The ranking, the weights and what is not ranked, for a pull request or a wiki."""
    scoring, verdict = judged
    decision = scoring.decision
    told = [sentences(stand(decision)), *blocks(scoring)]
    if verdict:
        told.append(sentences(sentence(verdict)))
    if scoring.has_missing:
        told.append(sentences(_MISSING))
    return f"## {md.escaped(title(decision))}\n\n{md.written(told)}"


def blocks(scoring: Scoring) -> list[Block]:
    """The ranking, the weights and what is not ranked."""
    ranking = [
        [
            Own(standing.place or "–"),
            name_of(standing),
            Own(value_of(standing)),
            *(
                f"{difference.criterion.name} {signed(difference.points)}"
                if difference
                else Own("–")
                for difference in (standing.strongest, standing.weakest)
            ),
        ]
        for standing in ordered(scoring)
    ]
    header = ["Rank", "Option", "Value", "Strongest", "Weakest"]
    weights = [[c.name, Own(percent(scoring.weights[c.id]))] for c in scoring.criteria]
    told: list[Block] = [
        Grid("Options by overall value", header, ranking, numbers=(0, 2)),
        Grid("Criteria and their shares", ["Criterion", "Weight"], weights, numbers=(1,)),
    ]
    failed = [s for s in scoring.excluded if not s.option.is_baseline]
    if failed:
        lines = (f"{s.option.name} ({value_of(s)}): {why_excluded(s)}" for s in failed)
        told.append(Bullets(tuple(lines), "Not ranked:"))
    return told
