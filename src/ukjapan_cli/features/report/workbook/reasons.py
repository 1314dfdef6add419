"""The lists that nothing is computed from: reasons, and the sources that they cite."""

from collections.abc import Iterator

from ukjapan_cli.features.report.workbook.contents import Subject
from ukjapan_cli.features.report.workbook.page import Cell, Page, Row
from ukjapan_cli.formats.phrases import on_scale, stated_range, with_unit


def reasons(subject: Subject) -> Page:
    """Every score with its range, reason and source: a list that can be searched and compared."""
    return Page("Reasons", _reasons(subject), (30, 30, 22, 22, 34, 70, 22), head=4, can_filter=True)


def _reasons(subject: Subject) -> Iterator[Row]:
    yield [Cell("Reasons", "Title")]
    yield [Cell("As the files have them; nothing is computed from this list.", "Note")]
    yield []
    names = ("Option", "Criterion", "Performance", "Range", "By date", "Because", "Source")
    yield [Cell(name, "Head") for name in names]
    day = subject.decision.as_of
    for option in subject.options:
        for leaf in subject.leaves:
            score = option.scores[leaf.id]
            stated = score.on(day)
            dated = "; ".join(
                f"{when.isoformat()}: {on_scale(leaf.scale, then)}"
                for when, then in score.over_time
            )
            yield [
                Cell(option.name),
                Cell(leaf.name),
                Cell(with_unit(leaf.scale, stated.point)),
                Cell(stated_range(leaf.scale, stated).strip(" ()")),
                Cell(dated),
                Cell(score.because),
                Cell(str(score.source or "")),
            ]


def sources(subject: Subject) -> Page:
    """What the reasons cite."""
    return Page("Sources", _sources(subject), (24, 60, 30, 14, 50), head=4, can_filter=True)


def _sources(subject: Subject) -> Iterator[Row]:
    yield [Cell("Sources", "Title")]
    yield [Cell("What reasons and weights cite, by id.", "Note")]
    yield []
    yield [Cell(name, "Head") for name in ("Id", "Title", "Author", "Date", "Address")]
    for source in subject.decision.sources.values():
        date = source.date.isoformat() if source.date else ""
        row = (source.id, source.title, source.author, date, source.url)
        yield [Cell(text) for text in row]
