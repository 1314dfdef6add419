"""Every analysis at once: each is the analysis by itself, and none is there without its data."""

from dataclasses import replace
from datetime import date

import pytest
from tests.features.made import BEST, COST, FIELD, GAIN, MIDDLE, TODAY, decision, option

from ukjapan_cli import (
    Appraisal,
    Decision,
    MissingScoresError,
    NothingRankedError,
    Option,
    Score,
    appraise,
    explain,
    perspectives,
    portfolio,
    robustness,
    score,
    sensitivity,
    timeline,
)
from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.decision import Perspective
from ukjapan_cli.decision.options import Cost
from ukjapan_cli.decision.performances import Exact, Triangular
from ukjapan_cli.features.explain import record as explain_format_record
from ukjapan_cli.features.perspectives import record as perspectives_record
from ukjapan_cli.features.report.analysis import MOST_EXPLAINED, MOST_IN_PACKAGES
from ukjapan_cli.features.robustness import record as robustness_record
from ukjapan_cli.features.score import record as score_record
from ukjapan_cli.features.sensitivity import record as sensitivity_record
from ukjapan_cli.features.timeline import record as timeline_record
from ukjapan_cli.features.verdict.analysis import Judged

DRAWS = 500


def costing(given: Option, **costs: float) -> Option:
    return replace(given, costs={key: Cost(Exact(amount)) for key, amount in costs.items()})


GROWING = Score(
    Triangular(8.0, 5.0, 10.0), over_time=((date(2027, 1, 1), 8.0), (date(2028, 1, 1), 2.0))
)
FULL = decision(
    costing(BEST, money=4, staff=2),
    costing(option("fading", cost=2, gain=GROWING), money=1, staff=3),
    TODAY,
    as_of=date(2027, 1, 1),
    perspectives=(Perspective("saver", "Saver", {"cost": 3, "gain": 1}),),
)


def many(count: int) -> Decision:
    """So many options, each worth less than the one before, with the cost that it saves."""
    return decision(
        *(
            costing(option(f"o{i}", cost=10 * i / count, gain=5), money=1 + count - i)
            for i in range(count)
        )
    )


@pytest.fixture(scope="module")
def full() -> Appraisal:
    return appraise(FULL, draws=DRAWS, seed=3)


def test_each_is_the_analysis_by_itself(full: Appraisal) -> None:
    """To the last digit, as JSON has them."""
    drawn = robustness(FULL, draws=DRAWS, seed=3)
    assert full.decision == FULL
    assert full.omissions == ()
    pairs = (
        (score_record, Judged(full.scoring, full.verdict), Judged(score(FULL), drawn.verdict)),
        (sensitivity_record, full.sensitivity, sensitivity(FULL)),
        (robustness_record, full.robustness, drawn),
        (timeline_record, full.timeline, timeline(FULL)),
        (perspectives_record, full.perspectives, perspectives(FULL)),
    )
    for format_, found, alone in pairs:
        assert found is not None
        assert format_.json(found) == format_.json(alone)


def test_the_numbers_are_those_worked_out_by_hand(full: Appraisal) -> None:
    """Best is worth 45 + 50, fading 40 + 40 and today 50."""
    standings = (*full.scoring.ranking, *full.scoring.excluded)
    assert [(s.option.id, s.value) for s in standings] == [
        ("best", pytest.approx(95)),
        ("fading", pytest.approx(80)),
        ("today", pytest.approx(50)),
    ]


def test_ranked_options_are_explained_first_and_best_first(full: Appraisal) -> None:
    ids = ["best", "fading", "today"]
    drawn = [one.draws for one in full.explanations]
    alone = [replace(explain(FULL, id_), draws=of) for id_, of in zip(ids, drawn, strict=True)]
    assert list(map(explain_format_record.json, full.explanations)) == list(
        map(explain_format_record.json, alone)
    )


def test_every_part_counts_the_same_draws(full: Appraisal) -> None:
    """A reader finds one share of first places for an option, wherever it is told."""
    found = full.robustness
    assert found is not None
    told = full.verdict
    assert told is not None
    assert (told.first, told.draws) == (found.options[0].first, DRAWS)
    *ranked, reference = full.explanations
    for explanation, one in zip(ranked, found.options, strict=True):
        assert explanation.draws is not None
        assert (explanation.draws.first, explanation.draws.draws) == (one.first, DRAWS)
        central = one.central_weights
        assert explanation.draws.central_weights == (
            None if central is None else {id_: central[id_].value for id_ in central}
        )
    assert reference.draws is None


def test_there_is_a_frontier_for_each_cost_in_the_files_order(full: Appraisal) -> None:
    alone = [portfolio(FULL, top=1, frontier=key).frontier for key in ("money", "staff")]
    assert [one.key for one in full.frontiers] == ["money", "staff"]
    assert [one.packages for one in full.frontiers] == [one.packages for one in alone if one]


def test_without_data_there_is_no_section() -> None:
    bare = appraise(FIELD, draws=DRAWS)
    assert bare.timeline is None
    assert bare.perspectives is None
    assert bare.frontiers == ()
    assert bare.omissions == ()
    assert bare.sensitivity is not None
    assert bare.robustness is not None


def test_one_ranked_option_has_nothing_to_be_compared_with() -> None:
    alone = appraise(decision(BEST, TODAY), draws=DRAWS)
    assert alone.sensitivity is None
    assert alone.robustness is None
    assert [one.subject.option.id for one in alone.explanations] == ["best", "today"]


def test_only_what_the_baseline_costs_is_no_budget() -> None:
    assert appraise(decision(BEST, MIDDLE, costing(TODAY, money=3)), draws=DRAWS).frontiers == ()


def test_what_is_left_out_for_its_size_is_said() -> None:
    large = appraise(many(MOST_IN_PACKAGES + 1), draws=DRAWS)
    assert large.frontiers == ()
    assert [one.subject.option.id for one in large.explanations] == [
        f"o{i}" for i in range(MOST_EXPLAINED)
    ]
    explained, packages = large.omissions
    assert explained == (
        "Only the first 25 of 41 options are explained one by one: --full explains all."
    )
    assert packages.startswith("Packages were not looked for: 41 options are more than 40")


def test_of_many_criteria_fewer_options_are_explained() -> None:
    criteria = tuple(replace(GAIN, id=f"c{n}", name=f"C{n}") for n in range(1_250))
    scores = {leaf.id: Score(Exact(5.0)) for leaf in criteria}
    options = (replace(option(f"o{n}"), scores=scores) for n in range(9))
    large = appraise(decision(*options, criteria=criteria), draws=10)
    assert len(large.explanations) == 8
    assert large.omissions == (
        "Only the first 8 of 9 options are explained one by one: --full explains all.",
    )


@pytest.mark.slow
def test_too_many_to_draw_is_said_and_the_rest_is_there() -> None:
    huge = appraise(many(1_001), draws=DRAWS)
    assert huge.robustness is None
    assert huge.sensitivity is not None
    assert any(
        "robustness compares 1,000 options at most, and more only with --full" in said
        for said in huge.omissions
    )


def test_the_date_and_the_weights_in_force_count() -> None:
    """Under the saver best is worth 67.5 + 25, and at the end of the year fading 60 + 5."""
    seen = appraise(FULL.as_at(date(2028, 1, 1)).seen_from("saver"), draws=DRAWS)
    assert seen.decision.perspective == "saver"
    assert [s.value for s in seen.scoring.ranking] == pytest.approx([92.5, 65])


def test_progress_is_told_of_every_draw() -> None:
    told: list[tuple[int, int]] = []
    appraise(FULL, draws=DRAWS, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (DRAWS, DRAWS)


def test_nothing_ranked_and_missing_scores_are_refused() -> None:
    gated = replace(GAIN, gate=Gate(at_least=11))
    with pytest.raises(NothingRankedError, match="none is ranked"):
        appraise(decision(BEST, MIDDLE, criteria=(COST, gated)))
    with pytest.raises(MissingScoresError):
        appraise(decision(BEST, option("half", cost=5)))
