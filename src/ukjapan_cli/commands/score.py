"""`ukjapan score`."""

from dataclasses import replace
from enum import StrEnum
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
from ukjapan_cli.commands.output import tell
from ukjapan_cli.commands.show import show

EXAMPLES = """Examples:

\b
  ukjapan score
  ukjapan score --perspective treasury --as-of 2016-06-01
  ukjapan score --weight security=60 --weight readiness=0
  ukjapan score -o options.yaml -c criteria.yaml --format json
  ukjapan score --require likely
"""


class Required(StrEnum):
    """How sure first place has to be."""

    ROBUST = "robust"
    LIKELY = "likely"


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
    require: Annotated[
        Required | None,
        typer.Option(
            metavar="VERDICT",
            help="Exit 1 if first place is less sure than this: robust, likely.",
        ),
    ] = None,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Rank the options by overall value, and show what each value is made of."""
    decision = open_decision(
        options, criteria, perspective, weight, as_of, allow_missing=allow_missing
    )

    from ukjapan_cli.analysis.scoring import score as score_decision
    from ukjapan_cli.analysis.verdict import verdict
    from ukjapan_cli.render import score as render

    scoring = score_decision(decision, allow_missing=allow_missing)
    scoring = replace(scoring, verdict=verdict(scoring))
    show(scoring, format, render)
    if require is not None and not (scoring.verdict and scoring.verdict.is_at_least(require.value)):
        found = scoring.verdict.word if scoring.verdict else "without a verdict"
        tell(f"ukjapan: first place is {found}; --require {require.value} is not met\n")
        raise typer.Exit(1)
