"""Everything at once: each analysis of one decision that its data allow."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ukjapan_cli.analysis.explaining import Explanation, NothingRankedError, explain
from ukjapan_cli.analysis.first_draws import OptionDraws
from ukjapan_cli.analysis.perspectives import Perspectives, perspectives
from ukjapan_cli.analysis.portfolio import Portfolio, portfolio
from ukjapan_cli.analysis.robustness import (
    OptionRobustness,
    Robustness,
    TooManyOptionsError,
    robustness,
)
from ukjapan_cli.analysis.scoring import Scoring, score
from ukjapan_cli.analysis.sensitivity import Sensitivity, sensitivity
from ukjapan_cli.analysis.timeline import Timeline, timeline
from ukjapan_cli.analysis.verdict import verdict
from ukjapan_cli.decision.decision import Decision

Progress = Callable[[int, int], None]

MOST_EXPLAINED = 25
"""Options that are explained one by one, the best ranked first."""

MOST_IN_PACKAGES = 40
"""Options above which packages are not looked for: finding every efficient one takes too long."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What is known of one decision.

    The verdict and the explanations count the draws of `robustness` where there are such.

    Attributes:
        scoring: with its verdict.
        explanations: of the ranked options, best first, then of the others.
        sensitivity: None where fewer than two options are ranked.
        robustness: None where fewer than two options are ranked, or too many.
        timeline: None where no score is dated.
        perspectives: None where the decision has none.
        frontiers: value against each cost, in the order of the file's costs; empty without costs.
        omissions: what was left out because there is too much of it, a sentence each.
    """

    scoring: Scoring
    explanations: tuple[Explanation, ...]
    sensitivity: Sensitivity | None
    robustness: Robustness | None
    timeline: Timeline | None
    perspectives: Perspectives | None
    frontiers: tuple[Portfolio, ...]
    omissions: tuple[str, ...]

    @property
    def decision(self) -> Decision:
        """What was looked at, with the date and weights in force."""
        return self.scoring.decision


def appraise(
    decision: Decision,
    *,
    draws: int | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Appraisal:
    """Run every analysis that the decision has data for.

    Args:
        decision: with the date and weights that are to count.
        draws: how many draws of scores and weights; as `robustness` has it if not given.
        seed: the same seed gives the same draws.
        progress: told how far the draws are.

    Raises:
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
        ImpossibleWeightsError: the intervals of some weights hold none.
    """
    scoring = score(decision)
    if not scoring.ranking:
        raise NothingRankedError("every option fails a must or is the baseline: none is ranked")
    omissions: list[str] = []
    has_field = len(scoring.ranking) > 1
    drawn = _robustness(decision, draws, seed, progress, omissions) if has_field else None
    scoring = replace(scoring, verdict=drawn.verdict if drawn else verdict(scoring))
    course = timeline(decision)
    return Appraisal(
        scoring=scoring,
        explanations=_explanations(scoring, drawn, omissions),
        sensitivity=sensitivity(decision) if has_field else None,
        robustness=drawn,
        timeline=None if course.course is None else course,
        perspectives=perspectives(decision) if decision.perspectives else None,
        frontiers=_frontiers(scoring, omissions),
        omissions=tuple(omissions),
    )


def _explanations(
    scoring: Scoring, drawn: Robustness | None, omissions: list[str]
) -> tuple[Explanation, ...]:
    """With the draws of `drawn` where it has the option, so that nobody reads two shares of one."""
    by_draws = (
        {}
        if drawn is None
        else {one.option.id: _option_draws(one, drawn.draws) for one in drawn.options}
    )
    standings = (*scoring.ranking, *scoring.excluded)
    if len(standings) > MOST_EXPLAINED:
        omissions.append(
            f"Only the first {MOST_EXPLAINED} of {len(standings)} options are explained one by one."
        )
    return tuple(
        explain(scoring.decision, s.option.id, draws=by_draws.get(s.option.id))
        for s in standings[:MOST_EXPLAINED]
    )


def _option_draws(found: OptionRobustness, draws: int) -> OptionDraws:
    weights = found.central_weights
    means = None if weights is None else {id_: weights[id_].value for id_ in weights}
    return OptionDraws(found.first, means, draws)


def _robustness(
    decision: Decision,
    draws: int | None,
    seed: int,
    progress: Progress | None,
    omissions: list[str],
) -> Robustness | None:
    try:
        return robustness(decision, draws=draws, seed=seed, progress=progress)
    except TooManyOptionsError as error:
        omissions.append(f"How often each option is first was not drawn: {error}.")
        return None


def _frontiers(scoring: Scoring, omissions: list[str]) -> tuple[Portfolio, ...]:
    options = [standing.option for standing in scoring.ranking]
    keys = dict.fromkeys(key for option in options for key in option.costs)
    if not keys:
        return ()
    if len(options) > MOST_IN_PACKAGES:
        omissions.append(
            f"Packages were not looked for: {len(options)} options are more than "
            f"{MOST_IN_PACKAGES}; see 'ukjapan portfolio'."
        )
        return ()
    return tuple(portfolio(scoring.decision, top=1, frontier=key) for key in keys)
