"""A ranking: the JSON record and the CSV rows."""

from typing import Any

from ukjapan_cli.features.verdict.analysis import Judged
from ukjapan_cli.features.verdict.words import record as verdict_record
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.phrases import (
    why_excluded,
)
from ukjapan_cli.formats.shared_records import criteria_records, decision_record
from ukjapan_cli.model.scoring import Standing


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
