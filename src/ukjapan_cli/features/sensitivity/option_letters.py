"""Letters for options, as charts have them: the first is a."""

from collections.abc import Iterable

from rich.columns import Columns
from rich.console import RenderableType
from rich.text import Text

from ukjapan_cli.decision.options import Option
from ukjapan_cli.formats.escape import visible
from ukjapan_cli.formats.frame import colour_of, letter
from ukjapan_cli.formats.terminal import Screen


class OptionLetters:
    """Which option, by its row, has which letter and colour."""

    def __init__(self, options: tuple[Option, ...], rows: Iterable[int]) -> None:
        """Letters in the order in which the rows come; a row may come again."""
        self._options = options
        self._index = {row: index for index, row in enumerate(dict.fromkeys(rows))}

    def of(self, row: int) -> str:
        """The option's letter."""
        return letter(self._index[row])

    def by_row(self) -> list[str]:
        """The letters in the order of all options; empty for those that have none."""
        return [self.of(row) if row in self._index else "" for row in range(len(self._options))]

    def append(self, text: Text, row: int, cells: int = 1) -> None:
        """Put the option's letter at the end of a text, in its colour, so many times."""
        text.append(self.of(row) * cells, colour_of(self._index[row]))

    def legend(self, screen: Screen) -> RenderableType:
        """Which letter is which option."""
        entries = []
        for row in self._index:
            entry = Text(no_wrap=not screen.is_terminal)
            self.append(entry, row)
            entries.append(entry.append(f" {visible(self._options[row].name)}"))
        if not screen.is_terminal:
            return Text("\n").join(entries)
        return Columns(entries, padding=(0, 3), column_first=True)
