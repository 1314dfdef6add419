"""The ranking by several methods as JSON, CSV or Markdown."""

from typing import TYPE_CHECKING, Any

from ukjapan_cli.analysis.methods import CrossCheck, MethodResult, RankChange
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render import methods_words as say
from ukjapan_cli.render.record import csv_text, json_text
from ukjapan_cli.render.shared_records import criteria_records, decision_record, excluded_records
from ukjapan_cli.render.wording import points, stand, title

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen


def table(found: CrossCheck, screen: "Screen") -> str:
    """What people read in a terminal or a pipe."""
    from ukjapan_cli.render.methods_table import table as drawn  # Rich is not for every format

    return drawn(found, screen)


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


def markdown(found: CrossCheck) -> str:
    """Ranks and scores by each method, how far they agree, and what explains the rest."""
    decision = found.scoring.decision
    header = ["Option", "Additive", *(method.name for method in found.methods)]
    ranking = found.scoring.ranking
    columns = [_cells(found.ranks, [points(standing.value) for standing in ranking])]
    columns += [
        _cells(method.ranks, [say.score(method, number) for number in method.scores])
        for method in found.methods
    ]
    names = [md.escaped(standing.option.name) for standing in ranking]
    rows = [list(row) for row in zip(names, *columns, strict=True)]
    rows.append(["Kendall's tau", "", *(say.tau(method) for method in found.methods)])
    parts = [
        f"## {md.escaped(title(decision))}\n",
        f"{md.escaped(stand(decision))}\n",
        md.table(header, rows, numbers=range(1, len(header))),
        f"{say.agreement(found)} {say.BASIS}\n",
    ]
    for method in found.methods:
        if method.changes:
            lines = [say.change(change) for change in say.most_moved(method)]
            lines += filter(None, [say.rest(method)])
            listed = "".join(f"- {md.escaped(line)}\n" for line in lines)
            parts.append(f"{say.heading(method)}:\n\n{listed}")
    if left_out := say.left_out(found):
        parts.append(f"{md.escaped(left_out)}\n")
    parts.append(f"{say.CAUTION}\n")
    return "\n".join(parts)


def _cells(ranks: tuple[int, ...], scores: list[str]) -> list[str]:
    return [f"{rank} ({score})" for rank, score in zip(say.ranks(ranks), scores, strict=True)]
