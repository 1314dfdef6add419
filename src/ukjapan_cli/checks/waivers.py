"""Waivers: comments that excuse a finding, each with its reason.

`# ukjapan: ignore[UKJ303] because the range is agreed` excuses what is found on its own line or,
where it stands alone, on the next line that is not a comment. Comments that follow it directly
continue its reason.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ukjapan_cli.documents.comments import Comment, comments
from ukjapan_cli.documents.positions import Lines, Span

_SIGN = "ukjapan:"
_WAIVER = re.compile(
    r"ukjapan:\s*ignore\s*\[\s*(?P<codes>[^\]]*)\](?:\s+because\s+(?P<reason>\S.*))?"
)
_CODE = re.compile(r"UKJ[1-9][0-9]{2}")


class Waiver(NamedTuple):
    """A comment that excuses findings.

    Attributes:
        codes: of the rules that it waives.
        reason: why; empty where it gives none, and then it excuses nothing.
        line: the 1-based line on which it excuses what is found.
        span: where the comment stands, as character offsets.
        unknown: what stands among the codes and is none.
    """

    codes: tuple[str, ...]
    reason: str
    line: int
    span: Span
    unknown: tuple[str, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether it excuses anything: it names rules and says why."""
        return bool(self.codes and self.reason and not self.unknown)


def waivers(text: str) -> Iterator[Waiver]:
    """The waivers in a document's text, in their order."""
    found = list(comments(text, _SIGN))
    if not found:
        return
    lines = Lines(text)
    numbers = [lines.position(comment.span[0])[0] for comment in found]
    for index, comment in enumerate(found):
        if not comment.text.startswith(_SIGN):
            continue
        line, after = numbers[index], index
        reason: list[str] = []
        if comment.is_alone:
            while True:
                line, after = line + 1, after + 1
                is_next = after < len(found) and numbers[after] == line and found[after].is_alone
                if not is_next:
                    break
                if not found[after].text.startswith(_SIGN) and len(reason) == after - index - 1:
                    reason.append(found[after].text)
        yield _waiver(comment, reason, line)


def _waiver(comment: Comment, continued: list[str], line: int) -> Waiver:
    match = _WAIVER.fullmatch(comment.text)
    if match is None:
        return Waiver((), "", line, comment.span, (comment.text.removeprefix(_SIGN).strip(),))
    words = [word.strip() for word in match["codes"].split(",")]
    codes = tuple(word for word in words if _CODE.fullmatch(word))
    unknown = tuple(word for word in words if not _CODE.fullmatch(word))
    reason = " ".join([match["reason"], *continued]) if match["reason"] else ""
    return Waiver(codes, reason, line, comment.span, unknown)
