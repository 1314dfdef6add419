"""A report as a workbook for spreadsheets: an auditor changes a weight and sees the rank move."""

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.report.contents import Paper
from ukjapan_cli.features.report.workbook.contents import subject_of
from ukjapan_cli.features.report.workbook.musts import musts
from ukjapan_cli.features.report.workbook.performances import performances
from ukjapan_cli.features.report.workbook.perspectives import perspectives
from ukjapan_cli.features.report.workbook.ranking import ranking
from ukjapan_cli.features.report.workbook.read_me import read_me
from ukjapan_cli.features.report.workbook.reasons import reasons, sources
from ukjapan_cli.features.report.workbook.scales import scales
from ukjapan_cli.features.report.workbook.scores import scores
from ukjapan_cli.features.report.workbook.values import values
from ukjapan_cli.features.report.workbook.weights import weights
from ukjapan_cli.features.report.workbook.writing import written

MOST_OPTIONS, MOST_CRITERIA, MOST_SCORES = 5_000, 1_000, 50_000
"""What a spreadsheet computes anew while somebody waits, and what its formulas can hold."""


class TooLargeForAWorkbookError(InputError, ValueError):
    """More options, criteria, perspectives or scores than a spreadsheet can do with."""


def xlsx(paper: Paper) -> bytes:
    """A paper's weights, performances, values and scores, with live formulas.

    The same paper gives the same bytes.

    Raises:
        TooLargeForAWorkbookError: there is more than a spreadsheet can do with.
    """
    decision = paper.appraisal.decision
    check_size(decision)
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


def check_size(decision: Decision) -> None:
    """Refuse a decision that is more than a spreadsheet can do with.

    Raises:
        TooLargeForAWorkbookError: it is.
    """
    options, criteria = len(decision.options), len(decision.leaves)
    for count, most, what in (
        (options, MOST_OPTIONS, "options"),
        (criteria, MOST_CRITERIA, "criteria"),
        (len(decision.perspectives), MOST_CRITERIA, "perspectives"),
        (options * criteria, MOST_SCORES, "scores"),
    ):
        if count > most:
            raise TooLargeForAWorkbookError(
                f"{count:,} {what} are too many for a workbook, which holds {most:,}; "
                "'ukjapan score --format csv' has the numbers"
            )
