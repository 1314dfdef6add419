"""Robustness: how often each option takes each rank when scores and weights are uncertain.

Stochastic multicriteria acceptability analysis, SMAA-2: Lahdelma & Salminen (2001), *Operations
Research* 49(3), for the indices; Tervonen & Lahdelma (2007), *European Journal of Operational
Research* 178(2), for computing them by simulation. The pairwise winning index is that of Leskinen
et al. (2006), *Ecological Modelling* 198. Standard errors are those of means over independent
draws; of the central weights, that of a ratio of two means, to first order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.robustness.analysis.rank_counts import DrawSums
from ukjapan_cli.features.verdict.analysis import Verdict, verdict
from ukjapan_cli.model.estimate import MOST_DRAWS, Estimate, Estimates
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.progress import Progress
from ukjapan_cli.model.sampling.draw_blocks import DRAWS, SEED, DrawBlocks
from ukjapan_cli.model.sampling.first_draws import OptionDraws
from ukjapan_cli.model.sampling.score_draws import score_draws
from ukjapan_cli.model.sampling.weight_sets import WeightMode, weight_draws
from ukjapan_cli.model.scoring import NothingRankedError, Standing
from ukjapan_cli.model.scoring import score as score_decision

MOST_OPTIONS = 1_000
"""How many ranked options are compared; memory grows with the square of their number."""

MOST_IN_PAIRS = 300
"""Of so many options it is kept how often one is ahead of another, unless all is wanted."""

_LEAST_DRAWS = 1_000


class TooManyOptionsError(InputError, ValueError):
    """More options are ranked than can be compared with each other."""


@dataclass(frozen=True, slots=True)
class OptionRobustness:
    """How one option does over all draws.

    Attributes:
        option: which one.
        acceptability: for each rank from 1, the share of draws in which the option has it; options
            that tie share their ranks equally.
        central_weights: by criterion id, the mean of the shares with which it is first; None where
            it never is.
        confidence: how often it is first with its central weights, while scores are drawn; None
            where it never is first. Its error is for these central weights, not for theirs too.
        expected_rank: the mean of its ranks.
        beats: by the other option's id, how often it is ahead; a tie is half. Empty where there
            are too many options.
    """

    option: Option
    acceptability: Sequence[Estimate]
    central_weights: Mapping[str, Estimate] | None
    confidence: Estimate | None
    expected_rank: Estimate
    beats: Mapping[str, Estimate]

    @property
    def first(self) -> Estimate:
        """How often it is first."""
        return self.acceptability[0]


@dataclass(frozen=True, slots=True)
class Robustness:
    """The result of drawing scores and weights many times over.

    Attributes:
        decision: what was looked at, with the date and weights in force.
        criteria: the leaf criteria, in the file's order.
        shares: the stated share of each, by id.
        options: the ranked options, in the order of the ranking with stated scores and weights.
        excluded: the baseline and the options that fail a `must`; they take no part.
        weights: which weights were drawn.
        draws: how many draws there were.
        confidence_draws: how many of them, from the first, confidence factors are counted over.
        seed: what the draws follow from.
        until: the standard error that was to be reached; None where nobody asked for one.
        is_cut: whether there are fewer draws than `DRAWS` for the size of the decision alone.
        verdict: how sure first place is, by these draws; None where one option is ranked alone.
    """

    decision: Decision
    criteria: tuple[Criterion, ...]
    shares: Mapping[str, float]
    options: tuple[OptionRobustness, ...]
    excluded: tuple[Standing, ...]
    weights: WeightMode
    draws: int
    confidence_draws: int
    seed: int
    until: float | None
    verdict: Verdict | None
    is_cut: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether no error is above the one that was to be reached."""
        return self.until is None or self.largest_error <= self.until

    @property
    def has_pairs(self) -> bool:
        """Whether it is known how often one option is ahead of another."""
        return len(self.options) <= 1 or bool(self.options[0].beats)

    @property
    def largest_error(self) -> float:
        """The largest standard error of how often an option is first."""
        return max(found.first.error for found in self.options)

    def option(self, given: str) -> OptionRobustness | None:
        """How the option with this id, beginning of an id, or name does; None if it is not ranked.

        Raises:
            UnknownNameError: no option has, or several do.
        """
        found = self.decision.option(given).id
        return next((one for one in self.options if one.option.id == found), None)


def robustness(
    decision: Decision,
    *,
    weights: WeightMode = "stated",
    draws: int | None = None,
    seed: int = SEED,
    until: float | None = None,
    full: bool = False,
    progress: Progress | None = None,
) -> Robustness:
    """Draw scores and weights many times, and count ranks.

    Only ranked options take part. The same seed gives the same result; the first draws of a longer
    run are those of a shorter one.

    Args:
        decision: with the date and weights that are to count.
        weights: which weights are drawn: `stated`, `ranked`, `any` or `exact`; see
            `ukjapan_cli.model.sampling.weight_sets`.
        draws: how many; with `until`, how many at most. Where nobody says those that the verdict
            of every ranking counts, `DRAWS` or fewer; with `until`, as many as take some seconds.
        seed: 0 or more.
        until: stop as soon as no standard error of how often an option is first is greater, after
            1,000 draws or more.
        full: compare any number of options, and keep who is ahead of whom.
        progress: told how far it is.

    Raises:
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
        TooManyOptionsError: more than `MOST_OPTIONS` are, unless with `full`.
        ImpossibleWeightsError: the intervals of some weights hold none.
        ValueError: a number of draws, seed or standard error that cannot be.
    """
    if seed < 0 or (until is not None and not until > 0):
        raise ValueError("until must be above 0, and seed 0 or more")
    if draws is not None and not 0 < draws <= MOST_DRAWS:
        raise ValueError(f"draws must be above 0, and {MOST_DRAWS:,} at most")
    scoring = score_decision(decision)
    if not scoring.ranking:
        raise NothingRankedError
    if len(scoring.ranking) > MOST_OPTIONS and not full:
        raise TooManyOptionsError(
            f"robustness compares {MOST_OPTIONS:,} options at most, and more only with --full; "
            f"{len(scoring.ranking):,} are ranked"
        )
    ids = [standing.option.id for standing in scoring.ranking]
    scores = score_draws(decision, matrix(decision), scoring.ranked_rows)
    blocks = DrawBlocks(scores, weight_draws(decision, weights), seed)
    most = draws or (blocks.usual if until is None else blocks.affordable)
    sums = DrawSums(np.array(list(scoring.weights.values())), len(ids))
    while sums.draws < most:
        sums.add(blocks.several(sums.blocks, most))
        if progress is not None:
            progress(sums.draws, most)
        if until is not None and sums.draws >= _LEAST_DRAWS and sums.first_error() <= until:
            break
    central, central_errors = sums.first.central_weights()
    can_be_first = np.flatnonzero(sums.at[:, 0])
    *confidence, confidence_draws = blocks.confidence(
        can_be_first, central[can_be_first], sums.draws
    )
    confident = dict(zip(can_be_first.tolist(), Estimates(*confidence), strict=True))
    at, at_errors = sums.mean(sums.at, sums.at_squared)
    beats, beats_errors = sums.mean(sums.beats, sums.beats_squared)
    ranks = Estimates(*sums.mean(sums.rank, sums.rank_squared))
    found = []
    for row, (standing, rank) in enumerate(zip(scoring.ranking, ranks, strict=True)):
        weights_of_first = Estimates(central[row], central_errors[row])
        others = {}
        if full or len(ids) <= MOST_IN_PAIRS:
            others = dict(zip(ids, Estimates(beats[row], beats_errors[row]), strict=True))
            del others[standing.option.id]
        found.append(
            OptionRobustness(
                option=standing.option,
                acceptability=Estimates(at[row], at_errors[row]),
                central_weights=dict(zip(scoring.weights, weights_of_first, strict=True))
                if row in confident
                else None,
                confidence=confident.get(row),
                expected_rank=rank,
                beats=others,
            )
        )
    return Robustness(
        decision=decision,
        criteria=scoring.criteria,
        shares=scoring.weights,
        options=tuple(found),
        excluded=scoring.excluded,
        weights=weights,
        draws=sums.draws,
        confidence_draws=confidence_draws,
        seed=seed,
        until=until,
        verdict=verdict(scoring, OptionDraws(found[0].first, None, sums.draws)),
        is_cut=draws is None and until is None and sums.draws < DRAWS,
    )
