"""Kinds of files: which of a decision's two a file is, by its name and by what it holds."""

from collections.abc import Collection
from os.path import lexists, realpath
from pathlib import Path
from typing import Any

from ukjapan_cli.documents.schemas.schema import Kind
from ukjapan_cli.documents.yaml.document import Document

KINDS: tuple[Kind, Kind] = ("criteria", "options")
USUAL_NAMES = {kind: (f"{kind}.yaml", f"{kind}.yml") for kind in KINDS}
ALL_USUAL_NAMES = frozenset(name for names in USUAL_NAMES.values() for name in names)


def other(kind: Kind) -> Kind:
    """The kind of a file's partner."""
    return "criteria" if kind == "options" else "options"


def usual_files(folder: Path, kind: Kind, names: Collection[str] | None = None) -> list[Path]:
    """The files of a kind under their usual names in a folder; one under two names counts once.

    Args:
        folder: where they are.
        kind: of which kind.
        names: what is in the folder, where that is known.
    """
    usual = [folder / name for name in USUAL_NAMES[kind]]
    there = [file for file in usual if (lexists(file) if names is None else file.name in names)]
    is_one = len(there) > 1 and realpath(there[0]) == realpath(there[1])
    return there[:1] if is_one else there


def kind_of(document: Document, name: str) -> Kind:
    """Which of the two a file is: what its keys say or, where it has none, its name."""
    if isinstance(document.data, dict):
        if "options" in document.data:
            return "options"
        if "criteria" in document.data:
            return "criteria"
    return "criteria" if "criteria" in name.casefold() else "options"


def has_our_keys(data: Any) -> bool:
    """Whether data is a decision's, and not that of another program with files of such names.

    Ours is a list under `options` or `criteria`, or anything there beside a version in one number.
    """
    if not isinstance(data, dict):
        return False
    has_version = type(data.get("version")) is int
    return any(kind in data and (has_version or isinstance(data[kind], list)) for kind in KINDS)
