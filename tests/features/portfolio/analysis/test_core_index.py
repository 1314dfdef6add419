"""How often options are in the best package, against finding it by hand in every draw."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Cost, Option, Score, Synergy
from ukjapan_cli.decision.performances import Beta, Exact, Normal, Performance, Triangular, Uniform
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.portfolio.analysis import core_index as module
from ukjapan_cli.features.portfolio.analysis.core_index import CoreIndex, core_index
from ukjapan_cli.features.portfolio.analysis.model import package_model
from ukjapan_cli.features.portfolio.analysis.portfolio import portfolio
from ukjapan_cli.model.sampling.score_draws import amount_draws
from ukjapan_cli.model.scoring import score

GAIN = Criterion("gain", "Gain", Weight(1.0), scale=Linear(0.0, 100.0))


def option(id_: str, gain: Performance, money: Performance | None = None) -> Option:
    costs = {} if money is None else {"money": Cost(money)}
    return Option(id_, id_.capitalize(), scores={"gain": Score(gain)}, costs=costs)


def found_in(decision: Decision, **more: object) -> CoreIndex:
    core = portfolio(decision, {"money": 4.0}, **more).core  # type: ignore[arg-type]
    assert core is not None
    return core


def test_what_one_of_two_costs_decides_how_often_it_is_taken() -> None:
    """With 4 to spend, a for 3 leaves 1: b, which costs 0 to 2 evenly, fits in half the draws."""
    decision = Decision(
        (GAIN,), (option("a", Exact(50), Exact(3)), option("b", Exact(20), Uniform(0, 2)))
    )
    core = found_in(decision, draws=40_000)
    (always, _), (half, error) = core.options
    assert always == 1
    assert error == pytest.approx((0.25 / 40_000) ** 0.5, rel=0.01)
    assert half == pytest.approx(0.5, abs=5 * error)
    assert core.affordable.value == pytest.approx(0.5, abs=5 * error)
    assert core.chosen.value == half
    assert (core.none, core.draws, core.is_enumerated, core.is_complete) == (0, 40_000, True, True)


def test_a_draw_without_any_package_is_counted() -> None:
    """What must be in the package costs 3 to 5, and there are 4."""
    decision = Decision(
        (GAIN,), (option("a", Exact(50), Uniform(3, 5)), option("b", Exact(20), Exact(9)))
    )
    core = found_in(decision, must=["a"], draws=40_000)
    assert core.none == pytest.approx(0.5, abs=0.0125)
    assert core.options[0].value == pytest.approx(1 - core.none)


def test_packages_that_tie_share_a_draw() -> None:
    options = tuple(option(id_, Exact(50), Exact(3)) for id_ in "abc")
    core = found_in(Decision((GAIN,), options))
    assert [estimate.value for estimate in core.options] == pytest.approx([1 / 3] * 3)


RANGED = Decision(
    (GAIN, replace(GAIN, id="other", weight=Weight(2.0))),
    tuple(
        Option(
            f"o-{n}",
            f"O {n}",
            scores={
                "gain": Score(Uniform(10 * n, 10 * n + 30)),
                "other": Score(Triangular(60 - 9 * n, 20, 80)),
            },
            costs={"money": Cost(Triangular(1 + n / 2, 0.5, 5))},
            excludes=("o-3",) if n == 0 else (),
            requires=("o-1",) if n == 4 else (),
            is_baseline=n == 5,
        )
        for n in range(6)
    ),
    synergies=(Synergy(("o-1", "o-2"), 9.0), Synergy(("o-0", "o-4"), -12.0)),
)


def test_every_draw_has_its_best_package() -> None:
    """The same draws, with every subset of five options looked at rule by rule."""
    model = package_model(score(RANGED), {"money": 6.0})
    draws = module._Draws(RANGED, model, seed=3)
    (part,) = draws.parts(500, 500)
    counts = np.zeros(5)
    for draw in range(500):
        gains, costs = part.gains[:, draw], part.costs["money"][:, draw]
        best, members = -np.inf, ()
        for taken in (t for size in range(6) for t in combinations(range(5), size)):
            if {0, 3} <= {*taken} or (4 in taken and 1 not in taken):
                continue
            if sum(costs[list(taken)]) > 6:
                continue
            value = sum(gains[list(taken)])
            value += 9.0 * ({1, 2} <= {*taken}) - 12.0 * ({0, 4} <= {*taken})
            if value > best:
                best, members = value, taken
        counts[list(members)] += 1
    chosen = portfolio(RANGED, {"money": 6.0}).best
    core = core_index(RANGED, model, chosen, draws=500, seed=3)
    assert core is not None
    assert [estimate.value for estimate in core.options] == pytest.approx((counts / 500).tolist())


def test_a_program_a_draw_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    model = package_model(score(RANGED), {"money": 6.0})
    chosen = portfolio(RANGED, {"money": 6.0}).best
    enumerated = core_index(RANGED, model, chosen, draws=60, seed=3)
    monkeypatch.setattr(module, "MOST_ENUMERATED", 0)
    searched = core_index(RANGED, model, chosen, draws=60, seed=3)
    assert enumerated is not None
    assert searched is not None
    assert (enumerated.is_enumerated, searched.is_enumerated) == (True, False)
    assert searched.options == enumerated.options
    assert searched.chosen == enumerated.chosen
    assert searched.affordable == enumerated.affordable


def test_the_same_seed_gives_the_same_draws_and_another_does_not() -> None:
    same = [found_in(RANGED, seed=seed, draws=2_000).options for seed in (1, 1, 2)]
    assert same[0] == same[1]
    assert same[0] != same[2]


def test_without_time_for_enough_draws_there_is_no_core_index() -> None:
    model = package_model(score(RANGED), {"money": 6.0})
    chosen = portfolio(RANGED, {"money": 6.0}).best
    assert core_index(RANGED, model, chosen, deadline=0.0) is None


def test_amounts_follow_their_distributions() -> None:
    amounts = [Exact(3), Uniform(1, 5), Normal(10, 2), Beta(2, 6), Triangular(2, 2, 8)]
    drawn = amount_draws(amounts, np.random.default_rng(1), 100_000)
    assert (drawn[0] == 3).all()
    assert drawn.mean(axis=1) == pytest.approx([3, 3, 10, 0.25, 4], abs=0.03)
    # Variances: 4²/12, 2², ab / ((a + b)² (a + b + 1)), and 6²/18 for a triangle that only falls.
    assert drawn.var(axis=1) == pytest.approx([0, 4 / 3, 4, 12 / (64 * 9), 2], rel=0.03, abs=0.001)
