"""Likeness of names: which ones a reader cannot tell apart, and which ones only with care."""

import re
import unicodedata

_LONGEST = 300
_INVISIBLE = {"Cc", "Cf", "Cs"}
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
"""Letters and signs without ink: Unicode's `Default_Ignorable_Code_Point`, and an empty braille."""

# fmt: off
_LIKE = {
    '"': "“”„″", "'": "‘’‛ʼʹ′", ",": "‚", "-": "‐‑‒–—―−", "/": "∕⁄", ":": "∶꞉", "A": "АΑᎪꓮ",
    "B": "ВΒꓐⲂ", "C": "СϹᏟꓚⲤ", "D": "Ꭰꓓ", "E": "ЕΕᎬꓰ", "F": "ꓝ", "G": "ԌᏀꓖ", "H": "НΗᎻꓧⲎ",
    "I": "ІӀΙꓲ", "J": "ЈᎫꓙ", "K": "КΚᏦꓗⲔ", "L": "ԼᏞꓡ", "M": "МΜᎷꓟⲘ", "N": "ΝꓠⲚ", "O": "ОΟՕꓳⲞ",
    "P": "РΡᏢꓑⲢ", "R": "Ꮢꓣ", "S": "ЅᏚꓢ", "T": "ТΤᎢꓔⲦ", "U": "Սꓴ", "V": "Ꮩꓦ", "W": "ԜᎳᏔꓪ",
    "X": "ХΧꓫⲬ", "Y": "УҮΥꓬ", "Z": "ΖᏃꓜ", "a": "аαɑ", "c": "сϲⲥ", "d": "ԁ", "e": "е",
    "g": "ցɡ", "h": "һհ", "i": "іιı", "j": "јϳȷ", "k": "κ", "l": "ӏ", "n": "ո", "o": "оοσօⲟ",
    "p": "рρⲣ", "q": "ԛզ", "s": "ѕ", "u": "υս", "v": "ѵν", "w": "ԝѡ", "x": "х", "y": "уү",
}
# fmt: on
"""Signs of other scripts that look like those of ASCII, after Unicode's table (UTS 39)."""

_LATIN = str.maketrans({sign: latin for latin, signs in _LIKE.items() for sign in signs})
_SHAPES = str.maketrans("I1|0", "lllO")


def as_seen(name: str) -> str:
    """What a reader sees of a name: no invisible characters, one space where there are several.

    Names that come to the same are one name to a reader, however they are encoded (NFC and NFD).
    """
    if name.isascii() and name.isprintable():
        return " ".join(name[:_LONGEST].split())
    ink = "".join(c if c.isspace() else "" if _is_invisible(c) else c for c in name[:_LONGEST])
    return " ".join(unicodedata.normalize("NFC", ink).split())


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE or bool(_BLANK.match(character))


def at_a_glance(name: str) -> str:
    """What a hurried reader takes a name for: no case, no widths, Latin for letters like it.

    Names that come to the same here and not `as_seen` look alike, and are taken for each other.
    """
    return as_seen(_latin(name).casefold())


def by_shape(name: str) -> str:
    """What a name is to who does not tell I from l and 1, O from 0 and rn from m; the same."""
    return as_seen(_latin(name).translate(_SHAPES).replace("rn", "m"))


def _latin(name: str) -> str:
    return unicodedata.normalize("NFKC", as_seen(name)).translate(_LATIN)
