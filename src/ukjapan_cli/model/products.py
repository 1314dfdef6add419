"""Matrix products over draws, in pieces small enough that BLAS takes one core for each.

Such products are over before threads have started: on a busy machine a second core makes them many
times slower. And sums that one core adds up do not depend on how many there are.
"""

import numpy as np

from ukjapan_cli.model.values import Floats

_ONE_CORE = 1 << 18
_ONE_CORE_VECTOR = 1 << 13
"""The multiplications from which OpenBLAS takes more cores, for matrices and for vectors."""


def times_draws(rows: Floats, draws: Floats) -> Floats:
    """The product with every draw: (rows, terms) and (terms, draws) give (rows, draws)."""
    product = np.empty((len(rows), draws.shape[1]))
    step = _step(rows.shape)
    for start in range(0, draws.shape[1], step):
        piece = slice(start, start + step)
        np.matmul(rows, draws[:, piece], out=product[:, piece])
    return product


def over_draws(rows: Floats, columns: Floats) -> Floats:
    """The sum over draws of products: (rows, draws) and (columns, draws) give (rows, columns).

    Added up without BLAS, which does so in an order of its own on each kind of processor.
    """
    product: Floats = np.einsum("id,jd->ij", rows, columns)
    return product


def _step(shape: tuple[int, ...]) -> int:
    most = _ONE_CORE if min(shape) > 1 else _ONE_CORE_VECTOR
    return max(1, most // (shape[0] * shape[1]))
