"""Text from files, made safe to show: whatever would be obeyed is written out instead."""

import re

# C0 and C1 controls, line and paragraph separators, surrogates, byte order marks, and the
# characters that turn the direction of what follows or tag it invisibly.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[ \t\r\n]+")
_WORKFLOW_COMMAND = re.compile(r"##(?=\[)|^:(?=:)")


def visible(text: str) -> str:
    r"""The text on one line, with control characters written as escapes such as `\x1b`.

    Runs of spaces, tabs and line ends become one space. What a CI runner would take for a command
    at the beginning of a line (`::`) or anywhere (`##[`) has its first character escaped.
    """
    text = _OBEYED.sub(_escaped, _SPACES.sub(" ", text).strip())
    return _WORKFLOW_COMMAND.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    first, rest = match[0][0], match[0][1:]
    code = ord(first)
    if code < 0x100:
        return f"\\x{code:02x}{rest}"
    return (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}") + rest
