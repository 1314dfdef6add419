"""Scales: what turns a performance into a value between 0 (worst anchor) and 100 (best anchor).

Value measurement on scales with two anchored ends follows Belton & Stewart (2002), *Multiple
Criteria Decision Analysis*, ch. 5, and the UK government's *Multi-criteria analysis: a manual*
(2009), §6.2. The functions themselves are in `ukjapan_cli.model.values`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Linear:
    """A fixed scale with two ends: `worst` is worth 0, `best` 100, and it is straight between.

    `worst > best` says that lower is better.
    """

    worst: float
    best: float
    unit: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Local:
    """A scale whose ends are the least and the most that any option does, the baseline too.

    Where `lower_is_better`, the least performance is worth 100. Where no option differs from
    another there is no range, and every value is 0.
    """

    lower_is_better: bool
    unit: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piecewise:
    """A fixed scale given by points `(performance, value)`, straight between neighbours.

    Performances strictly increase; values never turn; the least value is 0, the greatest 100.
    """

    points: tuple[tuple[float, float], ...]
    unit: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Levels:
    """A constructed scale: named levels, each with its value; one is worth 0 and one 100.

    A performance on such a scale *is* the value of its level, so that what lies between two
    levels (a date between two dates, the middle of a range) is a number as on every other scale.
    """

    levels: Mapping[str, float]
    anchors: Mapping[str, str] = field(default_factory=dict)
    worths: tuple[float, ...] = field(init=False, repr=False, compare=False)
    """The values of all levels, each once, the least first."""
    _names: Mapping[float, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the levels in the order of their values, so that one is found without a search."""
        worth_of = self.levels.__getitem__
        names: dict[float, tuple[str, ...]] = {}
        for worth, alike in groupby(sorted(self.levels, key=worth_of), worth_of):
            names[worth] = tuple(alike)
        object.__setattr__(self, "worths", tuple(names))
        object.__setattr__(self, "_names", names)

    @property
    def unit(self) -> str:
        """Levels have no unit; their names say what they are."""
        return ""

    def names_at(self, value: float) -> tuple[str, ...]:
        """The levels worth exactly `value`: none between two levels, several if they tie."""
        return self._names.get(value, ())


Scale = Linear | Local | Piecewise | Levels


def stated_ends(scale: Scale) -> tuple[float, float]:
    """The least and the greatest performance that may be stated; a local scale takes any."""
    match scale:
        case Linear(worst=worst, best=best):
            return min(worst, best), max(worst, best)
        case Piecewise(points=points):
            return points[0][0], points[-1][0]
        case Levels():
            return 0.0, 100.0
        case Local():
            return -math.inf, math.inf
