"""Two streams of rows go side by side, however each is cut."""

from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ukjapan_cli.features.table.engines.streams import beside

pytestmark = pytest.mark.tables

CUTS = st.sets(st.integers(1, 9), max_size=5)


def cut(name: str, numbers: range, cuts: set[int]) -> list[pa.RecordBatch]:
    edges = [0, *sorted(cuts), len(numbers)]
    return [pa.record_batch({name: list(numbers[start:end])}) for start, end in pairwise(edges)]


@given(CUTS, CUTS)
def test_rows_stay_beside_each_other(left: set[int], right: set[int]) -> None:
    batches = beside(cut("a", range(10), left), cut("b", range(100, 110), right))
    rows = [row for batch in batches for row in batch.to_pylist()]
    assert rows == [{"a": n, "b": 100 + n} for n in range(10)]
