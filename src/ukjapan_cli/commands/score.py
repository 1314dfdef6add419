"""`ukjapan score`."""

from typing import Annotated

import typer

from ukjapan_cli.commands.arguments import (
    AsOf,
    CriteriaFile,
    Format,
    OptionsFile,
    OutputFormat,
    Perspective,
    Weights,
    open_decision,
)
from ukjapan_cli.commands.show import show

EXAMPLES = """Examples:

\b
  ukjapan score
  ukjapan score --perspective treasury --as-of 2016-06-01
  ukjapan score --weight security=60 --weight readiness=0
  ukjapan score -o options.yaml -c criteria.yaml --format json
"""


def score(
    options: OptionsFile = None,
    criteria: CriteriaFile = None,
    perspective: Perspective = None,
    weight: Weights = None,
    as_of: AsOf = None,
    allow_missing: Annotated[
        bool,
        typer.Option(
            "--allow-missing",
            help="Rank options with missing scores on what those could be, from worst to best.",
        ),
    ] = False,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Rank the options by overall value, and show what each value is made of."""
    decision = open_decision(
        options, criteria, perspective, weight, as_of, allow_missing=allow_missing
    )

    from ukjapan_cli.analysis.scoring import score as score_decision
    from ukjapan_cli.render import score as render

    show(score_decision(decision, allow_missing=allow_missing), format, render)
