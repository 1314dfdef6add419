"""Draws of values follow the distributions of the scores, through the scales."""

import math
from datetime import date

import numpy as np
import pytest

from ukjapan_cli.decision.criteria import Criterion, Weight
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option, Score
from ukjapan_cli.decision.performances import (
    Beta,
    Exact,
    Lognormal,
    Normal,
    Performance,
    Triangular,
    Uniform,
)
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise, Scale
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.sampling.score_draws import score_draws
from ukjapan_cli.model.values import Floats

N = 100_000
HUNDRED = Linear(worst=0, best=100)


def decision(scale: Scale, *scores: Score, as_of: date | None = None) -> Decision:
    options = (Option(f"o-{i}", f"O {i}", scores={"c": score}) for i, score in enumerate(scores))
    return Decision((Criterion("c", "C", Weight(1), scale=scale),), tuple(options), as_of=as_of)


def drawn(decision: Decision, count: int = N) -> Floats:
    """Values of all options on the one criterion, shape (options, draws)."""
    found = score_draws(decision, matrix(decision), range(len(decision.options)))
    values = np.repeat(found.known, count, axis=1)
    generator = np.random.default_rng(8)
    for column, rows, part in found.draw(lambda _: generator, count):
        assert column == 0
        assert (values[rows] == 0).all()  # nobody is drawn twice, or drawn and known
        values[rows] = part
    return values


def of(performance: Performance, scale: Scale = HUNDRED) -> Floats:
    values: Floats = drawn(decision(scale, Score(performance)))[0]
    return values


def mean_is(samples: Floats, expected: float) -> bool:
    return bool(abs(samples.mean() - expected) <= 4.5 * samples.std() / len(samples) ** 0.5 + 1e-12)


def variance_is(samples: Floats, mean: float, expected: float) -> bool:
    return mean_is((samples - mean) ** 2, expected)


def test_a_uniform_score() -> None:
    values = of(Uniform(20, 80))
    assert mean_is(values, 50)
    assert variance_is(values, 50, 60**2 / 12)
    assert values.min() >= 20
    assert values.max() <= 80


@pytest.mark.parametrize("mode", [10.0, 20.0, 60.0, 70.0])
def test_a_triangular_score(mode: float) -> None:
    low, high = 10.0, 70.0
    values = of(Triangular(mode, low, high))
    mean = (low + mode + high) / 3
    assert mean_is(values, mean)
    square = low**2 + mode**2 + high**2 - low * mode - low * high - mode * high
    assert variance_is(values, mean, square / 18)
    assert mean_is((values <= mode).astype(float), (mode - low) / (high - low))
    assert low <= values.min()
    assert values.max() <= high


def test_a_triangular_score_has_the_triangle_s_quantiles() -> None:
    values = of(Triangular(20, 0, 100))
    for at in (5.0, 20.0, 40.0, 80.0):
        share = at**2 / 2000 if at <= 20 else 1 - (100 - at) ** 2 / 8000
        assert mean_is((values <= at).astype(float), share)


def test_a_normal_score() -> None:
    values = of(Normal(40, 5))
    assert mean_is(values, 40)
    assert variance_is(values, 40, 25)
    assert mean_is((np.abs(values - 40) < 5).astype(float), math.erf(math.sqrt(0.5)))


def test_a_lognormal_score() -> None:
    values = of(Lognormal(3, 0.5))
    assert mean_is(np.log(values), 3)
    assert variance_is(np.log(values), 3, 0.25)
    assert mean_is(values, math.exp(3.125))


def test_a_beta_score() -> None:
    values = of(Beta(3, 7), Linear(worst=0, best=1))
    assert mean_is(values / 100, 0.3)
    assert variance_is(values / 100, 0.3, 0.21 / 11)


def test_scores_are_independent_and_those_of_one_family_are_not_mixed_up() -> None:
    scores = [Score(Uniform(i, 2 * i)) for i in range(1, 46)]  # more than are drawn together
    scores[7] = Score(Exact(3))
    values = drawn(decision(HUNDRED, *scores), 20_000)
    for i, row in enumerate(values, start=1):
        assert mean_is(row, 3 if i == 8 else 1.5 * i)
    others = np.delete(values, 7, axis=0)
    assert np.abs(np.corrcoef(others) - np.eye(44)).max() < 5 / math.sqrt(20_000)


# --- scales -------------------------------------------------------------------------------------


def test_lower_is_better_on_a_scale_that_says_so() -> None:
    values = of(Triangular(90, 60, 100), Linear(worst=120, best=40))
    # From 25 to 75 with the mode at 37.5.
    assert mean_is(values, (25 + 37.5 + 75) / 3)
    assert values.min() >= 25
    assert values.max() <= 75


def test_a_draw_off_a_fixed_scale_goes_on_along_the_end_segment() -> None:
    values = of(Uniform(-50, 150))
    assert values.min() < -49
    assert values.max() > 149
    bent = Piecewise(((0, 0), (10, 60), (50, 100)))
    values = of(Uniform(-10, 90), bent)  # worth -60 at one end and 140 at the other
    assert values.min() == pytest.approx(-60, abs=0.1)
    assert values.max() == pytest.approx(140, abs=0.1)
    assert mean_is((values < 0).astype(float), 0.1)
    assert mean_is((values > 60).astype(float), 0.8)
    # Between, 20 of 100 draws have the mean 0, the others rise evenly from 60 to 140.
    assert mean_is(values, 0.2 * 0 + 0.8 * 100)


def test_a_normal_on_a_bent_scale() -> None:
    values = of(Normal(10, 1), Piecewise(((0, 0), (10, 50), (20, 100))))
    assert mean_is(values, 50)
    assert variance_is(values, 50, 25)


def test_a_local_scale_keeps_the_ends_of_the_points() -> None:
    values = drawn(decision(Local(lower_is_better=False), Score(Exact(10)), Score(Normal(20, 5))))
    assert (values[0] == 0).all()
    assert mean_is(values[1], 100)
    assert variance_is(values[1], 100, 50**2)  # a standard deviation is half of the range


def test_levels_are_drawn_as_their_values() -> None:
    values = of(Triangular(40, 0, 100), Levels({"opposed": 0, "split": 40, "behind": 100}))
    assert mean_is(values, 140 / 3)


# --- dates, and what is not drawn ---------------------------------------------------------------


def test_a_dated_score_is_drawn_as_it_stands_on_the_day() -> None:
    series = ((date(2026, 1, 1), 20.0), (date(2026, 1, 11), 60.0))
    score = Score(Triangular(20, 10, 30), over_time=series)
    values = drawn(decision(HUNDRED, score, as_of=date(2026, 1, 6)))[0]
    assert mean_is(values, 40)  # moved by 20, as wide as before
    assert values.min() >= 30
    assert values.max() <= 50


@pytest.mark.parametrize(
    "performance",
    [Exact(30), Uniform(30, 30), Triangular(30, 30, 30), Normal(30, 0), Lognormal(math.log(30), 0)],
)
def test_what_has_no_width_is_known(performance: Performance) -> None:
    one = decision(HUNDRED, Score(performance))
    found = score_draws(one, matrix(one), [0])
    assert found.groups == ()
    assert found.known == pytest.approx(np.array([[30.0]]))


def test_only_the_options_asked_for_are_drawn() -> None:
    three = decision(HUNDRED, *(Score(Uniform(i, i + 1)) for i in (10, 20, 30)))
    found = score_draws(three, matrix(three), [2, 0])
    assert found.known.shape == (2, 1)
    (part,) = found.draw(np.random.default_rng, 1_000)
    assert (part.values[0] >= 30).all()
    assert (part.values[1] <= 11).all()


@pytest.mark.parametrize(
    "performance",
    [
        Lognormal(0, 400),
        Normal(0, 1e308),
        Uniform(-1e308, 1e308),
        Triangular(0, -1e308, 1e308),
        Beta(1e-300, 1e-300),
    ],
)
@pytest.mark.parametrize("scale", [HUNDRED, Piecewise(((0, 0), (1, 60), (2, 100)))])
def test_draws_are_numbers_whatever_the_distribution(
    performance: Performance, scale: Scale
) -> None:
    one = decision(scale, Score(performance), Score(Exact(0)))
    assert np.isfinite(drawn(one, 10_000)).all()
