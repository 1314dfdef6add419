"""`ukjapan check`."""

import os
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
  ukjapan check decisions/ --strict
  ukjapan check --select UKJ4 --format json
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
            help="Options and criteria files, or folders that hold some; "
            "those in one folder are checked together.",
        ),
    ] = None,
    options: OptionsFile = None,
    criteria: CriteriaFile = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODES",
            help="Run only these rules and those of structure: codes or beginnings of codes, "
            "such as UKJ4,UKJ302. Repeatable.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help="Do not run these rules. Repeatable."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Count every warning as an error.")
    ] = False,
    format: Annotated[  # noqa: A002 (the flag's name)
        CheckFormat, typer.Option(metavar="FORMAT", help="How to write it: text, json.")
    ] = CheckFormat.TEXT,
) -> None:
    """Find everything that is wrong with a decision's files; exit 1 if there is an error."""
    from ukjapan_cli.checks.checking import check as check_pairs
    from ukjapan_cli.checks.settings import Flags
    from ukjapan_cli.documents.locations import Location, locate_files
    from ukjapan_cli.documents.pairing import pair_of, pairs
    from ukjapan_cli.render import diagnostics as render

    flags = Flags(_codes(select, "select"), _codes(ignore, "ignore"), strict)
    if files:
        found = pairs([Location(path, _relative(path)) for path in files])
    else:
        locations = locate_files(options, criteria, Path())
        if locations.is_packaged:
            tell_packaged()
        found = iter([pair_of(locations)])
    checked = check_pairs(found, flags)
    match format:
        case CheckFormat.TEXT:
            emit(render.text(checked.diagnostics) + render.summary(checked))
        case CheckFormat.JSON:
            emit(render.json(checked))
    if checked.errors:
        raise typer.Exit(1)


def _codes(given: list[str] | None, flag: str) -> tuple[str, ...]:
    """The codes in a flag's values, which may hold several with commas between."""
    codes = tuple(code.strip() for text in given or () for code in text.split(",") if code.strip())
    if codes:
        from ukjapan_cli.checks.checking import unknown_code

        for code in codes:
            problem = unknown_code(code, flag)
            if problem:
                raise typer.BadParameter(problem, param_hint=f"'--{flag}'")
    return codes


def _relative(path: Path) -> str:
    """A path as diagnostics name it: with slashes, from the current folder if it is below that.

    On GitHub Actions it is from the top of the checkout, as annotations have it.
    """
    here = Path.cwd()
    workspace = os.environ.get("GITHUB_WORKSPACE") if os.environ.get("GITHUB_ACTIONS") else None
    top = Path(workspace) if workspace and here.is_relative_to(workspace) else here
    absolute = Path(os.path.normpath(here / path))
    return (absolute.relative_to(top) if absolute.is_relative_to(top) else path).as_posix()
