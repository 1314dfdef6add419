"""Which score would put another option first if it were at an end of its own stated range."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ukjapan_cli.analysis.matrix import Matrix
from ukjapan_cli.analysis.ranges import Ranges
from ukjapan_cli.analysis.values import TIE, Floats, values
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score
from ukjapan_cli.decision.scales import Linear, Local


@dataclass(frozen=True, slots=True)
class ScoreUpset:
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
    overall = table.values @ table.weights
    found: list[ScoreUpset] = []
    for column, criterion in enumerate(table.criteria):
        if isinstance(criterion.scale, Local):
            found += _on_local_scale(decision, table, stated, ranked, column, overall)
        else:
            found += _on_fixed_scale(table, stated, ranked, column, overall)
    return sorted(found, key=lambda upset: (upset.row, upset.column))


def _on_fixed_scale(
    table: Matrix, stated: Ranges, ranked: Sequence[int], column: int, overall: Floats
) -> Iterator[ScoreUpset]:
    leader, second = ranked[:2]
    weight, scale = table.weights[column], [table.scales[column]]
    ends = np.stack([stated.low[:, column], stated.high[:, column]], axis=1)
    with np.errstate(over="ignore", invalid="ignore"):  # an end may be more than a number can hold
        worth = np.stack([values(ends[:, [side]], scale)[:, 0] for side in (0, 1)], axis=1)
        moved = overall[:, None] + weight * (worth - table.values[:, [column]])
    upsets = moved > overall[leader] + TIE
    upsets[leader] = moved[leader] < overall[second] - TIE
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
    overall: Floats,
) -> Iterator[ScoreUpset]:
    leader, rows = ranked[0], np.array(ranked)
    scale, id_ = table.scales[column], table.criteria[column].id
    if not isinstance(scale, Linear):
        return
    weight = float(table.weights[column])
    elsewhere = (overall - weight * table.values[:, column])[rows]
    scores = [option.scores[id_] for option in decision.options]
    least = np.array([min(_statements(score)) for score in scores])
    most = np.array([max(_statements(score)) for score in scores])
    for place, row in enumerate(ranked):
        if not stated.is_bounded[row, column] or overall[leader] - overall[row] > 200 * weight:
            continue  # at most it goes from 0 to 100, and the leader from 100 to 0
        kept = [point for day, point in scores[row].over_time if day != decision.as_of]
        for end in dict.fromkeys((float(stated.low[row, column]), float(stated.high[row, column]))):
            low = min([_without(least, row, np.argmin), *kept, end])
            high = max([_without(most, row, np.argmax), *kept, end])
            ends = (high, low) if scale.worst > scale.best else (low, high)
            performances = table.performances[rows, column].copy()
            performances[place] = end
            worth = values(performances[:, None], [Linear(*ends)])[:, 0]
            moved = elsewhere + weight * worth
            first = int(moved.argmax())
            is_ahead = moved[first] > moved[0] + TIE
            if is_ahead and (row == leader or first == place):
                yield ScoreUpset(row, column, end, ranked[first])
                break


def _statements(score: Score) -> list[float]:
    return [score.performance.point, *(point for _, point in score.over_time)]


def _without(ends: Floats, row: int, extreme: Callable[[Floats], np.intp]) -> float:
    """The least or the greatest of all numbers but one."""
    at = int(extreme(ends))
    if at != row:
        return float(ends[at])
    others = np.delete(ends, row)
    return float(others[extreme(others)])
