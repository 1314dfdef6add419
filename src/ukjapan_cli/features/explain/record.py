"""An explanation: the JSON record and the CSV rows."""

from typing import Any

from ukjapan_cli.decision.performances import bounds
from ukjapan_cli.decision.scales import Levels, Scale
from ukjapan_cli.features.explain import words as say
from ukjapan_cli.features.explain.analysis.explanation import Account, Explanation, Part
from ukjapan_cli.features.explain.analysis.to_be_first import ScoreChange, WeightChange
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.shared_records import decision_record, own_terms


def json(explanation: Explanation) -> str:
    """The contract `ukjapan/explain/1`."""
    subject, scoring = explanation.subject, explanation.scoring
    option = subject.option
    record: dict[str, Any] = {
        "decision": decision_record(scoring.decision),
        "option": option.id,
        "name": option.name,
        "rank": subject.place.rank if subject.place else None,
        "of": len(scoring.ranking),
        "value": subject.value,
        "leader": explanation.leader.option.id,
        "against": explanation.other.option.id if explanation.is_against else None,
        "criteria": [_criterion(account, explanation) for account in explanation.accounts],
        "to_be_first": _to_be_first(explanation),
        "in_draws": _in_draws(explanation),
        "carries": say.carries(explanation),
        "holds_back": say.holds_back(explanation),
        "summary": option.summary,
        "because": option.because,
        "enablers": list(option.enablers),
        "requires": list(option.requires),
        "excludes": list(option.excludes),
        "synergies": [
            {
                "options": list(synergy.options),
                "value": synergy.value,
                "because": synergy.because,
                "source": str(synergy.source) if synergy.source else None,
            }
            for synergy in explanation.synergies
        ],
    }
    return json_text("ukjapan/explain/1", record)


def _criterion(account: Account, explanation: Explanation) -> dict[str, Any]:
    scale = account.criterion.scale
    contribution = account.own.contribution
    leaders = explanation.leader.contributions[account.criterion.id] or 0.0
    record: dict[str, Any] = {
        "id": account.criterion.id,
        "name": account.criterion.name,
        **_part(account.own, scale),
        "weight": account.weight,
        "contribution": contribution,
        "gap": contribution - leaders,
        "because": account.own.score.because,
        "source": str(account.own.score.source) if account.own.score.source else None,
        "weight_because": account.criterion.because,
    }
    if explanation.is_against:
        record["against"] = {
            **_part(account.other, scale),
            "contribution": account.other.contribution,
            "difference": account.gap,
        }
    return record


def _part(part: Part, scale: Scale | None) -> dict[str, Any]:
    ends = bounds(part.performance)
    return {
        "performance": own_terms(scale, part.performance.point),
        "range": [own_terms(scale, end) for end in ends] if ends else None,
        "unit": scale.unit if scale else "",
        "value": part.value,
    }


def _to_be_first(explanation: Explanation) -> dict[str, Any] | None:
    if explanation.subject.place is None or explanation.is_first:
        return None
    return {
        "weight": _weight_change(explanation.weight_change),
        "score": _score_change(explanation.score_change),
    }


def _in_draws(explanation: Explanation) -> dict[str, Any] | None:
    draws = explanation.draws
    if draws is None:
        return None
    return {
        "first": draws.first.value,
        "standard_error": draws.first.error,
        "draws": draws.draws,
        "central_weights": draws.central_weights and dict(draws.central_weights),
    }


def _weight_change(change: WeightChange | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "id": change.node.id,
        "weight": change.node.weight.value,
        "threshold": change.threshold,
        "direction": "above" if change.is_raised else "below",
        "enough": change.enough,
        "share": change.share,
        "threshold_share": change.threshold_share,
    }


def _score_change(change: ScoreChange | None) -> dict[str, Any] | None:
    if change is None:
        return None
    scale = change.criterion.scale
    direction = "above" if change.is_raised else "below"
    return {
        "id": change.criterion.id,
        "performance": own_terms(scale, change.performance),
        "threshold": own_terms(scale, change.threshold),
        "direction": "at" if isinstance(scale, Levels) else direction,
        "within_range": change.within_range,
    }


def csv(explanation: Explanation) -> str:
    """A row a criterion."""
    subject = explanation.subject
    other = explanation.other if explanation.is_against else explanation.leader
    header = ["criterion", "name", "performance", "unit", "value", "weight", "contribution"]
    header += ["against", "against_performance", "against_contribution", "gap"]
    header += ["because", "source", "weight_because"]
    rows = []
    for account in say.in_order(explanation):
        scale = account.criterion.scale
        theirs = account.own if other is subject else account.other
        rows.append(
            [
                account.criterion.id,
                account.criterion.name,
                own_terms(scale, account.own.performance.point),
                scale.unit if scale else "",
                account.own.value,
                account.weight,
                account.own.contribution,
                other.option.id,
                own_terms(scale, theirs.performance.point),
                theirs.contribution,
                account.own.contribution - theirs.contribution,
                account.own.score.because,
                str(account.own.score.source or ""),
                account.criterion.because,
            ]
        )
    return csv_text(header, rows)
