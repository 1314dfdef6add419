"""Settings for every test."""

import os

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
