"""What a result says, block by block, before it is written as Markdown or as HTML.

Texts are as they are in the files; whoever writes them escapes them, all but those that are `Own`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar, overload

Subject = TypeVar("Subject")


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


class Rows(Sequence[Sequence[str]], Generic[Subject]):
    """Rows of a table, each written when it is read: a report shows few of many thousands."""

    def __init__(
        self, subjects: Sequence[Subject], write: Callable[[Subject], Sequence[str]]
    ) -> None:
        self._subjects, self._write = subjects, write

    def __len__(self) -> int:
        return len(self._subjects)

    @overload
    def __getitem__(self, index: int) -> Sequence[str]: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows[Subject]": ...
    def __getitem__(self, index: int | slice) -> "Sequence[str] | Rows[Subject]":
        if isinstance(index, slice):
            return Rows(self._subjects[index], self._write)
        return self._write(self._subjects[index])


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


MOST_ROWS, MOST_COLUMNS = 100, 26
"""What a report shows of a table or a list, unless all is wanted."""

Block: TypeAlias = Sentences | Bullets | Grid


def sentences(*texts: str) -> Sentences:
    """A paragraph of these."""
    return Sentences(tuple(text for text in texts if text))


def cut(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with no more of a table or a list than somebody reads; what is missing is said."""
    for block in blocks:
        match block:
            case Bullets(texts, lead) if len(texts) > MOST_ROWS:
                yield Bullets(texts[:MOST_ROWS], lead)
                yield sentences(f"{MOST_ROWS} of {len(texts):,} are listed: --full lists all.")
            case Grid() if len(block.rows) > MOST_ROWS or len(block.header) > MOST_COLUMNS:
                yield _smaller(block)
                yield sentences(_cut_away(block))
            case _:
                yield block


def _smaller(grid: Grid) -> Grid:
    return grid._replace(
        header=grid.header[:MOST_COLUMNS],
        rows=[row[:MOST_COLUMNS] for row in grid.rows[:MOST_ROWS]],
        numbers=[column for column in grid.numbers if column < MOST_COLUMNS],
        depths=grid.depths[:MOST_ROWS],
    )


def _cut_away(grid: Grid) -> str:
    sizes = []
    if len(grid.rows) > MOST_ROWS:
        sizes.append(f"{MOST_ROWS} of {len(grid.rows):,} rows")
    if len(grid.header) > MOST_COLUMNS:
        sizes.append(f"{MOST_COLUMNS} of {len(grid.header):,} columns")
    return f"The table has {' and '.join(sizes)}: --full has all."
