"""Twelve significant digits: numbers as they are written, the same on every processor.

Sums of floating-point numbers differ in their last digits with the order in which a processor adds
them up. What is computed keeps all digits, and ranks and ties come of those.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIGITS = 12
_EXACT = 22  # powers of ten up to this one are floats without rounding
_NEAR_HALF = 1e-3  # of the last digit: there a product does not say which way to round


def significant(number: float) -> float:
    """The number to twelve significant digits, halves to even; zero without a sign."""
    return float(f"{number:.{DIGITS}g}") + 0.0


def significant_in(value: Any) -> Any:
    """The value with every float in it to twelve significant digits, however deep it is."""
    if isinstance(value, float):
        return significant(value)
    if isinstance(value, Mapping):
        return {key: significant_in(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [significant_in(held) for held in value]
    return value


def significant_array(numbers: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """What `significant` makes of each number, many at a time."""
    import numpy as np

    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        places = DIGITS - 1 - np.floor(np.log10(np.abs(numbers)))
        is_odd = ~(np.abs(places) <= _EXACT)
        places = np.where(is_odd, 0, places)
        power = (10.0 ** np.arange(_EXACT + 1))[np.abs(places).astype(np.intp)]
        scaled = np.where(places >= 0, numbers * power, numbers / power)
        whole = np.rint(scaled)
        is_odd |= np.abs(np.abs(scaled - whole) - 0.5) < _NEAR_HALF
        rounded: NDArray[np.float64] = np.where(places >= 0, whole / power, whole * power) + 0.0
    rounded[is_odd] = [significant(number) for number in numbers[is_odd].tolist()]
    return rounded
