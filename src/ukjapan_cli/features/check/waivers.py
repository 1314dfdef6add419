"""Waivers: comments that excuse a finding, each with its reason.

`# ukjapan: ignore[UKJ303] because the range is agreed` excuses what is found on its own line or,
where it stands alone, on the next line that is not a comment. Comments that follow it directly
continue it.
"""

import re
from typing import NamedTuple

from ukjapan_cli.documents.yaml.comments import Comment, comments
from ukjapan_cli.documents.yaml.positions import Lines, Span

SIGN = "ukjapan:"
_WAIVER = re.compile(
    r"ukjapan:\s*ignore\s*\[(?P<codes>[^\]]*)\](?:\s+because\s+(?P<reason>.+))?", re.DOTALL
)
_CODE = re.compile(r"UKJ[1-9][0-9]{2}")
_NEXT_COMMENT = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?P<comment>#[^\r\n]*)")
_LONGEST = 1_000  # characters of a waiver that goes on over lines, and of a reason


class Waiver(NamedTuple):
    """A comment that excuses findings.

    Attributes:
        codes: of the rules that it waives, each once.
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


def waivers(text: str) -> list[Waiver]:
    """The waivers in the text of a document that was read to its end, in their order."""
    found = list(comments(text, SIGN))
    if not found:
        return []
    lines = Lines(text)
    made: list[Waiver] = []
    for comment in reversed(found):
        line, more = lines.position(comment.span[0])[0], ""
        if comment.is_alone:
            line, more = _beyond(text, comment, line, made[-1] if made else None)
        made.append(_waiver(comment, more, line))
    made.reverse()
    return made


def _beyond(text: str, comment: Comment, line: int, following: Waiver | None) -> tuple[int, str]:
    """The line that the comments from this one on are about, and how they continue it."""
    more = ""
    end = comment.span[1]
    while match := _NEXT_COMMENT.match(text, end):
        if following is not None and match.start("comment") == following.span[0]:
            return following.line, more
        line, end = line + 1, match.end()
        if len(more) <= _LONGEST:
            more = f"{more} {match['comment'][1:].strip()}".rstrip()
    return line + 1, more


def _waiver(comment: Comment, more: str, line: int) -> Waiver:
    match = _WAIVER.match(comment.text + more)
    if match is None:
        return Waiver((), "", line, comment.span, (comment.text.removeprefix(SIGN).strip(),))
    words = dict.fromkeys(word.strip() for word in match["codes"].split(","))
    codes = tuple(word for word in words if _CODE.fullmatch(word))
    unknown = tuple(word for word in words if not _CODE.fullmatch(word))
    reason = match["reason"] or ""
    if len(reason) > _LONGEST:
        reason = f"{reason[:_LONGEST]}…"
    return Waiver(codes, reason, line, comment.span, unknown)
