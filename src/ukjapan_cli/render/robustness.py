"""Robustness as JSON, CSV or Markdown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ukjapan_cli.analysis.estimate import Estimate
from ukjapan_cli.analysis.robustness import OptionRobustness, Robustness
from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render import robustness_words as say
from ukjapan_cli.render.blocks import Block, Grid, Own, Rows, sentences
from ukjapan_cli.render.record import csv_text, json_text
from ukjapan_cli.render.shared_records import criteria_records, decision_record, excluded_records
from ukjapan_cli.render.verdict import record as verdict_record
from ukjapan_cli.render.verdict import sentence
from ukjapan_cli.render.wording import percent, stand, title

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen


_MOST_RANKS = 20


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


def markdown(found: Robustness) -> str:
    """How often options take each rank, the weights that put them first, and who beats whom."""
    told = [sentences(stand(found.decision)), *blocks(found)]
    if found.verdict:
        told.append(sentences(sentence(found.verdict)))
    told.append(sentences(say.left_out(found)))
    return f"## {md.escaped(title(found.decision))}\n\n" + md.written(told)


def blocks(found: Robustness) -> list[Block]:
    """How often options take each rank, the weights that put them first, and who beats whom."""
    return [
        sentences(Own(say.drawn(found)), *map(Own, say.omissions(found))),
        _ranks(found),
        sentences(Own(say.ranks(found, _ranks_shown(found))), Own(say.confidence(found))),
        _central_weights(found),
        sentences(Own(say.CENTRAL_WEIGHTS)),
        *_pairwise(found),
    ]


def _ranks(found: Robustness) -> Grid:
    shown = _ranks_shown(found)
    below = [Own("Below")] if shown < len(found.options) else []
    ranks = [Own(rank) for rank in range(1, shown + 1)]
    header = [Own("Option"), *ranks, *below, Own("Mean rank"), Own("Confidence")]
    rows = [
        [
            one.option.name,
            *(Own(percent(estimate.value)) for estimate in one.acceptability[:shown]),
            *(Own(percent(sum(e.value for e in one.acceptability[shown:]))) for _ in below),
            Own(say.rank(one.expected_rank)),
            Own(percent(one.confidence.value) if one.confidence else "–"),
        ]
        for one in found.options
    ]
    return Grid("How often each option takes each rank", header, rows, range(1, len(header)))


def _ranks_shown(found: Robustness) -> int:
    """How many ranks have a column of their own."""
    return len(found.options) if len(found.options) <= _MOST_RANKS else _MOST_RANKS - 1


def _central_weights(found: Robustness) -> Grid:
    can_be_first = [one for one in found.options if one.central_weights]
    header = ["Criterion", "Stated", *(one.option.name for one in can_be_first)]

    def row_of(criterion: Criterion) -> list[str]:
        return [
            criterion.name,
            Own(percent(found.shares[criterion.id])),
            *(
                Own(percent(one.central_weights[criterion.id].value))
                for one in can_be_first
                if one.central_weights
            ),
        ]

    rows = Rows(found.criteria, row_of)
    return Grid("The weights that put each option first", header, rows, range(1, len(header)))


def _pairwise(found: Robustness) -> list[Block]:
    if not 1 < len(found.options) <= say.MOST_COMPARED:
        return []
    names = [one.option.name for one in found.options]
    rows = [
        [one.option.name, *(Own(say.beats(one, other)) for other in found.options)]
        for one in found.options
    ]
    caption = "How often one option is worth more than another"
    grid = Grid(caption, ["Ahead of", *names], rows, range(1, len(names) + 1))
    return [grid, sentences(Own(say.PAIRWISE))]
