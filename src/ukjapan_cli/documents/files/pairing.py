"""Files and folders that were named → the pairs of documents that make decisions."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.documents import rules
from ukjapan_cli.documents.files.ignored import repository_of
from ukjapan_cli.documents.files.kinds import (
    KINDS,
    USUAL_NAMES,
    has_our_keys,
    kind_of,
    other,
    usual_files,
)
from ukjapan_cli.documents.files.links import why_not_read
from ukjapan_cli.documents.files.locations import Location, Locations, NoFilesError, none_of
from ukjapan_cli.documents.files.nearby import decision_like, look_like_it
from ukjapan_cli.documents.files.walking import files_below
from ukjapan_cli.documents.schemas.schema import Kind
from ukjapan_cli.documents.yaml.document import Document, is_folder, open_document, unreadable
from ukjapan_cli.documents.yaml.finding import Finding

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


class Pairs:
    """The decisions that files and folders are, one after the other.

    A file's partner is the file of the other kind that was named from the same folder, otherwise
    the one in that folder under a usual name; a file without one stands by itself. A folder
    stands for the files with the usual names in it and below it, and there a decision is one file
    of each kind. No more than one folder's files are held at a time.

    Attributes:
        passed_over: what was left out on the way so far, as sentences without full stops.
    """

    def __init__(self, locations: Iterable[Location], exclude: Sequence[str] = ()) -> None:
        """Look through the folders.

        Args:
            locations: files and folders in the order in which they were named.
            exclude: names and paths that are left out below folders, as `files_below` has them.

        Raises:
            NoFilesError: a folder holds no decision.
        """
        self.passed_over: list[str] = []
        self._unreadable: list[Document] = []
        self._folders: dict[Path, _Folder] = {}
        for location in locations:
            if is_folder(location.path):
                self._add_folder(location, exclude)
            else:
                self._add(location, is_whole=False)

    def _add_folder(self, folder: Location, exclude: Sequence[str]) -> None:
        walked = files_below(folder, exclude)
        self.passed_over += walked.passed_over
        self._unreadable += walked.unreadable
        if not (walked.files or walked.unreadable):
            raise _nothing(folder, f"in the folder '{folder.name}'", walked.passed_over)
        for file in walked.files:
            self._add(file, is_whole=True)

    def _add(self, file: Location, *, is_whole: bool) -> None:
        path = file.path.absolute()
        folder = self._folders.setdefault(path.parent, _Folder())
        folder.files.setdefault(path.name, file)
        folder.is_whole |= is_whole

    def __iter__(self) -> Iterator[Pair]:
        """Open them, folder by folder.

        Raises:
            NoFilesError: what the folders hold is another program's.
        """
        is_empty = bool(self._folders)
        for folder in self._folders.values():
            opened = [_open(location) for location in folder.files.values()]
            if folder.is_whole and all(_is_another_s(each.document) for each in opened):
                for each in opened:
                    message = f"'{each.location.name}' is another program's: it has no list of "
                    self.passed_over.append(f"{message}options or criteria")
                continue
            is_empty = False
            yield from _pairs_in(opened, is_whole=folder.is_whole)
        for document in self._unreadable:
            yield Pair(None, document)
        if is_empty and not self._unreadable:
            raise NoFilesError("; ".join(["there is no decision to check", *self.passed_over]))


def pairs_here(folder: Location) -> Iterator[Pair]:
    """The decision in a folder, without those below it.

    Raises:
        NoFilesError: there is none.
    """
    files = [
        file for kind in KINDS for file in usual_files(folder.path, kind) if not is_folder(file)
    ]
    if not files:
        raise _nothing(folder, "here")
    names = ((Path(folder.name) / file.name).as_posix() for file in files)
    top = _top(folder.path)
    opened = [_open_unnamed(*file, top) for file in zip(files, names, strict=True)]
    yield from _pairs_in(opened, is_whole=True)


def pair_of(locations: Locations) -> Pair:
    """The pair that these two files are, wherever they stand."""
    return Pair(
        open_document(locations.criteria.path, locations.criteria.name),
        open_document(locations.options.path, locations.options.name),
    )


def _nothing(folder: Location, where: str, passed_over: Sequence[str] = ()) -> NoFilesError:
    strangers = decision_like(folder.path)
    seen = f", but {look_like_it(strangers)}" if strangers else ""
    message = f"there is {none_of(KINDS)} {where}{seen}; name the files to check"
    return NoFilesError("; ".join([message, *passed_over]))


def _is_another_s(document: Document) -> bool:
    """Whether a file says that it is no decision's; one that cannot be read says nothing."""
    is_told = document.is_complete and document.data is not None
    return is_told and not has_our_keys(document.data)


def _pairs_in(opened: Sequence[_Opened], *, is_whole: bool) -> Iterator[Pair]:
    paired: set[str] = set()
    for file in opened:
        if file.location.name in paired:
            continue
        partner = next((each for each in opened if each.kind != file.kind), None)
        if partner is None and not is_whole:
            partner = _partner(file)
        pair = [file] if partner is None else [file, partner]
        paired.update(f.location.name for f in pair)
        documents = {f.kind: f.document for f in pair}
        findings = _findings(file, partner, opened) if is_whole else ()
        yield Pair(documents.get("criteria"), documents.get("options"), tuple(findings))


def _open(location: Location) -> _Opened:
    document = open_document(location.path, location.name)
    return _Opened(location, document, kind_of(document, location.path.name))


def _open_unnamed(path: Path, name: str, top: Path) -> _Opened:
    """A file that nobody named, where it is safe to read it."""
    location = Location(path, name)
    reason = why_not_read(path, top)
    if not reason:
        return _open(location)
    document = unreadable(name, f"the file is not read: {reason}", "name it if it is meant")
    return _Opened(location, document, kind_of(document, path.name))


def _top(folder: Path) -> Path:
    """The folder that what nobody named may not lead out of: the repository, or the current one."""
    real, here = Path(realpath(folder)), Path(realpath(Path.cwd()))
    return repository_of(real) or (here if real.is_relative_to(here) else real)


def _partner(file: _Opened) -> _Opened | None:
    """The file beside one that was named, under a usual name."""
    path = file.location.path.absolute()
    for beside in usual_files(path.parent, other(file.kind)):
        if beside != path and not is_folder(beside):
            name = (Path(file.location.name).parent / beside.name).as_posix()
            partner = _open_unnamed(beside, name, _top(path.parent))
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
            yield file.kind, Finding(rules.NO_PAIR, message, "delete one of them")
    if partner is None and not (file.kind == "criteria" and _has_table(folder)):
        missing = other(file.kind)
        is_there = bool(usual_files(folder, missing))
        message = f"half a decision: there is {none_of([missing])} beside it"
        if is_there:
            message = f"half a decision: the {missing} beside it are left out"
        hint = "put it there, or name this file if it is to be checked by itself"
        strangers = [name for name, kind in decision_like(folder).items() if kind == missing]
        if strangers and not is_there:
            hint = f"{look_like_it(strangers)}: rename it, or name both files"
        yield file.kind, Finding(rules.NO_PAIR, message, hint)


def _has_table(folder: Path) -> bool:
    """Whether a table stands in a folder, whose rows are the options of criteria beside it."""
    with suppress(OSError):  # some folders can be entered and not listed
        return any(path.suffix.casefold() in _TABLES for path in folder.iterdir())
    return False
