"""Files that were named one by one → the decisions that they belong to → everything wrong."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents.document import Document, open_document
from ukjapan_cli.documents.load import build
from ukjapan_cli.documents.locations import CRITERIA, OPTIONS, Location
from ukjapan_cli.documents.schema import Kind


class Checked(NamedTuple):
    """What was found, in how many files.

    Attributes:
        diagnostics: each once, file by file in the order in which files were first read.
        files: how many files were read, partners of the named ones too.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: int

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops a decision from being used."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)


class _Opened(NamedTuple):
    location: Location
    document: Document
    kind: Kind
    folder: Path


def check_files(locations: Iterable[Location]) -> Checked:
    """Check files, each together with its partner.

    A file's partner is the file of the other kind that was named from the same folder, otherwise
    the one in that folder under the usual name; a file without one is checked by itself.
    """
    opened = [_open(location) for location in dict.fromkeys(locations)]
    diagnostics: dict[Diagnostic, None] = {}
    names: dict[str, None] = {}
    paired: set[str] = set()
    for file in opened:
        if file.location.name in paired:
            continue
        partner = _partner(file, opened)
        pair = [file] if partner is None else sorted((file, partner), key=lambda f: f.kind)
        documents = {f.kind: f.document for f in pair}
        loaded = build(documents.get("criteria"), documents.get("options"))
        paired.update(f.location.name for f in pair)
        names.update(dict.fromkeys(f.location.name for f in pair))
        diagnostics.update(dict.fromkeys(loaded.diagnostics))
    return Checked(tuple(diagnostics), len(names))


def _open(location: Location) -> _Opened:
    document = open_document(location.path, location.name)
    folder = location.path.parent.absolute()
    return _Opened(location, document, _kind(location, document), folder)


def _kind(location: Location, document: Document) -> Kind:
    if isinstance(document.data, dict):
        if "options" in document.data:
            return "options"
        if "criteria" in document.data:
            return "criteria"
    return "criteria" if "criteria" in location.path.name else "options"


def _partner(file: _Opened, opened: Sequence[_Opened]) -> _Opened | None:
    folder = file.location.path.parent
    for other in opened:
        if other.kind != file.kind and other.folder == file.folder:
            return other
    usual = CRITERIA if file.kind == "options" else OPTIONS
    path = folder / usual
    if path == file.location.path or not _is_file(path):
        return None
    name = (Path(file.location.name).parent / usual).as_posix()
    return _open(Location(path, name))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a path that is too long, for one
        return False
