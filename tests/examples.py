"""How many examples a law is tried on: a part of its hundred, fewer still by default."""

from hypothesis import settings


def examples(whole: int) -> int:
    """Of so many the part that the profile has of a hundred, and at least one."""
    return max(whole * settings.default.max_examples // 100, 1)
