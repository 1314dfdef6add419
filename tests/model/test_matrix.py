import math
from datetime import date

import numpy as np
import pytest

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import Exact, Uniform
from ukjapan_cli.decision.scales import Linear, Local, Scale
from ukjapan_cli.model.matrix import fixed_scale, matrix

DAY, LATER = date(2026, 4, 1), date(2027, 4, 1)
RENT = Criterion("rent", "Rent", Weight(3), scale=Local(lower_is_better=True, unit="£"))
REACH = Criterion("reach", "Reach", Weight(1), scale=Linear(0, 200))
OPTIONS = (
    Option("a", "A", scores={"rent": Score(Exact(30)), "reach": Score(Uniform(50, 150))}),
    Option("b", "B", scores={"rent": Score(Exact(20), over_time=((DAY, 20.0), (LATER, 10.0)))}),
    Option(
        "base",
        "Base",
        scores={"rent": Score(Exact(50)), "reach": Score(Exact(0))},
        is_baseline=True,
    ),
)


def test_a_decision_as_arrays() -> None:
    group = Criterion("money", "Money", Weight(1), criteria=(RENT, REACH))
    table = matrix(Decision(criteria=(group,), options=OPTIONS, as_of=DAY))
    assert [criterion.id for criterion in table.criteria] == ["rent", "reach"]
    assert table.weights.tolist() == [0.75, 0.25]
    assert table.scales == (Linear(50, 10, "£"), Linear(0, 200))
    performances = np.array([[30, 100], [20, math.nan], [50, 0]])
    assert table.performances == pytest.approx(performances, nan_ok=True)
    assert table.values == pytest.approx(np.array([[50, 50], [75, math.nan], [0, 0]]), nan_ok=True)


def test_dated_scores_are_read_on_the_date_and_local_scales_stay_where_they_are() -> None:
    now = matrix(Decision(criteria=(RENT,), options=OPTIONS, as_of=DAY))
    later = matrix(Decision(criteria=(RENT,), options=OPTIONS, as_of=LATER))
    assert now.scales == later.scales
    assert (now.values[1, 0], later.values[1, 0]) == (75, 100)


@pytest.mark.parametrize(
    ("scale", "fixed"),
    [
        (Local(lower_is_better=False, unit="£"), Linear(10, 50, "£")),
        (Local(lower_is_better=True), Linear(50, 10)),
        (Linear(0, 99), Linear(0, 99)),
    ],
)
def test_a_local_scale_runs_over_all_options_and_dates_and_the_baseline(
    scale: Scale, fixed: Linear
) -> None:
    assert fixed_scale(Criterion("rent", "Rent", Weight(1), scale=scale), OPTIONS) == fixed


def test_a_local_scale_on_which_nothing_is_said_has_no_range() -> None:
    criterion = Criterion("other", "Other", Weight(1), scale=Local(lower_is_better=False))
    assert fixed_scale(criterion, OPTIONS) == Linear(0, 0)


def test_a_group_has_no_scale() -> None:
    with pytest.raises(ValueError, match="'money' is a group"):
        fixed_scale(Criterion("money", "Money", Weight(1), criteria=(RENT,)), OPTIONS)
