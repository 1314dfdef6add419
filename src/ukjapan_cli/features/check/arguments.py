"""What the commands that check have in common: which rules run, and where the findings go."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from ukjapan_cli.features.check.output import CheckFormat

if TYPE_CHECKING:
    from ukjapan_cli.features.check.settings import Flags

Select: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CODES",
        help="Run only these rules and those of structure: codes or beginnings of codes, "
        "such as UKJ4,UKJ302. Repeatable.",
    ),
]
Ignore: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(metavar="CODES", help="Do not run these rules. Repeatable."),
]
Strict: TypeAlias = Annotated[
    bool, typer.Option("--strict", help="Count every warning as an error.")
]
FindingsFormat: TypeAlias = Annotated[
    CheckFormat | None,
    typer.Option(
        metavar="FORMAT",
        help="How to write it: text, github, json, sarif, junit; "
        "github on GitHub Actions and otherwise text, if not given.",
    ),
]
FindingsFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        readable=False,
        help="Write it into this file, as text if no format is given; to stdout if not given.",
        show_default=False,
    ),
]


def flags_in(select: list[str] | None, ignore: list[str] | None, *, strict: bool) -> "Flags":
    """The rules that are asked for.

    Raises:
        typer.BadParameter: there is no such code, or one is both selected and ignored.
    """
    from ukjapan_cli.features.check.settings import Flags

    flags = Flags(_codes(select, "select"), _codes(ignore, "ignore"), strict)
    if both := ", ".join(code for code in flags.select if code in flags.ignore):
        raise typer.BadParameter(f"{both} is selected as well", param_hint="'--ignore'")
    return flags


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
