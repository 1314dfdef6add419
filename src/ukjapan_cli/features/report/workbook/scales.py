"""The sheet of scales: what turns performances into values."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.options import performance_range
from ukjapan_cli.decision.scales import Levels, Linear, Local, Piecewise
from ukjapan_cli.features.report.workbook.contents import LEFT, SCALES_TOP, SLOPE, TOP, Subject
from ukjapan_cli.features.report.workbook.page import (
    Cell,
    Formula,
    Page,
    Row,
    Rule,
    Style,
    at,
    down,
)

_DATED = 9


def scales(subject: Subject) -> Page:
    """Every scale as points of performance and value; fixed ones may be changed."""
    last = max(last for _, last in subject.scale_rows.values())
    return Page(
        "Scales",
        _rows(subject),
        (34, 24, 14, 16, 10, 22, 60, 18, 14, 14),
        head=SCALES_TOP - 1,
        side=2,
        rules=(
            Rule(
                f"{at(5, SCALES_TOP)}:{at(5, last)}",
                "decimal",
                "0",
                "100",
                "A value is a number from 0 to 100.",
            ),
        ),
    )


def _rows(subject: Subject) -> Iterator[Row]:
    yield [Cell("Scales", "Title")]
    yield [
        Cell(
            "0 is the worst end, 100 the best. The ends of a local scale are the options' own, on "
            "every date that a score states.",
            "Note",
        )
    ]
    yield []
    yield []
    points = [
        [Cell(leaf.name), Cell(leaf.id, "Plain"), *point]
        for place, leaf in enumerate(subject.leaves)
        for point in _points(subject, place, leaf)
    ]
    width = max(map(len, points))
    heads: tuple[tuple[str, Style], ...] = (
        ("Criterion", "Head"),
        ("Id", "Head"),
        ("Scale", "Head"),
        ("Performance", "Head number"),
        ("Value", "Head number"),
        ("Unit", "Head"),
        ("What it means", "Head"),
        ("Value of a unit more", "Head number"),
        ("Least on any date", "Head number"),
        ("Greatest on any date", "Head number"),
    )
    yield [Cell(name, style) for name, style in heads[:width]]
    yield from points


def _points(subject: Subject, place: int, leaf: Criterion) -> Iterator[list[Cell | None]]:
    match leaf.scale:
        case Linear(worst=worst, best=best, unit=unit, anchors=anchors):
            for end, performance, value in (("worst", worst, 0.0), ("best", best, 100.0)):
                yield [
                    Cell(f"fixed, {end}", "Plain"),
                    Cell(performance, "Input"),
                    Cell(value, "Amount"),
                    Cell(unit, indent=1),
                    Cell(anchors.get(end, "")),
                ]
        case Piecewise() as scale:
            yield from _piecewise(subject.scale_rows[leaf.id][0], scale)
        case Levels(levels=levels, anchors=anchors):
            for name, value in levels.items():
                yield [
                    Cell("level", "Plain"),
                    Cell(name, "Plain"),
                    Cell(value, "Input"),
                    None,
                    Cell(anchors.get(name, "")),
                ]
        case Local() as scale:
            yield from _local(subject, place, leaf, scale)


def _piecewise(first: int, scale: Piecewise) -> Iterator[list[Cell | None]]:
    steps = [(then[1] - now[1]) / (then[0] - now[0]) for now, then in pairwise(scale.points)]
    last = first + len(steps)
    meanings = _meanings(scale)
    for row, (performance, value) in enumerate(scale.points, first):
        if row < last:
            rise = f"({at(5, row + 1)}-{at(5, row)})/({at(4, row + 1)}-{at(4, row)})"
            slope = Formula(f"={rise}", steps[row - first])
        else:
            slope = Formula(f"={at(SLOPE, row - 1)}", steps[-1])
        yield [
            Cell("point", "Plain"),
            Cell(performance, "Input"),
            Cell(value, "Input"),
            Cell(scale.unit, indent=1),
            Cell(meanings.get(value, "")),
            Cell(slope, "Working"),
        ]


def _meanings(scale: Piecewise) -> Mapping[float, str]:
    return {0.0: scale.anchors.get("worst", ""), 100.0: scale.anchors.get("best", "")}


def _local(
    subject: Subject, place: int, leaf: Criterion, scale: Local
) -> Iterator[list[Cell | None]]:
    low, high = performance_range(subject.options, leaf.id) or (0.0, 0.0)
    dated = [
        performance
        for option in subject.options
        if (score := option.scores[leaf.id]).over_time
        for performance in (score.performance.point, *(then for _, then in score.over_time))
    ]
    first, _ = subject.scale_rows[leaf.id]
    performances = f"Performances!{down(LEFT + place, TOP, subject.bottom)}"
    for row, (end, value) in enumerate((("worst", 0.0), ("best", 100.0)), first):
        is_least = (end == "worst") != scale.lower_is_better
        function, column, number = ("MIN", _DATED, low) if is_least else ("MAX", _DATED + 1, high)
        beside = f",{at(column, row)}" if dated else ""
        yield [
            Cell(f"local, {end}", "Plain"),
            Cell(Formula(f"={function}({performances}{beside})", number), "Amount"),
            Cell(value, "Amount"),
            Cell(scale.unit, indent=1),
            Cell(scale.anchors.get(end, "")),
            *_dated(dated, is_least=is_least),
        ]


def _dated(performances: list[float], *, is_least: bool) -> list[Cell | None]:
    """The columns of what scores state on other dates; none where no score is dated."""
    if not performances:
        return []
    if is_least:
        return [None, Cell(min(performances), "Input"), None]
    return [None, None, Cell(max(performances), "Input")]
