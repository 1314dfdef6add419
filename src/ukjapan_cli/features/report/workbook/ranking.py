"""The sheet that people look at: the ranking, in order, as the numbers of the workbook have it."""

from collections.abc import Iterator

from ukjapan_cli.features.report.workbook.contents import CHOICE, STATED, TOP, Subject
from ukjapan_cli.features.report.workbook.page import Cell, Formula, Page, Row, Style, at
from ukjapan_cli.features.report.workbook.scores import RANKED, columns_of, status
from ukjapan_cli.model.scoring import Standing

UNCHANGED = "Unchanged: equals ukjapan score"
"""What the check says while nothing is changed."""

_ROW = 10


def ranking(subject: Subject) -> Page:
    """The options in order, with the ranks that were reported beside them."""
    return Page(
        "Ranking",
        _rows(subject),
        (10, 44, 28, 24, 12, 12, 16, 12, 12, 12),
        head=TOP - 1,
        moves=True,
        bars=f"{at(4, TOP)}:{at(4, subject.bottom)}",
    )


def check_formula(subject: Subject) -> str:
    """The formula of the cell that says whether anything has been changed."""
    same = subject.column("Scores", columns_of(subject).is_same)
    changed = f'COUNTIF({same},"no")'
    told = f'"Changed: "&{changed}&" of {len(subject.options)} differ from ukjapan score"'
    return f'=IF({changed}=0,"{UNCHANGED}",{told})'


def _rows(subject: Subject) -> Iterator[Row]:
    yield [Cell("Ranking", "Title")]
    yield [Cell("Moves with the weights, performances and scales of this workbook.", "Note")]
    choice = subject.decision.perspective or STATED
    yield [Cell("Weights", "Strong"), Cell(Formula(f"={CHOICE}", choice), "Plain")]
    yield [Cell("Check", "Strong"), Cell(Formula(check_formula(subject), UNCHANGED), "Plain")]
    yield []
    numbers = ("Overall value", "Behind the first", "Ahead of the next")
    more = ("Rank in ukjapan", "Value in ukjapan", "Row on Scores")
    yield [
        Cell("Rank", "Head number"),
        *(Cell(name, "Head") for name in ("Option", "Id")),
        *(Cell(name, "Head number") for name in numbers),
        Cell("Note", "Head"),
        *(Cell(name, "Head number") for name in more),
    ]
    columns = columns_of(subject)
    ranked = f"COUNT({subject.column('Scores', columns.rank)})"
    standings = (*subject.scoring.ranking, *subject.scoring.excluded)
    row_of = {option.id: number for number, option in enumerate(subject.options, 1)}
    first = standings[0].value
    for row, standing in enumerate(standings, TOP):
        place = row - TOP + 1
        value, next_ = at(4, row), at(4, row + 1)

        def found(column: int, row: int = row) -> str:
            return f"INDEX({subject.column('Scores', column)},{at(_ROW, row)})"

        rank, then = found(columns.rank), found(columns.rank_then)
        ranks = subject.column("Scores", columns.rank)
        tied = f'IF(COUNTIF({ranks},{rank})>1,"tied","")'
        note = f'IF({found(3)}="{RANKED}",{tied},{found(3)})'
        behind = f'IF(ISNUMBER({value}),{value}-{at(4, TOP)},"")'
        ahead = f'IF({ranked}>{place},{value}-{next_},"")' if place < len(standings) else '""'
        has_next = place < len(subject.scoring.ranking)
        places = subject.column("Scores", columns.place)
        rank_now = standing.place.rank if standing.place else "–"
        yield [
            _computed(f'IF(ISNUMBER({rank}),{rank},"–")', rank_now, "Count"),
            _computed(found(1), standing.option.name, "Text"),
            _computed(found(2), standing.option.id, "Plain"),
            _computed(found(columns.overall), standing.value, "Value bold"),
            _computed(behind, standing.value - first, "Value"),
            _computed(ahead, standing.value - standings[place].value if has_next else "", "Value"),
            _computed(note, _note(standing), "Plain"),
            _computed(f'IF(ISNUMBER({then}),{then},"–")', rank_now, "Working count"),
            _computed(found(columns.value_then), standing.value, "Working"),
            _computed(f"MATCH({place},{places},0)", row_of[standing.option.id], "Working count"),
        ]


def _computed(formula: str, result: float | str, style: Style) -> Cell:
    return Cell(Formula(f"={formula}", result), style)


def _note(standing: Standing) -> str:
    if standing.place is None:
        return status(standing)
    return "tied" if standing.place.tied else ""
