"""A result that is made once for a decision is that decision's own, whichever was asked before."""

from dataclasses import replace

import pytest
from hypothesis import given
from tests.properties.decisions import decisions

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.model.made_once import made_once
from ukjapan_cli.model.matrix import matrix


@given(decisions(), decisions())
def test_each_decision_has_its_own(one: Decision, other: Decision) -> None:
    asked: list[Decision] = []

    @made_once
    def title(decision: Decision, more: str) -> str:
        asked.append(decision)
        return f"{id(decision)} {more}"

    for decision in (one, other, replace(one), one):
        assert title(decision, "a") == f"{id(decision)} a"
        assert title(decision, "b") == f"{id(decision)} b"
        assert title(decision, "b") == f"{id(decision)} b"


def test_it_is_made_once_while_it_is_asked_for() -> None:
    asked: list[int] = []
    decision = Decision(criteria=(), options=())

    @made_once
    def count(decision: Decision) -> int:
        asked.append(id(decision))
        return len(asked)

    assert [count(decision), count(decision), count(decision)] == [1, 1, 1]
    assert count(replace(decision)) == 2  # an equal one is another


def test_what_is_shared_cannot_be_written_to() -> None:
    shared = matrix(Decision(criteria=(), options=()))
    for array in (shared.weights, shared.performances, shared.values):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 1.0
