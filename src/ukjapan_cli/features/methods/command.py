"""`ukjapan methods`."""

from ukjapan_cli.cli.arguments import Asked, Format, OutputFormat, asks
from ukjapan_cli.cli.show import show

EXAMPLES = """The methods: weighted product, TOPSIS, VIKOR (v = 0.5; lower is better) and
PROMETHEE II (usual criterion), on the same values and weights as the additive
model. Kendall's tau-b compares ranks: 1 is the same order, -1 the reverse.

Examples:

\b
  ukjapan methods
  ukjapan methods --perspective treasury
  ukjapan methods --weight security=60 --format markdown
"""


@asks
def methods(
    asked: Asked,
    format: OutputFormat = Format.TABLE,  # noqa: A002 (the flag's name)
) -> None:
    """Rank the options by other methods too, and say what explains the differences."""
    decision = asked.decision()

    from ukjapan_cli.features.methods.analysis.methods import methods as rank_by_methods

    show(rank_by_methods(decision), format, __package__)
