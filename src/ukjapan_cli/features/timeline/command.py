"""`ukjapan timeline`."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from ukjapan_cli.cli.arguments import Asked, Format, Full, OutputFormat, asks
from ukjapan_cli.cli.show import show

EXAMPLES = """Examples:

\b
  ukjapan timeline
  ukjapan timeline --from 2016-01-01 --to 2017-12-31 --every month
  ukjapan timeline --perspective treasury --as-of 2016-06-01
  ukjapan timeline --format json
"""


class Every(StrEnum):
    """The steps of the table."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def _day(text: str | None, flag: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a date such as 2026-04-01"
        raise typer.BadParameter(message, param_hint=f"'{flag}'") from None


@asks
def timeline(
    *,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DATE",
            help="Start on this date instead of the first that any score states.",
            show_default=False,
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="DATE",
            help="End on this date instead of the last that any score states.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        Every | None,
        typer.Option(
            metavar="STEP",
            help="The table's steps: month, quarter, year; the shortest of up to 25 dates if not "
            "given.",
            show_default=False,
        ),
    ] = None,
    asked: Asked,
    full: Full = False,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Say who is first when, until when to act, and what waiting costs."""
    first, last = _day(start, "--from"), _day(end, "--to")
    decision = asked.decision()

    from ukjapan_cli.features.timeline import words as say
    from ukjapan_cli.features.timeline.analysis.timeline import timeline as analyse

    found = analyse(
        decision, start=first, end=last, every=every.value if every else None, full=full
    )
    show(found, format, __package__, say.omissions(found.course) if found.course else ())
