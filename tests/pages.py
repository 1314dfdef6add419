"""Pages of documentation: the README and what stands in docs/, and their blocks of code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = "README.md"
TUTORIAL = "docs/tutorial/first-decision.md"
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / README, *sorted(DOCS.rglob("*.md")))
}
_BLOCK = re.compile(r"^(?:<!-- (\w+) -->\n)?```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of code on a page.

    Attributes:
        page: the page's path from the root.
        marker: the comment right above it; empty where there is none.
        language: what stands after the backticks.
        text: what is between the fences.
    """

    page: str
    marker: str
    language: str
    text: str

    @property
    def file(self) -> tuple[str, str] | None:
        """The name in the block's first line, a comment, and the file's text."""
        first, _, rest = self.text.partition("\n")
        if self.language not in {"yaml", "csv"} or not first.startswith("# "):
            return None
        return first.removeprefix("# "), rest if self.language == "csv" else self.text


BLOCKS = [Block(page, *block) for page, text in PAGES.items() for block in _BLOCK.findall(text)]


def marked(marker: str) -> Block:
    """The one block with a marker above it."""
    (block,) = [block for block in BLOCKS if block.marker == marker]
    return block


def shown(name: str) -> str:
    """The text of the one file of this name that a page shows."""
    (text,) = [block.file[1] for block in BLOCKS if block.file and block.file[0] == name]
    return text


def files(page: str) -> Iterator[tuple[str, str]]:
    """The files that a page goes on from: the tutorial's, then its own."""
    for of in (TUTORIAL, page):
        yield from (block.file for block in BLOCKS if block.page == of and block.file)
