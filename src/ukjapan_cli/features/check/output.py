"""What was found, written in the format that was asked for; and how the run ends."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ukjapan_cli.cli.out import write_out
from ukjapan_cli.cli.output import emit, shows_colour
from ukjapan_cli.features.check.github_actions import add_to_step_summary, is_on_github

if TYPE_CHECKING:
    from ukjapan_cli.features.check.result import Checked


class CheckFormat(StrEnum):
    """How diagnostics are written."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"


def write(checked: "Checked", format_: CheckFormat | None, out: Path | None) -> None:
    """Write what was found into a file, or to stdout where there is none."""
    if out is not None:
        write_out(out, _written(checked, format_ or CheckFormat.TEXT, colour=False).encode())
    else:
        default = CheckFormat.GITHUB if is_on_github() else CheckFormat.TEXT
        emit(_written(checked, format_ or default, colour=shows_colour()))


def conclude(checked: "Checked") -> None:
    """Add what was found to the summary of a job on GitHub, and end the run by it.

    Raises:
        typer.Exit: with 1, since there is an error.
    """
    add_to_step_summary(checked)
    if checked.errors:
        raise typer.Exit(1)


def _written(checked: "Checked", format_: CheckFormat, *, colour: bool) -> str:
    from ukjapan_cli.features.check.formats import text as render
    from ukjapan_cli.formats.diagnostics import text

    match format_:
        case CheckFormat.TEXT:
            return text(checked.diagnostics, colour=colour) + render.summary(checked)
        case CheckFormat.JSON:
            return render.json(checked)
        case CheckFormat.GITHUB:
            from ukjapan_cli.features.check.formats.github import github

            return github(checked)
        case CheckFormat.SARIF:
            from ukjapan_cli.features.check.formats.sarif import sarif

            return sarif(checked)
        case CheckFormat.JUNIT:
            from ukjapan_cli.features.check.formats.junit import junit

            return junit(checked)
