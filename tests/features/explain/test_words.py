from dataclasses import replace

import pytest
from tests.features.made import (
    BEST,
    COST,
    FIELD,
    GAIN,
    LAST,
    MIDDLE,
    SUPPORT,
    TODAY,
    TWIN,
    decision,
    option,
    scored,
)

from ukjapan_cli.decision.criteria import Gate
from ukjapan_cli.decision.options import Citation, Cost, Score, Synergy
from ukjapan_cli.decision.performances import Exact, Triangular, Uniform
from ukjapan_cli.features.explain import words as say
from ukjapan_cli.features.explain.analysis.explanation import Explanation, explain
from ukjapan_cli.features.explain.analysis.to_be_first import ScoreChange, WeightChange

THE_MEAN = "the mean of the ranked options."


@pytest.mark.parametrize(
    ("option_id", "line"),
    [
        ("best", "Rank 1 of 4 · 95.0 points · 30.0 ahead of Middle"),
        ("middle", "Rank 2= of 4 · 65.0 points · 30.0 behind Best"),
        ("twin", "Rank 2= of 4 · 65.0 points · 30.0 behind Best"),
        ("last", "Rank 4 of 4 · 15.0 points · 80.0 behind Best"),
        (
            "today",
            "Not ranked (the baseline, shown as the reference) · 50.0 points · 45.0 behind Best",
        ),
    ],
)
def test_standing(option_id: str, line: str) -> None:
    assert say.standing(explain(FIELD, option_id)) == line


def test_standing_in_a_tie_for_first() -> None:
    tied = decision(MIDDLE, TWIN, LAST)
    assert say.standing(explain(tied, "middle")) == ("Rank 1= of 3 · 65.0 points · level with Twin")
    assert say.standing(explain(tied, "twin")) == ("Rank 1= of 3 · 65.0 points · level with Middle")


def test_standing_alone() -> None:
    assert say.standing(explain(decision(MIDDLE, TODAY), "middle")) == (
        "Rank 1 of 1 · 65.0 points · the only option that is ranked"
    )


def test_standing_of_what_is_worth_more_than_the_leader_but_not_ranked() -> None:
    gated = replace(COST, gate=Gate(at_least=2))
    made = decision(BEST, MIDDLE, TODAY, criteria=(gated, GAIN))
    assert say.standing(explain(made, "best")) == (
        "Not ranked (Cost is £1m, must be at least £2m) · 95.0 points · 30.0 ahead of Middle"
    )


def test_what_carries_and_what_holds_back() -> None:
    best, middle, last, today = (explain(FIELD, id_) for id_ in ("best", "middle", "last", "today"))
    assert say.carries(best) == (
        f"Gain carries it: 10 is worth 50.0 of 50.0 points, 20.0 above {THE_MEAN}"
    )
    assert say.holds_back(best) == f"Nothing holds it back: on no criterion is it below {THE_MEAN}"
    assert say.carries(middle) == (
        f"Gain carries it: 8 is worth 40.0 of 50.0 points, 10.0 above {THE_MEAN}"
    )
    assert say.holds_back(middle) == (
        f"Cost holds it back: £5m is worth 25.0 of 50.0 points, 5.0 below {THE_MEAN}"
    )
    assert say.carries(last) == f"Nothing carries it: on no criterion is it above {THE_MEAN}"
    assert say.holds_back(last) == (
        f"Gain holds it back: 1 is worth 5.0 of 50.0 points, 25.0 below {THE_MEAN}"
    )
    assert say.carries(today).startswith("Cost carries it: £0m is worth 50.0 of 50.0 points, 20.0")


def test_without_a_field_nothing_carries_or_holds_back() -> None:
    alone = explain(decision(MIDDLE, TODAY), "middle")
    nothing = "against other options: there is no field to compare it with."
    assert say.carries(alone) == f"Nothing carries it {nothing}"
    assert say.holds_back(alone) == f"Nothing holds it back {nothing}"


def test_a_level_carries_by_its_name() -> None:
    one, two = (
        replace(option(id_), scores=scored(gain=5, support=value))
        for id_, value in (("one", 100), ("two", 0))
    )
    made = decision(one, two, criteria=(GAIN, SUPPORT))
    # Support has two of three parts.
    assert say.carries(explain(made, "one")) == (
        f"Support carries it: behind-it is worth 66.7 of 66.7 points, 33.3 above {THE_MEAN}"
    )


def test_the_leader_and_the_unranked_are_told_no_change() -> None:
    assert say.to_be_first(explain(FIELD, "best")) == []
    assert say.to_be_first(explain(decision(MIDDLE, TWIN), "twin")) == []
    assert say.to_be_first(explain(FIELD, "today")) == [
        "It is not ranked, so what would put it first is not looked for."
    ]


def test_what_nothing_puts_first_is_told_so() -> None:
    assert say.to_be_first(explain(FIELD, "last")) == [
        "No single weight puts it first, whatever its size.",
        "No single score puts it first, even at the best end of its scale.",
    ]


def middle_with(**changes: object) -> Explanation:
    explanation = explain(FIELD, "middle")
    return replace(explanation, **changes)  # type: ignore[arg-type]


def test_a_weight_that_puts_it_first() -> None:
    raised = WeightChange(GAIN, 4000 / 3, True, 1334, 0.5, 4 / 7)
    assert say.to_be_first(middle_with(weight_change=raised))[0] == (
        "The weight of Gain above 1,333.33 would put it first (now 1; its share among its siblings "
        "from 50.0% to 57.1%): --weight gain=1334"
    )
    lowered = WeightChange(COST, 0.75, False, 0.7, 0.5, 3 / 7)
    assert say.to_be_first(middle_with(weight_change=lowered))[0] == (
        "The weight of Cost below 0.75 would put it first (now 1; its share among its siblings "
        "from 50.0% to 42.9%): --weight cost=0.7"
    )


def test_a_score_that_puts_it_first() -> None:
    exact = ScoreChange(COST, 5, 2.5, False, False)
    assert say.to_be_first(middle_with(score_change=exact))[1] == (
        "Cost below £2.5m would put it first (now 5; stated as exact)."
    )
    ranged = replace(MIDDLE, scores=scored(cost=5, gain=Triangular(8, 7, 9)))
    made = explain(decision(BEST, ranged), "middle")
    within = replace(made, score_change=ScoreChange(GAIN, 8, 8.75, True, True))
    assert say.to_be_first(within)[1] == (
        "Gain above 8.75 would put it first (now 8; within its stated range)."
    )
    beyond = replace(made, score_change=ScoreChange(GAIN, 8, 9.5, True, False))
    assert say.to_be_first(beyond)[1] == (
        "Gain above 9.5 would put it first (now 8; outside its stated range)."
    )


def test_a_level_that_puts_it_first() -> None:
    one, two = (
        replace(option(id_), scores=scored(gain=gain, support=value))
        for id_, gain, value in (("one", 10, 0), ("two", 5, 40))
    )
    made = explain(decision(one, two, criteria=(GAIN, SUPPORT)), "one")
    # One is worth 33.3 and two 16.7 + 26.7; split would add 26.7 to one.
    assert say.to_be_first(made)[1] == (
        "Support split or torn would put it first (now opposed; stated as exact)."
    )


def test_a_comparison_says_the_difference_and_where_it_is_largest() -> None:
    against = explain(FIELD, "middle", against="twin")
    assert say.comparison(against) == (
        "Middle is level with Twin; it gains most on Gain (15.0 points); it loses most on Cost "
        "(15.0 points)."
    )
    dominated = explain(FIELD, "last", against="best")
    assert say.comparison(dominated) == (
        "Last is 80.0 behind Best; it loses most on Gain (45.0 points)."
    )
    same = explain(FIELD, "best", against="best")
    assert say.comparison(same) == "Best is level with Best."


def test_criteria_stand_in_the_files_order_and_against_another_by_difference() -> None:
    assert [a.criterion.id for a in say.in_order(explain(FIELD, "last"))] == ["cost", "gain"]
    against = explain(FIELD, "last", against="best")  # 35 and 45 points apart
    assert [a.criterion.id for a in say.in_order(against)] == ["gain", "cost"]


def test_links_are_headings_with_lines() -> None:
    linked = replace(
        MIDDLE,
        enablers=("A law passes.", "Money."),
        requires=("twin",),
        excludes=("last",),
        costs={
            "money": Cost(Exact(1500), "An estimate.", Citation("s", "¶2")),
            "staff": Cost(Uniform(1, 4)),
        },
    )
    made = decision(
        linked,
        TWIN,
        LAST,
        cost_units={"money": "£k"},
        synergies=(
            Synergy(("middle", "twin"), 2.5, "They share.", Citation("s")),
            Synergy(("twin", "middle", "last"), -3),
            Synergy(("twin", "last"), 9),
        ),
    )
    assert say.links(explain(made, "middle")) == [
        ("It needs", ["A law passes.", "Money."]),
        ("It requires", ["Twin"]),
        ("It excludes", ["Last"]),
        (
            "It is worth more together",
            ["with Twin: +2.5 points — They share. [s]", "with Twin and Last: -3 points"],
        ),
        ("It costs", ["money: £1,500k — An estimate. [s ¶2]", "staff: 2.5"]),
    ]
    assert say.links(explain(FIELD, "middle")) == []


@pytest.mark.parametrize(
    ("because", "source", "text"),
    [
        ("It is.", Citation("s", "¶2"), " — It is. [s ¶2]"),
        ("It is.", None, " — It is."),
        ("", Citation("s"), " [s]"),
        ("", None, ""),
    ],
)
def test_reason(because: str, source: Citation | None, text: str) -> None:
    score = Score(Exact(1), because, source)
    assert say.reason(score.because, score.source) == text
