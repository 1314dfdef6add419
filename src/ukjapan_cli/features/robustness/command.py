"""`ukjapan robustness`."""

from enum import StrEnum
from typing import Annotated

import typer

from ukjapan_cli.cli.arguments import Asked, Format, Full, OutputFormat, Seed, asks
from ukjapan_cli.cli.progress import progress
from ukjapan_cli.cli.show import show
from ukjapan_cli.model.estimate import MOST_DRAWS

EXAMPLES = """Which weights are drawn, with --weights:

\b
  stated  within each weight's low and high, or 25% either side of it
  ranked  any that keep the order of the stated weights
  any     any at all, whatever is stated
  exact   the stated weights only; just the scores are drawn

Stated and ranked weights are drawn uniformly among each set of siblings, each
set by itself, and multiplied down the tree of groups; any, over all criteria.

Examples:

\b
  ukjapan robustness
  ukjapan robustness --weights any --draws 1000000
  ukjapan robustness --until 0.001 --seed 7 --format json
  ukjapan robustness --perspective treasury --weights ranked
"""


class WeightsToDraw(StrEnum):
    """Which weights are possible."""

    STATED = "stated"
    RANKED = "ranked"
    ANY = "any"
    EXACT = "exact"


def _until(number: float | None) -> float | None:
    if number is None or 0 < number <= 0.5:
        return number
    message = f"{number:g} is not above 0 and at most 0.5, such as 0.001"
    raise typer.BadParameter(message, param_hint="'--until'")


@asks
def robustness(
    asked: Asked,
    weights: Annotated[
        WeightsToDraw,
        typer.Option(metavar="WHICH", help="Which weights to draw: stated, ranked, any, exact."),
    ] = WeightsToDraw.STATED,
    draws: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=MOST_DRAWS,
            help="How many draws, or with --until how many at most; if not given those of the "
            "verdict, 10000 or for large decisions fewer, and with --until some seconds' draws.",
            show_default=False,
        ),
    ] = None,
    seed: Seed = 1,
    until: Annotated[
        float | None,
        typer.Option(
            metavar="ERROR",
            help="Draw until no standard error of how often an option is first is above this.",
        ),
    ] = None,
    full: Full = False,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Say how often each option takes each rank while scores and weights are uncertain."""
    largest_error = _until(until)
    decision = asked.decision()

    from ukjapan_cli.features.robustness import words as say
    from ukjapan_cli.features.robustness.analysis.robustness import robustness as robustness_of

    with progress("Drawing") as shown:
        found = robustness_of(
            decision,
            weights=weights.value,
            draws=draws,
            seed=seed,
            until=largest_error,
            full=full,
            progress=shown,
        )
    show(found, format, __package__, say.omissions(found))
