"""Performances: what an option does on a criterion, exactly or as a distribution.

Each has a `point`, the one number that stands for it where a number is wanted. It is the stated
most likely value where there is one, otherwise the distribution's mean.
"""

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Exact:
    """One number, known."""

    point: float


@dataclass(frozen=True, slots=True)
class Triangular:
    """Most likely `point`, never outside `low`-`high`."""

    point: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Uniform:
    """Anywhere between `low` and `high` alike; its point is the middle."""

    low: float
    high: float

    @property
    def point(self) -> float:
        """The middle, which is the mean."""
        return self.low / 2 + self.high / 2


@dataclass(frozen=True, slots=True)
class Normal:
    """Normal with mean `mean` and standard deviation `sd`."""

    mean: float
    sd: float

    @property
    def point(self) -> float:
        """The mean."""
        return self.mean


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A number whose logarithm is normal with mean `mean` and standard deviation `sd`."""

    mean: float
    sd: float

    @property
    def point(self) -> float:
        """The mean of the number itself, exp(mean + sd²/2); infinite where that overflows."""
        try:
            return math.exp(self.mean + self.sd * self.sd / 2)
        except OverflowError:
            return math.inf


@dataclass(frozen=True, slots=True)
class Beta:
    """A share between 0 and 1 with the beta distribution's two parameters."""

    alpha: float
    beta: float

    @property
    def point(self) -> float:
        """The mean, alpha / (alpha + beta)."""
        return 1 / (1 + self.beta / self.alpha)


Performance = Exact | Triangular | Uniform | Normal | Lognormal | Beta


def bounds(performance: Performance) -> tuple[float, float] | None:
    """The stated least and greatest performance, or None where the statement sets no bounds."""
    match performance:
        case Triangular(low=low, high=high) | Uniform(low=low, high=high):
            return low, high
        case Beta():
            return 0.0, 1.0
        case _:
            return None


def moved_to(performance: Performance, point: float) -> Performance:
    """The same statement about another point: a range keeps its width on either side.

    This is what a dated score means on a date where the number differs from the stated one.
    """
    by = point - performance.point
    match performance:
        case Exact():
            return Exact(point)
        case Triangular(low=low, high=high):
            return Triangular(point, low + by, high + by)
        case Uniform(low=low, high=high):
            return Uniform(low + by, high + by)
        case Normal():
            return replace(performance, mean=point)
        case Lognormal() | Beta():
            raise ValueError("a lognormal or beta performance cannot be dated")


_MARKS = set("-–—−?.…/ ")
_UNKNOWN = {
    *("na", "nan", "nil", "none", "null", "nk", "nodata", "missing", "unknown", "notknown"),
    *("notapplicable", "notavailable", "notassessed", "notscored"),
    *("tba", "tbc", "tbd", "todo", "tobeconfirmed", "pending"),
}


def says_unknown(text: str) -> bool:
    """Whether a text is what people write for a performance that nobody knows, or nothing."""
    letters = "".join(filter(str.isalnum, text.casefold()))
    return letters in _UNKNOWN or (not letters and _MARKS.issuperset(text))
