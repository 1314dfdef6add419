"""The best options of a table in a terminal or a pipe."""

from ukjapan_cli.features.score.terminal import ranking
from ukjapan_cli.features.table.analysis.result import TableScoring
from ukjapan_cli.features.table.words import left_out, of_table
from ukjapan_cli.formats.terminal import Screen


def table(result: TableScoring, screen: Screen) -> str:
    """The ranking with bars, and what of the table is not in it."""
    return ranking(result.scoring, screen, also=[of_table(result), *left_out(result)])
