"""Scoring: which option is worth most, and by what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.model.matrix import Matrix, matrix
from ukjapan_cli.model.values import TIE, Floats, competition_ranks, overall


class MissingScoresError(InputError, ValueError):
    """Some option has no score on some criterion, and that was not allowed."""


class NothingRankedError(InputError, ValueError):
    """No option is ranked: there is nothing to compare, draw or recommend."""

    def __init__(self) -> None:
        super().__init__("every option fails a must or is the baseline: none is ranked")


@dataclass(frozen=True, slots=True)
class Difference:
    """How an option does on one criterion against the field.

    Attributes:
        criterion: which one.
        points: its contribution less the mean contribution of all ranked options.
    """

    criterion: Criterion
    points: float


@dataclass(frozen=True, slots=True)
class FailedGate:
    """A `must` that an option does not meet, and what it does there, in the criterion's units."""

    criterion: Criterion
    performance: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the ranking.

    Attributes:
        rank: competition rank (1, 1, 3); with missing scores anywhere, the best it can be.
        last: the worst rank it can have; `rank` where no score is missing.
        tied: whether another option has the same value.
    """

    rank: int
    last: int
    tied: bool

    def __str__(self) -> str:
        span = f"{self.rank}" if self.rank == self.last else f"{self.rank}-{self.last}"
        return f"{span}=" if self.tied else span


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an option stands, and what its value is made of.

    Attributes:
        option: which one.
        value: overall value, 0-100; with missing scores, the least that it can be.
        most: the most that the value can be; `value` where no score is missing.
        values: by criterion id, 0-100; None where the score is missing.
        contributions: by criterion id, in points of overall value; they sum to `value`.
        strongest: the criterion on which it gains most on the field; None without a field.
        weakest: the criterion on which it loses most to the field; None without a field.
        place: None for the baseline and for an option that fails a `must`.
        failed: the gates that it fails.
    """

    option: Option
    value: float
    most: float
    values: Mapping[str, float | None]
    contributions: Mapping[str, float | None]
    strongest: Difference | None
    weakest: Difference | None
    place: Place | None
    failed: tuple[FailedGate, ...]

    @property
    def is_first(self) -> bool:
        """Whether it is first, alone or in a tie."""
        return self.place is not None and self.place.rank == 1


@dataclass(frozen=True, slots=True)
class Scoring:
    """The result of scoring a decision.

    Attributes:
        decision: what was scored, with the date and weights in force.
        criteria: the leaf criteria, in the file's order.
        weights: each leaf's share, by id; they sum to 1.
        ranking: best first; ties in the file's order.
        excluded: the baseline and the options that fail a `must`, in the file's order.
        has_missing: whether a score is missing, so that values and ranks are ranges.
    """

    decision: Decision
    criteria: tuple[Criterion, ...]
    weights: Mapping[str, float]
    ranking: tuple[Standing, ...]
    excluded: tuple[Standing, ...]
    has_missing: bool

    @property
    def ranked_rows(self) -> list[int]:
        """The ranked options' rows in the decision's options, best first."""
        rows = {option.id: row for row, option in enumerate(self.decision.options)}
        return [rows[standing.option.id] for standing in self.ranking]

    @property
    def baseline(self) -> Standing | None:
        """Business as usual, if the decision has it."""
        return next((s for s in self.excluded if s.option.is_baseline), None)

    def standing(self, option: str) -> Standing:
        """Where the option with this id, this beginning of an id, or this name stands.

        Raises:
            UnknownNameError: none has, or several do.
        """
        found = self.decision.option(option).id
        return next(s for s in (*self.ranking, *self.excluded) if s.option.id == found)


def score(decision: Decision, *, allow_missing: bool = False) -> Scoring:
    """Rank the options of a decision by overall value.

    Options that fail a `must` and the baseline are valued but not ranked. A `must` on a missing
    score cannot be judged and excludes nothing.

    Args:
        decision: with the date and weights that are to count.
        allow_missing: whether a missing score counts as anything between worst and best, which
            makes values and ranks ranges.

    Raises:
        MissingScoresError: a score is missing and that is not allowed.
    """
    table = matrix(decision)
    missing = np.isnan(table.values)
    if missing.any() and not allow_missing:
        row, column = (int(index) for index in np.argwhere(missing)[0])
        raise MissingScoresError(
            f"'{decision.options[row].id}' has no score on '{table.criteria[column].id}'"
        )
    contributions = table.values * table.weights
    low = overall(np.where(missing, 0.0, table.values), table.weights)
    high = low + 100.0 * overall(missing.astype(np.float64), table.weights)

    failed = failed_gates(table)
    field = np.array(
        [not (o.is_baseline or failed.get(i)) for i, o in enumerate(decision.options)], dtype=bool
    )
    rows = np.flatnonzero(field)
    places = dict(zip(rows.tolist(), _places(low[rows], high[rows]), strict=True))
    strongest, weakest = _against_field(contributions, rows, table.criteria)
    ids = [criterion.id for criterion in table.criteria]
    standings = [
        Standing(
            option=option,
            value=value,
            most=most,
            values=_by_criterion(ids, row_values),
            contributions=_by_criterion(ids, row_contributions),
            strongest=strongest[index],
            weakest=weakest[index],
            place=places.get(index),
            failed=failed.get(index, ()),
        )
        for index, (option, value, most, row_values, row_contributions) in enumerate(
            zip(
                decision.options,
                low.tolist(),
                high.tolist(),
                table.values.tolist(),
                contributions.tolist(),
                strict=True,
            )
        )
    ]
    ranking = [standings[row] for row in rows]
    ranking.sort(key=lambda s: (s.place.rank, s.place.last) if s.place else (0, 0))
    return Scoring(
        decision=decision,
        criteria=table.criteria,
        weights=dict(zip(ids, table.weights.tolist(), strict=True)),
        ranking=tuple(ranking),
        excluded=tuple(standing for standing in standings if standing.place is None),
        has_missing=bool(missing.any()),
    )


def _by_criterion(ids: Sequence[str], row: Sequence[float]) -> dict[str, float | None]:
    """A row by criterion id, with None for what is missing."""
    return {id_: None if number != number else number for id_, number in zip(ids, row, strict=True)}


def failed_gates(table: Matrix) -> dict[int, tuple[FailedGate, ...]]:
    """The gates that options fail, by row; a row without failures is not there."""
    failed: dict[int, tuple[FailedGate, ...]] = {}
    for column, criterion in enumerate(table.criteria):
        if criterion.gate is None:
            continue
        for row, performance in enumerate(table.performances[:, column].tolist()):
            if performance == performance and not criterion.gate.admits(performance):
                failed[row] = (*failed.get(row, ()), FailedGate(criterion, performance))
    return failed


def _places(low: Floats, high: Floats) -> list[Place]:
    """Places by value intervals: an option is behind those that are surely worth more."""
    known = low == high
    ranks = competition_ranks(low[known])
    _, group, members = np.unique(ranks, return_inverse=True, return_counts=True)
    tied = np.zeros(len(low), dtype=bool)
    tied[known] = members[group] > 1
    if known.all():
        first = last = ranks
    else:
        first = 1 + len(low) - np.searchsorted(np.sort(low), high + TIE, side="right")
        last = 1 + len(low) - np.searchsorted(np.sort(high), low + TIE, side="right")
        last -= high > low + TIE  # no option is above itself
    return [
        Place(*place) for place in zip(first.tolist(), last.tolist(), tied.tolist(), strict=True)
    ]


def _against_field(
    contributions: Floats, rows: NDArray[np.intp], criteria: tuple[Criterion, ...]
) -> tuple[list[Difference | None], list[Difference | None]]:
    """Each option's strongest and weakest criterion against the mean of the ranked options."""
    if len(rows) < 2:
        nobody: list[Difference | None] = [None] * len(contributions)
        return nobody, nobody
    in_field = contributions[rows]
    known = ~np.isnan(in_field)
    mean = np.where(known, in_field, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    differences = contributions - mean
    places = np.arange(len(contributions))

    def at(columns: NDArray[np.intp]) -> list[Difference | None]:
        points = differences[places, columns].tolist()
        return [
            None if p != p else Difference(criteria[c], p)
            for c, p in zip(columns.tolist(), points, strict=True)
        ]

    return (
        at(np.where(np.isnan(differences), -np.inf, differences).argmax(axis=1)),
        at(np.where(np.isnan(differences), np.inf, differences).argmin(axis=1)),
    )
