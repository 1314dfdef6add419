"""Robustness as JSON, CSV or Markdown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ukjapan_cli.analysis.estimate import Estimate
from ukjapan_cli.analysis.robustness import OptionRobustness, Robustness
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render import robustness_words as say
from ukjapan_cli.render.record import csv_text, json_text
from ukjapan_cli.render.score import decision_record
from ukjapan_cli.render.verdict import record as verdict_record
from ukjapan_cli.render.verdict import sentence
from ukjapan_cli.render.wording import percent, stand, title, why_excluded

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen


def table(found: Robustness, screen: "Screen") -> str:
    """What people read in a terminal or a pipe."""
    from ukjapan_cli.render.robustness_table import table as drawn  # Rich is not for every format

    return drawn(found, screen)


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
        "criteria": [
            {"id": c.id, "name": c.name, "weight": found.shares[c.id]} for c in found.criteria
        ],
        "options": [_option(one) for one in found.options],
        "excluded": [
            {
                "option": standing.option.id,
                "name": standing.option.name,
                "because": why_excluded(standing),
            }
            for standing in found.excluded
        ],
        "pairwise": {one.option.id: _values(one.beats) for one in found.options},
        "pairwise_error": {one.option.id: _errors(one.beats) for one in found.options},
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
    others = [one.option.id for one in found.options]
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


def markdown(found: Robustness) -> str:
    """How often options take each rank, the weights that put them first, and who beats whom."""
    names = [md.escaped(one.option.name) for one in found.options]
    ranks = [str(rank) for rank in range(1, len(found.options) + 1)]
    header = ["Option", *ranks, "Mean rank", "Confidence"]
    rows = [
        [
            name,
            *(percent(estimate.value) for estimate in one.acceptability),
            say.rank(one.expected_rank),
            percent(one.confidence.value) if one.confidence else "–",
        ]
        for name, one in zip(names, found.options, strict=True)
    ]
    parts = [
        f"## {md.escaped(title(found.decision))}\n",
        f"{md.escaped(stand(found.decision))}\n",
        f"{say.drawn(found)}\n",
        md.table(header, rows, numbers=range(1, len(header))),
        f"{say.ranks(found, len(found.options))} {say.confidence(found)}\n",
    ]
    can_be_first = [one for one in found.options if one.central_weights]
    header = ["Criterion", "Stated", *(md.escaped(one.option.name) for one in can_be_first)]
    rows = [
        [
            md.escaped(criterion.name),
            percent(found.shares[criterion.id]),
            *(
                percent(one.central_weights[criterion.id].value)
                for one in can_be_first
                if one.central_weights
            ),
        ]
        for criterion in found.criteria
    ]
    parts += [md.table(header, rows, numbers=range(1, len(header))), f"{say.CENTRAL_WEIGHTS}\n"]
    if 1 < len(found.options) <= say.MOST_COMPARED:
        rows = [
            [name, *(say.beats(one, other) for other in found.options)]
            for name, one in zip(names, found.options, strict=True)
        ]
        table = md.table(["Ahead of", *names], rows, numbers=range(1, len(names) + 1))
        parts += [table, f"{say.PAIRWISE}\n"]
    if found.verdict:
        parts.append(f"{md.escaped(sentence(found.verdict))}\n")
    if left_out := say.left_out(found):
        parts.append(f"{md.escaped(left_out)}\n")
    return "\n".join(parts)
