"""`ukjapan sensitivity`."""

from enum import StrEnum
from typing import Annotated

import typer

from ukjapan_cli.cli.arguments import Asked, Format, OutputFormat, asks
from ukjapan_cli.cli.completion import complete_criterion, complete_option
from ukjapan_cli.cli.show import show

EXAMPLES = """Examples:

\b
  ukjapan sensitivity
  ukjapan sensitivity security
  ukjapan sensitivity --first intelligence-sharing --within stated
  ukjapan sensitivity --perspective treasury --format json
"""


class Within(StrEnum):
    """Which weights a joint change may come to."""

    ANY = "any"
    STATED = "stated"


@asks
def sensitivity(
    *,
    criterion: Annotated[
        str | None,
        typer.Argument(
            metavar="CRITERION",
            help="Draw all options over the weight of this criterion or group: an id, the "
            "beginning of one, or a name.",
            autocompletion=complete_criterion,
            show_default=False,
        ),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option(
            metavar="OPTION",
            help="Find the least change of all weights together that puts this option first.",
            autocompletion=complete_option,
        ),
    ] = None,
    within: Annotated[
        Within | None,
        typer.Option(
            metavar="WHICH",
            help="Where --first looks: any weights (the default), or those within the stated "
            "intervals.",
        ),
    ] = None,
    asked: Asked,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Say at which weights and scores another option is first, exactly."""
    if within is not None and first is None:
        raise typer.BadParameter("is for --first alone", param_hint="'--within'")
    if criterion is not None and first is not None:
        raise typer.BadParameter("changes all weights, not one criterion's", param_hint="'--first'")
    decision = asked.decision()

    from ukjapan_cli.features.sensitivity.analysis.sensitivity import one_weight
    from ukjapan_cli.features.sensitivity.analysis.sensitivity import sensitivity as analyse

    if criterion is not None:
        show(one_weight(decision, criterion), format, f"{__package__}.one_weight")
        return

    found = analyse(decision, first=first, within="stated" if within is Within.STATED else "any")
    show(found, format, __package__)
