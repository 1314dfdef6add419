"""A table's scoring as JSON, CSV or Markdown, and what is said of it beside."""

from typing import TYPE_CHECKING, Any

from ukjapan_cli.analysis.scoring import Standing
from ukjapan_cli.analysis.table_result import TableScoring
from ukjapan_cli.analysis.verdict import Judged
from ukjapan_cli.render import markdown as md
from ukjapan_cli.render.blocks import sentences
from ukjapan_cli.render.record import csv_text, json_text
from ukjapan_cli.render.score import markdown as scoring_markdown
from ukjapan_cli.render.score import standing_record
from ukjapan_cli.render.shared_records import decision_record
from ukjapan_cli.render.table_words import left_out, of_table
from ukjapan_cli.render.visible import visible

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen


def table(result: TableScoring, screen: "Screen") -> str:
    """What people read in a terminal or a pipe."""
    from ukjapan_cli.render.score_table import table as drawn

    return drawn(result.scoring, screen, also=[of_table(result), *left_out(result)])


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


def markdown(result: TableScoring) -> str:
    """The best options, the weights and what is not ranked, for a pull request or a wiki."""
    lines = (of_table(result), *left_out(result))
    notes = md.written([sentences(line) for line in lines])
    return f"{scoring_markdown(Judged(result.scoring, None))}\n{notes}"


def notes(result: TableScoring) -> str:
    """What whoever takes the data has to know: how many options are not in the ranking, and why."""
    return "".join(f"ukjapan: {visible(line)}\n" for line in left_out(result))
