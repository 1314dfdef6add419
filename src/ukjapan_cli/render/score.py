"""A ranking and its verdict as JSON, CSV or Markdown."""

from typing import TYPE_CHECKING, Any

from ukjapan_cli.analysis.scoring import Scoring, Standing
from ukjapan_cli.analysis.verdict import Judged
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render.blocks import Block, Bullets, Grid, Own, sentences
from ukjapan_cli.render.record import csv_text, json_text
from ukjapan_cli.render.shared_records import criteria_records, decision_record
from ukjapan_cli.render.verdict import record as verdict_record
from ukjapan_cli.render.verdict import sentence
from ukjapan_cli.render.wording import (
    name_of,
    ordered,
    percent,
    signed,
    stand,
    title,
    value_of,
    why_excluded,
)

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen

_MISSING = "Scores are missing: values and ranks are the ranges that they could have."


def table(judged: Judged, screen: "Screen") -> str:
    """What people read in a terminal or a pipe."""
    from ukjapan_cli.render.score_table import table as drawn  # Rich is not for every format

    return drawn(judged.scoring, screen, judged.verdict)


def json(judged: Judged) -> str:
    """The contract `ukjapan/score/1`."""
    scoring, verdict = judged
    record = {
        "decision": decision_record(scoring.decision),
        "criteria": criteria_records(scoring.criteria, scoring.weights),
        "ranking": [
            standing_record(standing, with_ranges=scoring.has_missing)
            for standing in scoring.ranking
        ],
        "excluded": [
            {
                "option": standing.option.id,
                "name": standing.option.name,
                "value": standing.value,
                "because": why_excluded(standing),
                **({"most": standing.most} if scoring.has_missing else {}),
            }
            for standing in scoring.excluded
        ],
        **verdict_record(verdict),
    }
    return json_text("ukjapan/score/1", record)


def standing_record(standing: Standing, *, with_ranges: bool) -> dict[str, Any]:
    """Where an option stands, as the contracts of files and of tables have it.

    Args:
        standing: of one option.
        with_ranges: whether values and ranks are ranges, since scores are missing.
    """
    place = standing.place
    record: dict[str, Any] = {
        "rank": place.rank if place else None,
        "option": standing.option.id,
        "name": standing.option.name,
        "value": standing.value,
        "tied": bool(place and place.tied),
        "values": dict(standing.values),
        "contributions": dict(standing.contributions),
    }
    if with_ranges and place:
        record["last_rank"] = place.last
        record["most"] = standing.most
    return record


def csv(judged: Judged) -> str:
    """A row an option, ranked ones first; values and contributions a column a criterion."""
    scoring = judged.scoring
    ids = [criterion.id for criterion in scoring.criteria]
    header = ["rank", "last_rank", "option", "name", "value", "most", "tied", "excluded_because"]
    header += [f"value:{id_}" for id_ in ids] + [f"contribution:{id_}" for id_ in ids]
    rows = [
        [
            standing.place.rank if standing.place else None,
            standing.place.last if standing.place else None,
            standing.option.id,
            standing.option.name,
            standing.value,
            standing.most,
            standing.place.tied if standing.place else None,
            None if standing.place else why_excluded(standing),
            *(standing.values[id_] for id_ in ids),
            *(standing.contributions[id_] for id_ in ids),
        ]
        for standing in (*scoring.ranking, *scoring.excluded)
    ]
    return csv_text(header, rows)


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
