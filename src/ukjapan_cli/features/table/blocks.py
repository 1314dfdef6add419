"""The ranking of a table: blocks, and the Markdown that they make."""

from ukjapan_cli.features.score.blocks import markdown as scoring_markdown
from ukjapan_cli.features.table.analysis.result import TableScoring
from ukjapan_cli.features.table.words import left_out, of_table
from ukjapan_cli.features.verdict.analysis import Judged
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import sentences
from ukjapan_cli.formats.escape import visible


def markdown(result: TableScoring) -> str:
    """The best options, the weights and what is not ranked, for a pull request or a wiki."""
    lines = (of_table(result), *left_out(result))
    notes = md.written([sentences(line) for line in lines])
    return f"{scoring_markdown(Judged(result.scoring, None))}\n{notes}"


def notes(result: TableScoring) -> str:
    """What whoever takes the data has to know: how many options are not in the ranking, and why."""
    return "".join(f"ukjapan: {visible(line)}\n" for line in left_out(result))
