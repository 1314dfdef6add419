"""The verdict: how sure first place is, in a word.

- *a tie*: options are level with the stated scores and weights.
- *robust*: the leader is first in 90 % of the draws or more, no change of one weight's share by a
  quarter puts another option first, and it is first under every perspective.
- *likely*: the leader is first in 66 % of the draws or more, no change of one weight's share by a
  tenth puts another option first, and it is first under half of the perspectives or more.
- *contested*: anything else.

66 % and 90 % are where the IPCC's authors begin to say "likely" and "very likely" (Mastrandrea et
al. 2010, *Guidance note for lead authors on consistent treatment of uncertainties*). A quarter is
how far a weight without an interval of its own is drawn, a tenth what rule UKJ406 allows.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option
from ukjapan_cli.features.perspectives.analysis.first_by_perspective import first_by_perspective
from ukjapan_cli.features.sensitivity.analysis.weights import (
    Flip,
    WeightSensitivity,
    weight_sensitivity,
)
from ukjapan_cli.model.estimate import Estimate
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.sampling.first_draws import OptionDraws, first_draws
from ukjapan_cli.model.scoring import Scoring

Word: TypeAlias = Literal["robust", "likely", "contested", "a tie"]

ROBUST_DRAWS, LIKELY_DRAWS = 0.90, 0.66
ROBUST_WEIGHTS, LIKELY_WEIGHTS = 0.25, 0.10

_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Switch:
    """A change of one weight, the others in proportion, that puts another option first.

    Attributes:
        node: the criterion or group.
        share: its share of the whole today.
        at: the share at which the two are level.
        first: the option that takes over.
    """

    node: Criterion
    share: float
    at: float
    first: Option

    @property
    def change(self) -> float:
        """How far that is, relative to today's share."""
        return abs(self.at - self.share) / self.share


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure first place is.

    Attributes:
        word: see the module's documentation.
        leaders: the option in first place, or those that tie.
        first: how often the leader is first in the draws, with its standard error.
        draws: how many draws that is counted over.
        switch: the nearest change of one weight that puts another option first, if one does.
        backing: the ids of the perspectives under which the leader is first, alone or level.
        perspectives: the ids of all.
    """

    word: Word
    leaders: tuple[Option, ...]
    first: Estimate
    draws: int
    switch: Switch | None
    backing: tuple[str, ...]
    perspectives: tuple[str, ...]

    def is_at_least(self, word: Literal["robust", "likely"]) -> bool:
        """Whether first place is as sure as the word says, or surer."""
        return self.word == "robust" or self.word == word


class Judged(NamedTuple):
    """A ranking with its verdict.

    Attributes:
        scoring: the ranking.
        verdict: how sure its first place is; None where there is none to give.
    """

    scoring: Scoring
    verdict: Verdict | None


def verdict(scoring: Scoring, drawn: OptionDraws | None = None) -> Verdict | None:
    """How sure the first place of a ranking is; None with missing scores, or with nobody to beat.

    Only ranked options take part.

    Args:
        scoring: the ranking.
        drawn: how often its first option is first in draws that somebody has made already; those of
            `first_draws` are made otherwise.
    """
    if scoring.has_missing or len(scoring.ranking) < 2:
        return None
    decision = scoring.decision
    table = matrix(decision)
    ranked = scoring.ranked_rows
    leaders = [row for row, s in zip(ranked, scoring.ranking, strict=True) if s.is_first]
    if drawn is None:
        drawn = first_draws(decision, table, ranked).of(ranked[0])
    weights = weight_sensitivity(decision, tuple(ranked))
    switches = [switch for one in weights for switch in _switches(decision, one)]
    switch = min(switches, key=lambda found: found.change, default=None)
    firsts = first_by_perspective(decision, table, ranked)
    everyone = [perspective.id for perspective in decision.perspectives]
    backing = [id_ for id_, rows in zip(everyone, firsts, strict=True) if ranked[0] in rows]
    first, backers = drawn.first, len(backing)
    return Verdict(
        word="a tie" if len(leaders) > 1 else _word(first, switch, backers, len(everyone)),
        leaders=tuple(decision.options[row] for row in leaders),
        first=first,
        draws=drawn.draws,
        switch=switch,
        backing=tuple(backing),
        perspectives=tuple(everyone),
    )


def _word(first: Estimate, switch: Switch | None, backing: int, perspectives: int) -> Word:
    change = math.inf if switch is None else switch.change
    if first.value >= ROBUST_DRAWS and change > ROBUST_WEIGHTS and backing == perspectives:
        return "robust"
    if first.value >= LIKELY_DRAWS and change > LIKELY_WEIGHTS and 2 * backing >= perspectives:
        return "likely"
    return "contested"


def _switches(decision: Decision, weight: WeightSensitivity) -> Iterator[Switch]:
    """Where a node's share, moved down or up, first puts another option first."""
    share = weight.weight
    if not share or not weight.can_move:
        return
    segments = [Flip(0.0, weight.first_at_zero), *weight.flips]
    before = [segment for segment in segments if segment.weight < weight.stable_from - _NEAR]
    after = [segment for segment in segments if segment.weight > weight.stable_to - _NEAR]
    if before:
        first = decision.options[before[-1].first[0]]
        yield Switch(weight.node, share, weight.stable_from, first)
    if after and weight.stable_to < 1:
        yield Switch(weight.node, share, weight.stable_to, decision.options[after[0].first[0]])
