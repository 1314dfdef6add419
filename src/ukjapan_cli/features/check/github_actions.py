"""What a job on GitHub Actions tells by its environment, and where it takes a summary."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ukjapan_cli.cli.output import tell

if TYPE_CHECKING:
    from ukjapan_cli.features.check.result import Checked


def is_on_github() -> bool:
    """Whether this is a job on GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def relative(path: Path) -> str:
    """A path as diagnostics name it: with slashes, from the current folder if it is below that.

    On GitHub Actions it is from the top of the checkout, as annotations have it. A link keeps its
    own name as long as that says where it is.
    """
    here = Path.cwd()
    workspace = os.environ.get("GITHUB_WORKSPACE") if is_on_github() else None
    tops = [Path(workspace), _real(Path(workspace)), here] if workspace else [here]
    absolute = here / path
    spellings = [_real(absolute)] if ".." in path.parts else [absolute, _real(absolute)]
    for file in spellings:
        for top in tops:
            if file.is_relative_to(top):
                return file.relative_to(top).as_posix()
    return path.as_posix()


def add_to_step_summary(checked: "Checked") -> None:
    """Add what was found to the step's summary, if there is one; that it cannot be is told."""
    file = os.environ.get("GITHUB_STEP_SUMMARY") if is_on_github() else None
    if not file:
        return
    from ukjapan_cli.features.check.formats.github import step_summary

    try:
        with Path(file).open("a", encoding="utf-8", newline="\n") as summary:
            summary.write(step_summary(checked))
    except OSError as error:
        tell(f"ukjapan: the step summary cannot be written: {error.strerror or error}\n")


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
