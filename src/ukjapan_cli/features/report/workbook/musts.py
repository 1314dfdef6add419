"""The sheet of gates: which options meet every `must`."""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.scales import Levels
from ukjapan_cli.features.report.workbook.contents import LEFT, TOP, Subject, number_at
from ukjapan_cli.features.report.workbook.page import Cell, Formula, Page, Row, Rule, at, fixed

FAILS = "fails"
"""What stands where an option does not meet a bound."""


def musts(subject: Subject) -> Page:
    """Which options meet every `must`."""
    last = LEFT + len(subject.gated) - 1
    rule = Rule(
        f"{at(LEFT, 5)}:{at(last, 6)}", "decimal", "-1E+300", "1E+300", "A bound is a number."
    )
    return Page("Musts", _musts(subject), (34, 24, 12, 17), head=TOP - 1, side=3, rules=(rule,))


def _musts(subject: Subject) -> Iterator[Row]:
    note = "An option that fails is shown, never ranked. On a scale of levels, a bound is a value."
    yield [Cell("Musts", "Title")]
    yield [Cell(note, "Note")]
    yield []
    names = [Cell(leaf.name, "Head number") for _, leaf in subject.gated]
    yield [Cell("Option", "Head"), Cell("Id", "Head"), Cell("", "Head"), *names]
    gates = [leaf.gate for _, leaf in subject.gated if leaf.gate]
    blank = [Cell("", "Subhead")] * 2
    least = (Cell(gate.at_least, "Input") for gate in gates)
    yield [*blank, Cell("At least", "Subhead"), *least]
    most = (Cell(gate.at_most, "Input") for gate in gates)
    yield [*blank, Cell("At most", "Subhead"), *most]
    for row, standing in enumerate(subject.standings, TOP):
        failed = {gate.criterion.id for gate in standing.failed}
        cells = [
            Cell(
                Formula(
                    f"={_meets(leaf, place, LEFT + column, row)}",
                    FAILS if leaf.id in failed else "meets",
                ),
                "Amount",
            )
            for column, (place, leaf) in enumerate(subject.gated)
        ]
        yield [Cell(standing.option.name), Cell(standing.option.id, "Plain"), None, *cells]


def _meets(leaf: Criterion, place: int, column: int, row: int) -> str:
    """The formula of a gate: a bound that is missed by rounding alone is met."""
    performance, value = number_at(place, row)
    does = value if isinstance(leaf.scale, Levels) else performance
    least, most = (fixed(column, bound) for bound in (5, 6))

    def is_near(bound: str) -> str:
        return f"ABS({does}-{bound})<=1E-9*MAX(ABS({does}),ABS({bound}))"

    over = f"OR(NOT(ISNUMBER({least})),{does}>={least},{is_near(least)})"
    under = f"OR(NOT(ISNUMBER({most})),{does}<={most},{is_near(most)})"
    return f'IF(ISNUMBER({does}),IF(AND({over},{under}),"meets","{FAILS}"),"")'
