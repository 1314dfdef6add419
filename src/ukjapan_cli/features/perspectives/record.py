"""Perspectives: the JSON record and the CSV rows."""

from typing import Any

from ukjapan_cli.features.perspectives import words as say
from ukjapan_cli.features.perspectives.analysis.perspectives import Perspectives
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.shared_records import decision_record, excluded_records


def json(found: Perspectives) -> str:
    """The contract `ukjapan/perspectives/1`."""
    scoring = found.scoring
    ids = [perspective.id for perspective in found.perspectives]
    taus: dict[str, dict[str, float | None]] = {id_: {} for id_ in ids}
    for pair in found.taus:
        taus[pair.one.id][pair.other.id] = taus[pair.other.id][pair.one.id] = pair.tau
    disagreements = {one.criterion.id: one for one in found.disagreements}
    record = {
        "decision": decision_record(scoring.decision),
        "criteria": [
            {
                "id": criterion.id,
                "name": criterion.name,
                "weight": scoring.weights[criterion.id],
                "weights": dict(zip(ids, disagreements[criterion.id].shares, strict=True)),
                "mean_weight": found.mean.shares[criterion.id],
                "spread": disagreements[criterion.id].spread,
                "moves": disagreements[criterion.id].moves,
            }
            for criterion in scoring.criteria
        ],
        "perspectives": [
            {"id": p.id, "name": p.name, "first": [option.id for option in view.first]}
            for p, view in zip(found.perspectives, found.views, strict=True)
        ],
        "options": [_option(found, row) for row in range(len(found.options))],
        "agreement": {"concordance": found.concordance, "tau": taus},
        "disagreements": list(disagreements),
        "always_in_top_two": [seen.option.id for seen in found.always_in_top_two],
        "mean": {
            "first": [option.id for option in found.mean.first],
            "changed_without": [
                {
                    "perspective": absence.perspective.id,
                    "first": [option.id for option in absence.first],
                }
                for absence in found.absences
            ],
        },
        "compromise": {
            "options": [seen.option.id for seen in found.compromise],
            "largest_regret": found.compromise[0].largest_regret,
        },
        "excluded": excluded_records(scoring.excluded),
        "omissions": say.omissions(found),
    }
    return json_text("ukjapan/perspectives/1", record)


def _option(found: Perspectives, row: int) -> dict[str, Any]:
    seen = found.options[row]
    ids = [perspective.id for perspective in found.perspectives]
    place = seen.standing.place
    return {
        "option": seen.option.id,
        "name": seen.option.name,
        "rank": place.rank if place else None,
        "value": seen.standing.value,
        "ranks": {id_: p.rank for id_, p in zip(ids, seen.places, strict=True)},
        "values": dict(zip(ids, seen.values, strict=True)),
        "regrets": dict(zip(ids, seen.regrets, strict=True)),
        "mean_rank": found.mean.places[row].rank,
        "mean_value": found.mean.values[row],
        "worst_rank": seen.worst_rank,
        "largest_regret": seen.largest_regret,
    }


def csv(found: Perspectives) -> str:
    """A row an option; ranks, values and regrets a column a perspective."""
    header = ["option", "name", "rank", "value", "mean_rank", "mean_value", "worst_rank"]
    header.append("largest_regret")
    ids = [perspective.id for perspective in found.perspectives]
    header += [f"{kind}:{id_}" for kind in ("rank", "value", "regret") for id_ in ids]
    rows = [
        [
            seen.option.id,
            seen.option.name,
            seen.standing.place.rank if seen.standing.place else None,
            seen.standing.value,
            found.mean.places[row].rank,
            found.mean.values[row],
            seen.worst_rank,
            seen.largest_regret,
            *(place.rank for place in seen.places),
            *seen.values,
            *seen.regrets,
        ]
        for row, seen in enumerate(found.options)
    ]
    return csv_text(header, rows)
