"""Explaining: why an option stands where it does, against the leader or against another option."""

from dataclasses import dataclass

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Score, Synergy
from ukjapan_cli.decision.performances import Performance
from ukjapan_cli.features.explain.analysis.to_be_first import (
    ScoreChange,
    WeightChange,
    score_change,
    weight_change,
)
from ukjapan_cli.model.matrix import Matrix, matrix
from ukjapan_cli.model.sampling.first_draws import OptionDraws, first_draws
from ukjapan_cli.model.scoring import MissingScoresError, NothingRankedError, Scoring, Standing
from ukjapan_cli.model.scoring import score as score_decision


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gives one option.

    Attributes:
        score: what the file says, with the reason and the source.
        performance: the performance on the decision's date, in the criterion's units.
        value: 0-100.
        contribution: weight times value, in points of overall value.
    """

    score: Score
    performance: Performance
    value: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Account:
    """One criterion's part in an option's value, beside its part in the other option's.

    Attributes:
        criterion: which one, with its scale and its own reason.
        weight: the criterion's share of the whole.
        own: the option's part.
        other: the part of the option that it is compared with.
    """

    criterion: Criterion
    weight: float
    own: Part
    other: Part

    @property
    def gap(self) -> float:
        """Points ahead of the other option; behind it where negative."""
        return self.own.contribution - self.other.contribution


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an option stands where it does.

    Attributes:
        scoring: the ranking that it stands in.
        subject: the option.
        other: whom it is compared with: the leader, for the leader itself the next option, or the
            option that was asked for.
        is_against: whether the other option was asked for.
        accounts: one a leaf criterion, in the file's order.
        weight_change: the least change of one weight that puts it first, if one does; None also
            for an option that is first or is not ranked.
        score_change: the same for one score.
        synergies: those that it has a part in.
        draws: how often it is first when scores and weights are drawn, and with which weights; None
            where it is not ranked, or alone.
    """

    scoring: Scoring
    subject: Standing
    other: Standing
    is_against: bool
    accounts: tuple[Account, ...]
    weight_change: WeightChange | None
    score_change: ScoreChange | None
    synergies: tuple[Synergy, ...]
    draws: OptionDraws | None

    @property
    def leader(self) -> Standing:
        """The option at the top of the ranking."""
        return self.scoring.ranking[0]

    @property
    def is_first(self) -> bool:
        """Whether the option is first, alone or in a tie."""
        return self.subject.is_first


def explain(
    decision: Decision,
    option: str,
    *,
    against: str | None = None,
    draws: OptionDraws | None = None,
) -> Explanation:
    """Explain an option's value and place.

    Args:
        decision: with the date and weights that are to count; every score must be there.
        option: an option's id, a beginning of one, or a name.
        against: another option to compare it with instead of the leader.
        draws: how it does where scores and weights were drawn already; drawn here if not given.

    Raises:
        UnknownNameError: no option, or more than one, answers to a name.
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
    """
    chosen = decision.option(option).id
    scoring = score_decision(decision)
    if not scoring.ranking:
        raise NothingRankedError
    other = None if against is None else scoring.standing(decision.option(against).id)
    table = matrix(decision)
    return explain_standing(scoring, table, scoring.standing(chosen), against=other, draws=draws)


def explain_standing(
    scoring: Scoring,
    table: Matrix,
    subject: Standing,
    *,
    against: Standing | None = None,
    draws: OptionDraws | None = None,
) -> Explanation:
    """Explain one of a scoring's options; see `explain`."""
    decision, chosen = scoring.decision, subject.option.id
    other = against or scoring.ranking[0]
    if against is None and other.option.id == chosen and len(scoring.ranking) > 1:
        other = scoring.ranking[1]
    weights_change = scores_change = None
    if subject.place is not None and len(scoring.ranking) > 1:
        ranked = scoring.ranked_rows
        own = ranked[scoring.ranking.index(subject)]
        draws = draws or first_draws(decision, table, ranked, including=own).of(own)
        if not subject.is_first:
            rivals = [row for row in ranked if row != own]
            weights_change = weight_change(decision, table, own, rivals)
            scores_change = score_change(decision, table, own, rivals)
    return Explanation(
        scoring=scoring,
        subject=subject,
        other=other,
        is_against=against is not None,
        accounts=tuple(_account(scoring, c, subject, other) for c in scoring.criteria),
        weight_change=weights_change,
        score_change=scores_change,
        synergies=tuple(s for s in decision.synergies if chosen in s.options),
        draws=draws,
    )


def _account(scoring: Scoring, criterion: Criterion, subject: Standing, other: Standing) -> Account:
    return Account(
        criterion=criterion,
        weight=scoring.weights[criterion.id],
        own=_part(scoring, criterion.id, subject),
        other=_part(scoring, criterion.id, other),
    )


def _part(scoring: Scoring, criterion: str, standing: Standing) -> Part:
    value, contribution = standing.values[criterion], standing.contributions[criterion]
    if value is None or contribution is None:
        raise MissingScoresError(f"'{standing.option.id}' has no score on '{criterion}'")
    score = standing.option.scores[criterion]
    return Part(score, score.on(scoring.decision.as_of), value, contribution)
