"""`ukjapan score`."""

from enum import StrEnum
from typing import Annotated

import typer

from ukjapan_cli.cli.arguments import Asked, Format, OutputFormat, asks
from ukjapan_cli.cli.output import tell
from ukjapan_cli.cli.show import show

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


@asks
def score(
    asked: Asked,
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
    decision = asked.decision(allow_missing=allow_missing)

    from ukjapan_cli.features.verdict.analysis import Judged, verdict
    from ukjapan_cli.model.scoring import score as score_decision

    scoring = score_decision(decision, allow_missing=allow_missing)
    found = verdict(scoring)
    show(Judged(scoring, found), format, __package__)
    if require is not None and not (found and found.is_at_least(require.value)):
        word = found.word if found else "without a verdict"
        tell(f"ukjapan: first place is {word}; --require {require.value} is not met\n")
        raise typer.Exit(1)
