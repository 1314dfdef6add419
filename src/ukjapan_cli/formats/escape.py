"""Text from files, made safe to show: whatever would be obeyed is written out instead."""

import re

JOINERS = "\u200c\u200d"  # they hold letters and emoji together
_ENDS_A_NAME = re.compile(r"\r(?=')")
_UNSEEN = re.compile("^ |(?<= ) | $")
_SPACES = "".join(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))


def visible(text: str) -> str:
    r"""The text on one line, with what has no shape of its own written as escapes such as `\x1b`.

    Runs of white space become one space, but for a carriage return that ends a quoted name. Control
    and format characters are escaped, those that turn the direction of writing among them. What a
    CI runner would take for a command at the beginning of a line (`::`) or anywhere (`##[`) has its
    first character escaped.
    """
    if "\r" in text:
        text = _ENDS_A_NAME.sub(r"\\x0d", text)
    text = " ".join(text.split())
    if not text.isprintable():
        text = "".join(visible_character(c) for c in text)
    return _unobeyed(text)


def visible_path(path: str) -> str:
    r"""A path letter by letter: white space that nobody would see is written as `\x20`, `\x0d`."""
    return _unobeyed(_UNSEEN.sub(r"\\x20", "".join(visible_character(c) for c in path)))


def visible_cell(text: str) -> str:
    r"""A text letter by letter, for programs that read it: spaces stay, line ends become `\x0a`."""
    if not text.isprintable():
        text = "".join(c if c in _SPACES else visible_character(c) for c in text)
    return _unobeyed(text)


def _unobeyed(text: str) -> str:
    if text.startswith("::"):
        text = "\\x3a" + text[1:]
    return text.replace("##[", "\\x23#[")


def visible_character(character: str) -> str:
    r"""The character itself where it has a shape; otherwise an escape such as `\x1b`."""
    if character.isprintable() or character in JOINERS:
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
