"""Every record of every decision is as its schema says; `tests/conftest.py` compares them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contracts import hold
from tests.examples import examples
from tests.properties.decisions import ANY, decisions

from ukjapan_cli.decision.criteria import nodes_of
from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.decision.options import Synergy
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.explain import record as explanation
from ukjapan_cli.features.explain.analysis.explanation import explain
from ukjapan_cli.features.methods import record as other_methods
from ukjapan_cli.features.methods.analysis.methods import methods
from ukjapan_cli.features.perspectives import record as everyone
from ukjapan_cli.features.perspectives.analysis.perspectives import perspectives
from ukjapan_cli.features.portfolio import record as packages
from ukjapan_cli.features.portfolio.analysis.portfolio import portfolio
from ukjapan_cli.features.robustness import record as draws
from ukjapan_cli.features.robustness.analysis.robustness import robustness
from ukjapan_cli.features.score import record as ranking
from ukjapan_cli.features.sensitivity import record as weights
from ukjapan_cli.features.sensitivity.analysis.sensitivity import one_weight, sensitivity
from ukjapan_cli.features.sensitivity.one_weight import record as weight
from ukjapan_cli.features.timeline import record as days
from ukjapan_cli.features.timeline.analysis.timeline import timeline
from ukjapan_cli.features.verdict.analysis import Judged, verdict
from ukjapan_cli.model.scoring import score


@st.composite
def whole(draw: st.DrawFn) -> Decision:
    """A decision with perspectives, and a synergy of its first two options."""
    decision = draw(decisions(ANY))
    ids = st.sampled_from([node.id for node in nodes_of(decision.criteria)])
    shares = st.dictionaries(ids, st.integers(0, 9), min_size=1)
    first, second, *_ = decision.options
    return replace(
        decision,
        perspectives=tuple(Perspective(f"p-{n}", f"Number {n}", draw(shares)) for n in range(3)),
        synergies=(Synergy((first.id, second.id), draw(st.integers(-9, 9)) / 3),),
    )


def records(decision: Decision) -> list[Callable[[], str]]:
    first, second, *_ = (option.id for option in decision.options)
    leaf = decision.leaves[0].id
    return [
        lambda: ranking.json(Judged(score(decision), verdict(score(decision)))),
        lambda: explanation.json(explain(decision, first)),
        lambda: explanation.json(explain(decision, second, against=first)),
        lambda: other_methods.json(methods(decision)),
        lambda: everyone.json(perspectives(decision)),
        lambda: packages.json(portfolio(decision, at_most=2, draws=30)),
        lambda: draws.json(robustness(decision, draws=30)),
        lambda: draws.json(robustness(decision, draws=30, weights="any")),
        lambda: weights.json(sensitivity(decision)),
        lambda: weights.json(sensitivity(decision, first=first)),
        lambda: weights.json(sensitivity(decision, first=second, within="stated")),
        lambda: weight.json(one_weight(decision, leaf)),
        lambda: days.json(timeline(decision)),
    ]


@settings(deadline=None, max_examples=examples(60))
@given(whole())
def test_every_record_of_a_decision_is_as_its_schema_says(decision: Decision) -> None:
    for record in records(decision):
        with suppress(InputError):  # a record that there is not: nobody is ranked, say
            hold(record())


@settings(deadline=None, max_examples=examples(60))
@given(decisions(replace(ANY, missing=True)))
def test_so_is_a_ranking_where_scores_are_missing(decision: Decision) -> None:
    scoring = score(decision, allow_missing=True)
    hold(ranking.json(Judged(scoring, verdict(scoring))))
