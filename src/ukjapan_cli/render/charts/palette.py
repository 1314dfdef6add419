"""Colours and letters: one of each for a criterion, and for an option, on every chart."""

from collections.abc import Iterable

# Hues that differ to the colour-blind, of which each is three times as light or as dark as white
# paper and a dark screen; neighbours differ in lightness too.
_COLOURS = (
    "#2f6db5", "#d5780b", "#0f7b5f", "#b95fa0", "#6a51a3", "#3a9bc9", "#a63d2f", "#7f8a1e",
)  # fmt: skip


def colours(ids: Iterable[str]) -> dict[str, str]:
    """A colour for each id, in order; they begin anew after the last."""
    return {id_: _COLOURS[place % len(_COLOURS)] for place, id_ in enumerate(ids)}
