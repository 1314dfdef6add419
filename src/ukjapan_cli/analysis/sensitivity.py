"""Sensitivity of first place: to each weight, to each score, to weights changed together."""

from dataclasses import dataclass
from typing import Literal

from ukjapan_cli.analysis.explaining import NothingRankedError
from ukjapan_cli.analysis.joint_change import JointChange, joint_change
from ukjapan_cli.analysis.matrix import matrix
from ukjapan_cli.analysis.ranges import ranges
from ukjapan_cli.analysis.score_sensitivity import (
    ScoreSensitivity,
    Swing,
    score_sensitivity,
    tornado,
)
from ukjapan_cli.analysis.score_threshold import Contest
from ukjapan_cli.analysis.scoring import Scoring, Standing
from ukjapan_cli.analysis.scoring import score as score_decision
from ukjapan_cli.analysis.weight_sensitivity import WeightSensitivity, weight_sensitivity
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.names import find
from ukjapan_cli.diagnostics import InputError


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

    def of_weight(self, criterion: str) -> WeightSensitivity:
        """That of the node with this id, this beginning of an id, or this name.

        Raises:
            UnknownNameError: none has, or several do.
        """
        nodes = {found.node.id: found.node.name for found in self.weights}
        id_ = find("criterion", criterion, nodes)
        return next(found for found in self.weights if found.node.id == id_)


class NotRankedError(InputError, ValueError):
    """An option that is not ranked cannot be put first by weights."""


def sensitivity(
    decision: Decision, *, first: str | None = None, within: Literal["any", "stated"] = "any"
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
    if not scoring.ranking:
        raise NothingRankedError("every option fails a must or is the baseline: none is ranked")
    table = matrix(decision)
    rows = {option.id: row for row, option in enumerate(decision.options)}
    ranked = [rows[standing.option.id] for standing in scoring.ranking]
    joint = None
    if wanted is not None:
        if rows[wanted.id] not in ranked:
            raise NotRankedError(f"'{wanted.id}' is not ranked, so that no weights put it first")
        joint = joint_change(decision, table, ranked, rows[wanted.id], within)
    scores: tuple[ScoreSensitivity, ...] = ()
    swings: tuple[Swing, ...] = ()
    if len(ranked) > 1:
        stated = ranges(decision, table)
        contest = Contest(decision, table, ranked)
        scores = score_sensitivity(table, contest, stated)
        swings = tornado(table, contest, stated, ranked)
    return Sensitivity(
        scoring=scoring,
        weights=weight_sensitivity(decision, table, ranked),
        scores=scores,
        tornado=swings,
        joint=joint,
    )
