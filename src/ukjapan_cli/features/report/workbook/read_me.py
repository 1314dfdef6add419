"""The first sheet: the question, the answer, how to use the workbook, and where it comes from."""

from collections.abc import Iterator

from ukjapan_cli.features.explain.words import standing as where_it_stands
from ukjapan_cli.features.report.workbook.contents import TOP, Subject
from ukjapan_cli.features.report.workbook.page import Cell, Formula, Page, Row, at
from ukjapan_cli.features.report.workbook.ranking import UNCHANGED
from ukjapan_cli.features.verdict.words import sentence
from ukjapan_cli.formats.phrases import listed, stand, title
from ukjapan_cli.version import __version__

_SHEETS = {
    "Ranking": "The options in order. Moves when you change anything.",
    "Weights": "What each criterion counts, why, and its share. Change the tinted numbers.",
    "Perspectives": "Other people's weights. Choose whose are in force on the sheet of weights.",
    "Performances": "What each option does on each criterion. Change the tinted cells.",
    "Scales": "What turns a performance into a value of 0 to 100.",
    "Values": "What each performance is worth on its scale.",
    "Musts": "The bounds that an option has to meet to be ranked.",
    "Scores": "Contributions, overall values, ranks, and the numbers of ukjapan beside them.",
    "Reasons": "Every score with its range, its reason and its source.",
    "Sources": "The documents that reasons cite.",
}


def read_me(subject: Subject, others: tuple[str, ...]) -> Page:
    """The first sheet of a workbook that has these other sheets."""
    return Page("Read me", _rows(subject, others), (27, 110))


def _rows(subject: Subject, others: tuple[str, ...]) -> Iterator[Row]:
    decision, paper = subject.decision, subject.paper
    yield [Cell(title(decision), "Title")]
    yield [Cell(stand(decision), "Note")]
    yield []
    yield from _answer(subject)
    yield []
    yield _row("To try another weight", "Change a tinted number on the sheet of weights.")
    if decision.perspectives:
        choose = "Choose a perspective in the tinted cell at the top of the sheet of weights."
        yield _row("To see it as others do", choose)
    yield _row("To try another score", "Change a tinted cell on the sheet of performances.")
    yield _row("To go back", "Undo, or open the file again.")
    yield _row("What does not move", _still(subject))
    yield [Cell("Cells that may be changed", "Strong"), Cell("look like this", "Input sample")]
    yield []
    for name in others:
        yield _row(name, _SHEETS[name])
    yield []
    yield _row("Written by", f"ukjapan {__version__}")
    yield _row("Command", paper.command)
    yield _row("Seed of the draws", str(paper.seed))
    for file in decision.files:
        yield _row(file.path, f"SHA-256 {file.sha256}")


def _row(label: str, text: str) -> Row:
    return [Cell(label, "Strong"), Cell(text)]


def _answer(subject: Subject) -> Iterator[Row]:
    scoring, appraisal = subject.scoring, subject.paper.appraisal
    leaders = [standing.option.name for standing in scoring.ranking if standing.is_first]
    yield _row("First", f"{listed(leaders)}. {where_it_stands(appraisal.explanations[0])}")
    if appraisal.verdict is not None:
        yield _row("How sure", _capital(sentence(appraisal.verdict).removeprefix("Verdict: ")))
    rank, note = f"Ranking!{at(1, TOP)}", f"Ranking!{at(7, TOP)}"
    name = f"Ranking!{at(2, TOP)}"
    tie = scoring.ranking[0].place is not None and scoring.ranking[0].place.tied
    formula = f'=IF({rank}=1,{name}&IF({note}="tied"," (tied)",""),"nobody is ranked")'
    now = leaders[0] + (" (tied)" if tie else "")
    yield [Cell("First in this workbook", "Strong"), Cell(Formula(formula, now))]
    yield [Cell("Check", "Strong"), Cell(Formula(f"=Ranking!{at(2, 4)}", UNCHANGED))]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _still(subject: Subject) -> str:
    still = "How sure, the ranges and the draws behind it: run ukjapan again with the new numbers."
    if subject.decision.perspectives:
        still += " Perspectives keep their own numbers when the stated weights change."
    return still
