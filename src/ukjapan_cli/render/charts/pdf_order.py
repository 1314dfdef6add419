"""PDF whose parts stand in an order that does not change from run to run.

What writes our PDF takes fonts and strengths of ink as they come from a table without an order, and
numbers what belongs to them as it goes. Nothing else about the file changes.
"""

import re

_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY_SIZE = 20
_NAMED = re.compile(rb"\b(\d+) 0 R\b")
_ENTRIES = re.compile(rb"(?:^ +/\w+ \d+ 0 R\n)+", re.MULTILINE)
_STREAM = re.compile(rb"stream\r?\n")


def in_order(pdf: bytes) -> bytes:
    """The same document: objects in the order of a walk from its trailer, their entries by key.

    A file without a plain table of its objects is given back as it is.
    """
    found = _bodies(pdf)
    if not found:
        return pdf
    bodies = {number: _sorted(body) for number, body in found.items()}
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
    order: dict[int, int] = {}
    waiting = _names(trailer)
    while waiting:
        number = waiting.pop(0)
        if number in bodies and number not in order:
            order[number] = len(order) + 1
            waiting = [*_names(_head(bodies[number])), *waiting]
    written = bytearray(pdf[: pdf.index(next(iter(found.values())))])
    places = []
    for number, new in order.items():
        places.append(len(written))
        head = _head(bodies[number])
        rest = bodies[number][len(head) :]
        numbered = re.sub(rb"^\s*\d+ 0 obj", b"%d 0 obj" % new, head)
        written += _renamed(numbered, order) + rest
    start = len(written)
    count = len(order) + 1
    written += b"xref\n0 %d\n0000000000 65535 f\r\n" % count
    written += b"".join(b"%010d 00000 n\r\n" % place for place in places)
    written += re.sub(rb"/Size \d+", b"/Size %d" % count, _renamed(trailer, order))
    written += b"startxref\n%d\n%%%%EOF" % start
    return bytes(written)


def _bodies(pdf: bytes) -> dict[int, bytes]:
    """Every object from its number to the next object, by number, in the file's order."""
    place = pdf.rfind(b"startxref")
    found = re.match(rb"startxref\s+(\d+)", pdf[place:]) if place >= 0 else None
    table = _TABLE.match(pdf, int(found[1])) if found else None
    if table is None:
        return {}
    entries = [
        pdf[at : at + _ENTRY_SIZE]
        for at in range(table.end(), table.end() + _ENTRY_SIZE * int(table[1]), _ENTRY_SIZE)
    ]
    starts = {int(entry[:10]): n for n, entry in enumerate(entries) if entry[17:18] == b"n"}
    ends = [*sorted(starts)[1:], table.start()]
    return {starts[at]: pdf[at:end] for at, end in zip(sorted(starts), ends, strict=True)}


def _head(body: bytes) -> bytes:
    """What comes before an object's stream; all of it where it has none."""
    found = _STREAM.search(body)
    return body[: found.start()] if found else body


def _sorted(body: bytes) -> bytes:
    """The object with runs of entries that name other objects in the order of their keys."""
    head = _head(body)
    ordered = _ENTRIES.sub(lambda run: b"".join(sorted(run[0].splitlines(keepends=True))), head)
    return ordered + body[len(head) :]


def _names(text: bytes) -> list[int]:
    return [int(number) for number in _NAMED.findall(text)]


def _renamed(text: bytes, order: dict[int, int]) -> bytes:
    return _NAMED.sub(lambda name: b"%d 0 R" % order[int(name[1])], text)
