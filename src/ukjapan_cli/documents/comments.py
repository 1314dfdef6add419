"""Comments in a YAML text, which its data does not hold."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import yaml
from yaml.events import ScalarEvent

from ukjapan_cli.documents.positions import Span
from ukjapan_cli.documents.reader import events

_COMMENT = re.compile(r"(?<![^\s])#[^\r\n]*")
_LINE_END = re.compile(r"\r\n|\r|\n")


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


def comments(text: str, containing: str) -> Iterator[Comment]:
    """The comments, as far as the text is YAML; none where no comment has the word in it."""
    if containing not in text:
        return
    scalars: list[Span] = []
    with suppress(yaml.YAMLError):
        scalars.extend(_inside(text, event) for event in events(text) if type(event) is ScalarEvent)
    scalars.reverse()
    for match in _COMMENT.finditer(text):
        while scalars and scalars[-1][1] <= match.start():
            scalars.pop()
        if scalars and scalars[-1][0] <= match.start():
            continue
        line_start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        is_alone = not text[line_start : match.start()].strip()
        yield Comment(match[0][1:].strip(), match.span(), is_alone)


def _inside(text: str, scalar: Any) -> Span:
    """Where a scalar's characters are; a comment may stand behind the sign of a block scalar."""
    start, end = scalar.start_mark.index, scalar.end_mark.index
    if scalar.style in ("|", ">"):
        line_end = _LINE_END.search(text, start, end)
        start = line_end.start() if line_end else end
    return start, end
