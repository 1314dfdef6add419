"""Whatever a CSV file looks like, every engine reads the same from it and says the same of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from tests.examples import examples
from tests.features.check.tables import checked
from tests.features.table.engines.made_files import ENGINES, read
from tests.features.table.engines.scoring import scored
from tests.properties.csv_files import CRITERIA, CsvFile, csv_files

from ukjapan_cli.diagnostics import InputError

pytestmark = pytest.mark.tables

laws = settings(deadline=None, max_examples=examples(60))
fewer = settings(deadline=None, max_examples=examples(25))
of_spark = settings(deadline=None, max_examples=examples(12))  # it takes half a second for each
few = settings(deadline=None, max_examples=examples(3))  # and some seconds for each of these


@contextmanager
def folder_with(file: CsvFile) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        (Path(folder) / "criteria.yaml").write_text(CRITERIA, encoding="utf-8")
        (Path(folder) / file.name).write_bytes(file.content)
        yield Path(folder)


def is_read(file: CsvFile, engine: str) -> None:
    """Whether the engine reads what stands in a file, and the file is what is counted."""
    with folder_with(file) as folder:
        found = read(folder / file.name, engine)
    assert found.rows == list(file.rows)
    told = [note for note in found.notes if " row" in note]
    assert [note.split(" row")[0] for note in told] == [
        *([f"{file.blank} blank"] if file.blank else []),
        *([f"{file.short}"] if file.short else []),
    ]


@laws
@given(csv_files())
@pytest.mark.parametrize("engine", ENGINES)
def test_what_stands_in_a_file_is_read(engine: str, file: CsvFile) -> None:
    is_read(file, engine)


@of_spark
@given(csv_files())
@pytest.mark.spark
def test_spark_reads_what_stands_in_a_file(spark: None, file: CsvFile) -> None:
    is_read(file, "spark")


def said(file: CsvFile, engine: str) -> Any:
    """All findings, and the answer or why there is none, without the engine's name."""
    with folder_with(file) as folder:
        found = checked(folder, file.name, engine)
        findings = [(d.rule.code, d.path, d.message, d.hint) for d in found.diagnostics]
        try:
            answer = scored(folder / "criteria.yaml", folder / file.name, engine)
        except InputError as error:
            return findings, found.notes, str(error).replace(str(folder), "")
        said = rounded([answer.record[key] for key in ("criteria", "ranking")])
        return findings, found.notes, said, answer.err.replace(str(folder), "")


def rounded(record: Any) -> Any:
    match record:
        case float(number):
            return round(number, 9)
        case dict(entries):
            return {key: rounded(value) for key, value in entries.items()}
        case list(items):
            return [rounded(item) for item in items]
        case other:
            return other


@fewer
@given(csv_files())
def test_polars_and_duckdb_say_the_same(file: CsvFile) -> None:
    assert said(file, "duckdb") == said(file, "polars")


@few
@given(csv_files(rows=5))
@pytest.mark.spark
def test_spark_says_the_same(spark: None, file: CsvFile) -> None:
    assert said(file, "spark") == said(file, "polars")
