"""Products over draws are the products, whatever pieces they are taken in."""

import numpy as np
import pytest

from ukjapan_cli.model.products import over_draws, times_draws


@pytest.mark.parametrize("shape", [(1, 1), (1, 8), (5, 1), (5, 8), (700, 30), (1000, 400)])
@pytest.mark.parametrize("draws", [1, 900])
def test_products(shape: tuple[int, int], draws: int) -> None:
    rows, columns = shape
    generator = np.random.default_rng(1)
    left = generator.integers(-9, 9, (rows, columns)).astype(float)
    right = generator.integers(-9, 9, (columns, draws)).astype(float)
    product = np.einsum("ij,jk->ik", left, right)
    assert times_draws(left, right).tolist() == product.tolist()  # whole numbers: no rounding
    assert over_draws(product, right).tolist() == np.einsum("ik,jk->ij", product, right).tolist()
