"""A report as a workbook for spreadsheets: an auditor changes a weight and sees the rank move."""

from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.render.paper import Paper
from ukjapan_cli.render.workbook.musts import musts
from ukjapan_cli.render.workbook.performances import performances, reasons, sources
from ukjapan_cli.render.workbook.ranking import ranking
from ukjapan_cli.render.workbook.read_me import read_me
from ukjapan_cli.render.workbook.scales import scales
from ukjapan_cli.render.workbook.scores import scores
from ukjapan_cli.render.workbook.subject import subject_of
from ukjapan_cli.render.workbook.values import values
from ukjapan_cli.render.workbook.weights import perspectives, weights
from ukjapan_cli.render.workbook.writing import written

MOST_SCORES = 50_000
"""Options times criteria above which a spreadsheet is no place for a decision."""


class TooLargeForAWorkbookError(InputError, ValueError):
    """More scores than a spreadsheet recalculates while somebody waits."""


def xlsx(paper: Paper) -> bytes:
    """A paper's weights, performances, values and scores, with live formulas.

    The same paper gives the same bytes.

    Raises:
        TooLargeForAWorkbookError: there are more scores than a spreadsheet can do with.
    """
    decision = paper.appraisal.decision
    count = len(decision.options) * len(decision.leaves)
    if count > MOST_SCORES:
        raise TooLargeForAWorkbookError(
            f"{count:,} scores are more than a workbook is written for ({MOST_SCORES:,}); "
            "'ukjapan score --format csv' has the numbers"
        )
    subject = subject_of(paper)
    pages = [ranking(subject), weights(subject)]
    if decision.perspectives:
        pages.append(perspectives(subject))
    pages += [performances(subject), scales(subject), values(subject)]
    if subject.gated:
        pages.append(musts(subject))
    pages += [scores(subject), reasons(subject)]
    if decision.sources:
        pages.append(sources(subject))
    first = read_me(subject, tuple(page.title for page in pages))
    return written([first, *pages], made=decision.as_of)
