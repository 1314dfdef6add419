"""What a table is drawn on, and the drawing of it with Rich."""

import io
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

_UNBOUNDED = 100_000
_GAP = 2


@dataclass(frozen=True, slots=True)
class Screen:
    """Where text will be read.

    Attributes:
        width: columns of a terminal, or None where lines may be as long as they are (a pipe).
        colour: whether colour is wanted.
    """

    width: int | None = None
    colour: bool = False

    @property
    def is_terminal(self) -> bool:
        """Whether lines have to fit a width."""
        return self.width is not None

    def drawn(self, *parts: RenderableType) -> str:
        """The parts as lines of text, without spaces at the ends of lines.

        In a pipe nothing has to fit, so that what Rich takes long for is written as it is.
        """
        if not self.is_terminal and not self.colour:
            return "".join(map(self._piped, parts))
        return self._by_rich(*parts)

    def _piped(self, part: RenderableType) -> str:
        if isinstance(part, Text):
            return "".join(f"{line.rstrip()}\n" for line in part.plain.split("\n"))
        if isinstance(part, Table) and part.columns:
            return _in_columns(part)
        return self._by_rich(part)

    def _by_rich(self, *parts: RenderableType) -> str:
        console = Console(
            file=io.StringIO(),
            width=self.width or _UNBOUNDED,
            force_terminal=self.colour,
            color_system="auto" if self.colour else None,
            no_color=not self.colour,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )
        with console.capture() as capture:
            for part in parts:
                console.print(part)
        return "".join(f"{line.rstrip()}\n" for line in capture.get().split("\n")[:-1])


def _in_columns(table: Table) -> str:
    """A table of texts, each column as wide as its widest cell."""
    columns = []
    for column in table.columns:
        texts = [str(cell) for cell in (column.header, *column.cells)]
        widths = [cell_len(text) for text in texts]
        widest = max(widths)
        is_right = column.justify == "right"
        columns.append(
            [
                " " * (widest - width) + text if is_right else text + " " * (widest - width)
                for text, width in zip(texts, widths, strict=True)
            ]
        )
    gap = " " * _GAP
    return "".join(f"{gap.join(row).rstrip()}\n" for row in zip(*columns, strict=True))
