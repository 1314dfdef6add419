"""The sheet of scores: contributions, overall values, ranks, and whether they were reported so."""

from collections.abc import Iterator
from typing import NamedTuple

from ukjapan_cli.features.report.workbook.contents import LEFT, TOP, Subject, number_at
from ukjapan_cli.features.report.workbook.musts import FAILS
from ukjapan_cli.features.report.workbook.page import Cell, Formula, Page, Row, at, down, letters
from ukjapan_cli.features.report.workbook.performances import BASELINE, heads
from ukjapan_cli.model.scoring import Standing

RANKED, FAILS_A_MUST, INCOMPLETE = "ranked", "fails a must", "incomplete"

_HEADS = (
    "Overall value",
    "Value if ranked",
    "Rank",
    "Place",
    "Values in order",
    "Rank there",
    "Value in ukjapan",
    "Rank in ukjapan",
    "The same",
)


class Columns(NamedTuple):
    """The columns to the right of the contributions."""

    overall: int
    if_ranked: int
    rank: int
    place: int
    in_order: int
    rank_in_order: int
    value_then: int
    rank_then: int
    is_same: int


def columns_of(subject: Subject) -> Columns:
    """Where the columns to the right of the contributions stand."""
    return Columns(*range(subject.right + 1, subject.right + 1 + len(_HEADS)))


def scores(subject: Subject) -> Page:
    """What every option comes to, its rank, and what `ukjapan score` had when this was written."""
    widths = (34, 24, 13, *[17.0] * len(subject.leaves), 11, 11, 8, 8, 14, 11, 13, 11, 9)
    return Page("Scores", _rows(subject), widths, head=TOP - 1, side=3)


def _rows(subject: Subject) -> Iterator[Row]:
    note = (
        "A contribution is share × value; they add up to the overall value. Values no more than "
        "1E-9 apart tie. Grey columns are working."
    )
    title, note_row, gap, names, ids = heads(subject, "Scores", note, "Status")
    blank = [Cell("", "Subhead") for _ in _HEADS]
    yield from (title, note_row, gap)
    yield [*names, *(Cell(name, "Head number") for name in _HEADS)]
    yield [*ids, *blank]
    yield [
        Cell("", "Subhead"),
        Cell("", "Subhead"),
        Cell("Share", "Subhead"),
        *_shares(subject),
        *blank,
    ]
    columns = columns_of(subject)
    ranked = [s for s in subject.standings if s.place]
    places = {s.option.id: n for n, s in enumerate(subject.scoring.ranking, 1)}
    for standing in subject.standings:
        places.setdefault(standing.option.id, len(places) + 1)
    in_order: list[tuple[float | str, float | str]] = list(
        zip(
            sorted((s.value for s in ranked), reverse=True),
            sorted(s.place.rank for s in ranked if s.place),
            strict=True,
        )
    )
    in_order += [("", "")] * (len(subject.standings) - len(ranked))
    for row, (standing, sorted_) in enumerate(zip(subject.standings, in_order, strict=True), TOP):
        rank = standing.place.rank if standing.place else ""
        if_ranked = standing.value if standing.place else ""
        place, (value_there, rank_there) = places[standing.option.id], sorted_
        yield [
            Cell(standing.option.name),
            Cell(standing.option.id, "Plain"),
            Cell(Formula(_status(subject, columns, row), status(standing)), "Plain"),
            *_contributions(subject, standing, row),
            Cell(Formula(_overall(subject, row), standing.value), "Value bold"),
            Cell(Formula(_if_ranked(columns, row), if_ranked), "Working"),
            Cell(Formula(_rank(subject, columns, row), rank), "Count"),
            Cell(Formula(_place(subject, columns, row), place), "Working count"),
            Cell(Formula(_in_order(subject, columns, row), value_there), "Working"),
            Cell(Formula(_rank_in_order(columns, row), rank_there), "Working count"),
            Cell(standing.value, "Working"),
            Cell(rank, "Working count"),
            Cell(Formula(_is_same(columns, row), "yes"), "Working count"),
        ]


def status(standing: Standing) -> str:
    """Whether an option is ranked, or what keeps it out."""
    if standing.option.is_baseline:
        return BASELINE
    return FAILS_A_MUST if standing.failed else RANKED


def _shares(subject: Subject) -> Iterator[Cell]:
    shares = subject.decision.weights
    for leaf in subject.leaves:
        address = at(subject.in_force, subject.node_rows[leaf.id])
        yield Cell(Formula(f"=Weights!{address}", shares[leaf.id]), "Share head")


def _contributions(subject: Subject, standing: Standing, row: int) -> Iterator[Cell]:
    for place, leaf in enumerate(subject.leaves):
        _, value = number_at(place, row)
        share = f"{letters(LEFT + place)}${TOP - 1}"
        formula = f'=IF(ISNUMBER({value}),{share}*{value},"")'
        yield Cell(Formula(formula, standing.contributions[leaf.id] or 0.0), "Value")


def _overall(subject: Subject, row: int) -> str:
    cells = f"{at(LEFT, row)}:{at(subject.right, row)}"
    return f'=IF(COUNT({cells})={len(subject.leaves)},SUM({cells}),"{INCOMPLETE}")'


def _status(subject: Subject, columns: Columns, row: int) -> str:
    kept_in = f'"{RANKED}"'
    if subject.gated:
        gates = f"Musts!{at(LEFT, row)}:{at(LEFT + len(subject.gated) - 1, row)}"
        kept_in = f'IF(COUNTIF({gates},"{FAILS}")>0,"{FAILS_A_MUST}",{kept_in})'
    has_value = f'IF(ISNUMBER({at(columns.overall, row)}),{kept_in},"{INCOMPLETE}")'
    return f'=IF(Performances!{at(3, row)}="{BASELINE}","{BASELINE}",{has_value})'


def _if_ranked(columns: Columns, row: int) -> str:
    return f'=IF({at(3, row)}="{RANKED}",{at(columns.overall, row)},"")'


def _rank(subject: Subject, columns: Columns, row: int) -> str:
    """The rank that stands beside the option's value among the values in order."""
    own = at(columns.if_ranked, row)
    above = f"RANK({own},{down(columns.if_ranked, TOP, subject.bottom)})"
    ranks = down(columns.rank_in_order, TOP, subject.bottom)
    return f'=IF(ISNUMBER({own}),INDEX({ranks},{above}),"")'


def _place(subject: Subject, columns: Columns, row: int) -> str:
    """A number of its own for each option: ties in the file's order, what is not ranked last."""
    rank, name = at(columns.rank, row), letters(columns.rank)
    before = f"{name}${TOP - 1}:{name}{row - 1}"
    ranked = f"COUNT({down(columns.rank, TOP, subject.bottom)})"
    unranked_so_far = f"{row - TOP + 1}-COUNT({before})"
    return f"=IF(ISNUMBER({rank}),{rank}+COUNTIF({before},{rank}),{ranked}+{unranked_so_far})"


def _in_order(subject: Subject, columns: Columns, row: int) -> str:
    values, place = down(columns.if_ranked, TOP, subject.bottom), row - TOP + 1
    return f'=IF(COUNT({values})>={place},LARGE({values},{place}),"")'


def _rank_in_order(columns: Columns, row: int) -> str:
    """Neighbours that are next to level share a rank."""
    own, place = at(columns.in_order, row), row - TOP + 1
    if place == 1:
        return f'=IF(ISNUMBER({own}),1,"")'
    before, rank_before = at(columns.in_order, row - 1), at(columns.rank_in_order, row - 1)
    return f'=IF(ISNUMBER({own}),IF({before}-{own}>1E-9,{place},{rank_before}),"")'


def _is_same(columns: Columns, row: int) -> str:
    now, then = at(columns.overall, row), at(columns.value_then, row)
    rank, rank_then = at(columns.rank, row), at(columns.rank_then, row)
    same = f'IF(AND(ABS({now}-{then})<=1E-9,{rank}={rank_then}),"yes","no")'
    return f'=IF(ISNUMBER({now}),{same},"no")'
