"""One weight: the JSON record and the CSV rows."""

from ukjapan_cli.features.sensitivity.analysis.sensitivity import OneWeight
from ukjapan_cli.features.sensitivity.record import SCHEMA, weight_record
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.shared_records import decision_record


def json(one: OneWeight) -> str:
    """The contract `ukjapan/sensitivity/1` with one criterion, and the options' lines."""
    decision = one.scoring.decision
    ends = zip(one.scoring.ranking, one.found.at_zero, one.found.at_one, strict=True)
    record = {
        "decision": decision_record(decision),
        "leader": one.scoring.ranking[0].option.id,
        "criteria": [
            {
                **weight_record(one.found, decision.options),
                "lines": [
                    {
                        "option": standing.option.id,
                        "at_zero": float(at_zero),
                        "at_one": float(at_one),
                    }
                    for standing, at_zero, at_one in ends
                ],
            }
        ],
    }
    return json_text(SCHEMA, record)


def csv(one: OneWeight) -> str:
    """A row an option, best ranked first: its overall value at 0 %, today and at 100 %."""
    header = ["option", "name", "criterion", "weight", "at_zero", "now", "at_one"]
    rows = [
        [
            standing.option.id,
            standing.option.name,
            one.found.node.id,
            one.found.weight,
            float(at_zero),
            standing.value,
            float(at_one),
        ]
        for standing, at_zero, at_one in zip(
            one.scoring.ranking, one.found.at_zero, one.found.at_one, strict=True
        )
    ]
    return csv_text(header, rows)
