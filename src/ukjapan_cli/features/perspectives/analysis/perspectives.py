"""What perspectives make of the options: who is first for whom, how far they agree, who gives way.

Of the options only those that are ranked take part. The *regret* of an option under a perspective
is the best value there less its own. The *compromise* is the option whose largest regret is the
least (Savage 1951, The theory of statistical decision, *Journal of the American Statistical
Association* 46, 55-67); it needs no weights for the perspectives, as their mean does.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Option
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.perspectives.analysis.first_by_perspective import perspective_shares
from ukjapan_cli.model.scoring import NothingRankedError, Place, Scoring, Standing, score
from ukjapan_cli.model.statistics import kendall_taus, kendall_w
from ukjapan_cli.model.values import TIE, Floats, competition_ranks

MOST_IN_PAIRS = 1_000
"""Of so many perspectives each two are compared, unless all is wanted."""

MOST_VALUES = 500_000
"""So many values may options have under all perspectives, unless all is wanted."""

_MOST_PAIRS_OF_PAIRS = 2 * 10**10


class NoPerspectivesError(InputError, ValueError):
    """A decision has no perspectives to compare."""


class TooManyPerspectivesError(InputError, ValueError):
    """Too many options under too many perspectives."""


@dataclass(frozen=True, slots=True)
class View:
    """What one set of weights makes of the options, in the order of the ranking.

    Attributes:
        shares: each leaf criterion's share of the whole, by id.
        values: overall values.
        places: where each option stands.
        first: the option in first place, or those that tie.
    """

    shares: Mapping[str, float]
    values: tuple[float, ...]
    places: tuple[Place, ...]
    first: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    """A perspective without which the mean of the others puts another option first.

    Attributes:
        perspective: which one.
        first: who is first in the mean of the others.
    """

    perspective: Perspective
    first: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class OptionSeen:
    """One option under all perspectives.

    Attributes:
        standing: where it stands with the weights in force.
        values: under each perspective, in their order.
        places: the same for places.
        regrets: the same for regrets, in points of overall value.
    """

    standing: Standing
    values: tuple[float, ...]
    places: tuple[Place, ...]
    regrets: tuple[float, ...]

    @property
    def option(self) -> Option:
        """The option itself."""
        return self.standing.option

    @property
    def worst_rank(self) -> int:
        """The worst rank that any perspective gives it."""
        return max(place.rank for place in self.places)

    @property
    def largest_regret(self) -> float:
        """What choosing it costs the perspective that it costs most."""
        return max(self.regrets)

    @property
    def is_always_in_top_two(self) -> bool:
        """Whether every perspective ranks it first or second."""
        return self.worst_rank <= 2


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How far perspectives disagree about one criterion, and what hangs on it.

    Attributes:
        criterion: which one.
        shares: its share of the whole in each perspective.
        swing: by how many points of value (0-100) the ranked options differ on it at most.
    """

    criterion: Criterion
    shares: tuple[float, ...]
    swing: float

    @property
    def spread(self) -> float:
        """The greatest share less the least."""
        return max(self.shares) - min(self.shares)

    @property
    def moves(self) -> float:
        """The most by which the two perspectives furthest apart move two options apart.

        That is in points of overall value. A criterion on which all options are alike moves
        nothing, however far the weights differ.
        """
        return self.spread * self.swing


@dataclass(frozen=True, slots=True)
class Tau:
    """How far two perspectives agree: Kendall's tau-b of their ranks, None where one ties all."""

    one: Perspective
    other: Perspective
    tau: float | None


@dataclass(frozen=True, slots=True)
class Perspectives:
    """A decision under all its perspectives.

    Attributes:
        scoring: the result with the weights in force.
        perspectives: whose weights they are.
        views: what each perspective makes of the options.
        mean: the same for the mean of all perspectives' shares, each counting the same.
        options: in the order of the ranking.
        disagreements: one a leaf criterion, those that move most first.
        concordance: Kendall's W over the perspectives; None for one perspective or one option, or
            where every perspective ties all options.
        taus: one for each pair of perspectives; empty where there are too many.
        absences: the perspectives without which the mean puts another option first.
        compromise: the option with the least largest regret, or those that tie.
    """

    scoring: Scoring
    perspectives: tuple[Perspective, ...]
    views: tuple[View, ...]
    mean: View
    options: tuple[OptionSeen, ...]
    disagreements: tuple[Disagreement, ...]
    concordance: float | None
    taus: tuple[Tau, ...]
    absences: tuple[Absence, ...]
    compromise: tuple[OptionSeen, ...]

    @property
    def always_in_top_two(self) -> tuple[OptionSeen, ...]:
        """The options that every perspective ranks first or second."""
        return tuple(seen for seen in self.options if seen.is_always_in_top_two)


def perspectives(decision: Decision, *, full: bool = False) -> Perspectives:
    """Compare what a decision's perspectives make of its options.

    Args:
        decision: with the date that is to count, and the weights to show beside the perspectives';
            every score must be there.
        full: compare all, however many perspectives and options there are.

    Raises:
        NoPerspectivesError: it has none.
        TooManyPerspectivesError: there are more than `MOST_VALUES` values.
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
    """
    everyone = decision.perspectives
    if not everyone:
        raise NoPerspectivesError(
            "there are no perspectives to compare; add 'perspectives' to the criteria file, each "
            "with an id, a name and weights"
        )
    scoring = score(decision)
    if not scoring.ranking:
        raise NothingRankedError
    if not full and len(everyone) * len(scoring.ranking) > MOST_VALUES:
        raise TooManyPerspectivesError(
            f"{len(scoring.ranking):,} options under {len(everyone):,} perspectives are more than "
            f"{MOST_VALUES:,} values; --full compares them, however long it takes"
        )
    ids = [criterion.id for criterion in scoring.criteria]
    values = np.array([[s.values[id_] for id_ in ids] for s in scoring.ranking], dtype=np.float64)
    shares = perspective_shares(decision, ids)
    views = tuple(_view(scoring, ids, values, row) for row in shares)
    mean = _view(scoring, ids, values, shares.mean(axis=0))
    options = _seen(scoring, views)
    ranks = [[place.rank for place in view.places] for view in views]
    least = min(seen.largest_regret for seen in options)
    return Perspectives(
        scoring=scoring,
        perspectives=everyone,
        views=views,
        mean=mean,
        options=options,
        disagreements=_disagreements(scoring, values, shares),
        concordance=kendall_w(ranks),
        taus=_taus(everyone, ranks) if full or _are_few(ranks) else (),
        absences=tuple(_absences(scoring, everyone, views, mean)),
        compromise=tuple(seen for seen in options if seen.largest_regret <= least + TIE),
    )


def _view(scoring: Scoring, ids: Sequence[str], values: Floats, shares: Floats) -> View:
    totals = (values * shares).sum(axis=1)  # as `score` sums, to the last digit
    ranks = competition_ranks(totals).tolist()
    places = {rank: Place(rank, rank, tied=count > 1) for rank, count in Counter(ranks).items()}
    options = [standing.option for standing in scoring.ranking]
    return View(
        shares=dict(zip(ids, shares.tolist(), strict=True)),
        values=tuple(totals.tolist()),
        places=tuple(places[rank] for rank in ranks),
        first=tuple(o for o, rank in zip(options, ranks, strict=True) if rank == 1),
    )


def _are_few(ranks: Sequence[Sequence[int]]) -> bool:
    """Whether each two rankings can be compared in some seconds."""
    everyone, options = len(ranks), len(ranks[0])
    return everyone <= MOST_IN_PAIRS and (everyone * options) ** 2 <= _MOST_PAIRS_OF_PAIRS


def _taus(everyone: Sequence[Perspective], ranks: Sequence[Sequence[int]]) -> tuple[Tau, ...]:
    taus = kendall_taus(ranks).tolist()
    return tuple(
        Tau(everyone[one], everyone[other], None if math.isnan(tau) else tau)
        for one, other in combinations(range(len(everyone)), 2)
        for tau in (taus[one][other],)
    )


def _seen(scoring: Scoring, views: Sequence[View]) -> tuple[OptionSeen, ...]:
    best = [max(view.values) for view in views]
    return tuple(
        OptionSeen(
            standing=standing,
            values=tuple(view.values[row] for view in views),
            places=tuple(view.places[row] for view in views),
            regrets=tuple(most - view.values[row] for most, view in zip(best, views, strict=True)),
        )
        for row, standing in enumerate(scoring.ranking)
    )


def _disagreements(scoring: Scoring, values: Floats, shares: Floats) -> tuple[Disagreement, ...]:
    swings = np.ptp(values, axis=0).tolist()
    found = [
        Disagreement(criterion, tuple(column), swing)
        for criterion, column, swing in zip(
            scoring.criteria, shares.T.tolist(), swings, strict=True
        )
    ]
    return tuple(sorted(found, key=lambda one: (-one.moves, -one.spread)))


def _absences(
    scoring: Scoring, everyone: Sequence[Perspective], views: Sequence[View], mean: View
) -> list[Absence]:
    """Leave one perspective out at a time."""
    if len(everyone) < 2:
        return []
    options = [standing.option for standing in scoring.ranking]
    totals = np.array([view.values for view in views])
    others = (totals.sum(axis=0) - totals) / (len(everyone) - 1)
    found = []
    for perspective, values in zip(everyone, others, strict=True):
        ranks = competition_ranks(values).tolist()
        first = tuple(o for o, rank in zip(options, ranks, strict=True) if rank == 1)
        if {option.id for option in first} != {option.id for option in mean.first}:
            found.append(Absence(perspective, first))
    return found
