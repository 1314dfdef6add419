"""Which options may be in a package, and what contradicts itself."""

from fractions import Fraction

import pytest
from tests.features.made import BEST, FIELD, MIDDLE, TODAY, decision, option

from ukjapan_cli import (
    ImpossiblePackageError,
    NoPackageFoundError,
    NothingRankedError,
    UnknownNameError,
    UnusableBudgetError,
    portfolio,
)
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Cost, Synergy
from ukjapan_cli.decision.performances import Exact, Triangular, Uniform
from ukjapan_cli.features.portfolio.analysis.model import decimal, exact, package_model
from ukjapan_cli.model.scoring import score


def costing(id_: str, money: float, **more: object) -> object:
    costs = {"money": Cost(Exact(money))}
    return option(id_, cost=5, gain=8, costs=costs, **more)


CHAIN = decision(
    costing("a", 3, requires=("b",)),
    costing("b", 4, requires=("c",)),
    costing("c", 5),
    costing("d", 2, excludes=("c",)),
    costing("e", 1),
)


def test_amounts_are_the_decimals_that_were_written() -> None:
    assert exact(Exact(0.1)) == Fraction(1, 10)
    assert exact(Uniform(0.1, 0.2)) == Fraction(15, 100)
    assert exact(Triangular(0.3, 0.1, 0.9)) == Fraction(3, 10)
    assert decimal(1e-7) == Fraction(1, 10**7)


def test_three_tenths_keep_a_budget_of_three_tenths() -> None:
    """In floating point 0.1 and 0.2 come to more than 0.3."""
    both = decision(costing("a", 0.1), costing("b", 0.2))
    assert portfolio(both, {"money": 0.3}).best.members == (0, 1)
    assert portfolio(both, {"money": 0.299999999999}).best.members == (0,)


def test_a_hair_over_a_large_budget_is_over() -> None:
    """Far below the solver's tolerance: 10,000,000.01 and 10,000,000 against 20,000,000."""
    both = decision(costing("a", 10_000_000.01), costing("b", 10_000_000))
    assert len(portfolio(both, {"money": 20_000_000.01}).best.members) == 2
    assert portfolio(both, {"money": 20_000_000}).best.members == (1,)


def test_values_are_counted_over_the_baseline_and_over_zero_without_one() -> None:
    # 95, 65 and 50 points: today's 50 are the reference.
    over = package_model(score(decision(TODAY, BEST, MIDDLE)), {})
    assert over.gains.tolist() == pytest.approx([45, 15])
    assert package_model(score(decision(BEST, MIDDLE)), {}).gains.tolist() == [95, 65]


def test_what_is_worth_less_than_the_baseline_comes_only_where_it_is_required() -> None:
    assert portfolio(FIELD).options == (MIDDLE, BEST, FIELD.options[4])  # not last, 35 behind
    last = FIELD.options[3]
    needy = decision(TODAY, option("needy", cost=1, gain=10, requires=("last",)), last)
    found = portfolio(needy)
    assert [o.id for o in found.options] == ["needy", "last"]
    assert found.value == pytest.approx(45 - 35)


def test_to_require_the_baseline_is_no_condition() -> None:
    found = portfolio(decision(TODAY, option("a", cost=1, gain=10, requires=("today",))))
    assert [o.id for o in found.options] == ["a"]


def test_synergies_of_options_that_are_not_ranked_do_not_count() -> None:
    joined = decision(TODAY, BEST, MIDDLE, synergies=(Synergy(("best", "today"), 9.0),))
    assert portfolio(joined).value == pytest.approx(60)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"budgets": {"money": 11}, "must": ["a"]},
            "'a', with 'b' and 'c', which it requires, takes 12 of money, and the budget is 11",
        ),
        ({"must": ["a"], "without": ["c"]}, "needs 'b', which requires 'c', which is left out"),
        ({"must": ["a", "d"]}, "'c' is required by 'a' and 'd' must be in the package, but they"),
        ({"must": ["e"], "without": ["e"]}, "'e' must be in the package and may not be in it"),
        ({"must": ["a"], "at_most": 2}, "'a', 'b' and 'c' must all be in the package"),
        ({"at_least": 2, "at_most": 1}, "at least 2 options and at most 1"),
        ({"at_least": 5}, "it has 4 at most"),
        ({"budgets": {"money": 3}, "at_least": 3}, "it has 2 at most"),
    ],
)
def test_what_contradicts_itself_is_said(asked: dict[str, object], said: str) -> None:
    with pytest.raises(ImpossiblePackageError) as caught:
        portfolio(CHAIN, **asked)  # type: ignore[arg-type]
    assert said in str(caught.value)


def test_a_chain_of_thousands_says_what_is_missing_at_its_end() -> None:
    """Each option requires the next; what the last of them needs is left out."""
    count = 3_000
    chain = [costing(f"o{n}", 1, requires=(f"o{n + 1}",)) for n in range(count)]
    model = package_model(
        score(decision(*chain, costing(f"o{count}", 1))), {}, without=[f"o{count}"]
    )
    last = f"requires 'o{count}', which is left out as asked"
    assert model.barred[count] == "is left out as asked"
    assert model.barred[count - 1] == last
    assert {model.barred[n] for n in range(count - 1)} == {f"needs 'o{count - 1}', which {last}"}
    assert model.needed_by(0) == list(range(count + 1))


@pytest.mark.parametrize(
    ("budgets", "said"),
    [
        ({"money": -1}, "not -1"),
        ({"money": float("inf")}, "not inf"),
        ({"money": float("nan")}, "not nan"),
        ({"money": 1, "mon": 2}, "given twice"),
    ],
)
def test_what_is_no_budget_is_said(budgets: dict[str, float], said: str) -> None:
    with pytest.raises(UnusableBudgetError, match=said):
        portfolio(CHAIN, budgets)


def test_names_that_nothing_has_are_told_with_a_suggestion() -> None:
    for asked in ({"budgets": {"mony": 3}}, {"frontier": "mony"}):
        with pytest.raises(UnknownNameError, match="did you mean 'money'"):
            portfolio(CHAIN, **asked)  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="did you mean 'middle'"):
        portfolio(FIELD, must=["midle"])


def test_a_synergy_beyond_all_points_is_refused() -> None:
    huge: Decision = decision(BEST, MIDDLE, synergies=(Synergy(("best", "middle"), 1e300),))
    with pytest.raises(UnusableBudgetError, match="more than packages can be compared with"):
        portfolio(huge)


def test_nobody_ranked_and_no_time_are_said() -> None:
    with pytest.raises(NothingRankedError):
        portfolio(decision(TODAY))
    with pytest.raises(NoPackageFoundError, match="in 1e-09 seconds"):
        portfolio(CHAIN, time_limit=1e-9)


def test_what_requires_more_than_the_budget_says_which_chain_costs_what() -> None:
    found = portfolio(CHAIN, {"money": 10})
    told = {CHAIN.options[one.place].id: one for one in found.left_out}
    assert told["a"].obstacle == (
        "requires 'b' and 'c', and with it takes 12 of money, and the budget is 10"
    )
    (way,) = told["a"].brought_in
    assert (way.key, way.budget, way.extra) == ("money", 12, 2)
