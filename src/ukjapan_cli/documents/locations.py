"""Which files a command reads: the ones named, those in the folder, or the packaged decision."""

from pathlib import Path
from typing import NamedTuple

OPTIONS = "options.yaml"
CRITERIA = "criteria.yaml"
_PACKAGE = Path(__file__).parent / "packaged"
_CHECKOUT = Path(__file__).parents[3]


class Location(NamedTuple):
    """A file, and what it is called to the user."""

    path: Path
    name: str


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
    folder = _PACKAGE if (_PACKAGE / OPTIONS).is_file() else _CHECKOUT
    return Locations(
        Location(folder / OPTIONS, f"packaged:{OPTIONS}"),
        Location(folder / CRITERIA, f"packaged:{CRITERIA}"),
        is_packaged=True,
    )


def locate_files(options: Path | None, criteria: Path | None, folder: Path) -> Locations:
    """The files to read: those named, otherwise those in `folder`, otherwise the packaged ones.

    The packaged decision is never mixed with a file of somebody's own.
    """
    if options is None and criteria is None:
        in_folder = [(folder / name).exists() for name in (OPTIONS, CRITERIA)]
        if not any(in_folder):
            return packaged()
    return Locations(
        _named(options, folder, OPTIONS),
        _named(criteria, folder, CRITERIA),
    )


def _named(path: Path | None, folder: Path, default: str) -> Location:
    if path is None:
        return Location(folder / default, default)
    return Location(path, path.as_posix())
