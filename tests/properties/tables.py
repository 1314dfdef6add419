"""Decisions as tables: the same options, a row each, for whatever engine reads them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact, Performance, Triangular, Uniform
from ukjapan_cli.decision.scales import Levels


def bounded(decision: Decision) -> Decision:
    """The same decision with what no table can state as exact numbers.

    A table has points and ends of ranges; on a constructed scale it has levels and nothing between.
    """
    kinds = {leaf.id: leaf.scale for leaf in decision.leaves}

    def stated(id_: str, performance: Performance) -> Performance:
        if not isinstance(performance, Triangular | Uniform):
            return Exact(performance.point)
        scale = kinds[id_]
        if isinstance(scale, Levels) and isinstance(performance, Triangular):
            numbers = (performance.point, performance.low, performance.high)
            if not all(scale.names_at(number) for number in numbers):
                return Exact(performance.point)
        return performance

    def option(old: Option) -> Option:
        scores = {id_: Score(stated(id_, score.performance)) for id_, score in old.scores.items()}
        return replace(old, scores=scores)

    return replace(decision, options=tuple(map(option, decision.options)))


def write(decision: Decision, path: Path) -> Path:
    """A Parquet file with the decision's options, with `_low` and `_high` where there are ranges.

    A uniform performance has no point of its own: the table leaves it to the ends.
    """
    columns: dict[str, pa.Array] = {
        "id": pa.array([option.id for option in decision.options]),
        "name": pa.array([option.name for option in decision.options]),
    }
    for leaf in decision.leaves:
        kind = pa.string() if isinstance(leaf.scale, Levels) else pa.float64()
        rows = [_row(option, leaf) for option in decision.options]
        for place, ending in enumerate(("", "_low", "_high")):
            cells = [row[place] for row in rows]
            if not ending or any(cell is not None for cell in cells):
                columns[leaf.id + ending] = pa.array(cells, kind)
    pq.write_table(pa.table(columns), path)
    return path


def _row(option: Option, leaf: Criterion) -> tuple[Any, Any, Any]:
    score = option.scores.get(leaf.id)
    match score.performance if score else None:
        case None:
            return None, None, None
        case Triangular(point=point, low=low, high=high):
            return tuple(_cell(leaf, number) for number in (point, low, high))
        case Uniform(low=low, high=high):
            return None, _cell(leaf, low), _cell(leaf, high)
        case other:
            return _cell(leaf, other.point), None, None


def _cell(leaf: Criterion, number: float) -> float | str:
    if isinstance(leaf.scale, Levels):
        return leaf.scale.names_at(number)[0]
    return number
