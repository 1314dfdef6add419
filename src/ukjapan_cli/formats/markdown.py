"""Markdown in which text from files is text: no link, no HTML, no mention, no table break."""

import re
from collections.abc import Iterable, Sequence

from ukjapan_cli.formats.blocks import Block, Bullets, Grid, Own, Sentences, Strong
from ukjapan_cli.formats.escape import visible

_PUNCTUATION = re.compile(r"([\\`*_\[\]|~$#])|^([-+=])")
_LINKED = re.compile(r"@|#(?=\d)|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def escaped(text: str) -> str:
    """The text as Markdown that shows it letter by letter."""
    text = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _PUNCTUATION.sub(r"\\\g<0>", text)
    text = re.sub(r"^(\d+)([.)])", r"\1\\\2", text)
    return _LINKED.sub(lambda match: match[0] + _WORD_JOINER, text)


def code(text: str) -> str:
    """The text as a code span, for what is typed or compared letter by letter."""
    text = visible(text)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"


def written(blocks: Iterable[Block]) -> str:
    """Blocks under each other."""
    return "\n".join(text for text in map(_written, blocks) if text)


def _written(block: Block) -> str:
    match block:
        case Sentences(texts):
            return f"{' '.join(_cell(text) for text in texts)}\n" if texts else ""
        case Bullets(texts, lead):
            listed = "".join(f"- {_cell(text)}\n" for text in texts)
            return f"{_cell(lead)}\n\n{listed}" if lead else listed
        case Grid(_, header, rows, numbers, depths):
            cells = [[_cell(text) for text in row] for row in rows]
            for row, depth in zip(cells, depths, strict=False):
                row[0] = "&emsp;" * depth + row[0]
            return table([_cell(text) for text in header], cells, numbers)


def _cell(text: str) -> str:
    if isinstance(text, Strong):
        return f"**{text}**"
    return text if isinstance(text, Own) else escaped(text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A table of cells that are Markdown already; columns in `numbers` are aligned to the right."""
    lines = [header, ["--:" if i in numbers else "---" for i in range(len(header))], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
