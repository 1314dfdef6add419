"""Robustness: how often each option takes each rank when scores and weights are uncertain.

Stochastic multicriteria acceptability analysis, SMAA-2: Lahdelma & Salminen (2001), *Operations
Research* 49(3), for the indices; Tervonen & Lahdelma (2007), *European Journal of Operational
Research* 178(2), for computing them by simulation. The pairwise winning index is that of Leskinen
et al. (2006), *Ecological Modelling* 198. Standard errors are those of means over independent
draws; of the central weights, that of a ratio of two means, to first order.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ukjapan_cli.analysis.explaining import NothingRankedError
from ukjapan_cli.analysis.matrix import matrix
from ukjapan_cli.analysis.rank_counts import RankCounts, rank_counts
from ukjapan_cli.analysis.score_draws import ScoreDraws, score_draws
from ukjapan_cli.analysis.scoring import Standing
from ukjapan_cli.analysis.scoring import score as score_decision
from ukjapan_cli.analysis.share_draws import Draw
from ukjapan_cli.analysis.values import TIE, Floats
from ukjapan_cli.analysis.weight_sets import WeightMode, weight_draws
from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option
from ukjapan_cli.diagnostics import InputError

DRAWS = 100_000
"""How many draws there are where nobody says."""

MOST_DRAWS = 10_000_000
"""How many draws there are at most in reaching a standard error, where nobody says."""

SEED = 1

MOST_OPTIONS = 2_000
"""How many ranked options are compared; memory grows with the square of their number."""

_LEAST_DRAWS = 1_000
_CONFIDENCE_DRAWS = 100_000
_CONFIDENCE_WORK = 1e9

Progress = Callable[[int, int], None]
"""Told after each block of draws how many there are by now, and how many there will be at most."""


class TooManyOptionsError(InputError, ValueError):
    """More options are ranked than can be compared with each other."""


class Estimate(NamedTuple):
    """A mean over draws, and its standard error."""

    value: float
    error: float


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
            where it never is first.
        expected_rank: the mean of its ranks.
        beats: by the other option's id, how often it is ahead; a tie is half.
    """

    option: Option
    acceptability: tuple[Estimate, ...]
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
        until: the standard error that was to be reached; None where draws were given.
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
    progress: Progress | None = None,
) -> Robustness:
    """Draw scores and weights many times, and count ranks.

    Only ranked options take part. The same seed gives the same result; the first draws of a longer
    run are those of a shorter one.

    Args:
        decision: with the date and weights that are to count.
        weights: which weights are drawn: `stated`, `ranked`, `any` or `exact`; see
            `ukjapan_cli.analysis.weight_sets`.
        draws: how many; with `until`, how many at most. `DRAWS` where neither is given,
            `MOST_DRAWS` with `until` alone.
        seed: 0 or more.
        until: stop as soon as no standard error of how often an option is first is greater, after
            1,000 draws or more.
        progress: told how far it is.

    Raises:
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
        TooManyOptionsError: more than `MOST_OPTIONS` are.
        ImpossibleWeightsError: the intervals of some weights hold none.
        ValueError: a number of draws, seed or standard error that cannot be.
    """
    most = draws if draws is not None else DRAWS if until is None else MOST_DRAWS
    if most < 1 or seed < 0 or (until is not None and not until > 0):
        raise ValueError("draws and until must be above 0, and seed 0 or more")
    scoring = score_decision(decision)
    if not scoring.ranking:
        raise NothingRankedError("every option fails a must or is the baseline: none is ranked")
    if len(scoring.ranking) > MOST_OPTIONS:
        raise TooManyOptionsError(
            f"robustness compares {MOST_OPTIONS:,} options at most; {len(scoring.ranking):,} "
            "are ranked"
        )
    ids = [standing.option.id for standing in scoring.ranking]
    places = {option.id: row for row, option in enumerate(decision.options)}
    scores = score_draws(decision, matrix(decision), [places[id_] for id_ in ids])
    blocks = _Blocks(scores, weight_draws(decision, weights), seed)
    sums = _Sums(np.array(list(scoring.weights.values())), len(ids))
    while sums.draws < most:
        totals, shares = blocks.totals(sums.blocks, most - sums.draws)
        sums.add(rank_counts(totals), shares)
        if progress is not None:
            progress(sums.draws, most)
        if until is not None and sums.draws >= _LEAST_DRAWS and sums.first_error() <= until:
            break
    central, central_errors = sums.central_weights()
    can_be_first = np.flatnonzero(sums.at[:, 0])
    confidence, confidence_errors, counted = blocks.confidence(
        can_be_first, central[can_be_first], sums.draws
    )
    at, at_errors = sums.mean(sums.at, sums.at_squared)
    rank, rank_errors = sums.mean(sums.rank, sums.rank_squared)
    beats, beats_errors = sums.mean(sums.beats, sums.beats_squared)
    confident = dict(
        zip(can_be_first.tolist(), _estimates(confidence, confidence_errors), strict=True)
    )
    return Robustness(
        decision=decision,
        criteria=scoring.criteria,
        shares=scoring.weights,
        options=tuple(
            OptionRobustness(
                option=standing.option,
                acceptability=tuple(_estimates(at[row], at_errors[row])),
                central_weights=dict(
                    zip(scoring.weights, _estimates(central[row], central_errors[row]), strict=True)
                )
                if row in confident
                else None,
                confidence=confident.get(row),
                expected_rank=Estimate(float(rank[row]), float(rank_errors[row])),
                beats={
                    id_: estimate
                    for id_, estimate in zip(
                        ids, _estimates(beats[row], beats_errors[row]), strict=True
                    )
                    if id_ != standing.option.id
                },
            )
            for row, standing in enumerate(scoring.ranking)
        ),
        excluded=scoring.excluded,
        weights=weights,
        draws=sums.draws,
        confidence_draws=counted,
        seed=seed,
        until=until,
    )


def _estimates(values: Floats, errors: Floats) -> Iterator[Estimate]:
    return map(Estimate, values.tolist(), errors.tolist())


class _Blocks:
    """Draws in blocks, each from generators of its own, which the seed and its number make.

    How many draws a block has follows from the numbers of options and criteria alone, so that a
    draw is the same whatever else is drawn.
    """

    def __init__(self, scores: ScoreDraws, weights: Draw, seed: int) -> None:
        self.scores = scores
        self.weights = weights
        self.seed = seed
        self.size = min(8192, max(2048, 1 << ((1 << 19) // scores.known.size).bit_length()))

    def _generator(self, block: int, stream: int) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence(self.seed, spawn_key=(block, stream)))

    def totals(self, block: int, most: int) -> tuple[Floats, Floats]:
        """Overall values and leaf shares, shapes (options, draws) and (criteria, draws)."""
        shares = self.weights(self._generator(block, 0), self.size)
        totals = self.scores.known @ shares
        for column, rows, values in self.scores.draw(self._generator(block, 1), self.size):
            values *= shares[column]
            totals[rows] += values
        return totals[:, :most], shares[:, :most]

    def confidence(
        self, options: "np.typing.NDArray[np.intp]", weights: Floats, draws: int
    ) -> tuple[Floats, Floats, int]:
        """How often options are first, each with weights of its own; errors; of how many draws.

        Every one of them needs the values of all options, so that a large decision takes fewer
        draws, from the first.
        """
        known = self.scores.known
        counted = min(draws, _CONFIDENCE_DRAWS)
        counted = min(
            counted, max(_LEAST_DRAWS, int(_CONFIDENCE_WORK / (len(options) * known.size)))
        )
        if not self.scores.groups:
            counted = 1
        sums, squares = np.zeros(len(options)), np.zeros(len(options))
        step = max(64, (1 << 17) // known.size)
        done = 0
        while done < counted:
            values = self._values(done // self.size)
            size = min(self.size, counted - done)
            for start in range(0, size, step):
                part = values[:, :, start : min(start + step, size)]
                totals = (weights @ part.reshape(len(part), -1)).reshape(-1, *part.shape[1:])
                own = totals[np.arange(len(options)), options][:, None]
                tied = np.count_nonzero(totals >= own - TIE, axis=1)
                first = np.where((totals > own + TIE).any(axis=1), 0.0, 1 / tied)
                sums += first.sum(axis=1)
                squares += (first**2).sum(axis=1)
            done += size
        mean = sums / counted
        errors = np.sqrt(np.maximum(squares / counted - mean**2, 0.0) / counted)
        return mean, errors, draws if not self.scores.groups else counted

    def _values(self, block: int) -> Floats:
        """The values of a block's draws, shape (criteria, options, draws)."""
        known = self.scores.known
        if not self.scores.groups:
            return known.T[:, :, None]
        values = np.repeat(known.T[:, :, None], self.size, axis=2)
        for column, rows, drawn in self.scores.draw(self._generator(block, 1), self.size):
            values[column, rows] = drawn
        return values


class _Sums:
    """What the blocks come to, added up in their order."""

    def __init__(self, stated: Floats, options: int) -> None:
        self.stated = stated
        self.draws = self.blocks = 0
        square, line = (options, options), (options,)
        self.at, self.at_squared = np.zeros(square), np.zeros(square)
        self.rank, self.rank_squared = np.zeros(line), np.zeros(line)
        self.beats, self.beats_squared = np.zeros(square), np.zeros(square)
        # Of an option's parts of first place: times the shares' distance from the stated ones; the
        # parts squared, times that, and times its square.
        self.away = np.zeros((options, len(stated)))
        self.away_of_squares = np.zeros((options, len(stated)))
        self.away_squared = np.zeros((options, len(stated)))

    def add(self, counts: RankCounts, shares: Floats) -> None:
        self.draws += shares.shape[1]
        self.blocks += 1
        self.at += counts.at
        self.at_squared += counts.at_squared
        self.rank += counts.rank
        self.rank_squared += counts.rank_squared
        self.beats += counts.beats
        self.beats_squared += counts.beats_squared
        away = (shares - self.stated[:, None]).T
        once = counts.first @ away
        squares = counts.first if counts.at is counts.at_squared else counts.first**2
        self.away += once
        self.away_of_squares += once if squares is counts.first else squares @ away
        self.away_squared += squares @ away**2

    def mean(self, sums: Floats, squares: Floats) -> tuple[Floats, Floats]:
        mean = sums / self.draws
        return mean, np.sqrt(np.maximum(squares / self.draws - mean**2, 0.0) / self.draws)

    def first_error(self) -> float:
        return float(self.mean(self.at[:, 0], self.at_squared[:, 0])[1].max())

    def central_weights(self) -> tuple[Floats, Floats]:
        """Shape (options, criteria); of no meaning for an option that is never first."""
        times = np.maximum(self.at[:, :1], math.ulp(0.0))
        away = self.away / times
        spread = self.away_squared - 2 * away * self.away_of_squares
        spread += away**2 * self.at_squared[:, :1]
        return self.stated + away, np.sqrt(np.maximum(spread, 0.0)) / times
