"""What fixing changes, as a unified diff that `git apply` and `patch -p1` take."""

import os
from collections.abc import Iterable, Iterator

from ukjapan_cli.features.check.fix import FixedFile
from ukjapan_cli.formats.escape import visible_character

_CONTEXT = 3
_NO_END = b"\n\\ No newline at end of file\n"


def patch(files: Iterable[FixedFile]) -> bytes:
    """The unified diff of files before and after; the files' own bytes, whatever they are.

    A fix stays on its line, so that lines are compared one with one: `difflib` looks for lines
    that have moved, which takes minutes on a long file.
    """
    return b"".join(line for file in files for line in _file(file))


def shown(patch: bytes) -> str:
    """A diff for a terminal: what the terminal would obey is written out, so it is to read only."""
    lines = patch.decode("utf-8", "replace").removesuffix("\n").split("\n")
    return "".join(_shown(line.removesuffix("\r")) + "\n" for line in lines) if patch else ""


def _shown(line: str) -> str:
    return "".join(c if c == "\t" else visible_character(c) for c in line)


def _file(file: FixedFile) -> Iterator[bytes]:
    pairs = list(zip(_lines(file.old), _lines(file.new), strict=True))
    yield b"--- " + _name("a/", file.name) + b"\n"
    yield b"+++ " + _name("b/", file.name) + b"\n"
    for first, last in _hunks(index for index, (old, new) in enumerate(pairs) if old != new):
        start, end = max(0, first - _CONTEXT), min(len(pairs), last + _CONTEXT)
        yield f"@@ -{start + 1},{end - start} +{start + 1},{end - start} @@\n".encode()
        yield from _hunk(pairs[start:end])


def _lines(raw: bytes) -> list[bytes]:
    """The lines as `diff` has them: each begins anew after LF, and the last may lack its own."""
    lines = [line + b"\n" for line in raw.split(b"\n")]
    last = lines.pop().removesuffix(b"\n")
    return [*lines, last + _NO_END] if last else lines


def _hunks(changed: Iterable[int]) -> list[tuple[int, int]]:
    """The first changed line of each hunk and the one after its last."""
    hunks: list[tuple[int, int]] = []
    for index in changed:
        if hunks and index - hunks[-1][1] <= 2 * _CONTEXT:
            hunks[-1] = hunks[-1][0], index + 1
        else:
            hunks.append((index, index + 1))
    return hunks


def _hunk(pairs: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """The lines of a hunk, those that are gone before those that take their place."""
    added: list[bytes] = []
    for old, new in pairs:
        if old == new:
            yield from added
            added.clear()
            yield b" " + old
        else:
            yield b"-" + old
            added.append(b"+" + new)
    yield from added


def _name(side: str, name: str) -> bytes:
    """A file's name as git writes it: in quotes where it holds what a header cannot."""
    raw = os.fsencode(side + name.removeprefix("/"))
    if any(byte < 0x20 or byte in b'"\\\x7f' for byte in raw):
        return b'"' + b"".join(_escaped(byte) for byte in raw) + b'"'
    return raw + b"\t" if b" " in raw else raw


def _escaped(byte: int) -> bytes:
    is_plain = 0x20 <= byte < 0x7F and byte not in b'"\\'
    return bytes([byte]) if is_plain else b"\\%03o" % byte
