"""Files and folders that were named → the pairs of documents that make decisions."""

from collections.abc import Callable, Collection, Iterable, Iterator
from os import walk
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.documents import rules
from ukjapan_cli.documents.document import Document, open_document
from ukjapan_cli.documents.finding import Finding
from ukjapan_cli.documents.kinds import KINDS, USUAL_NAMES, kind_of, other, usual_files
from ukjapan_cli.documents.locations import Location, Locations, NoFilesError, none_of
from ukjapan_cli.documents.nearby import decision_like, look_like_it
from ukjapan_cli.documents.schema import Kind

_TABLES = {".csv", ".parquet", ".tsv", ".xlsx"}


class Pair(NamedTuple):
    """The two documents of a decision.

    Attributes:
        criteria: None where it is not there.
        options: None where it is not there.
        findings: what is wrong with which files there are, each on the document of a kind.
    """

    criteria: Document | None
    options: Document | None
    findings: tuple[tuple[Kind, Finding], ...] = ()


class _Opened(NamedTuple):
    location: Location
    document: Document
    kind: Kind


class _Folder:
    """The files of one folder that are to be checked, by name; and whether all of it is."""

    def __init__(self) -> None:
        self.files: dict[str, Location] = {}
        self.is_whole = False


def pairs(locations: Iterable[Location]) -> Iterator[Pair]:
    """The decisions that files belong to, folder by folder in the order in which they were named.

    A file's partner is the file of the other kind that was named from the same folder, otherwise
    the one in that folder under a usual name; a file without one stands by itself. A folder
    stands for the files with the usual names in it and below it, and there a decision is one file
    of each kind. No more than one folder's files are held at a time.

    Raises:
        NoFilesError: a folder holds none.
    """
    folders: dict[Path, _Folder] = {}
    for location in locations:
        is_whole = _holds(Path.is_dir, location.path)
        for file in _files_below(location) if is_whole else [location]:
            path = file.path.absolute()
            folder = folders.setdefault(path.parent, _Folder())
            folder.files.setdefault(path.name, file)
            folder.is_whole |= is_whole
    for folder in folders.values():
        yield from _pairs_in(folder)


def pairs_here(folder: Location) -> Iterator[Pair]:
    """The decision in a folder, without those below it.

    Raises:
        NoFilesError: there is none.
    """
    here = _Folder()
    here.is_whole = True
    here.files = {file.path.name: file for file in _usual_files(folder)}
    if not here.files:
        raise _nothing(folder, "here")
    yield from _pairs_in(here)


def pair_of(locations: Locations) -> Pair:
    """The pair that these two files are, wherever they stand."""
    return Pair(
        open_document(locations.criteria.path, locations.criteria.name),
        open_document(locations.options.path, locations.options.name),
    )


def _files_below(folder: Location) -> list[Location]:
    """The files with the usual names in a folder and below it, hidden folders left out."""
    found = []
    for path, inner, _ in walk(folder.path, onerror=_refuse):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        below = Path(path).relative_to(folder.path)
        found += _usual_files(Location(Path(path), (Path(folder.name) / below).as_posix()))
    if not found:
        raise _nothing(folder, f"in the folder '{folder.name}'")
    return found


def _usual_files(folder: Location) -> list[Location]:
    files = [
        file
        for kind in KINDS
        for file in usual_files(folder.path, kind)
        if not _holds(Path.is_dir, file)
    ]
    return [Location(file, (Path(folder.name) / file.name).as_posix()) for file in files]


def _nothing(folder: Location, where: str) -> NoFilesError:
    strangers = decision_like(folder.path)
    seen = f", but {look_like_it(strangers)}" if strangers else ""
    return NoFilesError(f"there is {none_of(KINDS)} {where}{seen}; name the files to check")


def _refuse(error: OSError) -> None:
    message = f"the folder '{error.filename}' cannot be read: {error.strerror}"
    raise NoFilesError(message) from error


def _pairs_in(folder: _Folder) -> Iterator[Pair]:
    opened = [_open(location) for location in folder.files.values()]
    paired: set[str] = set()
    for file in opened:
        if file.location.name in paired:
            continue
        partner = _partner(file, opened)
        pair = [file] if partner is None else [file, partner]
        paired.update(f.location.name for f in pair)
        documents = {f.kind: f.document for f in pair}
        findings = _findings(file, partner, opened) if folder.is_whole else ()
        yield Pair(documents.get("criteria"), documents.get("options"), tuple(findings))


def _open(location: Location) -> _Opened:
    document = open_document(location.path, location.name)
    return _Opened(location, document, kind_of(document, location.path.name))


def _partner(file: _Opened, opened: Iterable[_Opened]) -> _Opened | None:
    for each in opened:
        if each.kind != file.kind:
            return each
    for path in usual_files(file.location.path.parent, other(file.kind)):
        partner = _open(Location(path, (Path(file.location.name).parent / path.name).as_posix()))
        if partner.kind != file.kind:
            return partner
    return None


def _findings(
    file: _Opened, partner: _Opened | None, opened: Collection[_Opened]
) -> Iterator[tuple[Kind, Finding]]:
    """What keeps the files of a folder from being one of each kind."""
    folder, name = file.location.path.parent, file.location.path.name
    for names in USUAL_NAMES.values():
        twins = [each for each in opened if each.location.path.name in names]
        if len(twins) > 1 and name == names[-1]:
            message = f"{names[0]} is beside it, and which of the two is meant cannot be told"
            finding = Finding(rules.NO_PAIR, message, "delete one of them")
            yield file.kind, finding
    if partner is None and not (file.kind == "criteria" and _has_table(folder)):
        missing = other(file.kind)
        message = f"half a decision: there is {none_of([missing])} beside it"
        strangers = [name for name, kind in decision_like(folder).items() if kind == missing]
        hint = "put it there, or name this file if it is to be checked by itself"
        if strangers:
            hint = f"{look_like_it(strangers)}: rename it, or name both files"
        yield file.kind, Finding(rules.NO_PAIR, message, hint)


def _has_table(folder: Path) -> bool:
    """Whether a table stands in a folder, whose rows are the options of criteria beside it."""
    return any(path.suffix.casefold() in _TABLES for path in folder.iterdir())


def _holds(question: Callable[[Path], bool], path: Path) -> bool:
    try:
        return question(path)
    except OSError:  # a path that is too long, for one
        return False
