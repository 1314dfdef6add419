"""`ukjapan perspectives`."""

from ukjapan_cli.cli.arguments import Asked, Format, Full, OutputFormat, asks
from ukjapan_cli.cli.show import show

EXAMPLES = """Beside the perspectives stand the stated weights, or those of --perspective
and --weight. The compromise is the option whose largest regret is the least;
regret is the best value under a perspective less the option's own.

Examples:

\b
  ukjapan perspectives
  ukjapan perspectives --as-of 2016-06-01
  ukjapan perspectives --format json
"""


@asks
def perspectives(
    asked: Asked,
    full: Full = False,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Compare the rankings of all perspectives: who agrees, and which option all can live with."""
    decision = asked.decision()

    from ukjapan_cli.features.perspectives import words as say
    from ukjapan_cli.features.perspectives.analysis.perspectives import perspectives as compare

    found = compare(decision, full=full)
    show(found, format, __package__, say.omissions(found))
