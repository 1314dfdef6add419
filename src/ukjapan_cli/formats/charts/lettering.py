"""How wide words are on a chart, and how they are made to fit."""

from collections.abc import Iterator

SIZE = 12
"""The size of labels in pixels."""

LINE = 15
"""From one line of a label to the next, in pixels."""

BOLD = 1.1
"""About how much wider bold letters are, at most."""

# Thousandths of the size that characters of Liberation Sans, or of Arial, advance.
_ADVANCES = {
    character: advance
    for advance, characters in {
        222: "'ijl",
        278: " !,./:;I[\\]ft|",
        333: '()-r`"{}·',
        500: "Jcksvxyz",
        556: "0123456789abdeghnopquL?_#$£€¥",
        611: "FTZ<>=+~",
        667: "ABEKPSVXY&",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
    }.items()
    for character in characters
}
_LATIN, _OTHER = 722, 1015
_FIRST_WIDE = "\u1100"


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide a line of text is in pixels, hardly ever less than it is."""
    advances = (
        _ADVANCES.get(character, _LATIN if character < _FIRST_WIDE else _OTHER)
        for character in text
    )
    return sum(advances) * size / 1000


def shortened(text: str, width: float, size: float = SIZE) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(text: str, width: float, most: int, size: float = SIZE) -> list[str]:
    """The text in as many lines as it takes, the last of so many at most shortened to fit."""
    lines = list(_lines(text, width, size))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width, size)]


def _lines(text: str, width: float, size: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if not line or width_of(joined, size) <= width:
            line = joined
        else:
            yield line
            line = word
        while width_of(line, size) > width and len(line) > 1:
            fits = len(shortened(line, width, size)) - 1
            yield line[: max(1, fits)]
            line = line[max(1, fits) :]
    yield line
