"""A decision under all its perspectives as JSON, CSV or Markdown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ukjapan_cli.analysis.perspectives import OptionSeen, Perspectives
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render import perspectives_words as say
from ukjapan_cli.render.blocks import Block, Bullets, Grid, Own, sentences
from ukjapan_cli.render.record import csv_text, json_text
from ukjapan_cli.render.shared_records import decision_record, excluded_records
from ukjapan_cli.render.wording import percent, points, stand, title

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen


def table(found: Perspectives, screen: "Screen") -> str:
    """What people read in a terminal or a pipe."""
    from ukjapan_cli.render.perspectives_table import table as drawn  # Rich: not for every format

    return drawn(found, screen)


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


def markdown(found: Perspectives) -> str:
    """Ranks side by side, what follows from them, regrets, and the weights that differ."""
    decision = found.scoring.decision
    told = [sentences(stand(decision)), *blocks(found), sentences(say.left_out(found))]
    return f"## {md.escaped(title(decision))}\n\n" + md.written(told)


def blocks(found: Perspectives) -> list[Block]:
    """Ranks side by side, what follows from them, regrets, and the weights that differ."""
    most = say.MOST_PERSPECTIVES
    names = [perspective.name for perspective in found.perspectives[:most]]
    in_force = Own(say.in_force(found.scoring.decision))
    ranks = [[*_ranks(seen), str(found.mean.places[row])] for row, seen in enumerate(found.options)]
    regrets = [
        [
            *(say.regret(amount) for amount in seen.regrets[:most]),
            say.regret(seen.largest_regret),
            str(seen.worst_rank),
        ]
        for seen in found.options
    ]
    shares = [
        [
            one.criterion.name,
            *(Own(percent(share)) for share in one.shares[:most]),
            Own(points(one.moves)),
        ]
        for one in found.disagreements[: say.MOST_CRITERIA]
    ]
    header = ["Criterion", *names, "Moves"]
    disagreements = Grid("Where weights differ", header, shares, range(1, len(header)))
    return [
        _by_option(
            "Ranks under each perspective", ["Option", in_force, *names, "Mean"], found, ranks
        ),
        sentences(Own(say.RANKS), Own(say.columns(found))),
        Bullets(tuple(say.sentences(found))),
        _by_option(
            "Regret under each perspective",
            ["Option", *names, "Largest regret", "Worst rank"],
            found,
            regrets,
        ),
        sentences(Own(say.REGRETS)),
        disagreements,
        sentences(Own(say.SHARES), Own(say.more_criteria(found))),
        sentences(*map(Own, say.omissions(found))),
    ]


def _ranks(seen: OptionSeen) -> list[str]:
    return [str(place) for place in (seen.standing.place, *seen.places[: say.MOST_PERSPECTIVES])]


def _by_option(
    caption: str, header: Sequence[str], found: Perspectives, cells: Sequence[Sequence[str]]
) -> Grid:
    rows = [
        [seen.option.name, *map(Own, row)] for seen, row in zip(found.options, cells, strict=True)
    ]
    return Grid(caption, header, rows, numbers=range(1, len(header)))
