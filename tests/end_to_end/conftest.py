"""Folders with decisions in them."""

from pathlib import Path

import pytest
from tests.end_to_end.decisions import (
    LIBRARY_CRITERIA,
    LIBRARY_OPTIONS,
    many_options,
    options,
    write,
)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the library's decision, for reading."""
    return write(tmp_path_factory.mktemp("library"), LIBRARY_OPTIONS, LIBRARY_CRITERIA)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose options lack a score and have a word that YAML 1.1 takes for a truth value."""
    text = options(
        "{id: a, name: A, scores: {cost: 5, gain: 8}}",
        "{id: b, name: no, scores: {cost: 5}}",
    )
    return write(tmp_path_factory.mktemp("broken"), text)


@pytest.fixture(scope="session")
def tied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where two options are worth 65 and one 50."""
    text = options(
        "{id: low, name: Low, scores: {cost: 5, gain: 5}}",
        "{id: one, name: One, scores: {cost: 5, gain: 8}}",
        "{id: two, name: Two, scores: {cost: 2, gain: 5}}",
    )
    return write(tmp_path_factory.mktemp("tied"), text)


@pytest.fixture(scope="session")
def incomplete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with missing scores: a is worth 65, b 25 to 75, c 10, d 0 to 100."""
    text = options(
        "{id: a, name: Ay, scores: {cost: 5, gain: 8}}",
        "{id: b, name: Bee, scores: {cost: 5}}",
        "{id: c, name: Sea, scores: {cost: 9, gain: 1}}",
        "{id: d, name: Dee, scores: {}}",
        "{id: nothing, name: Nothing, role: baseline, scores: {gain: 0}}",
    )
    return write(tmp_path_factory.mktemp("incomplete"), text)


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 3,000 options: more than a pipe holds."""
    return write(tmp_path_factory.mktemp("many"), many_options(3000))
