"""A scoring as JSON, CSV or Markdown."""

from typing import TYPE_CHECKING, Any

from ukjapan_cli import __version__
from ukjapan_cli.analysis.scoring import Scoring, Standing
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render.record import csv_text, json_text
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


def decision_record(decision: Decision) -> dict[str, Any]:
    """What an analysis stood on, as every JSON output states it."""
    return {
        "title": decision.title,
        "as_of": decision.as_of.isoformat() if decision.as_of else None,
        "perspective": decision.perspective,
        "files": [{"path": file.path, "sha256": file.sha256} for file in decision.files],
        "version": __version__,
    }


def table(scoring: Scoring, screen: "Screen") -> str:
    """What people read in a terminal or a pipe."""
    from ukjapan_cli.render.score_table import table as drawn  # Rich is not for every format

    return drawn(scoring, screen)


def json(scoring: Scoring) -> str:
    """The contract `ukjapan/score/1`."""
    record = {
        "decision": decision_record(scoring.decision),
        "criteria": [
            {"id": c.id, "name": c.name, "weight": scoring.weights[c.id]} for c in scoring.criteria
        ],
        "ranking": [_ranked(standing, scoring) for standing in scoring.ranking],
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
        **verdict_record(scoring.verdict),
    }
    return json_text("ukjapan/score/1", record)


def _ranked(standing: Standing, scoring: Scoring) -> dict[str, Any]:
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
    if scoring.has_missing and place:
        record["last_rank"] = place.last
        record["most"] = standing.most
    return record


def csv(scoring: Scoring) -> str:
    """A row an option, ranked ones first; values and contributions a column a criterion."""
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


def markdown(scoring: Scoring) -> str:
    """The ranking, the weights and what is not ranked, for a pull request or a wiki."""
    return "\n".join(sections(scoring))


def sections(scoring: Scoring) -> list[str]:
    """The same in parts, with an empty line between each to come."""
    decision = scoring.decision
    ranking = [
        [
            str(standing.place) if standing.place else "–",
            md.escaped(name_of(standing)),
            value_of(standing),
            *(
                f"{md.escaped(difference.criterion.name)} {signed(difference.points)}"
                if difference
                else "–"
                for difference in (standing.strongest, standing.weakest)
            ),
        ]
        for standing in ordered(scoring)
    ]
    weights = [[md.escaped(c.name), percent(scoring.weights[c.id])] for c in scoring.criteria]
    parts = [
        f"## {md.escaped(title(decision))}\n",
        f"{md.escaped(stand(decision))}\n",
        md.table(["Rank", "Option", "Value", "Strongest", "Weakest"], ranking, numbers=(0, 2)),
        md.table(["Criterion", "Weight"], weights, numbers=(1,)),
    ]
    failed = [s for s in scoring.excluded if not s.option.is_baseline]
    if failed:
        lines = [
            f"- {md.escaped(s.option.name)} ({value_of(s)}): {md.escaped(why_excluded(s))}\n"
            for s in failed
        ]
        parts.append("Not ranked:\n\n" + "".join(lines))
    if scoring.verdict:
        parts.append(f"{md.escaped(sentence(scoring.verdict))}\n")
    if scoring.has_missing:
        parts.append("Scores are missing: values and ranks are the ranges that they could have.\n")
    return parts
