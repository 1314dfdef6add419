"""Other methods: the JSON record and the CSV rows."""

from typing import Any

from ukjapan_cli.features.methods import words as say
from ukjapan_cli.features.methods.analysis.methods import CrossCheck, MethodResult, RankChange
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.shared_records import criteria_records, decision_record, excluded_records


def json(found: CrossCheck) -> str:
    """The contract `ukjapan/methods/1`."""
    scoring = found.scoring
    ids = [standing.option.id for standing in scoring.ranking]
    record = {
        "decision": decision_record(scoring.decision),
        "criteria": criteria_records(scoring.criteria, scoring.weights),
        "options": [{"option": s.option.id, "name": s.option.name} for s in scoring.ranking],
        "additive": {
            "scores": {standing.option.id: standing.value for standing in scoring.ranking},
            "ranks": dict(zip(ids, found.ranks, strict=True)),
        },
        "methods": [
            {
                "id": method.id,
                "name": method.name,
                "better": "lower" if method.lower_is_better else "higher",
                "scores": dict(zip(ids, method.scores, strict=True)),
                "ranks": dict(zip(ids, method.ranks, strict=True)),
                "tau": method.tau,
            }
            for method in found.methods
        ],
        "differences": [
            _difference(method, change) for method in found.methods for change in method.changes
        ],
        "excluded": excluded_records(scoring.excluded),
    }
    return json_text("ukjapan/methods/1", record)


def _difference(method: MethodResult, change: RankChange) -> dict[str, Any]:
    numbers = change.cause._asdict()
    del numbers["column"]
    return {
        "method": method.id,
        "option": change.standing.option.id,
        "rank": change.rank,
        "additive_rank": change.additive_rank,
        "criterion": change.criterion.id,
        "numbers": numbers,
        "because": say.because(change),
    }


def csv(found: CrossCheck) -> str:
    """A row for each option by each method, the additive one first."""
    header = ["method", "option", "name", "rank", "score", "additive_rank", "tau"]
    header += ["criterion", "because"]
    ranking = found.scoring.ranking
    rows: list[list[Any]] = [
        ["additive", s.option.id, s.option.name, rank, s.value, rank, None, None, None]
        for s, rank in zip(ranking, found.ranks, strict=True)
    ]
    for method in found.methods:
        changes = {change.standing.option.id: change for change in method.changes}
        numbers = zip(ranking, method.ranks, method.scores, found.ranks, strict=True)
        for standing, rank, score, additive in numbers:
            option = standing.option
            change = changes.get(option.id)
            rows.append(
                [
                    *(method.id, option.id, option.name, rank, score, additive, method.tau),
                    *((change.criterion.id, say.because(change)) if change else (None, None)),
                ]
            )
    return csv_text(header, rows)
