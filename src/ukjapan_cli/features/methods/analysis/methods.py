"""Does another method agree? The ranking beside those of four other ways to aggregate.

All take the same values of 0-100 and the same shares, so that only the aggregation differs. None
is a recommendation: swing weights are made for a sum, and TOPSIS, VIKOR and PROMETHEE II measure an
option against those that happen to be listed, so that adding or dropping one can turn the order of
two others (rank reversal).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.methods.analysis import promethee, topsis, vikor, weighted_product
from ukjapan_cli.features.methods.analysis.promethee import Comparisons
from ukjapan_cli.features.methods.analysis.topsis import Distance
from ukjapan_cli.features.methods.analysis.vikor import Regret
from ukjapan_cli.features.methods.analysis.weighted_product import LowValue
from ukjapan_cli.model.scoring import NothingRankedError, Scoring, Standing, score
from ukjapan_cli.model.statistics import kendall_tau_b
from ukjapan_cli.model.values import TIE, Floats, competition_ranks

Cause: TypeAlias = LowValue | Distance | Regret | Comparisons


class _Aggregation(Protocol):
    """A module that aggregates values in one way."""

    def scores(self, values: Floats, shares: Floats, /) -> Floats:
        """A score an option."""

    def causes(
        self, values: Floats, shares: Floats, rows: Sequence[int], rose: Sequence[bool], /
    ) -> Sequence[Cause]:
        """What the method makes most of in each of the rows."""


class _Method(NamedTuple):
    id: str
    name: str
    aggregation: _Aggregation
    lower_is_better: bool = False


_METHODS = (
    _Method("weighted-product", "Weighted product", weighted_product),
    _Method("topsis", "TOPSIS", topsis),
    _Method("vikor", "VIKOR", vikor, lower_is_better=True),
    _Method("promethee-ii", "PROMETHEE II", promethee),
)


@dataclass(frozen=True, slots=True)
class RankChange:
    """An option that a method ranks otherwise than the additive model does.

    Attributes:
        standing: the option, where the additive model has it.
        rank: the method's.
        additive_rank: the additive model's.
        criterion: the one with the greatest effect, in the method's own terms.
        cause: what the method makes of it.
    """

    standing: Standing
    rank: int
    additive_rank: int
    criterion: Criterion
    cause: Cause

    @property
    def is_up(self) -> bool:
        """Whether the method ranks the option higher."""
        return self.rank < self.additive_rank


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What one method makes of the ranked options, in the order of the additive ranking.

    Attributes:
        id: such as `topsis`.
        name: such as `TOPSIS`.
        lower_is_better: whether the least score is the best.
        scores: the method's own numbers.
        ranks: competition ranks (1, 1, 3).
        tau: Kendall's tau-b with the additive ranks; None where either ties all options.
        changes: the options that it ranks otherwise.
    """

    id: str
    name: str
    lower_is_better: bool
    scores: tuple[float, ...]
    ranks: tuple[int, ...]
    tau: float | None
    changes: tuple[RankChange, ...]


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """The additive ranking beside those of other methods.

    Attributes:
        scoring: the additive model's result, which is the one that counts.
        ranks: the additive ranks, in the order of its ranking.
        methods: the others.
    """

    scoring: Scoring
    ranks: tuple[int, ...]
    methods: tuple[MethodResult, ...]


def methods(decision: Decision) -> CrossCheck:
    """Rank the options by other methods too.

    Only the options that the additive model ranks take part: neither the baseline nor an option
    that fails a `must` is among those that the others are measured against.

    Args:
        decision: with the date and weights that are to count; every score must be there.

    Raises:
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
    """
    scoring = score(decision)
    if not scoring.ranking:
        raise NothingRankedError
    ids = [criterion.id for criterion in scoring.criteria]
    values = _levelled(np.array([[s.values[id_] for id_ in ids] for s in scoring.ranking], float))
    shares = np.array([scoring.weights[id_] for id_ in ids])
    ranks = tuple(standing.place.rank for standing in scoring.ranking if standing.place)
    return CrossCheck(
        scoring=scoring,
        ranks=ranks,
        methods=tuple(_result(method, scoring, ranks, values, shares) for method in _METHODS),
    )


def _levelled(values: Floats) -> Floats:
    """Values that differ by no more than `TIE`, made equal; those that miss 0 by no more, made 0.

    Other methods than a sum tell the least difference from none.
    """
    columns = [-np.sort(-column)[competition_ranks(column) - 1] for column in values.T]
    level = np.stack(columns, axis=1)
    return np.where(np.abs(level) <= TIE, 0.0, level)


def _result(
    method: _Method, scoring: Scoring, additive: tuple[int, ...], values: Floats, shares: Floats
) -> MethodResult:
    scores = method.aggregation.scores(values, shares)
    ranks = tuple(competition_ranks(-scores if method.lower_is_better else scores).tolist())
    rows = [row for row, rank in enumerate(ranks) if rank != additive[row]]
    rose = [ranks[row] < additive[row] for row in rows]
    causes = method.aggregation.causes(values, shares, rows, rose) if rows else ()
    return MethodResult(
        id=method.id,
        name=method.name,
        lower_is_better=method.lower_is_better,
        scores=tuple(scores.tolist()),
        ranks=ranks,
        tau=kendall_tau_b(additive, ranks),
        changes=tuple(
            RankChange(
                standing=scoring.ranking[row],
                rank=ranks[row],
                additive_rank=additive[row],
                criterion=scoring.criteria[cause.column],
                cause=cause,
            )
            for row, cause in zip(rows, causes, strict=True)
        ),
    )
