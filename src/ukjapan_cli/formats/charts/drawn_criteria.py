"""Which criteria charts and pages show, where there are more than anybody can tell apart."""

from collections.abc import Mapping, Sequence

from ukjapan_cli.decision.criteria import Criterion

MOST = 30

OTHERS = "#8c959f"
"""The colour of all criteria that have none of their own."""


def weightiest(
    criteria: Sequence[Criterion], shares: Mapping[str, float], most: int = MOST
) -> list[tuple[int, Criterion]]:
    """So many criteria with the greatest shares of the weight, each with its place in the file.

    They are in the file's order.
    """
    placed = list(enumerate(criteria))
    if len(placed) > most:
        placed = sorted(sorted(placed, key=lambda each: -shares[each[1].id])[:most])
    return placed


def left_out(criteria: Sequence[Criterion], most: int = MOST) -> str:
    """How many criteria are not shown; empty where all are."""
    if len(criteria) <= most:
        return ""
    return f"The {most} weightiest of {len(criteria):,} criteria are shown."
