"""A table's best options as a scoring, and what is said of the rest in figures."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.features.table.analysis import values as tv
from ukjapan_cli.features.table.analysis.columns import Columns
from ukjapan_cli.features.table.analysis.summary import Summary
from ukjapan_cli.features.table.analysis.values import Part
from ukjapan_cli.model.scoring import Difference, Place, Scoring, Standing
from ukjapan_cli.model.values import values


class TopRow(NamedTuple):
    """One of a table's best options.

    Attributes:
        option: its id as the table has it.
        place: its place among all.
        row: what `table_values.valued` says of it.
    """

    option: Any
    place: Place
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TableScoring:
    """The result of scoring a table.

    Attributes:
        scoring: the best options, as many as were asked for; nothing in it is of the rest.
        table: the table as the user named it.
        engine: what worked it out.
        columns: where the table has what.
        summary: all options in figures.
        ranges: the least and the most that an option's value can be within the ranges of its
            performances, by option; empty where the table states none.
        allows_missing: whether options with missing performances are ranked.
    """

    scoring: Scoring
    table: str
    engine: str
    columns: Columns
    summary: Summary
    ranges: Mapping[str, tuple[float, float]]
    allows_missing: bool

    @property
    def unranked(self) -> int:
        """How many options are not ranked."""
        return self.summary.rows - self.summary.ranked


def top_scoring(
    decision: Decision, parts: Sequence[Part], top: Sequence[TopRow], summary: Summary
) -> Scoring:
    """The best options of a table, best first, each with what its value is made of."""
    standings = tuple(_standing(found, parts, summary) for found in top)
    return Scoring(
        decision=replace(decision, options=tuple(s.option for s in standings)),
        criteria=tuple(part.criterion for part in parts),
        weights={part.id: part.weight for part in parts},
        ranking=standings,
        excluded=(),
        has_missing=any(None in standing.values.values() for standing in standings),
    )


def value_ranges(top: Sequence[TopRow]) -> dict[str, tuple[float, float]]:
    """The ranges of the best options' values, by option, where performances have ranges."""
    return {
        str(found.option): (found.row[tv.VALUE_LOW], found.row[tv.VALUE_HIGH])
        for found in top
        if tv.VALUE_LOW in found.row
    }


def _standing(found: TopRow, parts: Sequence[Part], summary: Summary) -> Standing:
    row = found.row
    contributions = {part.id: row[tv.CONTRIBUTION + part.id] for part in parts}
    known = [part for part in parts if contributions[part.id] is not None]
    differences = [
        Difference(part.criterion, contributions[part.id] - summary.means.get(part.id, 0.0))
        for part in known
        if summary.ranked > 1
    ]
    performances = {part.id: float(row[tv.PERFORMANCE + part.id]) for part in known}
    worth = values(np.array([list(performances.values())]), [part.scale for part in known])
    by_id = dict(zip(performances, worth[0].tolist(), strict=True))
    return Standing(
        option=Option(
            id=str(found.option),
            name=row[tv.NAME],
            scores={id_: Score(Exact(number)) for id_, number in performances.items()},
        ),
        value=row[tv.LEAST],
        most=row.get(tv.MOST, row[tv.LEAST]),
        values={part.id: by_id.get(part.id) for part in parts},
        contributions=contributions,
        strongest=max(differences, key=_points, default=None),
        weakest=min(differences, key=_points, default=None),
        place=found.place,
        failed=(),
    )


def _points(difference: Difference) -> float:
    return difference.points if math.isfinite(difference.points) else 0.0
