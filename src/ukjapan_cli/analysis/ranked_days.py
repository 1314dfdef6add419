"""The days on which each option is ranked: a `must` on a dated score may let it in or out."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.analysis.dated_values import DatedValues
from ukjapan_cli.analysis.day_runs import Run, passings, runs, telling_days
from ukjapan_cli.analysis.values import Floats
from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.decision import Decision

_ROUNDING = 1e-9
"""`Gate.admits` takes a performance that misses a bound by this share of it."""

RankedDays = Mapping[int, tuple[Run, ...]]
"""By row, in rising order; an option that is ranked on no day is not there."""


def ranked_days(decision: Decision, dated: DatedValues, first: int, last: int) -> RankedDays:
    """The runs of days on which each option is ranked, from the first day to the last.

    The baseline never is. Days are counted from the origin of `dated`.
    """
    found = {}
    for row, option in enumerate(decision.options):
        if option.is_baseline or not _meets_undated(dated, row):
            continue
        runs_of_row = _runs(dated, row, first, last)
        if runs_of_row:
            found[row] = runs_of_row
    return found


def are_ranked(ranked: RankedDays, rows: NDArray[np.intp], days: Floats) -> NDArray[np.bool_]:
    """Whether each option is ranked on each day, shape (days, rows)."""
    result = np.zeros((len(days), len(rows)), dtype=bool)
    for index, row in enumerate(rows.tolist()):
        for run in ranked.get(row, ()):
            result[:, index] |= (days >= run.first) & (days <= run.last)
    return result


def _meets_undated(dated: DatedValues, row: int) -> bool:
    """Whether an option meets every `must` on scores that have no dates."""
    moving = {series.column for series in dated.of_row(row)}
    return all(
        criterion.gate is None
        or column in moving
        or criterion.gate.admits(float(dated.table.performances[row, column]))
        for column, criterion in enumerate(dated.table.criteria)
    )


def _runs(dated: DatedValues, row: int, first: int, last: int) -> tuple[Run, ...]:
    """The runs of days on which an option meets every `must` on its dated scores."""
    criteria = dated.table.criteria
    gated = [(s, gate) for s in dated.of_row(row) if (gate := criteria[s.column].gate) is not None]
    if not gated:
        return (Run(first, last),)
    events = [
        passings(series.days, series.on(series.days), level)
        for series, gate in gated
        for level in _levels(gate)
    ]
    days = telling_days(np.concatenate([*events, *(s.days for s, _ in gated)]), first, last)
    meets = [[gate.admits(point) for point in series.on(days).tolist()] for series, gate in gated]
    holding = [all(every) for every in zip(*meets, strict=True)]
    return tuple(run for run, holds in runs(days, holding, last) if holds)


def _levels(gate: Gate) -> list[float]:
    """The performances at which a `must` begins or ceases to be met, with and without rounding."""
    bounds = [bound for bound in (gate.at_least, gate.at_most) if bound is not None]
    return [bound * share for bound in bounds for share in (1 - _ROUNDING, 1, 1 + _ROUNDING)]
