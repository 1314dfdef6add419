"""A table's options have the values, ranks and faults that the same options have in two files."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.properties import tables
from tests.properties.decisions import Kinds, decisions

from ukjapan_cli.decision.decision import Decision, Perspective
from ukjapan_cli.features.table.analysis.columns import Asked
from ukjapan_cli.features.table.analysis.model import table_model
from ukjapan_cli.features.table.analysis.running_ranks import running_counts, running_ranks
from ukjapan_cli.features.table.engines.engine import engine_for
from ukjapan_cli.features.table.engines.sort_on_disk import scratch
from ukjapan_cli.features.table.engines.source import find_source
from ukjapan_cli.features.table.engines.stored import stored
from ukjapan_cli.features.table.engines.streams import beside
from ukjapan_cli.model.matrix import matrix
from ukjapan_cli.model.ranges import ranges
from ukjapan_cli.model.scoring import Scoring, score
from ukjapan_cli.model.values import TIE, competition_ranks

pytestmark = pytest.mark.tables

ENGINES = ("polars", "duckdb")  # and Spark, which takes seconds for what these do at once
laws = settings(deadline=None, max_examples=examples(20))
few = settings(deadline=None, max_examples=examples(4))
close = partial(pytest.approx, rel=1e-9, abs=1e-9)
OF_TABLES = Kinds(dates=False, baseline=False, skewed=False)
WITH_GAPS = replace(OF_TABLES, missing=True)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def scored(decision: Decision, engine: str, *, allow_missing: bool = False) -> list[dict[str, Any]]:
    """Everything said of each option when the engine reads them from a table, in its order."""
    with TemporaryDirectory() as folder:
        path = tables.write(decision, Path(folder) / "options.parquet")
        source = find_source(str(path))
        running = engine_for(source, engine)
        alone = replace(decision, options=())
        with (
            stored(source) as files,
            scratch(Path(folder), len(decision.options)) as values,
        ):
            table = running.open(files)
            model = table_model(alone, *table, Asked(), running.row, allow_missing=allow_missing)
            values.fill(running.batches(model.ranking))
            if allow_missing and values.has_intervals:
                values.rank_intervals(running_ranks, running_counts, TIE)
            else:
                values.rank(running_ranks)
            options = model.options(model.summary(running.row))
            told = beside(values.places(), running.batches(options))
            found = [row for batch in told for row in batch.to_pylist()]
    assert [row["option"] for row in found] == [option.id for option in decision.options]
    return found


def same_as(scoring: Scoring, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        standing = scoring.standing(row["option"])
        place = standing.place
        assert row["name"] == standing.option.name
        assert row["value"] == close(standing.value)
        assert (row["rank"], row["last"], row["tied"]) == (
            (place.rank, place.last, place.tied) if place else (None, None, None)
        )
        assert row["failed"] == ", ".join(gate.criterion.id for gate in standing.failed)
        assert row["unusable"] == ""
        assert row["missing"] == ", ".join(
            id_ for id_, value in standing.values.items() if value is None
        )
        for id_, contribution in standing.contributions.items():
            told = row[f"contribution:{id_}"]
            assert told == (None if contribution is None else close(contribution))


@laws
@given(decisions(OF_TABLES).map(tables.bounded))
def test_a_tables_options_score_as_those_of_two_files(engine: str, decision: Decision) -> None:
    same_as(score(decision), scored(decision, engine))


@laws
@given(decisions(WITH_GAPS).map(tables.bounded))
def test_missing_performances_make_the_same_intervals(engine: str, decision: Decision) -> None:
    scoring = score(decision, allow_missing=True)
    rows = scored(decision, engine, allow_missing=True)
    same_as(scoring, rows)
    for row in rows:
        assert row["most"] == close(scoring.standing(row["option"]).most)


@laws
@given(decisions(replace(WITH_GAPS, gates=False)).map(tables.bounded))
def test_options_with_missing_performances_are_not_ranked(engine: str, decision: Decision) -> None:
    values = matrix(decision).values
    whole = ~np.isnan(values).any(axis=1)
    totals = values[whole] @ matrix(decision).weights
    expected: Iterator[int] = iter(competition_ranks(totals).tolist())
    for row, is_whole in zip(scored(decision, engine), whole.tolist(), strict=True):
        assert row["rank"] == (next(expected) if is_whole else None)
        assert (row["value"] is None) is (not is_whole)
        assert (row["missing"] == "") is is_whole


@laws
@given(decisions(OF_TABLES).map(tables.bounded))
def test_ranges_make_the_same_intervals_of_values(engine: str, decision: Decision) -> None:
    same_ranges(decision, scored(decision, engine))


def same_ranges(decision: Decision, rows: list[dict[str, Any]]) -> None:
    table = matrix(decision)
    found = ranges(decision, table)
    has_ranges = bool((found.low != found.high).any())
    for index, row in enumerate(rows):
        if has_ranges:
            assert row["value_low"] == close(float(found.worst[index] @ table.weights))
            assert row["value_high"] == close(float(found.best[index] @ table.weights))


@st.composite
def with_perspective(draw: st.DrawFn) -> Decision:
    """A decision with other weights than its own, all of which may be the same leaf's."""
    decision = tables.bounded(draw(decisions(OF_TABLES)))
    weights = {leaf.id: draw(st.integers(0, 9)) for leaf in decision.leaves}
    if not any(weights.values()):
        weights[decision.leaves[0].id] = 1
    seen = replace(decision, perspectives=(Perspective("them", "They", weights),))
    return seen.seen_from("them")


@laws
@given(with_perspective())
def test_a_perspectives_weights_hold_for_a_table(engine: str, decision: Decision) -> None:
    same_as(score(decision), scored(decision, engine))


@few
@given(with_perspective())
@pytest.mark.spark
def test_spark_has_the_same_values_ranks_and_ranges(spark: None, decision: Decision) -> None:
    rows = scored(decision, "spark")
    same_as(score(decision), rows)
    same_ranges(decision, rows)


@few
@given(decisions(WITH_GAPS).map(tables.bounded))
@pytest.mark.spark
def test_spark_has_the_same_intervals(spark: None, decision: Decision) -> None:
    same_as(score(decision, allow_missing=True), scored(decision, "spark", allow_missing=True))
