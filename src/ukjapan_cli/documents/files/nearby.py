"""Decision-like files that are near, under names or in folders where nobody looks for them."""

import re
from collections import deque
from collections.abc import Collection, Iterator
from itertools import islice
from os import DirEntry, scandir
from pathlib import Path

from ukjapan_cli.documents.files.kinds import ALL_USUAL_NAMES, KINDS, has_our_keys, kind_of
from ukjapan_cli.documents.schemas.schema import Kind
from ukjapan_cli.documents.yaml.document import open_document
from ukjapan_cli.documents.yaml.report import listed

_MOST_ENTRIES = 2_000
_MOST_OPENED = 100
_LARGEST = 1024 * 1024
_KEY = re.compile(rb"""\A\s*\{|^["']?(?:options|criteria)["']?[ \t]*:""", re.MULTILINE)
_SUFFIXES = (".yaml", ".yml")


def decision_like(folder: Path) -> dict[str, Kind]:
    """The files in a folder and below it that hold a part of a decision, by path, nearest first.

    Those under the usual names in the folder itself are not among them. In the folder a YAML file
    of any name is looked into, and a file of any type with a telling name; below it, those that
    have a usual name in any case. It is a look around and no search: it gives up early.
    """
    found: dict[str, Kind] = {}
    for path in islice(_candidates(folder), _MOST_OPENED):
        if not _may_be_ours(path):
            continue
        document = open_document(path)
        kind = kind_of(document, path.name)
        is_likely = path.name.casefold() in ALL_USUAL_NAMES and not document.is_complete
        if is_likely or has_our_keys(document.data):
            found[path.relative_to(folder).as_posix()] = kind
    return found


def _may_be_ours(path: Path) -> bool:
    """Whether a glance at the bytes shows one of our keys, so that reading is worth its while."""
    try:
        return _KEY.search(path.read_bytes()) is not None
    except OSError:
        return False


def look_like_it(names: Collection[str]) -> str:
    """The part of a sentence that tells of such files."""
    quoted = listed(f"'{name}'" for name in names)
    return f"{quoted} {'looks' if len(names) == 1 else 'look'} like it"


def _candidates(top: Path) -> Iterator[Path]:
    entries = _MOST_ENTRIES
    waiting = deque([top])
    while waiting and entries > 0:
        folder = waiting.popleft()
        for entry in _entries(folder, entries):
            entries -= 1
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    waiting.append(folder / entry.name)
            elif _is_candidate(entry, is_here=folder == top):
                yield folder / entry.name


def _entries(folder: Path, most: int) -> list[DirEntry[str]]:
    try:
        with scandir(folder) as entries:
            return sorted(islice(entries, most), key=lambda entry: entry.name)
    except OSError:  # what cannot be looked into shows nothing
        return []


def _is_candidate(entry: DirEntry[str], *, is_here: bool) -> bool:
    name = entry.name.casefold()
    is_named = name in ALL_USUAL_NAMES and not (is_here and entry.name in ALL_USUAL_NAMES)
    is_telling = name.endswith(_SUFFIXES) or any(kind in name for kind in KINDS)
    if not is_named and not (is_here and is_telling and entry.name not in ALL_USUAL_NAMES):
        return False
    try:
        is_small = entry.stat(follow_symlinks=False).st_size <= _LARGEST
        return is_small and entry.is_file(follow_symlinks=False)
    except OSError:
        return False
