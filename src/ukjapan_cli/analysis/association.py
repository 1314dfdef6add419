"""Which criteria move together over the options."""

from collections.abc import Iterator

import numpy as np

from ukjapan_cli.analysis.values import Floats

_BLOCK = 256


def correlated(values: Floats, least: float) -> Iterator[tuple[int, int, float]]:
    """The pairs of criteria whose values correlate by `least` or more (Pearson's r).

    A criterion on which all options are worth the same correlates with nothing. Time grows with the
    square of the criteria, memory with their number.

    Args:
        values: shape (options, criteria), none missing.
        least: above 0, to 1.

    Yields:
        the earlier column, the later column, their correlation.
    """
    away = values - values.mean(axis=0)
    lengths = np.sqrt((away**2).sum(axis=0))
    differs = lengths > 1e-9
    units = np.where(differs, away / np.where(differs, lengths, 1.0), 0.0)
    for start in range(0, units.shape[1], _BLOCK):
        together = units[:, start : start + _BLOCK].T @ units[:, start:]
        for one, other in np.argwhere(together >= least - 1e-12).tolist():
            if one < other:
                yield start + one, start + other, min(1.0, float(together[one, other]))
