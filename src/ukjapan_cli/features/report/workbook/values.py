"""The sheet of values: what every performance is worth on its scale."""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.scales import Levels, Local, Piecewise
from ukjapan_cli.features.report.workbook.contents import SLOPE, TOP, Subject, number_at
from ukjapan_cli.features.report.workbook.page import Cell, Formula, Page, Row
from ukjapan_cli.features.report.workbook.performances import heads


def values(subject: Subject) -> Page:
    """What every performance is worth on its scale."""
    return Page("Values", _values(subject), (34, 24, 10, 17), head=TOP - 1, side=3)


def _values(subject: Subject) -> Iterator[Row]:
    note = "0 is worth the scale's worst end, 100 its best. Computed; change performances instead."
    yield from heads(subject, "Values", note, "")
    blank = [Cell("", "Subhead")] * 3
    yield [*blank, *(Cell("0 to 100", "Subhead number") for _ in subject.leaves)]
    rows = subject.table.values.tolist()
    for row, (option, worth) in enumerate(zip(subject.options, rows, strict=True), TOP):
        cells = [
            Cell(Formula(f"={_worth(subject, place, leaf, row)}", value), "Value")
            for place, (leaf, value) in enumerate(zip(subject.leaves, worth, strict=True))
        ]
        yield [Cell(option.name), Cell(option.id, "Plain"), None, *cells]


def _worth(subject: Subject, place: int, leaf: Criterion, row: int) -> str:
    """The formula of a value: of its kind of scale, with a word where there is none."""
    does, _ = number_at(place, row)
    worst, best = subject.scale_end(leaf, 0), subject.scale_end(leaf, -1)
    at_, worth, slope = (subject.scale(leaf, column) for column in (4, 5, SLOPE))
    on_line = f"({does}-{worst})/({best}-{worst})*100"
    match leaf.scale:
        case Levels():
            is_it = f"EXACT({does},{at_})"  # MATCH takes no heed of case, and * for anything
            found = f'IF(SUMPRODUCT(--{is_it})=1,SUMPRODUCT(--{is_it},{worth}),"no such level")'
            between = f'IF(AND({does}>=0,{does}<=100),{does},"off the scale")'
            missing = f'IF(ISTEXT({does}),{found},"missing")'
            return f"IF(ISNUMBER({does}),{between},{missing})"
        case Local():
            return f'IF(ISNUMBER({does}),IF({best}={worst},0,{on_line}),"missing")'
        case Piecewise():
            start = f"LOOKUP({does},{at_},{at_})"
            on_line = f"LOOKUP({does},{at_},{worth})+({does}-{start})*LOOKUP({does},{at_},{slope})"
    is_on_scale = f"AND({does}>=MIN({at_}),{does}<=MAX({at_}))"
    return f'IF(ISNUMBER({does}),IF({is_on_scale},{on_line},"off the scale"),"missing")'
