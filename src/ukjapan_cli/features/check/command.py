"""`ukjapan check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ukjapan_cli.cli.arguments import CriteriaFile, OptionsFile, is_typed, refuse
from ukjapan_cli.cli.out import check_out
from ukjapan_cli.features.check.arguments import (
    FindingsFile,
    FindingsFormat,
    Ignore,
    Select,
    Strict,
    flags_in,
)
from ukjapan_cli.features.check.github_actions import relative
from ukjapan_cli.features.check.output import conclude, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ukjapan_cli.documents.files.locations import Location
    from ukjapan_cli.documents.files.pairing import Pair
    from ukjapan_cli.features.check.result import Checked
    from ukjapan_cli.features.check.settings import Flags

EXAMPLES = """Examples:

\b
  ukjapan check
  ukjapan check options.yaml
  ukjapan check decisions/ --strict
  ukjapan check --select UKJ4 --format json
  ukjapan check --diff
"""


def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES]...",
            readable=False,
            help="Options and criteria files, or folders that hold some; "
            "those in one folder are checked together.",
        ),
    ] = None,
    options: OptionsFile = None,
    criteria: CriteriaFile = None,
    select: Select = None,
    ignore: Ignore = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GLOB",
            help="Leave out what is called so below the folders: a name or a path, with * for "
            "anything. Repeatable.",
        ),
    ] = None,
    strict: Strict = False,
    format: FindingsFormat = None,  # noqa: A002 (the flag's name)
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="Fix in the files what needs no judgement: slips in keys and ids, missing "
            "quotes, a byte order mark; then check.",
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show what --fix would change, and write nothing."),
    ] = False,
    out: FindingsFile = None,
) -> None:
    """Find everything that is wrong with a decision's files; exit 1 if there is an error."""
    if diff:
        refuse("a diff goes to stdout", {"--out": out})
        refuse("a diff has a format of its own", {"--format": format})
    if out is not None:
        check_out(out, options, criteria, *(files or ()))
    flags = flags_in(select, ignore, strict=strict)
    found, passed_over = _found(context, files or [], options, criteria, exclude or [])
    named = files or [path for path in (options, criteria) if path]
    checked = _checked(found, flags, named, fix=fix, diff=diff)
    checked = checked._replace(passed_over=tuple(passed_over))
    if not diff:
        write(checked, format, out)
    conclude(checked)


def _found(
    context: typer.Context,
    files: list[Path],
    options: Path | None,
    criteria: Path | None,
    exclude: list[str],
) -> "tuple[Iterable[Pair], list[str]]":
    """The decisions that are meant, never one that nobody asked for; and what is left out."""
    from ukjapan_cli.documents.files.locations import Locations, locate_files
    from ukjapan_cli.documents.files.pairing import Pairs, pair_of, pairs_here
    from ukjapan_cli.documents.yaml.document import is_folder

    if not any(map(is_folder, files)):
        refuse("only in a folder is anything left out", {"--exclude": exclude or None})
    if files:
        named = {
            "--options": is_typed(context, "options"),
            "--criteria": is_typed(context, "criteria"),
        }
        refuse("the files are named", {flag: typed or None for flag, typed in named.items()})
        pairs = Pairs(map(_location, files), exclude)
        return pairs, pairs.passed_over
    if options is None and criteria is None:
        return pairs_here(_location(Path())), []
    locations = locate_files(options, criteria, Path())
    ours = Locations(_location(locations.options.path), _location(locations.criteria.path))
    return [pair_of(ours)], []


def _location(path: Path) -> "Location":
    from ukjapan_cli.documents.files.locations import Location

    return Location(path, relative(path))


def _checked(
    found: "Iterable[Pair]", flags: "Flags", named: list[Path], *, fix: bool, diff: bool
) -> "Checked":
    """What is wrong: as the files are, or after fixing them."""
    if diff:
        from ukjapan_cli.features.check.fix_files import show_fixes

        return show_fixes(found, flags)
    if fix:
        from ukjapan_cli.features.check.fix_files import fix_files

        return fix_files(found, flags, named)
    from ukjapan_cli.features.check.run import check as check_pairs

    return check_pairs(found, flags)
