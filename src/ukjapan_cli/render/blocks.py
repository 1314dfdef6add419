"""What a result says, block by block, before it is written as Markdown or as HTML.

Texts are as they are in the files; whoever writes them escapes them, all but those that are `Own`.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias


class Own(str):
    """Text of ours, such as a number, in which no format has anything to escape."""

    __slots__ = ()


class Strong(Own):
    """Text of ours that stands out."""

    __slots__ = ()


class Sentences(NamedTuple):
    """A paragraph; empty sentences are left out, and a paragraph without any."""

    texts: tuple[str, ...]


class Bullets(NamedTuple):
    """A list, with a line that leads to it unless that is empty."""

    texts: tuple[str, ...]
    lead: str = ""


class Grid(NamedTuple):
    """A table.

    Attributes:
        caption: what it shows, for readers who do not see where it stands.
        header: one text a column.
        rows: the first cell of each is what the row is about.
        numbers: the columns that are aligned to the right.
        depths: how far the first cell of each row is set in; empty for not at all.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[int] = ()
    depths: Sequence[int] = ()


Block: TypeAlias = Sentences | Bullets | Grid


def sentences(*texts: str) -> Sentences:
    """A paragraph of these."""
    return Sentences(tuple(text for text in texts if text))
