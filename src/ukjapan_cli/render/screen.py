"""What a table is drawn on, and the drawing of it with Rich."""

import io
from dataclasses import dataclass

from rich.console import Console, RenderableType

_UNBOUNDED = 100_000


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
        """The parts as lines of text, without spaces at the ends of lines."""
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
