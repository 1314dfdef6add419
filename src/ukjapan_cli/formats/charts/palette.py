"""Colours: one for a criterion, and one for an option, on every chart."""

from collections.abc import Iterable

# Looked for among all colours that stand out from white paper and from a dark screen (3:1, WCAG
# 1.4.11), so that neighbours are as far apart as can be to everybody, the colour-blind too, and no
# two are alike. The test of this module says how far.
_COLOURS = (
    "#4860c0", "#906018", "#189cd8", "#f06078", "#90549c", "#0c8454", "#9c900c", "#cc6090",
)  # fmt: skip

_DARK, _LIGHT = "#000000", "#ffffff"
_AS_FAR_FROM_BOTH = 0.1791
"""The luminance that black and white contrast with alike."""

_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722


def colours(ids: Iterable[str]) -> dict[str, str]:
    """A colour for each id, in order; they begin anew after the last."""
    return {id_: _COLOURS[place % len(_COLOURS)] for place, id_ in enumerate(ids)}


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour such as `#4860c0`."""
    return _DARK if luminance(colour) > _AS_FAR_FROM_BOTH else _LIGHT


def luminance(colour: str) -> float:
    """How light a colour such as `#4860c0` is, from 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return _RED * red + _GREEN * green + _BLUE * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
