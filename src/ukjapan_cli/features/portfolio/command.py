"""`ukjapan portfolio`."""

from typing import Annotated

import typer

from ukjapan_cli.cli.arguments import Asked, Format, Full, OutputFormat, Seed, asks
from ukjapan_cli.cli.completion import complete_budget, complete_cost, complete_option
from ukjapan_cli.cli.progress import progress
from ukjapan_cli.cli.show import show
from ukjapan_cli.model.estimate import MOST_DRAWS

_SECONDS = 6.0
EXAMPLES = """Examples:

\b
  ukjapan portfolio --budget money=6 --budget attention=4
  ukjapan portfolio --budget money=6 --must peacekeeping --at-most 3
  ukjapan portfolio --frontier money
  ukjapan portfolio --budget money=6 --format json
"""


def _budgets(given: list[str] | None) -> dict[str, float]:
    budgets: dict[str, float] = {}
    for text in given or ():
        key, equals, number = text.rpartition("=")
        key = key.strip()
        try:
            amount = float(number)
        except ValueError:
            equals = ""
        if not equals or not key:
            message = f"{text!r} is not KEY=AMOUNT, such as money=6"
            raise typer.BadParameter(message, param_hint="'--budget'")
        if key in budgets:
            raise typer.BadParameter(f"{key!r} is given twice", param_hint="'--budget'")
        budgets[key] = amount
    return budgets


def limit_of(seconds: float | None, *, full: bool) -> float | None:
    """The seconds that packages may take: as given, or a few; none with everything wanted."""
    if seconds is None:
        return None if full else _SECONDS
    if 0 < seconds < float("inf"):
        return seconds
    message = f"{seconds:g} is not a number of seconds above 0"
    raise typer.BadParameter(message, param_hint="'--time-limit'")


@asks
def portfolio(
    asked: Asked,
    budget: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=AMOUNT",
            help="The most that the package may take of a cost. Repeatable.",
            autocompletion=complete_budget,
        ),
    ] = None,
    must: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OPTION",
            help="Have this option in the package. Repeatable.",
            autocompletion=complete_option,
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="OPTION",
            help="Leave this option out. Repeatable.",
            autocompletion=complete_option,
        ),
    ] = None,
    at_least: Annotated[
        int, typer.Option(metavar="N", min=0, help="Take so many options or more.")
    ] = 0,
    at_most: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Take so many options or fewer.", show_default=False),
    ] = None,
    top: Annotated[
        int, typer.Option(metavar="N", min=1, max=1000, help="How many of the best packages.")
    ] = 5,
    frontier: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="Draw value against this cost, for every efficient package.",
            autocompletion=complete_cost,
        ),
    ] = None,
    draws: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=MOST_DRAWS,
            help="How many draws of scores, weights and costs: 10000 if not given, fewer with "
            "more than twelve options, 100 with more than fifteen.",
            show_default=False,
        ),
    ] = None,
    seed: Seed = 1,
    time_limit: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            help="Stop after so long, and say what is not proven: 6 if not given.",
            show_default=False,
        ),
    ] = None,
    full: Full = False,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Find the best package of options under budgets, and say what it leaves out and why."""
    budgets, limit = _budgets(budget), limit_of(time_limit, full=full)
    decision = asked.decision()

    from ukjapan_cli.features.portfolio import words as say
    from ukjapan_cli.features.portfolio.analysis.portfolio import portfolio as portfolio_of

    with progress("Solving") as shown:
        found = portfolio_of(
            decision,
            budgets,
            must=must or (),
            without=without or (),
            at_least=at_least,
            at_most=at_most,
            top=top,
            frontier=frontier,
            draws=draws,
            seed=seed,
            time_limit=limit,
            full=full,
            progress=shown,
        )
    show(found, format, __package__, say.omissions(found))
