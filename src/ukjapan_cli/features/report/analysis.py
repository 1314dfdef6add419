"""Everything at once: each analysis of one decision that its data allow."""

from dataclasses import dataclass

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.explain.analysis.explanation import Explanation, explain_standing
from ukjapan_cli.features.perspectives.analysis.perspectives import (
    Perspectives,
    TooManyPerspectivesError,
    perspectives,
)
from ukjapan_cli.features.portfolio.analysis.frontier import Frontier, cost_frontier
from ukjapan_cli.features.robustness.analysis.robustness import (
    OptionRobustness,
    Robustness,
    TooManyOptionsError,
    robustness,
)
from ukjapan_cli.features.sensitivity.analysis.sensitivity import Sensitivity, sensitivity
from ukjapan_cli.features.timeline.analysis.timeline import Timeline, TooManyDatesError, timeline
from ukjapan_cli.features.verdict.analysis import Verdict, verdict
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.progress import Progress
from ukjapan_cli.model.sampling.first_draws import OptionDraws, first_draws
from ukjapan_cli.model.scoring import NothingRankedError, Scoring, score

MOST_EXPLAINED = 25
"""Options that are explained one by one, the best ranked first."""

_LEAST_EXPLAINED, _MOST_PARTS = 5, 10_000
"""With more than 400 criteria fewer options are explained, by so many parts of their values."""

MOST_IN_PACKAGES = 40
"""Options above which packages are not looked for: finding every efficient one takes too long."""

MOST_COSTS = 6
"""So many costs are set against value."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What is known of one decision.

    The verdict and the explanations count the draws of `robustness` where there are such.

    Attributes:
        scoring: the ranking.
        verdict: how sure its first place is; None where one option is ranked alone.
        explanations: of the ranked options, best first, then of the others.
        sensitivity: None where fewer than two options are ranked.
        robustness: None where fewer than two options are ranked, or too many.
        timeline: None where no score is dated.
        perspectives: None where the decision has none.
        frontiers: value against each cost, in the order of the file's costs; empty without costs.
        omissions: what was left out because there is too much of it, a sentence each.
    """

    scoring: Scoring
    verdict: Verdict | None
    explanations: tuple[Explanation, ...]
    sensitivity: Sensitivity | None
    robustness: Robustness | None
    timeline: Timeline | None
    perspectives: Perspectives | None
    frontiers: tuple[Frontier, ...]
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
    full: bool = False,
    is_short: bool = False,
    progress: Progress | None = None,
) -> Appraisal:
    """Run every analysis that the decision has data for.

    Args:
        decision: with the date and weights that are to count.
        draws: how many draws of scores and weights; as `robustness` has it if not given.
        seed: the same seed gives the same draws.
        full: leave nothing out for its size.
        is_short: stop at the ranking, its verdict and why the first option is first.
        progress: told how far the draws are.

    Raises:
        MissingScoresError: a score is missing.
        NothingRankedError: no option is ranked.
        ImpossibleWeightsError: the intervals of some weights hold none.
    """
    scoring = score(decision)
    if not scoring.ranking:
        raise NothingRankedError
    omissions: list[str] = []
    has_field = len(scoring.ranking) > 1
    drawn = _robustness(decision, draws, seed, progress, omissions, full) if has_field else None
    judged = drawn.verdict if drawn else verdict(scoring)
    if is_short:
        first = _explanations(scoring, drawn, omissions, most=1)
        return Appraisal(scoring, judged, first, None, drawn, None, None, (), ())
    course = _timeline(decision, omissions, full=full)
    return Appraisal(
        scoring=scoring,
        verdict=judged,
        explanations=_explanations(scoring, drawn, omissions, most=_explained(scoring, full=full)),
        sensitivity=sensitivity(decision) if has_field else None,
        robustness=drawn,
        timeline=course if course and course.course else None,
        perspectives=_perspectives(decision, omissions, full=full),
        frontiers=_frontiers(scoring, omissions, full=full),
        omissions=tuple(omissions),
    )


def _explained(scoring: Scoring, *, full: bool) -> int:
    """How many options are explained one by one."""
    if full:
        return len(scoring.decision.options)
    return min(MOST_EXPLAINED, max(_LEAST_EXPLAINED, _MOST_PARTS // len(scoring.criteria)))


def _explanations(
    scoring: Scoring, drawn: Robustness | None, omissions: list[str], *, most: int
) -> tuple[Explanation, ...]:
    """With the draws of `drawn` where it has the option, so that nobody reads two shares of one."""
    table, rows = matrix(scoring.decision), scoring.ranked_rows
    if drawn is not None:
        by_draws = {one.option.id: _option_draws(one, drawn.draws) for one in drawn.options}
    elif len(rows) > 1:
        best = first_draws(scoring.decision, table, rows)
        ids = [standing.option.id for standing in scoring.ranking]
        by_draws = {
            id_: best.of(row) for id_, row in zip(ids, rows, strict=True) if row in best.first
        }
    else:
        by_draws = {}
    standings = (*scoring.ranking, *scoring.excluded)
    if len(standings) > most:
        omissions.append(
            f"Only the first {most} of {len(standings)} options are explained one by "
            "one: --full explains all."
        )
    return tuple(
        explain_standing(scoring, table, s, draws=by_draws.get(s.option.id))
        for s in standings[:most]
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
    full: bool,
) -> Robustness | None:
    try:
        return robustness(decision, draws=draws, seed=seed, full=full, progress=progress)
    except TooManyOptionsError as error:
        omissions.append(f"How often each option is first was not drawn: {error}.")
        return None


def _timeline(decision: Decision, omissions: list[str], *, full: bool) -> Timeline | None:
    try:
        return timeline(decision, full=full)
    except TooManyDatesError as error:
        omissions.append(f"What time does to the ranking is left out: {error}.")
        return None


def _perspectives(decision: Decision, omissions: list[str], *, full: bool) -> Perspectives | None:
    if not decision.perspectives:
        return None
    try:
        return perspectives(decision, full=full)
    except TooManyPerspectivesError as error:
        omissions.append(f"Perspectives were not compared: {error}.")
        return None


def _frontiers(scoring: Scoring, omissions: list[str], *, full: bool) -> tuple[Frontier, ...]:
    options = [standing.option for standing in scoring.ranking]
    keys = [*dict.fromkeys(key for option in options for key in option.costs)]
    if not keys:
        return ()
    if len(options) > MOST_IN_PACKAGES and not full:
        omissions.append(
            f"Packages were not looked for: {len(options)} options are more than "
            f"{MOST_IN_PACKAGES}; see 'ukjapan portfolio', or --full has them."
        )
        return ()
    if len(keys) > MOST_COSTS and not full:
        omissions.append(
            f"Of {len(keys)} costs the first {MOST_COSTS} are set against value: --full has all."
        )
        keys = keys[:MOST_COSTS]
    frontiers = []
    for key in keys:
        frontier = cost_frontier(scoring, key, time_limit=None if full else 0.0, full=full)
        if frontier.is_complete:
            frontiers.append(frontier)
        else:
            omissions.append(
                f"Packages by {key} were not looked for: too many options hang together or have "
                f"costs of their own; see 'ukjapan portfolio --frontier {key}', or --full has them."
            )
    return tuple(frontiers)
