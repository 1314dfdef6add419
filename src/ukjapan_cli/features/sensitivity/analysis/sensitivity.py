"""Sensitivity of first place: to each weight, to each score, to weights changed together."""

from dataclasses import dataclass

from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.names import find
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.sensitivity.analysis.joint_change import JointChange, Within, joint_change
from ukjapan_cli.features.sensitivity.analysis.scores import (
    ScoreSensitivity,
    Swing,
    score_sensitivity,
    tornado,
)
from ukjapan_cli.features.sensitivity.analysis.threshold import Contest
from ukjapan_cli.features.sensitivity.analysis.weights import WeightSensitivity, weight_sensitivity
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.ranges import ranges
from ukjapan_cli.model.scoring import NothingRankedError, Scoring, Standing
from ukjapan_cli.model.scoring import score as score_decision


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What first place hangs on.

    Options are rows of the decision's options.

    Attributes:
        scoring: the ranking as it is.
        weights: one a node of the value tree, groups before their own criteria.
        scores: one a ranked option and criterion; empty where one option is ranked.
        tornado: the lead of the first two at the ends of each range, widest first.
        joint: the least change of weights together that puts an option first, if asked for.
    """

    scoring: Scoring
    weights: tuple[WeightSensitivity, ...]
    scores: tuple[ScoreSensitivity, ...]
    tornado: tuple[Swing, ...]
    joint: JointChange | None = None

    @property
    def leader(self) -> Standing:
        """The option at the top of the ranking."""
        return self.scoring.ranking[0]


class NotRankedError(InputError, ValueError):
    """An option that is not ranked cannot be put first by weights."""


def sensitivity(
    decision: Decision, *, first: str | None = None, within: Within = "any"
) -> Sensitivity:
    """What first place hangs on, exactly: nothing is sampled.

    The baseline and options that fail a `must` take no part.

    Args:
        decision: with the date and weights that are to count; every score must be there.
        first: an option for which the least change of weights that puts it first is looked for.
        within: whether any weights may do that, or those within the stated intervals.

    Raises:
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
        UnknownNameError: no option, or more than one, answers to `first`.
        NotRankedError: `first` is not ranked.
    """
    wanted = None if first is None else decision.option(first)
    scoring = score_decision(decision)
    ranked = _ranked_rows(scoring)
    table = matrix(decision)
    joint = None
    if wanted is not None:
        row = decision.options.index(wanted)
        if row not in ranked:
            raise NotRankedError(f"'{wanted.id}' is not ranked, so that no weights put it first")
        joint = joint_change(decision, table, ranked, row, within)
    scores: tuple[ScoreSensitivity, ...] = ()
    swings: tuple[Swing, ...] = ()
    if len(ranked) > 1:
        stated = ranges(decision, table)
        contest = Contest(decision, table, ranked)
        scores = score_sensitivity(table, contest, stated)
        swings = tornado(table, contest, stated, ranked)
    return Sensitivity(
        scoring=scoring,
        weights=weight_sensitivity(decision, tuple(ranked)),
        scores=scores,
        tornado=swings,
        joint=joint,
    )


@dataclass(frozen=True, slots=True)
class OneWeight:
    """What first place does while one weight moves from 0 to 100 % of the whole.

    Attributes:
        scoring: the ranking as it is.
        found: the criterion or group, with every ranked option's value at both ends.
    """

    scoring: Scoring
    found: WeightSensitivity


def one_weight(decision: Decision, criterion: str) -> OneWeight:
    """What one weight does to every ranked option, all others in proportion.

    Args:
        decision: with the date and weights that are to count; every score must be there.
        criterion: the id of a criterion or group, a beginning of one, or a name.

    Raises:
        UnknownNameError: no criterion, or more than one, answers to the name.
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
    """
    id_ = find("criterion", criterion, {n.id: n.name for n in nodes_of(decision.criteria)})
    scoring = score_decision(decision)
    ranked = _ranked_rows(scoring)
    weights = weight_sensitivity(decision, tuple(ranked))
    return OneWeight(scoring, next(found for found in weights if found.node.id == id_))


def _ranked_rows(scoring: Scoring) -> list[int]:
    if not scoring.ranking:
        raise NothingRankedError
    return scoring.ranked_rows
