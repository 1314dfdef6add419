"""Which files a command reads: the ones named, those in the folder, or the packaged decision."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.documents.files.kinds import KINDS, USUAL_NAMES, usual_files
from ukjapan_cli.documents.files.links import why_not_read
from ukjapan_cli.documents.schemas.schema import Kind
from ukjapan_cli.documents.yaml.document import is_folder

_PACKAGE = Path(__file__).parents[1] / "packaged"
_CHECKOUT = Path(__file__).parents[4]


class Location(NamedTuple):
    """A file, and what it is called to the user."""

    path: Path
    name: str


class NoFilesError(InputError, LookupError):
    """Nothing that was named, or is here, tells which files are meant."""


class Locations(NamedTuple):
    """The two files of a decision.

    Attributes:
        options: where the options are.
        criteria: where the criteria are.
        is_packaged: whether they are the decision that comes with the program.
    """

    options: Location
    criteria: Location
    is_packaged: bool = False


def packaged() -> Locations:
    """The packaged decision: beside this module in a wheel, at the top of an editable checkout."""
    criteria, options = (USUAL_NAMES[kind][0] for kind in KINDS)
    folder = _PACKAGE if (_PACKAGE / options).is_file() else _CHECKOUT
    return Locations(
        Location(folder / options, f"packaged:{options}"),
        Location(folder / criteria, f"packaged:{criteria}"),
        is_packaged=True,
    )


def locate_files(options: Path | None, criteria: Path | None, folder: Path) -> Locations:
    """The files to read: those named, otherwise those in `folder`, otherwise the packaged ones.

    The packaged decision is never mixed with a file of somebody's own, nor taken where one is near.

    Raises:
        NoFilesError: a file that was not named is there under both of its usual names, is not safe
            to read, or is not there while others look like it.
    """
    named = {"options": options, "criteria": criteria}
    missing = [kind for kind in KINDS if named[kind] is None and not usual_files(folder, kind)]
    if missing:
        _refuse_strangers(folder, missing)
    if missing == list(KINDS):
        return packaged()
    return Locations(
        _located(options, folder, "options"),
        _located(criteria, folder, "criteria"),
    )


def locate_criteria(criteria: Path | None, folder: Path) -> Location | None:
    """Where the criteria alone are: named, or in `folder`; None where they are neither.

    Raises:
        NoFilesError: as `locate_files` does.
    """
    if criteria is None and not usual_files(folder, "criteria"):
        _refuse_strangers(folder, ["criteria"])
        return None
    return _located(criteria, folder, "criteria")


def _located(path: Path | None, folder: Path, kind: Kind) -> Location:
    if path is not None:
        return Location(path, path.as_posix())
    there = usual_files(folder, kind)
    if len(there) > 1:
        both = " and ".join(file.name for file in there)
        message = f"{both} are both here; delete one, or name the one that is meant with --{kind}"
        raise NoFilesError(message)
    file = there[0] if there else folder / USUAL_NAMES[kind][0]
    reason = "" if is_folder(file) else why_not_read(file)
    if reason:
        message = f"{file.name} here is not read: {reason}"
        raise NoFilesError(f"{message}; name it with --{kind} if it is meant")
    return Location(file, file.name)


def _refuse_strangers(folder: Path, missing: list[Kind]) -> None:
    """Refuse to go on without files while there are others that look like them.

    Raises:
        NoFilesError: there are.
    """
    from ukjapan_cli.documents.files.nearby import decision_like, look_like_it

    strangers = [name for name, kind in decision_like(folder).items() if kind in missing]
    if strangers:
        flags = " and ".join(f"--{kind}" for kind in sorted(missing, reverse=True))
        message = f"there is {none_of(missing)} here, but {look_like_it(strangers)}"
        raise NoFilesError(f"{message}; name the files with {flags}, or rename them")


def none_of(kinds: Iterable[Kind]) -> str:
    """What to say where files of these kinds are not there under their usual names."""
    return f"no {' or '.join(USUAL_NAMES[kind][0] for kind in sorted(kinds, reverse=True))}"
