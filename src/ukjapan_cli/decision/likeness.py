"""Likeness of names: which ones a reader cannot tell apart, and which ones only with care."""

import unicodedata

_LONGEST = 300
_INVISIBLE = {"Cc", "Cf", "Cs"}
_BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}  # letters and signs without ink
_SELECTORS = range(0xFE00, 0xFE10)

_LATIN = str.maketrans(
    # Cyrillic
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝ"
    # Greek
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορικυ",
    "ABESIJKMHOPCTYXaesijopcyxdqwABEZHIKMNOPTYXavopiku",
)
"""Letters that look like Latin ones, after Unicode's table of confusables (UTS 39)."""


def as_seen(name: str) -> str:
    """What a reader sees of a name: no invisible characters, one space where there are several.

    Names that come to the same are one name to a reader, however they are encoded (NFC and NFD).
    """
    if name.isascii() and name.isprintable():
        return " ".join(name[:_LONGEST].split())
    ink = "".join(c if c.isspace() else "" if _is_invisible(c) else c for c in name[:_LONGEST])
    return " ".join(unicodedata.normalize("NFC", ink).split())


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return category in _INVISIBLE or character in _BLANK or ord(character) in _SELECTORS


def at_a_glance(name: str) -> str:
    """What a hurried reader takes a name for: no case, no widths, Latin for letters like it.

    Names that come to the same here and not `as_seen` look alike, and are taken for each other.
    """
    seen = unicodedata.normalize("NFKC", as_seen(name))
    return as_seen(seen.translate(_LATIN).casefold())
