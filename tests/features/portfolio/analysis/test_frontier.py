"""How much is looked at for a frontier, and how many of its packages are kept."""

import math
from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest
from tests.features.made import decision
from tests.features.portfolio.analysis.test_model import costing

from ukjapan_cli.decision.options import Option, Synergy
from ukjapan_cli.features.portfolio.analysis.efficient_packages import efficient_packages
from ukjapan_cli.features.portfolio.analysis.frontier import MOST_EFFICIENT, cost_frontier, frontier
from ukjapan_cli.features.portfolio.analysis.model import PackageModel, Together
from ukjapan_cli.features.portfolio.analysis.program import Programs
from ukjapan_cli.features.portfolio.words import agreement, curve_notes
from ukjapan_cli.model.scoring import score

NO_SOLVING = -math.inf


def worth_their_cost(*costs: int, synergies: tuple[Together, ...] = ()) -> PackageModel:
    """Options that are worth what they cost, so that every amount has an efficient package."""
    return PackageModel(
        options=tuple(Option(f"o{place}", f"O{place}") for place in range(len(costs))),
        gains=np.array(costs, dtype=np.float64),
        costs={"money": tuple(map(Fraction, costs))},
        budgets={},
        synergies=synergies,
        requires=(),
        excludes=(),
        must=frozenset(),
        barred={},
        at_least=0,
        at_most=len(costs),
    )


def tied(count: int) -> PackageModel:
    """Every option has a synergy with every other."""
    pairs = combinations(range(count), 2)
    together = tuple(Together(pair, Synergy(tuple(f"o{p}" for p in pair), 1.0)) for pair in pairs)
    return worth_their_cost(*(2**place for place in range(count)), synergies=together)


def test_packages_worth_their_cost_take_no_program_and_some_are_kept() -> None:
    """14 options that double in cost have 2^14 packages, and all of those are efficient."""
    programs = Programs(worth_their_cost(*(2**place for place in range(14))), deadline=NO_SOLVING)
    found = frontier(programs, "money")
    assert found.is_complete
    assert found.count == 2**14
    costs = [int(each.cost) for each in found.packages]
    assert len(costs) == MOST_EFFICIENT
    assert (costs[0], costs[-1]) == (0, 2**14 - 1)
    gaps = {after - before for before, after in pairwise(costs)}
    assert gaps == {32, 33}  # (2^14 - 1) / 499 is 32.8
    assert "500 of 16,384 efficient packages are kept: --full keeps all." in curve_notes(found)
    whole = frontier(programs, "money", full=True)
    assert [int(each.cost) for each in whole.packages] == list(range(2**14))


def test_equal_options_have_as_many_efficient_packages_as_amounts() -> None:
    """Of 2^40 sets one an amount is looked at."""
    found = frontier(Programs(worth_their_cost(*[3] * 40), deadline=NO_SOLVING), "money")
    assert found.is_complete
    assert [int(each.cost) for each in found.packages] == list(range(0, 121, 3))


def test_a_chain_of_synergies_is_no_matter_and_one_among_all_is() -> None:
    costs = [1 + place % 3 for place in range(60)]
    chain = tuple(
        Together((p, p + 1), Synergy((f"o{p}", f"o{p + 1}"), 0.5)) for p in range(len(costs) - 1)
    )
    model = worth_their_cost(*costs, synergies=chain)
    packages = efficient_packages(model, "money", {})
    assert packages is not None
    assert packages[-1].value == sum(costs) + 0.5 * (len(costs) - 1)
    assert efficient_packages(tied(18), "money", {}) is None


def test_without_time_nothing_is_solved_and_that_is_said() -> None:
    found = frontier(Programs(tied(18), deadline=NO_SOLVING), "money")
    assert not found.is_complete
    assert found.packages == ()
    assert agreement(found) == ""
    assert "Time ran out: cheaper packages are missing." in curve_notes(found)


def test_value_against_a_cost_is_without_budgets() -> None:
    """Each of two adds 15 over nothing, for 1 and for 2."""
    scoring = score(decision(costing("a", 1), costing("b", 2)))
    found = cost_frontier(scoring, "money", time_limit=0)
    assert found.budget is None
    assert [(int(each.cost), each.package.members) for each in found.packages] == [
        (0, ()),
        (1, (0,)),
        (3, (0, 1)),
    ]


@pytest.mark.parametrize("amount", [2**62, 10**300])
def test_amounts_too_large_to_add_up_in_whole_numbers_are_left_to_programs(amount: int) -> None:
    assert efficient_packages(worth_their_cost(amount, 1), "money", {}) is None
