"""`ukjapan check`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ukjapan_cli.cli.arguments import CriteriaFile, OptionsFile, is_typed
from ukjapan_cli.cli.out import check_out, write_out
from ukjapan_cli.cli.output import emit, shows_colour
from ukjapan_cli.features.check.github_actions import add_to_step_summary, is_on_github, relative
from ukjapan_cli.features.table.arguments import (
    ColumnNames,
    EngineName,
    HighSuffix,
    IdColumn,
    LowSuffix,
    Master,
    NameColumn,
    Table,
    TableColumns,
    refuse,
    refuse_options,
    table_arguments,
)

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
  ukjapan check -c criteria.yaml --table register.parquet
"""


class CheckFormat(StrEnum):
    """How diagnostics are written."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"


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
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GLOB",
            help="Leave out what is called so below the folders: a name or a path, with * for "
            "anything. Repeatable.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Count every warning as an error.")
    ] = False,
    format: Annotated[  # noqa: A002 (the flag's name)
        CheckFormat | None,
        typer.Option(
            metavar="FORMAT",
            help="How to write it: text, github, json, sarif, junit; "
            "github on GitHub Actions and otherwise text, if not given.",
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="Mend in the files what needs no judgement: slips in keys and ids, missing "
            "quotes, a byte order mark; then check.",
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show what --fix would change, and write nothing."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            readable=False,
            help="Write it into this file, as text if no format is given; to stdout if not given.",
            show_default=False,
        ),
    ] = None,
    table: Table = None,
    engine: EngineName = None,
    master: Master = None,
    column: ColumnNames = None,
    id_column: IdColumn = None,
    name_column: NameColumn = None,
    low_suffix: LowSuffix = None,
    high_suffix: HighSuffix = None,
) -> None:
    """Find everything that is wrong with a decision's files; exit 1 if there is an error."""
    from ukjapan_cli.features.check.settings import Flags

    if out is not None:
        refuse("a diff goes to stdout", {"--out": out if diff else None})
        check_out(out, options, criteria, Path(table) if table else None, *(files or ()))
    flags = Flags(_codes(select, "select"), _codes(ignore, "ignore"), strict)
    if both := ", ".join(code for code in flags.select if code in flags.ignore):
        raise typer.BadParameter(f"{both} is selected as well", param_hint="'--ignore'")
    columns = TableColumns(column, id_column, name_column, low_suffix, high_suffix)
    if table is not None:
        refuse_options(context, options)
        of_files = {
            "FILES": files or None,
            "--exclude": exclude or None,
            "--fix": fix or None,
            "--diff": diff or None,
        }
        refuse("a table is checked by itself", of_files)

        from ukjapan_cli.features.table.check_command import check_table

        checked = check_table(criteria, table_arguments(table, engine, columns, master), flags)
    else:
        refuse(
            "only a table has that; give --table",
            {"--engine": engine, "--master": master, **columns.flags},
        )
        if diff:
            refuse("a diff has a format of its own", {"--format": format})
        found, passed_over = _found(context, files or [], options, criteria, exclude or [])
        named = files or [path for path in (options, criteria) if path]
        checked = _checked(found, flags, named, fix=fix, diff=diff)
        checked = checked._replace(passed_over=tuple(passed_over))
    if out is not None:
        write_out(out, _written(checked, format or CheckFormat.TEXT, colour=False).encode())
    elif not diff:
        default = CheckFormat.GITHUB if is_on_github() else CheckFormat.TEXT
        emit(_written(checked, format or default, colour=shows_colour()))
    add_to_step_summary(checked)
    if checked.errors:
        raise typer.Exit(1)


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


def _codes(given: list[str] | None, flag: str) -> tuple[str, ...]:
    """The codes in a flag's values, which may hold several with commas between."""
    codes = tuple(code.strip() for text in given or () for code in text.split(",") if code.strip())
    if codes:
        from ukjapan_cli.features.check.run import unknown_code

        for code in codes:
            problem = unknown_code(code, flag)
            if problem:
                raise typer.BadParameter(problem, param_hint=f"'--{flag}'")
    return codes


def _location(path: Path) -> "Location":
    from ukjapan_cli.documents.files.locations import Location

    return Location(path, relative(path))


def _checked(
    found: "Iterable[Pair]", flags: "Flags", named: list[Path], *, fix: bool, diff: bool
) -> "Checked":
    """What is wrong: as the files are, or after mending them."""
    if diff:
        from ukjapan_cli.features.check.fix_files import show_mends

        return show_mends(found, flags)
    if fix:
        from ukjapan_cli.features.check.fix_files import mend_files

        return mend_files(found, flags, named)
    from ukjapan_cli.features.check.run import check as check_pairs

    return check_pairs(found, flags)


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
