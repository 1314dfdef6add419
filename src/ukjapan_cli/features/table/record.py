"""The ranking of a table: the JSON record and the CSV rows."""

from typing import Any

from ukjapan_cli.features.score.record import standing_record
from ukjapan_cli.features.table.analysis.result import TableScoring
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.shared_records import decision_record
from ukjapan_cli.model.scoring import Standing


def json(result: TableScoring) -> str:
    """The contract `ukjapan/score-table/1`."""
    scoring, columns, summary = result.scoring, result.columns, result.summary
    record = {
        "decision": decision_record(scoring.decision),
        "table": {
            "path": result.table,
            "engine": result.engine,
            "id": columns.id,
            "name": columns.name,
            "rows": summary.rows,
            "ranked": summary.ranked,
            "unranked": result.unranked,
            "allow_missing": result.allows_missing,
        },
        "criteria": [
            {
                "id": criterion.id,
                "name": criterion.name,
                "weight": scoring.weights[criterion.id],
                "column": columns.performances.get(criterion.id),
                "low_column": columns.lows.get(criterion.id),
                "high_column": columns.highs.get(criterion.id),
                "missing": summary.missing[criterion.id],
                "unusable": summary.unusable[criterion.id],
                "failed": summary.failing[criterion.id],
                "mean_contribution": summary.means.get(criterion.id),
            }
            for criterion in scoring.criteria
        ],
        "ranking": [_ranked(standing, result) for standing in scoring.ranking],
    }
    return json_text("ukjapan/score-table/1", record)


def _ranked(standing: Standing, result: TableScoring) -> dict[str, Any]:
    record = standing_record(standing, with_ranges=result.allows_missing)
    if standing.option.id in result.ranges:
        record["value_low"], record["value_high"] = result.ranges[standing.option.id]
    return record


def csv(result: TableScoring) -> str:
    """A row an option, the best first; values and contributions a column a criterion."""
    ids = [criterion.id for criterion in result.scoring.criteria]
    header = ["rank", "last_rank", "option", "name", "value", "most", "value_low", "value_high"]
    header += ["tied", *(f"value:{id_}" for id_ in ids), *(f"contribution:{id_}" for id_ in ids)]
    rows = [
        [
            standing.place.rank if standing.place else None,
            standing.place.last if standing.place else None,
            standing.option.id,
            standing.option.name,
            standing.value,
            standing.most,
            *result.ranges.get(standing.option.id, (None, None)),
            standing.place.tied if standing.place else None,
            *(standing.values[id_] for id_ in ids),
            *(standing.contributions[id_] for id_ in ids),
        ]
        for standing in result.scoring.ranking
    ]
    return csv_text(header, rows)
