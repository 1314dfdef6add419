"""Settings for every test."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples at every run, so that a change fails for what it changes. To look for others:
# HYPOTHESIS_PROFILE=default pytest tests/properties
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A module that is left out whole, and not imported: what it needs may not be installed."""
    left_out = re.fullmatch(r"not \((\w+(?: or \w+)*)\)", config.option.markexpr)
    if left_out is None or not collection_path.match("test_*.py"):
        return None
    marks = re.findall(r"^pytestmark = (.+)$", collection_path.read_text("utf-8"), re.MULTILINE)
    named = {name for line in marks for name in re.findall(r"pytest\.mark\.(\w+)", line)}
    return True if named & set(left_out[1].split(" or ")) else None


@pytest.fixture(scope="session")
def spark() -> Iterator[None]:
    """A Spark of two cores on this machine, one for all tests."""
    from ukjapan_cli.tables.java import OLDEST, java_version

    if (java_version() or 0) < OLDEST:
        pytest.fail(f"Spark needs Java {OLDEST} or newer; -m 'not spark' leaves its tests out")
    from ukjapan_cli.tables import spark_engine

    session = spark_engine.started("local[2]", {"spark.sql.shuffle.partitions": "2"})
    yield
    session.stop()
