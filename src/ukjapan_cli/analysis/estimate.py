"""What is known of a mean from draws."""

from typing import NamedTuple


class Estimate(NamedTuple):
    """A mean over draws, and its standard error."""

    value: float
    error: float
