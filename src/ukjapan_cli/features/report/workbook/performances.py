"""The sheet of performances: what every option does, which may be changed."""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.scales import Levels, Local
from ukjapan_cli.features.report.workbook.contents import LEFT, TOP, Subject
from ukjapan_cli.features.report.workbook.page import Cell, Page, Row, Rule, letters

BASELINE = "baseline"


def performances(subject: Subject) -> Page:
    """What every option does on every criterion, in the criterion's units; all may be changed."""
    return Page(
        "Performances",
        _rows(subject),
        (34, 24, 10, 17),
        head=TOP - 1,
        side=3,
        rules=tuple(_rule(subject, place, leaf) for place, leaf in enumerate(subject.leaves)),
    )


def heads(subject: Subject, title: str, note: str, third: str) -> Iterator[Row]:
    """The rows above the last of the head, on a sheet of options × criteria."""
    yield [Cell(title, "Title")]
    yield [Cell(note, "Note")]
    yield []
    names = [Cell(leaf.name, "Head number") for leaf in subject.leaves]
    yield [Cell("Option", "Head"), Cell("Id", "Head"), Cell(third, "Head"), *names]
    blank = [Cell("", "Subhead")] * 3
    yield [*blank, *(Cell(leaf.id, "Subhead number") for leaf in subject.leaves)]


def _rows(subject: Subject) -> Iterator[Row]:
    day = subject.decision.as_of
    when = f"As of {day.day} {day:%B %Y}. " if day else ""
    note = f"{when}Change the tinted cells. Reasons and sources are on the sheet of reasons."
    yield from heads(subject, "Performances", note, "Role")
    blank = [Cell("", "Subhead")] * 3
    yield [*blank, *(Cell(_unit(leaf), "Subhead number") for leaf in subject.leaves)]
    for option, row in zip(subject.options, subject.table.performances.tolist(), strict=True):
        yield [
            Cell(option.name),
            Cell(option.id, "Plain"),
            Cell(BASELINE if option.is_baseline else "option", "Plain"),
            *(_cell(leaf, number) for leaf, number in zip(subject.leaves, row, strict=True)),
        ]


def _unit(leaf: Criterion) -> str:
    if isinstance(leaf.scale, Levels):
        return "level"
    return leaf.scale.unit if leaf.scale else ""


def _cell(leaf: Criterion, performance: float) -> Cell:
    if isinstance(leaf.scale, Levels):
        names = leaf.scale.names_at(performance)
        if names:
            return Cell(names[0], "Input text")
    return Cell(performance, "Input")


def _rule(subject: Subject, place: int, leaf: Criterion) -> Rule:
    name = letters(LEFT + place)
    cells = f"{name}{TOP}:{name}{subject.bottom}"
    scale = subject.scale(leaf, 4)
    if isinstance(leaf.scale, Levels):
        return Rule(cells, "list", scale, "", "Choose one of the scale's levels.")
    if isinstance(leaf.scale, Local):
        return Rule(cells, "decimal", "-1E+300", "1E+300", "A performance is a number.")
    message = "This is off the criterion's scale; see the sheet of scales."
    return Rule(cells, "decimal", f"MIN({scale})", f"MAX({scale})", message)
