"""Results that are made once for a decision, however many analyses ask for them."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from ukjapan_cli.decision.decision import Decision

Result = TypeVar("Result")
Rest = TypeVarTuple("Rest")

_KEPT = 2
"""Decisions of which results are kept: one that is asked about and one that it is compared with."""


class _Same:
    """A decision that is equal to itself alone: comparing two takes as long as what is saved."""

    __slots__ = ("decision",)

    def __init__(self, decision: Decision) -> None:
        self.decision = decision

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.decision is other.decision

    def __hash__(self) -> int:
        return id(self.decision)


def made_once(
    make: Callable[[Decision, *Rest], Result],
) -> Callable[[Decision, *Rest], Result]:
    """A function of a decision, and of what can be hashed, that keeps its last results.

    Who gets one must not change it.
    """

    @lru_cache(maxsize=_KEPT)
    def kept(same: _Same, *rest: Hashable) -> Result:
        return make(same.decision, *rest)  # type: ignore[arg-type]

    @wraps(make)
    def made(decision: Decision, *rest: *Rest) -> Result:
        return kept(_Same(decision), *rest)

    return made
