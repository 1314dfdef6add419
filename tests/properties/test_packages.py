"""The best packages, what stands in the way of others and the frontier, against all subsets."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties.packages import every_package, models

from ukjapan_cli.features.portfolio.analysis.best_packages import best_package, next_best
from ukjapan_cli.features.portfolio.analysis.efficient_packages import efficient_packages
from ukjapan_cli.features.portfolio.analysis.frontier import by_programs, frontier
from ukjapan_cli.features.portfolio.analysis.model import ImpossiblePackageError, PackageModel
from ukjapan_cli.features.portfolio.analysis.program import Package, Programs
from ukjapan_cli.features.portfolio.analysis.why_not import check_musts, left_out


def order(model: PackageModel, taken: tuple[int, ...]) -> tuple[list[Fraction], int, object]:
    costs = [sum((model.costs[key][i] for i in taken), Fraction(0)) for key in model.budgets]
    return costs, len(taken), taken


def checked_best(programs: Programs) -> Package:
    check_musts(programs.model)
    return best_package(programs)


@given(models())
def test_the_best_packages_are_those_of_all_subsets(model: PackageModel) -> None:
    every = every_package(model)
    programs = Programs(model)
    if not every:
        with pytest.raises(ImpossiblePackageError):
            checked_best(programs)
        return
    found = next_best(programs, checked_best(programs), 4)
    values = sorted(every.values(), reverse=True)
    assert [package.value for package in found] == pytest.approx(values[:4])
    assert len({package.members for package in found}) == len(found)
    for package in found:
        assert every[package.members] == pytest.approx(package.value)
    tied = [taken for taken, value in every.items() if value == values[0]]
    assert found[0].members == min(tied, key=lambda taken: order(model, taken))


@settings(max_examples=examples(15))
@given(models(most_options=12))
def test_the_best_of_twelve_options(model: PackageModel) -> None:
    every = every_package(model)
    assume(every)
    assert best_package(Programs(model)).value == pytest.approx(max(every.values()))


@given(models(most_options=7), st.integers(0, 6))
def test_what_gives_way_and_which_budget_brings_an_option_in(
    model: PackageModel, number: int
) -> None:
    every = every_package(model)
    assume(every)
    programs = Programs(model)
    best = next_best(programs, best_package(programs), 1)[0]
    others = [place for place in range(len(model.options)) if place not in best.members]
    assume(others)
    place = others[number % len(others)]
    told = left_out(programs, best, place)
    with_it = {taken: value for taken, value in every.items() if place in taken}
    if not with_it:
        assert told.forced is None
        assert told.obstacle
    else:
        assert told.forced is not None
        assert not told.obstacle
        assert told.forced.value == pytest.approx(max(with_it.values()))
        assert told.worth_less == pytest.approx(best.value - max(with_it.values()))
        assert {*told.leaves} == {*best.members} - {*told.forced.members}
        assert {*told.joins, place} == {*told.forced.members} - {*best.members}
    found = {brought.key: brought for brought in told.brought_in}
    for key, budget in model.budgets.items():
        least = least_budget(model, place, key)
        if least is None or place in model.barred:
            assert key not in found
        else:
            assert found[key].budget == least
            assert found[key].extra == least - budget
            assert place in found[key].package.members


def least_budget(model: PackageModel, place: int, key: str) -> Fraction | None:
    """The least budget, of all costs that packages have, at which one with the option is best."""
    free = {name: budget for name, budget in model.budgets.items() if name != key}
    there_is = model.budgets[key]
    packages = [
        (taken, v, model.cost(key, taken)) for taken, v in every_package(model, free).items()
    ]
    for budget in sorted({there_is, *(cost for *_, cost in packages if cost > there_is)}):
        affordable = [(taken, value) for taken, value, cost in packages if cost <= budget]
        most = max((value for _, value in affordable), default=None)
        if any(place in taken and value == most for taken, value in affordable):
            return budget
    return None


def efficient(model: PackageModel, key: str) -> list[tuple[Fraction, float]]:
    """Cost and value of every efficient package, the cheapest first; other budgets kept."""
    free = {name: budget for name, budget in model.budgets.items() if name != key}
    every = [(model.cost(key, taken), value) for taken, value in every_package(model, free).items()]
    return sorted(
        {
            (cost, value)
            for cost, value in every
            if not any((c <= cost and v > value) or (c < cost and v >= value) for c, v in every)
        }
    )


@given(models(), st.sampled_from(["money", "time"]))
def test_the_frontier_is_that_of_all_subsets(model: PackageModel, key: str) -> None:
    free = {name: budget for name, budget in model.budgets.items() if name != key}
    expected = efficient(model, key)
    found = frontier(Programs(model), key)
    assert found.is_complete
    assert found.count == len(found.packages)
    assert [point.cost for point in found.packages] == [cost for cost, _ in expected]
    values = [point.package.value for point in found.packages]
    assert values == pytest.approx([value for _, value in expected])
    subsets = every_package(model, free)
    for point in found.packages:
        assert subsets[point.package.members] == pytest.approx(point.package.value)
        if point.greedy is not None:
            assert point.greedy.members in subsets
            assert model.cost(key, point.greedy.members) <= point.cost
            assert point.greedy.value <= point.package.value + 1e-9


@given(models())
def test_programs_find_the_frontier_that_sets_of_options_find(model: PackageModel) -> None:
    """Where there are too many sets the solver answers, and answers the same."""
    limits = {name: budget for name, budget in model.budgets.items() if name != "money"}
    by_sets = efficient_packages(model, "money", limits)
    packages, is_complete = by_programs(Programs(model), "money", limits, None)
    assert is_complete
    assert by_sets is not None
    assert [model.cost("money", one.members) for one in packages] == [
        model.cost("money", one.members) for one in by_sets
    ]
    assert [one.value for one in packages] == pytest.approx([one.value for one in by_sets])


@settings(max_examples=examples(60))
@given(models(most_options=11))
def test_what_is_dropped_early_is_in_no_efficient_package(model: PackageModel) -> None:
    """Without budgets and numbers of options sets are dropped before all options are done."""
    free = replace(model, budgets={}, at_least=0, at_most=len(model.options))
    found = efficient_packages(free, "money", {})
    expected = efficient(free, "money")
    assert found is not None
    assert [free.cost("money", one.members) for one in found] == [cost for cost, _ in expected]
    assert [one.value for one in found] == pytest.approx([value for _, value in expected])
    subsets = every_package(free)
    assert all(subsets[one.members] == pytest.approx(one.value) for one in found)
