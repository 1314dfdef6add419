"""Comments in a YAML text, which its data does not hold."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml.events import ScalarEvent

from ukjapan_cli.documents.yaml.positions import Span
from ukjapan_cli.documents.yaml.reader import events

_SIGN = re.compile(r"(?<!\S)#")
_LINE_END = re.compile(r"[\r\n]")


class Comment(NamedTuple):
    """One comment.

    Attributes:
        text: what stands after the `#`, without the spaces around it.
        span: from the `#` to the end of the line, as character offsets.
        is_alone: whether nothing stands before it on its line.
    """

    text: str
    span: Span
    is_alone: bool


def comments(text: str, beginning: str) -> Iterator[Comment]:
    """The comments that begin with a word, in a text that was read as YAML to its end."""
    sought = re.compile(rf"(?<!\S)#[ \t]*{re.escape(beginning)}")
    if not sought.search(text):
        return
    scalars = _scalars(text)
    scalar, before = next(scalars), 0
    line_end = 0
    for match in sought.finditer(text):
        at = match.start()
        while scalar[1] <= at:
            before, scalar = scalar[1], next(scalars)
        if at < line_end or scalar[0] <= at:
            continue
        line_start = max(text.rfind("\n", line_end, at), text.rfind("\r", line_end, at)) + 1
        line_end = _line_end(text, at, len(text))
        if not _SIGN.search(text, max(line_start, before), at):
            is_alone = not text[line_start:at].strip()
            yield Comment(text[at + 1 : line_end].strip(), (at, line_end), is_alone)


def _scalars(text: str) -> Iterator[Span]:
    """Where the characters of scalars are, and at last the end of the text."""
    for event in events(text):
        if type(event) is ScalarEvent:
            yield _inside(text, event)
    yield len(text), len(text) + 1


def _inside(text: str, scalar: Any) -> Span:
    """Where a scalar's characters are; a comment may stand behind the sign of a block scalar."""
    start, end = scalar.start_mark.index, scalar.end_mark.index
    if scalar.style in ("|", ">"):
        start = _line_end(text, start, end)
    return start, end


def _line_end(text: str, start: int, end: int) -> int:
    found = _LINE_END.search(text, start, end)
    return found.start() if found else end
