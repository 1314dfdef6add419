"""Walking a folder: the files in it and below it that may be a decision's.

A checkout may be anybody's. Only regular files that stay inside the folder are taken, so that no
link shows what lies outside it and nothing waits for a writer. What git ignores, what is excluded
and hidden folders are left out.
"""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from os import walk
from os.path import islink, realpath
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from ukjapan_cli.documents.files.ignored import LONGEST, ignored, repository_of
from ukjapan_cli.documents.files.kinds import KINDS, usual_files
from ukjapan_cli.documents.files.links import why_not_read
from ukjapan_cli.documents.files.locations import Location
from ukjapan_cli.documents.yaml.document import LARGEST, Document, open_document, unreadable
from ukjapan_cli.documents.yaml.report import listed

_MOST_NAMED = 3


class Walked(NamedTuple):
    """What a walk comes to.

    Attributes:
        files: those with the usual names, folder by folder.
        unreadable: a document with a finding for each folder that cannot be looked into.
        passed_over: what was left out, as sentences without full stops.
    """

    files: list[Location]
    unreadable: list[Document]
    passed_over: list[str]


def files_below(folder: Location, exclude: Sequence[str] = ()) -> Walked:
    """Look through a folder.

    Args:
        folder: where to begin; it may be a link itself.
        exclude: names to leave out, or paths, from the folder or as the user reads them; `*`
            stands for anything.
    """
    return _Walk(folder, exclude).walked()


class _Walk:
    """Paths in it are from the folder that is looked through."""

    def __init__(self, folder: Location, exclude: Sequence[str]) -> None:
        self.folder = folder
        self.top = Path(realpath(folder.path))
        self.git_ignores: set[Path] = set()
        self.git_has = LONGEST  # seconds, for all repositories together
        self.git_problems: dict[str, list[str]] = {}
        self.exclude = _plain(exclude)
        self.excluded_below: list[tuple[Path, list[str]]] = []
        self.found = Walked([], [], [])
        self.ignored: list[str] = []
        self.links: list[str] = []
        self.excluded: list[str] = []

    def walked(self) -> Walked:
        repository = repository_of(self.top)
        if repository is not None:
            self.ask_git(repository, self.top)
        for path, inner, names in walk(self.folder.path, onerror=self.add_unreadable):
            below = Path(path).relative_to(self.folder.path)
            if below.parts and (".git" in inner or ".git" in names):
                self.ask_git(self.top / below, self.top / below)
            for kind in KINDS:
                taken = [
                    location
                    for file in usual_files(Path(path), kind, names)
                    if (location := self.taken(below / file.name)) is not None
                ]
                self.found.files.extend(taken)
                if kind == "criteria":
                    self.excluded_below += [(below, globs) for globs in map(_excluded_by, taken)]
            inner[:] = [name for name in sorted(inner) if self.enters(below / name)]
        for problem, places in self.git_problems.items():
            where = listed(places, _MOST_NAMED)
            self.found.passed_over.append(f"git did not say what it ignores in {where}: {problem}")
        left_out = {
            "git ignores": self.ignored,
            "excluded:": self.excluded,
            "links out of the folder, which are not followed:": self.links,
        }
        for what, names in left_out.items():
            if names:
                self.found.passed_over.append(f"{what} {listed(names, _MOST_NAMED)}")
        return self.found

    def taken(self, file: Path) -> Location | None:
        if self.is_left_out(file):
            return None
        location = Location(self.folder.path / file, self.shown(file))
        reason = why_not_read(location.path, self.top)
        if reason:
            self.found.passed_over.append(f"'{location.name}' is not read: {reason}")
            return None
        return location

    def enters(self, folder: Path) -> bool:
        if folder.name.startswith(".") or self.is_left_out(folder):
            return False
        path = self.top / folder
        leads_to = Path(realpath(path)) if islink(path) else path  # noqa: PTH114 (raises nothing)
        if not leads_to.is_relative_to(self.top):
            self.links.append(f"'{self.shown(folder)}'")
        return True  # the walk itself follows no link

    def is_left_out(self, path: Path) -> bool:
        if self.top / path in self.git_ignores:
            self.ignored.append(f"'{self.shown(path)}'")
            return True
        if self.is_excluded(path):
            self.excluded.append(f"'{self.shown(path)}'")
            return True
        return False

    def is_excluded(self, path: Path) -> bool:
        if _fits((path.name, path.as_posix(), self.shown(path)), self.exclude):
            return True
        return any(
            _fits((path.name, path.relative_to(place).as_posix()), globs)
            for place, globs in self.excluded_below
            if globs and path.is_relative_to(place)
        )

    def ask_git(self, repository: Path, folder: Path) -> None:
        start = monotonic()
        answer = ignored(repository, folder, self.git_has)
        self.git_has -= monotonic() - start
        self.git_ignores |= answer.paths
        if answer.problem:
            place = self.shown(folder.relative_to(self.top))
            self.git_problems.setdefault(answer.problem, []).append(f"'{place}'")

    def add_unreadable(self, error: OSError) -> None:
        name = self.shown(Path(error.filename).relative_to(self.folder.path))
        message = f"the folder cannot be read: {error.strerror}"
        hint = "let it be read, or leave it out with --exclude"
        self.found.unreadable.append(unreadable(name, message, hint))

    def shown(self, path: Path) -> str:
        return (Path(self.folder.name) / path).as_posix()


def _excluded_by(criteria: Location) -> list[str]:
    """What criteria say is to be left out below their folder."""
    try:
        with criteria.path.open("rb") as file:
            if b"exclude" not in file.read(LARGEST):
                return []
    except OSError:  # opening it for the check tells
        return []
    data = open_document(criteria.path).data
    checks = data.get("checks") if isinstance(data, dict) else None
    globs = checks.get("exclude") if isinstance(checks, dict) else None
    return (
        _plain(glob for glob in globs if isinstance(glob, str)) if isinstance(globs, list) else []
    )


def _fits(names: Iterable[str], globs: Iterable[str]) -> bool:
    return any(fnmatchcase(name, glob) for glob in globs for name in names)


def _plain(globs: Iterable[str]) -> list[str]:
    return [glob.removeprefix("./").rstrip("/") for glob in globs]
