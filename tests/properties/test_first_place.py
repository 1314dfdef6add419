"""One share of first places for each option of every decision, whoever tells it."""

import json
from typing import Any

from hypothesis import assume, given, settings
from tests.examples import examples
from tests.properties.decisions import decisions

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.features.explain import record as render_explain_record
from ukjapan_cli.features.explain.analysis.explanation import explain
from ukjapan_cli.features.report.analysis import appraise
from ukjapan_cli.features.robustness import record as render_robustness_record
from ukjapan_cli.features.robustness.analysis.robustness import robustness
from ukjapan_cli.features.score import record as render_score_record
from ukjapan_cli.features.verdict.analysis import Judged, verdict
from ukjapan_cli.model.scoring import score

laws = settings(deadline=None, max_examples=examples(40))


@laws
@given(decisions())
def test_score_explain_robustness_and_the_report_tell_the_same(decision: Decision) -> None:
    scoring = score(decision)
    assume(len(scoring.ranking) > 1)
    told: dict[str, Any] = json.loads(render_robustness_record.json(robustness(decision)))
    judged = json.loads(render_score_record.json(Judged(scoring, verdict(scoring))))
    assert judged["verdict_from"] == told["verdict_from"]
    assert judged["verdict"] == told["verdict"]
    leader, *_ = told["options"]
    assert judged["verdict_from"]["first"] == leader["acceptability"][0]
    assert judged["verdict_from"]["standard_error"] == leader["standard_error"][0]
    for row in told["options"]:
        drawn = json.loads(render_explain_record.json(explain(decision, row["option"])))["in_draws"]
        assert (drawn["first"], drawn["draws"]) == (row["acceptability"][0], told["draws"])
        assert drawn["standard_error"] == row["standard_error"][0]
        assert drawn["central_weights"] == row["central_weights"]

    report = appraise(decision)
    assert report.verdict == verdict(scoring)
    assert report.robustness is not None
    assert json.loads(render_robustness_record.json(report.robustness)) == told
    for one in report.explanations:
        assert one.draws == explain(decision, one.subject.option.id).draws


@laws
@given(decisions())
def test_more_draws_begin_with_the_usual_ones(decision: Decision) -> None:
    """Of twice as many draws half are the usual ones, whose first places are among them."""
    scoring = score(decision)
    assume(len(scoring.ranking) > 1)
    usual = robustness(decision)
    twice = robustness(decision, draws=2 * usual.draws)
    for one, other in zip(usual.options, twice.options, strict=True):
        once, both = one.first.value * usual.draws, other.first.value * twice.draws
        assert once - 1e-6 <= both <= once + usual.draws + 1e-6
    asked = robustness(decision, draws=usual.draws)
    assert asked.verdict == usual.verdict == verdict(scoring)
