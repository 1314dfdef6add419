"""The line of a file that a diagnostic is about, with the place marked under it."""

from collections.abc import Sequence
from typing import NamedTuple

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.formats.escape import JOINERS, visible_character

_WIDEST = 100  # cells of a line that are shown
_BEFORE = 40  # cells of them before the place, where a line is cut
_CUT = "…"
_COMMAND = "##["  # which a CI runner obeys anywhere in a line


class Marked(NamedTuple):
    """A line as a terminal shows it, and the line of marks below it."""

    line: str
    mark: str


def marked(diagnostic: Diagnostic) -> Marked | None:
    """The line with the place marked, both cut around it; None where no text stands there.

    Spaces stay, so that the line looks as it does in an editor; a tab is shown as one space. What
    goes on over lines is marked to the end of its first.
    """
    text, first_column = diagnostic.excerpt
    if not text.strip():
        return None
    start = min(diagnostic.column - first_column, len(text))
    if diagnostic.end_line > diagnostic.line:
        end = len(text.rstrip())
    else:
        end = min(diagnostic.end_column - first_column, len(text))
    characters = _shown(text[: start + _WIDEST + 1])
    widths = _cells(characters)
    low, high = _window(widths, start, end)
    before = _CUT if low or first_column > 1 else ""
    after = _CUT if high < len(text) else ""
    indent = len(before) + sum(widths[low:start])
    return Marked(
        (before + "".join(characters[low:high]) + after).rstrip(),
        " " * indent + "^" * max(1, sum(widths[start : min(end, high)])),
    )


def _shown(text: str) -> Sequence[str]:
    """Each character as it is shown."""
    if text.isprintable() and _COMMAND not in text:
        return text
    return [
        " " if c == "\t" else "\\x23" if text.startswith(_COMMAND, i) else visible_character(c)
        for i, c in enumerate(text)
    ]


def _cells(characters: Sequence[str]) -> list[int]:
    """How many cells of a terminal each of them takes."""
    if all(map(str.isascii, characters)):
        return [len(c) for c in characters]
    from unicodedata import category, east_asian_width

    widths: list[int] = []
    for i, c in enumerate(characters):
        if len(c) > 1 or c.isascii():
            widths.append(len(c))
        elif c in JOINERS or category(c) in ("Mn", "Me") or "\u1160" <= c <= "\u11ff":
            widths.append(0)
        elif east_asian_width(c) in "WF":
            is_joined = i > 0 and characters[i - 1] == "\u200d"
            widths.append(0 if is_joined else 2)
        else:
            widths.append(1)
    return widths


def _window(widths: list[int], start: int, end: int) -> tuple[int, int]:
    """Which characters are shown: from the line's beginning if the place is seen whole so."""
    low = 0
    if sum(widths[:end]) > _WIDEST:
        low, room = start, _BEFORE
        while low > 0 and room >= widths[low - 1]:
            low -= 1
            room -= widths[low]
    high, room = low, _WIDEST
    while high < len(widths) and room >= widths[high]:
        room -= widths[high]
        high += 1
    return low, high
