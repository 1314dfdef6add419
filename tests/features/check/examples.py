"""The examples in the rules' documentation: changes of the example decision, made into files.

A change is merged by indentation: under a key of the decision what has a value of its own takes
the place of what is there, and what has more under it goes on; an item of a list goes with the one
that has its id. `# not there` takes a key away; a key that a change has twice is there twice.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ukjapan_cli.documents.files.locations import Location
from ukjapan_cli.documents.files.pairing import Pairs
from ukjapan_cli.features.check.manual import CRITERIA, MARK, OPTIONS
from ukjapan_cli.features.check.result import CheckedDecision
from ukjapan_cli.features.check.run import check

GONE = "# not there"
_KEY = re.compile(r"(?:- )?(?P<key>[^:#]+:)(?P<rest>.*)")
_ITEM = re.compile(r"- \{?\s*(?P<key>id: *[^,}#\s]+)")
_FILE = re.compile(
    r"^# (?P<name>(?:criteria|options)\.yaml)"
    r"(?:, saved as (?P<encoding>.+)|, without a (?P<gone>.+) beside it)?\n",
    re.MULTILINE,
)
_ENCODINGS = {
    None: "utf-8",
    "UTF-8": "utf-8",
    "UTF-8 with a byte order mark": "utf-8-sig",
    "Latin-1": "latin-1",
}
_MARK = re.compile(rf"\s*(?:#\s*)?{re.escape(MARK)}$")


class Example(NamedTuple):
    """An example as two files, the places that it marks (the file's name and the line), and which
    of the two is not there.
    """

    criteria: bytes
    options: bytes
    marked: set[tuple[str, int]]
    gone: str = ""

    def checked(self) -> CheckedDecision:
        with TemporaryDirectory() as folder:
            for name, raw in (("criteria.yaml", self.criteria), ("options.yaml", self.options)):
                if name != self.gone:
                    Path(folder, name).write_bytes(raw)
            (decision,) = check(Pairs([Location(Path(folder), ".")])).decisions
        return decision


def example(changes: str) -> Example:
    """The files that an example's changes make of the example decision."""
    files = {"criteria.yaml": CRITERIA, "options.yaml": OPTIONS}
    encodings = dict.fromkeys(files, "utf-8")
    gone = ""
    for name, encoding, missing, change in _by_file(changes):
        files[name] = merged(files[name], change)
        encodings[name] = encoding
        gone = missing or gone
    marked: set[tuple[str, int]] = set()
    for name, text in files.items():
        lines = text.split("\n")
        marked |= {(name, number) for number, line in enumerate(lines, 1) if _MARK.search(line)}
        files[name] = "\n".join(_MARK.sub("", line) for line in lines)
    raw = {name: text.encode(encodings[name]) for name, text in files.items()}
    return Example(raw["criteria.yaml"], raw["options.yaml"], marked, gone)


def _by_file(changes: str) -> list[tuple[str, str, str, str]]:
    """Each file's name, its encoding, which file is not beside it, and what changes in it."""
    parts = _FILE.split(changes)
    assert not parts[0].strip(), "an example begins with the name of its file, as a comment"
    encodings = [_ENCODINGS[said] for said in parts[2::4]]
    return list(zip(parts[1::4], encodings, parts[3::4], parts[4::4], strict=True))


def merged(text: str, change: str) -> str:
    """The text with the change's parts in place of its own."""
    return "\n".join(_merge(text.split("\n"), change.rstrip("\n").split("\n")))


def _merge(lines: list[str], change: list[str]) -> list[str]:
    before, entries = _entries(lines)
    first, changes = _entries(change)
    for key, new in changes.items():
        old = entries.get(key)
        if new[_header(new)].rstrip().endswith(GONE):
            del entries[key]
        elif old is None:
            tail = [] if not entries else _empty_end(entries)
            entries[key] = [*new, *tail]
        elif _goes_on(new) and _goes_on(old):
            entries[key] = _merge_entry(old, new)
        else:
            entries[key] = [*new, *[line for line in old if not line.strip()]]
    return [*before, *first, *(line for entry in entries.values() for line in entry)]


def _empty_end(entries: dict[str, list[str]]) -> list[str]:
    last = next(reversed(entries.values()))
    tail = []
    while last and not last[-1].strip():
        tail.append(last.pop())
    return tail


def _goes_on(entry: list[str]) -> bool:
    """Whether an entry's own lines are those of more keys below it."""
    header = entry[_header(entry)].strip()
    if header.startswith("- "):
        return not header.startswith("- {")
    match = _KEY.fullmatch(_MARK.sub("", header))
    return match is not None and not match["rest"].split("#")[0].strip()


def _header(entry: list[str]) -> int:
    """Which of an entry's lines has its key, after comments."""
    return next(i for i, line in enumerate(entry) if not line.lstrip().startswith("#"))


def _merge_entry(old: list[str], new: list[str]) -> list[str]:
    at, start = _header(new), _header(old)
    return [*new[: at + 1], *_merge(old[start + 1 :], new[at + 1 :])]


def _entries(lines: list[str]) -> tuple[list[str], dict[str, list[str]]]:
    """The entries of the outermost level by key or id, comments with what follows them."""
    depth = min((_indent(line) for line in lines if line.strip()), default=0)
    entries: dict[str, list[str]] = {}
    waiting: list[str] = []
    current: list[str] | None = None
    for line in lines:
        stripped = line.strip()
        if stripped.startswith("#") and _indent(line) == depth:
            waiting.append(line)
        elif stripped and _indent(line) == depth:
            match = _ITEM.match(stripped) or _KEY.match(stripped)
            key = match["key"] if match else stripped
            current = entries.setdefault(key, [])
            current += [*waiting, line]
            waiting = []
        elif current is None:
            waiting.append(line)
        else:
            current.append(line)
    if current is None:
        return waiting, entries
    current.extend(waiting)
    return [], entries


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
