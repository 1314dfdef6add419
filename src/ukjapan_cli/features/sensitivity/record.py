"""Sensitivity: the JSON record and the CSV rows."""

from typing import Any

from ukjapan_cli.decision.options import Option
from ukjapan_cli.features.sensitivity import words as say
from ukjapan_cli.features.sensitivity.analysis.joint_change import Change, JointChange
from ukjapan_cli.features.sensitivity.analysis.sensitivity import Sensitivity
from ukjapan_cli.features.sensitivity.analysis.weights import WeightSensitivity
from ukjapan_cli.formats.json_and_csv import csv_text, json_text
from ukjapan_cli.formats.shared_records import decision_record, own_terms

SCHEMA = "ukjapan/sensitivity/1"


def json(sensitivity: Sensitivity) -> str:
    """The contract `ukjapan/sensitivity/1`."""
    options = sensitivity.scoring.decision.options
    record = {
        "decision": decision_record(sensitivity.scoring.decision),
        "leader": sensitivity.leader.option.id,
        "criteria": [weight_record(found, options) for found in sensitivity.weights],
        "scores": [
            {
                "option": options[found.row].id,
                "criterion": found.criterion.id,
                "performance": own_terms(found.criterion.scale, found.performance),
                "range": [own_terms(found.criterion.scale, e) for e in (found.low, found.high)],
                "range_is_stated": found.is_bounded,
                "threshold": (
                    None
                    if found.threshold is None
                    else own_terms(found.criterion.scale, found.threshold)
                ),
                "first": None if found.first is None else options[found.first].id,
                "fails_must": found.fails,
                "within_range": found.within_range,
            }
            for found in sensitivity.scores
        ],
        "tornado": [
            {
                "option": options[swing.row].id,
                "criterion": swing.criterion.id,
                "low": own_terms(swing.criterion.scale, swing.low),
                "high": own_terms(swing.criterion.scale, swing.high),
                "range_is_stated": swing.is_bounded,
                "lead_at_low": swing.at_low,
                "lead_at_high": swing.at_high,
            }
            for swing in sensitivity.tornado
        ],
        "joint_change": _joint_record(sensitivity.joint, options),
    }
    return json_text(SCHEMA, record)


def weight_record(found: WeightSensitivity, options: tuple[Option, ...]) -> dict[str, Any]:
    """What one node's weight does, as the contract has it."""

    def first(rows: tuple[int, ...]) -> dict[str, Any]:
        ids = [options[row].id for row in rows]
        return {"first": ids[0], "level_with": ids[1:]}

    return {
        "id": found.node.id,
        "name": found.node.name,
        "group": bool(found.node.criteria),
        "weight": found.weight,
        "can_move": found.can_move,
        "stable_from": found.stable_from,
        "stable_to": found.stable_to,
        "first_at_zero": first(found.first_at_zero),
        "flips": [{"weight": flip.weight, **first(flip.first)} for flip in found.flips],
    }


def _joint_record(change: JointChange | None, options: tuple[Option, ...]) -> dict[str, Any] | None:
    if change is None:
        return None
    obstacle = change.obstacle
    return {
        "option": options[change.row].id,
        "within": change.within,
        "is_needed": change.is_needed,
        "bounds": {id_: list(ends) for id_, ends in change.bounds.items()},
        "least_total": _change_record(change.least_total),
        "least_largest": _change_record(change.least_largest),
        "obstacle": obstacle
        and {
            "mixture": {options[row].id: share for row, share in obstacle.mixture.items()},
            "deficit": obstacle.deficit,
        },
    }


def _change_record(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {"total": change.total, "largest": change.largest, "weights": dict(change.shares)}


def csv(sensitivity: Sensitivity) -> str:
    """Rows of five kinds: weights, their flips, scores, the tornado, the joint change.

    `now` is a share or a performance, `from` and `to` the range that the kind is about (the
    stability interval, the score's range, the bounds of a share), `at` where something happens.
    """
    header = ["kind", "option", "criterion", "now", "from", "to", "at", "first", "within_range"]
    header += ["lead_from", "lead_to"]
    options = sensitivity.scoring.decision.options
    rows: list[list[Any]] = []
    for found in sensitivity.weights:
        id_, stable = found.node.id, [found.stable_from, found.stable_to]
        rows.append(["weight", None, id_, found.weight, *stable, *[None] * 5])
        for start, _, first in say.segments(found):
            for row in first:
                flip = ["first", None, id_, found.weight, None, None, start]
                rows.append([*flip, options[row].id, None, None, None])
    for score in sensitivity.scores:
        scale = score.criterion.scale
        terms = [score.performance, score.low, score.high, score.threshold]
        rows.append(
            [
                "score",
                options[score.row].id,
                score.criterion.id,
                *(None if term is None else own_terms(scale, term) for term in terms),
                None if score.first is None else options[score.first].id,
                score.within_range,
                None,
                None,
            ]
        )
    for swing in sensitivity.tornado:
        ends = [own_terms(swing.criterion.scale, end) for end in (swing.low, swing.high)]
        who = ["tornado", options[swing.row].id, swing.criterion.id, None]
        rows.append([*who, *ends, None, None, None, swing.at_low, swing.at_high])
    rows += _joint_rows(sensitivity)
    return csv_text(header, rows)


def _joint_rows(sensitivity: Sensitivity) -> list[list[Any]]:
    change, scoring = sensitivity.joint, sensitivity.scoring
    if change is None:
        return []
    option = scoring.decision.options[change.row].id
    rows: list[list[Any]] = []
    for kind, found in (
        ("joint-least-total", change.least_total),
        ("joint-least-largest", change.least_largest),
    ):
        for id_, share in found.shares.items() if found else ():
            now = scoring.weights[id_]
            row = [kind, option, id_, now, *change.bounds[id_], share, option, None, None, None]
            rows.append(row)
    if change.obstacle is not None:
        for row_, share in change.obstacle.mixture.items():
            other = scoring.decision.options[row_].id
            blank = [None] * 7
            rows.append(["joint-obstacle", other, None, share, *blank])
    return rows
