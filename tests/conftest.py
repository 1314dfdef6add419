"""Settings for every test."""

import os
from collections.abc import Iterator

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


@pytest.fixture(scope="session")
def spark() -> Iterator[None]:
    """A Spark of two cores on this machine, one for all tests; they are skipped without Java."""
    from ukjapan_cli.tables.java import OLDEST, java_version

    if (java_version() or 0) < OLDEST:
        if os.environ.get("UKJAPAN_REQUIRE_SPARK") == "1":
            pytest.fail(f"there is no Java {OLDEST} for Spark, and UKJAPAN_REQUIRE_SPARK=1")
        pytest.skip(f"Spark needs Java {OLDEST}")
    from ukjapan_cli.tables import spark_engine

    session = spark_engine.started("local[2]", {"spark.sql.shuffle.partitions": "2"})
    yield
    session.stop()
