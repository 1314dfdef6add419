"""Which score would put another option first if it were at an end of its own stated range."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.scales import Linear, Local
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.ranges import LocalEnds, Ranges
from ukjapan_cli.model.values import TIE, Floats, overall, values


class ScoreUpset(NamedTuple):
    """A score that puts another option first when it is at one end of its stated range.

    Attributes:
        row: the option with the score.
        column: the criterion.
        end: the performance at that end, in the criterion's units.
        first: the row of the option that is first then.
    """

    row: int
    column: int
    end: float
    first: int


def score_upsets(
    decision: Decision, table: Matrix, stated: Ranges, ranked: Sequence[int]
) -> list[ScoreUpset]:
    """The scores whose own stated range reaches to where another option is first.

    Each score by itself: one of the leader's, at an end where another option goes ahead; one of a
    rival's, at an end where it goes ahead itself. Ranges without stated ends are left out. The ends
    of a local scale move with the score.

    Args:
        decision: with the weights and date in force.
        table: its matrix, without missing scores.
        stated: the ranges of its scores.
        ranked: the rows of the ranked options, best first.

    Returns:
        in the order of options, then of criteria.
    """
    if len(ranked) < 2:
        return []
    totals = overall(table.values, table.weights)
    found: list[ScoreUpset] = []
    for column, criterion in enumerate(table.criteria):
        if isinstance(criterion.scale, Local):
            found += _on_local_scale(decision, table, stated, ranked, column, totals)
        else:
            found += _on_fixed_scale(table, stated, ranked, column, totals)
    return sorted(found, key=lambda upset: (upset.row, upset.column))


def _on_fixed_scale(
    table: Matrix, stated: Ranges, ranked: Sequence[int], column: int, totals: Floats
) -> Iterator[ScoreUpset]:
    leader, second = ranked[:2]
    weight, scale = table.weights[column], [table.scales[column]]
    ends = np.stack([stated.low[:, column], stated.high[:, column]], axis=1)
    with np.errstate(over="ignore", invalid="ignore"):  # an end may be more than a number can hold
        worth = np.stack([values(ends[:, [side]], scale)[:, 0] for side in (0, 1)], axis=1)
        moved = totals[:, None] + weight * (worth - table.values[:, [column]])
    upsets = moved > totals[leader] + TIE
    upsets[leader] = moved[leader] < totals[second] - TIE
    upsets &= stated.is_bounded[:, [column]]
    rows = np.array(ranked)
    for row in rows[upsets[rows].any(axis=1)].tolist():
        side = int(upsets[row].argmax())
        yield ScoreUpset(row, column, float(ends[row, side]), second if row == leader else row)


def _on_local_scale(
    decision: Decision,
    table: Matrix,
    stated: Ranges,
    ranked: Sequence[int],
    column: int,
    totals: Floats,
) -> Iterator[ScoreUpset]:
    leader, rows = ranked[0], np.array(ranked)
    scale, id_ = table.scales[column], table.criteria[column].id
    if not isinstance(scale, Linear):
        return
    weight = float(table.weights[column])
    standing = _Standing(
        elsewhere=(totals - weight * table.values[:, column])[rows],
        performances=table.performances[rows, column],
        weight=weight,
    )
    ends_beside = LocalEnds(decision, id_)
    for place, row in enumerate(ranked):
        if not stated.is_bounded[row, column] or totals[leader] - totals[row] > 200 * weight:
            continue  # at most it goes from 0 to 100, and the leader from 100 to 0
        beside = ends_beside.beside(row)
        for end in dict.fromkeys((float(stated.low[row, column]), float(stated.high[row, column]))):
            low, high = min(beside[0], end), max(beside[1], end)
            ends = (high, low) if scale.worst > scale.best else (low, high)
            first = standing.ahead_of_leader(place, end, *ends)
            if first is not None and (row == leader or first == place):
                yield ScoreUpset(row, column, end, ranked[first])
                break


class _Standing:
    """Who is first when one option's performance is another and the scale has other ends.

    Places are those of the ranking, so that 0 is the leader. What a scale comes to is kept, since
    most performances leave its ends where they are.
    """

    def __init__(self, elsewhere: Floats, performances: Floats, weight: float) -> None:
        self._elsewhere, self._performances, self._weight = elsewhere, performances, weight
        self._top: tuple[float, float, list[tuple[int, float]]] | None = None

    def ahead_of_leader(self, place: int, end: float, worst: float, best: float) -> int | None:
        """The place of the first option where that is not level with the leader."""
        own = self._moved(place, end, worst, best)
        leader = own if place == 0 else self._moved(0, self._performances[0], worst, best)
        if place != 0 and own <= leader + TIE:
            return None  # another option may be ahead, but not by this score
        rival, moved = next(entry for entry in self._two(worst, best) if entry[0] != place)
        first = place if own > moved or (own == moved and place < rival) else rival
        return first if max(own, moved) > leader + TIE else None

    def _moved(self, place: int, performance: float, worst: float, best: float) -> float:
        worth = (performance - worst) / (best - worst) * 100 if best != worst else 0.0
        return float(self._elsewhere[place] + self._weight * worth)

    def _two(self, worst: float, best: float) -> list[tuple[int, float]]:
        """The first two places under the stated performances, and their overall values."""
        if self._top is None or self._top[:2] != (worst, best):
            worth = values(self._performances[:, None], [Linear(worst, best)])[:, 0]
            moved = self._elsewhere + self._weight * worth
            first = int(moved.argmax())
            top = [(first, float(moved[first]))]
            moved[first] = -np.inf
            second = int(moved.argmax())
            self._top = worst, best, [*top, (second, float(moved[second]))]
        return self._top[2]
