"""Robustness: the JSON record and the CSV rows."""

from collections.abc import Mapping
from typing import Any

from ukjapan_cli.features.robustness import words as say
from ukjapan_cli.features.robustness.analysis.robustness import OptionRobustness, Robustness
from ukjapan_cli.features.verdict.words import record as verdict_record
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.shared_records import criteria_records, decision_record, excluded_records
from ukjapan_cli.model.estimate import Estimate


def json(found: Robustness) -> str:
    """The contract `ukjapan/robustness/1`."""
    record = {
        "decision": decision_record(found.decision),
        "draws": found.draws,
        "seed": found.seed,
        "weights": found.weights,
        **verdict_record(found.verdict),
        "until": found.until,
        "confidence_draws": found.confidence_draws,
        "criteria": criteria_records(found.criteria, found.shares),
        "options": [_option(one) for one in found.options],
        "excluded": excluded_records(found.excluded),
        "pairwise": {one.option.id: _values(one.beats) for one in found.options},
        "pairwise_error": {one.option.id: _errors(one.beats) for one in found.options},
        "omissions": say.omissions(found),
    }
    return json_text("ukjapan/robustness/1", record)


def _option(one: OptionRobustness) -> dict[str, Any]:
    central = one.central_weights
    return {
        "option": one.option.id,
        "name": one.option.name,
        "acceptability": [estimate.value for estimate in one.acceptability],
        "standard_error": [estimate.error for estimate in one.acceptability],
        "central_weights": _values(central) if central else None,
        "central_weights_error": _errors(central) if central else None,
        "confidence": one.confidence.value if one.confidence else None,
        "confidence_error": one.confidence.error if one.confidence else None,
        "expected_rank": one.expected_rank.value,
        "expected_rank_error": one.expected_rank.error,
    }


def _values(estimates: Mapping[str, Estimate]) -> dict[str, float]:
    return {id_: estimate.value for id_, estimate in estimates.items()}


def _errors(estimates: Mapping[str, Estimate]) -> dict[str, float]:
    return {id_: estimate.error for id_, estimate in estimates.items()}


def csv(found: Robustness) -> str:
    """A row an option; ranks, central weights and other options a column each, then the errors."""
    ranks = [str(rank) for rank in range(1, len(found.options) + 1)]
    criteria = [criterion.id for criterion in found.criteria]
    others = [one.option.id for one in found.options] if found.has_pairs else []
    names = ["expected_rank", "confidence", *(f"rank:{rank}" for rank in ranks)]
    names += [f"central_weight:{id_}" for id_ in criteria] + [f"beats:{id_}" for id_ in others]
    header = ["option", "name", *names, *(f"error:{name}" for name in names)]
    rows = []
    for one in found.options:
        central = one.central_weights or {}
        estimates = [
            one.expected_rank,
            one.confidence,
            *one.acceptability,
            *(central.get(id_) for id_ in criteria),
            *(one.beats.get(id_) for id_ in others),
        ]
        rows.append(
            [
                one.option.id,
                one.option.name,
                *(estimate and estimate.value for estimate in estimates),
                *(estimate and estimate.error for estimate in estimates),
            ]
        )
    return csv_text(header, rows)
