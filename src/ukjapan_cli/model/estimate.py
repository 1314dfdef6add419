"""What is known of a mean from draws."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from ukjapan_cli.model.values import Floats

MOST_DRAWS = 100_000_000
"""How many draws there may be: they leave no error that scores have digits for."""


class Estimate(NamedTuple):
    """A mean over draws, and its standard error."""

    value: float
    error: float


class Estimates(Sequence[Estimate]):
    """Estimates in two arrays, a quarter of what so many of them take one by one."""

    __slots__ = ("_errors", "_values")

    def __init__(self, values: "Floats", errors: "Floats") -> None:
        self._values = values
        self._errors = errors

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, index: int) -> Estimate: ...
    @overload
    def __getitem__(self, index: slice) -> "Estimates": ...
    def __getitem__(self, index: int | slice) -> "Estimate | Estimates":
        if isinstance(index, slice):
            return Estimates(self._values[index], self._errors[index])
        return Estimate(float(self._values[index]), float(self._errors[index]))

    def __iter__(self) -> Iterator[Estimate]:
        return map(Estimate, self._values.tolist(), self._errors.tolist())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
