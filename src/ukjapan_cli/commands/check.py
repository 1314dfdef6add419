"""`ukjapan check`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ukjapan_cli.commands.arguments import CriteriaFile, OptionsFile, tell_packaged
from ukjapan_cli.commands.output import emit

EXAMPLES = """Examples:

\b
  ukjapan check
  ukjapan check options.yaml
  ukjapan check north/options.yaml north/criteria.yaml --format json
"""


class CheckFormat(StrEnum):
    """How diagnostics are written."""

    TEXT = "text"
    JSON = "json"


def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES]...",
            help="Options and criteria files; those in one folder are checked together.",
        ),
    ] = None,
    options: OptionsFile = None,
    criteria: CriteriaFile = None,
    format: Annotated[  # noqa: A002 (the flag's name)
        CheckFormat, typer.Option(metavar="FORMAT", help="How to write it: text, json.")
    ] = CheckFormat.TEXT,
) -> None:
    """Find everything that is wrong with a decision's files; exit 1 if there is an error."""
    from ukjapan_cli.documents.checking import check_files
    from ukjapan_cli.documents.locations import Location, locate_files
    from ukjapan_cli.render import diagnostics as render

    if files:
        locations = [Location(path, path.as_posix()) for path in files]
    else:
        found = locate_files(options, criteria, Path())
        if found.is_packaged:
            tell_packaged()
        locations = [found.criteria, found.options]
    checked = check_files(locations)
    if format is CheckFormat.JSON:
        emit(render.json(checked.diagnostics, checked.files))
    else:
        emit(render.text(checked.diagnostics) + render.summary(checked.diagnostics, checked.files))
    if checked.has_errors:
        raise typer.Exit(1)
