"""SMAA-2 on decisions whose figures can be worked out, and against another program."""

import math
from dataclasses import replace

import numpy as np
import pytest

from ukjapan_cli import (
    Criterion,
    Decision,
    MissingScoresError,
    NothingRankedError,
    Option,
    Robustness,
    Score,
    TooManyOptionsError,
    robustness,
)
from ukjapan_cli.decision.criteria import Gate, Weight
from ukjapan_cli.decision.performances import Exact, Performance, Triangular, Uniform
from ukjapan_cli.decision.scales import Linear
from ukjapan_cli.features.robustness.analysis.robustness import OptionRobustness
from ukjapan_cli.model.estimate import Estimate
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.sampling.draw_blocks import DrawBlocks
from ukjapan_cli.model.sampling.score_draws import score_draws
from ukjapan_cli.model.sampling.weight_sets import weight_draws

HUNDRED = Linear(worst=0, best=100)


def option(id_: str, *performances: Performance | float, is_baseline: bool = False) -> Option:
    scores = {
        f"c{i}": Score(Exact(p) if isinstance(p, int | float) else p)
        for i, p in enumerate(performances)
    }
    return Option(id_, id_.upper(), scores=scores, is_baseline=is_baseline)


def decision(*options: Option, weights: tuple[float, ...] = (1, 1)) -> Decision:
    return Decision(
        tuple(
            Criterion(f"c{i}", f"C {i}", Weight(weight), scale=HUNDRED)
            for i, weight in enumerate(weights)
        ),
        options,
    )


def of(found: Robustness, id_: str) -> OptionRobustness:
    one = found.option(id_)
    assert one is not None
    return one


def is_near(found: Estimate, expected: float) -> bool:
    return abs(found.value - expected) <= 4.5 * found.error + 1e-12


# One is better on the first criterion, the other on the second: a is first where its share of the
# weight is above 3 / 10, since 100 w > 30 w + 30 does not hold below that.
TWO = decision(option("a", 100, 0), option("b", 30, 30))


def test_two_options_and_any_weights() -> None:
    found = robustness(TWO, weights="any", draws=100_000)
    a, b = of(found, "a"), of(found, "b")
    assert is_near(a.first, 0.7)
    assert is_near(b.first, 0.3)
    assert a.first.error == pytest.approx(math.sqrt(0.21 / 100_000), rel=0.01)
    assert found.largest_error == max(a.first.error, b.first.error)
    assert a.central_weights is not None
    assert b.central_weights is not None
    # The share is uniform from 0.3 to 1 where a is first, so that its mean there is 0.65.
    assert is_near(a.central_weights["c0"], 0.65)
    assert is_near(b.central_weights["c0"], 0.15)
    spread = 0.7 / math.sqrt(12 * 0.7 * 100_000)
    assert a.central_weights["c0"].error == pytest.approx(spread, rel=0.02)
    assert is_near(a.expected_rank, 1.3)
    assert a.expected_rank.error == pytest.approx(a.first.error, rel=1e-6)
    assert a.beats == {"b": Estimate(a.first.value, pytest.approx(a.first.error))}
    assert b.beats["a"].value == pytest.approx(1 - a.first.value)
    # The scores are exact, so that each is sure to be first with its own central weights.
    assert a.confidence == b.confidence == Estimate(1.0, 0.0)


def test_uncertain_scores_and_exact_weights() -> None:
    """a is worth 50; b anywhere from 40 to 65, so that it is ahead three times in five."""
    found = robustness(decision(option("a", 50, 50), option("b", Uniform(30, 80), 50)))
    exact = robustness(found.decision, weights="exact")
    assert is_near(of(exact, "b").first, 0.6)
    assert of(exact, "b").confidence == of(exact, "b").first
    assert of(exact, "b").central_weights == {"c0": Estimate(0.5, 0), "c1": Estimate(0.5, 0)}
    assert [one.option.id for one in exact.options] == ["b", "a"]  # as stated: 52.5 and 50


def test_confidence_is_counted_with_central_weights() -> None:
    """Worked out from the central weights that were found."""
    one = decision(option("a", Uniform(0, 100), 60), option("b", 50, 50))
    found = robustness(one, weights="any", draws=200_000)
    a = of(found, "a")
    assert a.central_weights is not None
    assert a.confidence is not None
    share = a.central_weights["c0"].value
    # First where share x + (1 - share) 60 > 50.
    least = (50 - 60 * (1 - share)) / share
    assert is_near(a.confidence, 1 - least / 100)
    assert found.confidence_draws == 100_000


def test_an_option_that_is_never_first_has_no_central_weights() -> None:
    found = robustness(decision(option("a", 60, 60), option("b", Triangular(50, 0, 59), 10)))
    b = of(found, "b")
    assert b.first == Estimate(0.0, 0.0)
    assert b.central_weights is None
    assert b.confidence is None
    assert b.beats == {"a": Estimate(0.0, 0.0)}


def test_ties_share_ranks() -> None:
    alike = decision(*(option(id_, 40, 70) for id_ in "abc"))
    found = robustness(alike, weights="any", draws=100_000)
    for one in found.options:
        assert [e.value for e in one.acceptability] == pytest.approx([1 / 3] * 3)
        assert [e.error for e in one.acceptability] == pytest.approx([0] * 3, abs=1e-9)
        assert one.expected_rank.value == pytest.approx(2)
        assert one.confidence is not None
        assert one.confidence.value == pytest.approx(1 / 3)
        assert list(one.beats.values()) == [Estimate(0.5, 0.0)] * 2
        assert one.central_weights is not None
        assert is_near(one.central_weights["c0"], 0.5)
        # Over all draws, though each counts for a third: the plain mean's error.
        assert one.central_weights["c0"].error == pytest.approx(
            1 / math.sqrt(12 * 100_000), rel=0.02
        )


def test_one_option_only() -> None:
    found = robustness(decision(option("a", 10, Uniform(0, 50))), weights="stated")
    (a,) = found.options
    assert a.acceptability == (Estimate(1.0, 0.0),)
    assert a.confidence == Estimate(1.0, 0.0)
    assert a.expected_rank == Estimate(1.0, 0.0)
    assert a.beats == {}
    assert a.central_weights is not None
    assert is_near(a.central_weights["c0"], 0.5)


# --- who takes part -----------------------------------------------------------------------------


def test_the_baseline_and_failures_take_no_part() -> None:
    whole = decision(
        option("base", 100, 100, is_baseline=True), option("a", 60, 50), option("b", 90, 9)
    )
    gated = replace(whole.criteria[1], gate=Gate(at_least=10))
    found = robustness(replace(whole, criteria=(whole.criteria[0], gated)))
    assert [one.option.id for one in found.options] == ["a"]
    assert [standing.option.id for standing in found.excluded] == ["base", "b"]
    assert found.option("b") is None
    with pytest.raises(LookupError):
        found.option("c")


def test_refusals() -> None:
    with pytest.raises(NothingRankedError):
        robustness(decision(option("a", 1, 1, is_baseline=True)))
    with pytest.raises(MissingScoresError):
        robustness(decision(option("a", 1, 1), option("b", 1)))
    with pytest.raises(TooManyOptionsError, match=r"1,000 options at most.*; 1,001 are ranked"):
        robustness(decision(*(option(f"o{i}", i % 101, 5) for i in range(1_001))))


@pytest.mark.parametrize(
    "wrong",
    [
        {"draws": 0},
        {"draws": -5},
        {"draws": 10**20},
        {"until": 0.0},
        {"until": -1.0},
        {"until": math.nan},
        {"seed": -1},
    ],
)
def test_numbers_that_cannot_be(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be above 0"):
        robustness(TWO, **wrong)


# --- seeds, blocks, standard errors --------------------------------------------------------------

MIXED = decision(
    option("a", Triangular(60, 20, 90), 30),
    option("b", 40, Uniform(20, 80)),
    option("c", Uniform(30, 60), 45),
    weights=(3, 2),
)


def test_the_seed_says_it_all() -> None:
    assert robustness(MIXED, seed=5) == robustness(MIXED, seed=5)
    assert robustness(MIXED, seed=5) != robustness(MIXED, seed=6)


def test_the_first_draws_of_a_longer_run_are_the_same_draws() -> None:
    """Each run of 5,000 and one draws has one that the shorter has not, and no other."""
    for draws in (1, 2_000, 5_000, 20_000):
        shorter, longer = robustness(MIXED, draws=draws), robustness(MIXED, draws=draws + 1)
        for one, other in zip(shorter.options, longer.options, strict=True):
            for before, after in zip(one.acceptability, other.acceptability, strict=True):
                more = after.value * (draws + 1) - before.value * draws
                assert more == pytest.approx(0, abs=1e-6) or more == pytest.approx(1, abs=1e-6)


def test_until_stops_at_the_standard_error() -> None:
    found = robustness(MIXED, until=0.002)
    assert found.largest_error <= 0.002
    shorter = robustness(MIXED, draws=found.draws // 2)
    assert shorter.largest_error > 0.002
    assert found.options == robustness(MIXED, draws=found.draws).options
    assert found.until == 0.002
    assert robustness(MIXED, until=0.5).draws >= 1_000
    assert robustness(MIXED, until=1e-9, draws=30_000).draws == 30_000


def test_progress_is_told_up_to_the_last_draw() -> None:
    told: list[tuple[int, int]] = []
    robustness(MIXED, draws=20_000, progress=lambda done, of: told.append((done, of)))
    assert len(told) > 1
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {of for _, of in told} == {20_000}
    assert told[-1] == (20_000, 20_000)


def test_standard_errors_are_what_seeds_differ_by() -> None:
    """Over two hundred seeds, the spread of each figure is its standard error, near enough."""
    runs = [robustness(MIXED, draws=500, seed=seed) for seed in range(200)]

    def ratio(figures: list[Estimate]) -> float:
        errors = [figure.error for figure in figures]
        return float(np.std([figure.value for figure in figures]) / np.mean(errors))

    a = [of(run, "a") for run in runs]
    assert 0.8 < ratio([one.first for one in a]) < 1.2
    assert 0.8 < ratio([one.acceptability[1] for one in a]) < 1.2
    assert 0.8 < ratio([one.expected_rank for one in a]) < 1.2
    assert 0.8 < ratio([one.beats["b"] for one in a]) < 1.2
    assert 0.8 < ratio([one.central_weights["c0"] for one in a if one.central_weights]) < 1.2


# --- another program on the same draws ------------------------------------------------------------


@pytest.mark.judges
def test_pysensmcda_counts_the_same_on_the_same_draws() -> None:
    smaa = pytest.importorskip("pysensmcda.smaa", reason="comes with the extra 'bench'")
    generator = np.random.default_rng(11)
    criteria = tuple(f"c{i}" for i in range(4))

    def performance(kind: int) -> Performance | float:
        middle = float(generator.uniform(20, 80))
        return (middle, Uniform(middle - 15, middle + 15), Triangular(middle, 0, 100))[kind]

    whole = decision(
        *(
            option(f"o{row}", *(performance((row + column) % 3) for column in range(4)))
            for row in range(6)
        ),
        weights=(4, 3, 2, 1),
    )
    found = robustness(whole, weights="any", draws=4_000)
    order = [whole.options.index(one.option) for one in found.options]
    blocks = DrawBlocks(
        score_draws(whole, matrix(whole), order), weight_draws(whole, "any"), seed=1
    )
    shares = blocks.weights(blocks._generator(0, 0), blocks.size)[:, :4_000]
    values = blocks.values(0)[:, :, :4_000]

    def additive(performances: object, weights: object, _: object) -> object:
        return np.asarray(performances) @ np.asarray(weights)

    theirs = smaa.smaa2(
        additive,
        values.mean(axis=2).T,
        np.ones(4),
        weights=np.ascontiguousarray(shares.T),
        matrix_samples=np.ascontiguousarray(values.transpose(2, 1, 0)),
        reverse_ranking=True,
    )
    for row, one in enumerate(found.options):
        at = [estimate.value for estimate in one.acceptability]
        assert at == pytest.approx(theirs.rank_acceptability[row], abs=1e-12)
        errors = [estimate.error for estimate in one.acceptability]
        assert errors == pytest.approx(theirs.rank_acceptability_error[row], rel=1e-3)
        if one.central_weights is None:
            assert np.isnan(theirs.central_weights[row]).all()
            continue
        assert one.confidence is not None
        assert one.confidence.value == pytest.approx(theirs.confidence_factors[row], abs=1e-12)
        central = [one.central_weights[id_] for id_ in criteria]
        assert [c.value for c in central] == pytest.approx(theirs.central_weights[row], abs=1e-12)
        if one.first.value > 0.02:
            errors = [c.error for c in central]
            assert errors == pytest.approx(theirs.central_weights_error[row], rel=0.02)


# --- how much is drawn, and kept ------------------------------------------------------------------


def test_of_many_options_it_is_not_kept_who_is_ahead_of_whom(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ukjapan_cli.features.robustness.analysis.robustness.MOST_IN_PAIRS", 1)
    some, whole = robustness(TWO, draws=100), robustness(TWO, draws=100, full=True)
    assert not some.has_pairs
    assert whole.has_pairs
    assert [replace(one, beats={}) for one in whole.options] == list(some.options)


def test_how_many_draws_are_made_follows_from_sizes_alone() -> None:
    def affordable(options: int) -> int:
        many = decision(*(option(f"o{n}", n % 101, 50) for n in range(options)))
        scores = score_draws(many, matrix(many), range(options))
        return DrawBlocks(scores, weight_draws(many, "any"), seed=1).affordable

    # 2.5 thousand million over n² + 16n + 400, of which one digit stays; 1,000 at least.
    assert affordable(10) == 3_000_000
    assert affordable(1_000) == 2_000
    assert affordable(2_000) == 1_000


@pytest.mark.parametrize(
    ("cells", "usual", "size"),
    [
        # 1,250,000 over the scores, in whole blocks, from 1,000 up to 10,000
        (4, 10_000, 5_000),
        (125, 10_000, 5_000),
        (126, 8_000, 2_000),
        (240, 4_000, 2_000),
        (625, 2_000, 2_000),
        (626, 1_000, 1_000),
        (5_001, 1_000, 500),
        (100_000, 1_000, 500),
    ],
)
def test_how_many_draws_are_usual_follows_from_the_number_of_scores(
    cells: int, usual: int, size: int
) -> None:
    scores = score_draws(TWO, matrix(TWO), [0, 1])._replace(cells=cells)
    blocks = DrawBlocks(scores, weight_draws(TWO, "any"), seed=1)
    assert (blocks.usual, blocks.size) == (usual, size)
    assert usual % size == 0


def test_fewer_draws_than_usual_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert robustness(TWO).draws == 10_000
    assert not robustness(TWO).is_cut
    monkeypatch.setattr(DrawBlocks, "usual", 3_000)
    monkeypatch.setattr(DrawBlocks, "affordable", 3_000)
    assert robustness(TWO, weights="any").is_cut
    assert robustness(TWO, weights="any").draws == 3_000
    assert not robustness(TWO, weights="any", draws=2_000).is_cut
    short = robustness(TWO, weights="any", until=1e-9)
    assert (short.draws, short.is_reached, short.is_cut) == (3_000, False, False)
    assert robustness(TWO, weights="any", until=0.5).is_reached
