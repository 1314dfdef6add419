"""Files and folders that were named → the pairs of documents that make decisions."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from os import walk
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.documents.document import Document, open_document
from ukjapan_cli.documents.locations import CRITERIA, OPTIONS, Location, Locations
from ukjapan_cli.documents.schema import Kind


class NoFilesError(InputError, LookupError):
    """A folder that was named holds no decision, or cannot be looked through."""


class Pair(NamedTuple):
    """The two documents of a decision; None for one that is not there."""

    criteria: Document | None
    options: Document | None


class _Opened(NamedTuple):
    location: Location
    document: Document
    kind: Kind


def pairs(locations: Iterable[Location]) -> Iterator[Pair]:
    """The decisions that files belong to, folder by folder in the order in which they were named.

    A file's partner is the file of the other kind that was named from the same folder, otherwise
    the one in that folder under the usual name; a file without one stands by itself. A folder
    stands for the files with the usual names in it and below it. No more than one folder's files
    are held at a time.

    Raises:
        NoFilesError: a folder holds none.
    """
    by_folder: dict[Path, dict[str, Location]] = {}
    for location in locations:
        for file in _files(location):
            path = file.path.absolute()
            by_folder.setdefault(path.parent, {}).setdefault(path.name, file)
    for named in by_folder.values():
        yield from _pairs_in_folder([_open(location) for location in named.values()])


def pair_of(locations: Locations) -> Pair:
    """The pair that these two files are, wherever they stand."""
    return Pair(
        open_document(locations.criteria.path, locations.criteria.name),
        open_document(locations.options.path, locations.options.name),
    )


def _files(location: Location) -> Sequence[Location]:
    """The file itself; of a folder, its files with the usual names, hidden folders left out."""
    if not _holds(Path.is_dir, location.path):
        return [location]
    found = []
    for folder, inner, names in walk(location.path, onerror=_refuse):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        below = Path(folder).relative_to(location.path)
        for name in (CRITERIA, OPTIONS):
            if name in names:
                called = (Path(location.name) / below / name).as_posix()
                found.append(Location(Path(folder, name), called))
    if not found:
        message = f"there is no {OPTIONS} or {CRITERIA} in the folder '{location.name}'"
        raise NoFilesError(message)
    return found


def _refuse(error: OSError) -> None:
    message = f"the folder '{error.filename}' cannot be read: {error.strerror}"
    raise NoFilesError(message) from error


def _pairs_in_folder(opened: Sequence[_Opened]) -> Iterator[Pair]:
    paired: set[str] = set()
    for file in opened:
        if file.location.name in paired:
            continue
        partner = _partner(file, opened)
        pair = [file] if partner is None else [file, partner]
        paired.update(f.location.name for f in pair)
        documents = {f.kind: f.document for f in pair}
        yield Pair(documents.get("criteria"), documents.get("options"))


def _open(location: Location) -> _Opened:
    document = open_document(location.path, location.name)
    return _Opened(location, document, _kind(location, document))


def _kind(location: Location, document: Document) -> Kind:
    if isinstance(document.data, dict):
        if "options" in document.data:
            return "options"
        if "criteria" in document.data:
            return "criteria"
    return "criteria" if "criteria" in location.path.name else "options"


def _partner(file: _Opened, opened: Sequence[_Opened]) -> _Opened | None:
    for other in opened:
        if other.kind != file.kind:
            return other
    usual = CRITERIA if file.kind == "options" else OPTIONS
    path = file.location.path.parent / usual
    if path == file.location.path or not _holds(Path.is_file, path):
        return None
    partner = _open(Location(path, (Path(file.location.name).parent / usual).as_posix()))
    return None if partner.kind == file.kind else partner


def _holds(question: Callable[[Path], bool], path: Path) -> bool:
    try:
        return question(path)
    except OSError:  # a path that is too long, for one
        return False
