"""Placing a table's best options alone places them as all of them are placed."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ukjapan_cli.features.table.analysis.running_ranks import running_ranks
from ukjapan_cli.features.table.engines.sort_on_disk import Scratch, scratch
from ukjapan_cli.model.values import TIE

pytestmark = pytest.mark.tables

VALUES = st.lists(
    st.integers(0, 4).flatmap(lambda n: st.sampled_from([n, n + TIE / 2, n + 2 * TIE, None])),
    min_size=1,
    max_size=12,
)


def fill(made: Scratch, values: list[float | None]) -> None:
    made.fill(
        [
            pa.record_batch(
                {
                    "option": [f"option-{n}" for n in range(len(values))],
                    "value": pa.array(values, pa.float64()),
                    "most": pa.array(values, pa.float64()),
                    "is_ranked": [value is not None for value in values],
                }
            )
        ]
    )


@settings(deadline=None)
@given(VALUES, st.integers(1, 13))
def test_the_best_alone_have_the_places_they_have_among_all(
    values: list[float | None], count: int
) -> None:
    with TemporaryDirectory() as folder, scratch(Path(folder), len(values)) as made:
        fill(made, values)
        made.rank(running_ranks)
        expected = made.best(count)
        made.rank_best(running_ranks, count)
        assert made.best(count) == expected
    ranked = [value for value in values if value is not None]
    assert len(expected) == min(count, len(ranked))
    for placed in expected:
        value = values[int(placed.option.removeprefix("option-"))]
        assert value is not None
        assert placed.rank <= 1 + sum(other > value for other in ranked)
