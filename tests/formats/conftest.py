"""The same terminal for every test."""

from tests.features.conftest import _terminal  # noqa: F401
