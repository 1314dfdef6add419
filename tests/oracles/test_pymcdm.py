"""The methods against pymcdm's on random matrices."""

from collections.abc import Callable

import numpy as np
import pytest

from ukjapan_cli.features.methods.analysis import promethee, topsis, vikor, weighted_product
from ukjapan_cli.model.values import Floats

pytestmark = pytest.mark.judges

Scores = Callable[[Floats, Floats], Floats]


def relative(scores: Scores) -> Scores:
    """Scores over the greatest: a product of values divided by constants keeps its proportions."""

    def found(values: Floats, shares: Floats) -> Floats:
        result = scores(values, shares)
        return result / result.max()

    return found


def called(method: Callable[[Floats, Floats, Floats], Floats]) -> Scores:
    """A method of theirs, told that more is better everywhere."""
    return lambda values, shares: method(values, shares, np.ones(len(shares)))


OURS: dict[str, Scores] = {
    "weighted product": relative(weighted_product.scores),
    "TOPSIS": topsis.scores,
    "VIKOR": vikor.scores,
    "PROMETHEE II": promethee.scores,
}


@pytest.fixture(scope="module")
def theirs() -> dict[str, Scores]:
    from pymcdm import methods, normalizations

    return {
        "weighted product": relative(called(methods.WPM())),
        "TOPSIS": called(methods.TOPSIS(normalizations.vector_normalization)),
        "VIKOR": called(methods.VIKOR(v=0.5)),
        "PROMETHEE II": called(methods.PROMETHEE_II("usual")),
    }


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("method", OURS)
def test_scores_are_the_same(method: str, seed: int, theirs: dict[str, Scores]) -> None:
    random = np.random.default_rng(seed)
    values = random.uniform(1, 100, size=(random.integers(2, 30), random.integers(2, 12)))
    if seed % 3 == 0:  # with equal values
        values = np.ceil(values / 20) * 20
    shares = random.dirichlet(np.ones(values.shape[1]))
    differing = np.ptp(values, axis=0) > 0  # theirs are undefined where all are alike
    values, shares = values[:, differing], shares[differing] / shares[differing].sum()
    others = theirs[method](values, shares)
    assert OURS[method](values, shares) == pytest.approx(others, rel=1e-9, abs=1e-9)
