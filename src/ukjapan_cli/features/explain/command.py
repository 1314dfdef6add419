"""`ukjapan explain`."""

from typing import Annotated

import typer

from ukjapan_cli.cli.arguments import Asked, Format, OutputFormat, asks
from ukjapan_cli.cli.completion import complete_option
from ukjapan_cli.cli.show import show

EXAMPLES = """Examples:

\b
  ukjapan explain intelligence-sharing
  ukjapan explain peace
  ukjapan explain crisis-management --against counterterrorism-training
  ukjapan explain peacekeeping --perspective foreign-office --format markdown
"""


@asks
def explain(
    *,
    option: Annotated[
        str,
        typer.Argument(
            metavar="OPTION",
            help="An option's id, the beginning of one, or its name.",
            autocompletion=complete_option,
        ),
    ],
    against: Annotated[
        str | None,
        typer.Option(
            metavar="OTHER",
            help="Compare with this option, difference by difference.",
            autocompletion=complete_option,
        ),
    ] = None,
    asked: Asked,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Say why an option stands where it does, and what would put it first."""
    decision = asked.decision()

    from ukjapan_cli.features.explain.analysis.explanation import explain as explain_option

    show(explain_option(decision, option, against=against), format, __package__)
