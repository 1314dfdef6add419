"""`ukjapan check --fix` and `--diff`."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ukjapan_cli.atomic_write import NotWrittenError
from ukjapan_cli.cli.output import emit, emit_bytes, tell, width
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.documents.files.pairing import Pair
from ukjapan_cli.documents.files.writing import replace
from ukjapan_cli.documents.yaml.document import is_folder
from ukjapan_cli.features.check.fix import Fixed, fix
from ukjapan_cli.features.check.formats.patch import patch, shown
from ukjapan_cli.features.check.github_actions import is_on_github
from ukjapan_cli.features.check.settings import Flags
from ukjapan_cli.formats.diagnostics import counts
from ukjapan_cli.formats.escape import visible_path

if TYPE_CHECKING:
    from ukjapan_cli.features.check.result import Checked


class NotFixedError(InputError):
    """Files that could be fixed were not; they are as they were."""


def fix_files(pairs: Iterable[Pair], flags: Flags, given: Sequence[Path]) -> "Checked":
    """Write what can be fixed, and say so; the answer is what is still wrong.

    Args:
        pairs: the decisions.
        flags: which rules are run.
        given: the files and folders that were named; none for the files here. No link is followed
            out of the folders.

    Raises:
        NotFixedError: some files cannot be written; the others are.
    """
    fixed = fix(pairs, flags)
    folders = [_folder(path) for path in given or [Path()]]
    refused = []
    for file in fixed.files:
        name = visible_path(file.name)
        try:
            _hold_inside(file.path, folders)
            place = replace(file.path, file.old, file.new)
        except NotWrittenError as error:
            refused.append(f"'{name}' was not fixed: it {error.reason}")
        else:
            told = "; ".join((f"fixed {file.fixes} in {name}", *place.aftermath()))
            tell(f"{told}\n")
    if refused:
        raise NotFixedError("; ".join(refused))
    return fixed.after


def _folder(given: Path) -> Path:
    """The folder that no link may lead out of: the one that was named, or a file's own.

    Below the current folder a file's is that one, since files there may share others by links.
    """
    path = Path(os.path.abspath(given))  # noqa: PTH100 (without following links)
    if is_folder(path):
        return path
    here = Path.cwd()
    return here if path.is_relative_to(here) else path.parent


def _hold_inside(file: Path, folders: Sequence[Path]) -> None:
    """Hold that a file's links stay in one of the folders that it was found in.

    Raises:
        NotWrittenError: they lead out of all of them.
    """
    path = Path(os.path.abspath(file))  # noqa: PTH100 (without following links)
    target = Path(os.path.realpath(path))
    found_in = (os.path.realpath(folder) for folder in folders if path.is_relative_to(folder))
    if not any(target.is_relative_to(folder) for folder in found_in):
        raise NotWrittenError(file, f"is a link out of the folder, to '{target}'")


def show_fixes(pairs: Iterable[Pair], flags: Flags) -> "Checked":
    """Write to stdout the diff that fixing would make; the answer is what is wrong without it."""
    fixed = fix(pairs, flags)
    raw = patch(fixed.files)
    if width() is not None:
        emit(shown(raw))
    elif raw and is_on_github():
        emit_bytes(_unobeyed(raw))
    else:
        emit_bytes(raw)
    _tell_counts(fixed)
    return fixed.before


def _tell_counts(fixed: Fixed) -> None:
    for file in fixed.files:
        tell(f"would fix {file.fixes} in {visible_path(file.name)}\n")
    tell(counts(fixed.before.diagnostics, len(fixed.before.files)))


def _unobeyed(raw: bytes) -> bytes:
    """Output in which a GitHub runner obeys no command; `git apply` passes over the two lines."""
    token = os.urandom(16).hex().encode()
    return b"::stop-commands::%b\n%b::%b::\n" % (token, raw, token)
