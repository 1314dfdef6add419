"""Rows come in groups, the next of which is worked out while one is dealt with."""

from collections.abc import Iterator
from itertools import pairwise
from threading import Event

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.features.table.engines.streams import groups

pytestmark = pytest.mark.tables

ROWS = 30


def batches(cuts: set[int]) -> Iterator[pa.RecordBatch]:
    for start, end in pairwise([0, *sorted(cuts), ROWS]):
        yield pa.record_batch({"n": list(range(start, end))})


@given(st.sets(st.integers(1, ROWS - 1)), st.integers(1, ROWS + 1))
def test_the_rows_are_the_same_in_groups_that_are_large_enough(cuts: set[int], least: int) -> None:
    found = list(groups(batches(cuts), least))
    assert [n for group in found for n in group["n"].to_pylist()] == list(range(ROWS))
    assert all(group.num_rows >= least for group in found[:-1])
    assert all(group.num_rows for group in found)


def test_nothing_makes_no_group() -> None:
    assert list(groups(iter(()), 1)) == []


def test_the_next_group_is_worked_out_while_one_is_held() -> None:
    is_made = Event()

    def told() -> Iterator[pa.RecordBatch]:
        first, second, *rest = batches({10, 20})
        yield first
        yield second
        is_made.set()
        yield from rest

    found = groups(told(), 10)
    next(found)
    next(found)
    assert is_made.wait(timeout=60)


def test_no_more_than_one_group_is_worked_out_ahead() -> None:
    taken = []

    def told() -> Iterator[pa.RecordBatch]:
        for batch in batches(set(range(1, ROWS))):
            taken.append(batch)
            yield batch

    found = groups(told(), 5)
    next(found)
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(taken) == 10


def test_a_fault_comes_after_the_groups_before_it() -> None:
    def faulty() -> Iterator[pa.RecordBatch]:
        yield from batches({10})
        raise OSError("gone")

    found = groups(faulty(), 10)
    assert next(found).num_rows == 10
    assert next(found).num_rows == 20
    with pytest.raises(OSError, match="gone"):
        next(found)
