"""Decisions → the same decisions with everything mechanical fixed, and what is still wrong."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from ukjapan_cli.diagnostics import Diagnostic
from ukjapan_cli.documents.files.pairing import Pair
from ukjapan_cli.documents.fix import fixed
from ukjapan_cli.documents.yaml.document import Document, document_of
from ukjapan_cli.features.check.result import Checked, CheckedDecision
from ukjapan_cli.features.check.run import check
from ukjapan_cli.features.check.settings import Flags

MOST_ROUNDS = 5
"""One fix can show another: a key that is known lets what it holds be judged."""

_Fix: TypeAlias = tuple[int, int, str]


class FixedFile(NamedTuple):
    """A file before and after.

    Attributes:
        name: the path as the user reads it.
        path: where it is, as it was given.
        old: its bytes as they were read.
        new: its bytes with the fixes.
        fixes: how many there are.
    """

    name: str
    path: Path
    old: bytes
    new: bytes
    fixes: int = 0


class Fixed(NamedTuple):
    """What checking found before and after fixing, and the files that fixing changes."""

    before: Checked
    after: Checked
    files: tuple[FixedFile, ...]


def fix(pairs: Iterable[Pair], flags: Flags = Flags()) -> Fixed:  # noqa: B008 (immutable)
    """Check decisions, fix them and check again, while that fixes anything; nothing is written.

    A file that several decisions share is fixed only where all of them ask for the same.
    """
    before: list[CheckedDecision] = []
    held: list[Pair] = []
    files: dict[Path, FixedFile] = {}
    for pair in pairs:
        before += check([pair], flags).decisions
        criteria, options = map(_without_data, (pair.criteria, pair.options))
        held.append(pair._replace(criteria=criteria, options=options))
        for path, document in _files(pair):
            file = FixedFile(document.name, path, document.raw, document.raw)
            files.setdefault(path.resolve(), file)
    after = list(before)
    for _ in range(MOST_ROUNDS):
        changed = set()
        for path, wanted in _wanted(held, after).items():
            raw, places = fixed(files[path].new, wanted)
            if places:
                files[path] = files[path]._replace(new=raw, fixes=files[path].fixes + places)
                changed.add(path)
        for index, pair in enumerate(held):
            if any(path in changed for path, _ in _files(pair)):
                criteria, options = _again(pair.criteria, files), _again(pair.options, files)
                again = pair._replace(criteria=criteria, options=options)
                after[index] = check([again], flags).decisions[0]
        if not changed:
            break
    fixed_files = tuple(file for file in files.values() if file.fixes)
    return Fixed(Checked(tuple(before)), Checked(tuple(after)), fixed_files)


def _without_data(document: Document | None) -> Document | None:
    """The document without what reading its bytes again would give."""
    if document is None or document.path is None:
        return document
    return Document(document.name, document.raw, path=document.path.resolve())


def _files(pair: Pair) -> list[tuple[Path, Document]]:
    """The pair's documents that are files."""
    documents = (document for document in (pair.criteria, pair.options) if document is not None)
    return [(document.path, document) for document in documents if document.path is not None]


def _again(document: Document | None, files: Mapping[Path, FixedFile]) -> Document | None:
    """The document as it is after fixing."""
    if document is None or document.path is None:
        return document
    return document_of(files[document.path].new, document.name)


def _wanted(
    held: Sequence[Pair], checked: Sequence[CheckedDecision]
) -> dict[Path, list[Diagnostic]]:
    """The diagnostics to fix, by file: those that every decision with that file has."""
    wanted: dict[Path, dict[_Fix, Diagnostic]] = {}
    for pair, decision in zip(held, checked, strict=True):
        for path, document in _files(pair):
            asked = {
                (d.line, d.column, d.replacement): d
                for d in decision.diagnostics
                if d.replacement is not None and d.file == document.name
            }
            others = wanted.get(path, asked)
            wanted[path] = {fix: d for fix, d in asked.items() if fix in others}
    return {path: list(asked.values()) for path, asked in wanted.items() if asked}
