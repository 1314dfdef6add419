"""The methods against scikit-criteria's on random matrices; skipped where it is not installed."""

from collections.abc import Callable

import numpy as np
import pytest

from ukjapan_cli.features.methods.analysis import topsis, vikor, weighted_product
from ukjapan_cli.model.values import Floats

pytestmark = pytest.mark.judges

theirs = pytest.importorskip(
    "skcriteria", reason="comes with the extra 'bench'", exc_type=ImportError
)


def of_topsis(matrix: object) -> Floats:
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.preprocessing.scalers import VectorScaler

    found = TOPSIS().evaluate(VectorScaler(target="matrix").transform(matrix))
    return np.asarray(found.e_.similarity)


def of_vikor(matrix: object) -> Floats:
    from skcriteria.agg.vikor import VIKOR

    return np.asarray(VIKOR(v=0.5).evaluate(matrix).e_.q_k)


def of_product(matrix: object) -> Floats:
    from skcriteria.agg.simple import WeightedProductModel

    return np.asarray(10 ** WeightedProductModel().evaluate(matrix).e_.score)  # a logarithm


PAIRS: dict[str, tuple[Callable[[Floats, Floats], Floats], Callable[[object], Floats]]] = {
    "weighted product": (weighted_product.scores, of_product),
    "TOPSIS": (topsis.scores, of_topsis),
    "VIKOR": (vikor.scores, of_vikor),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("method", PAIRS)
def test_scores_are_the_same(method: str, seed: int) -> None:
    random = np.random.default_rng(seed)
    values = random.uniform(1, 100, size=(random.integers(2, 30), random.integers(2, 12)))
    shares = random.dirichlet(np.ones(values.shape[1]))
    matrix = theirs.mkdm(values, [max] * len(shares), weights=shares)
    ours, others = PAIRS[method]
    assert ours(values, shares) == pytest.approx(others(matrix), rel=1e-9, abs=1e-9)
