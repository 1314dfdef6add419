"""The sheet of perspectives: what each weighs the leaf criteria with."""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import leaf_shares
from ukjapan_cli.features.report.workbook.contents import (
    CHOICE,
    LEAVES_TOP,
    SHARE_OF_ALL,
    STATED,
    Subject,
)
from ukjapan_cli.features.report.workbook.page import Cell, Formula, Page, Row, Rule, at, fixed


def perspectives(subject: Subject) -> Page:
    """What each perspective weighs each leaf criterion with, beside the stated weights."""
    count = len(subject.decision.perspectives)
    last = LEAVES_TOP + len(subject.leaves) - 1
    cells = f"{at(4, LEAVES_TOP)}:{at(3 + count, last)}"
    rule = Rule(cells, "decimal", "0", "", "A weight is a number of 0 or more.")
    return Page(
        "Perspectives",
        _rows(subject),
        (34, 24, 26),
        head=6,
        side=2,
        rules=(rule,),
    )


def _rows(subject: Subject) -> Iterator[Row]:
    decision = subject.decision
    everyone = decision.perspectives
    own = {leaf.id: leaf.weight.value for leaf in decision.leaves}
    numbers = [
        own if perspective.id == decision.perspective else decision.weights_of(perspective)
        for perspective in everyone
    ]
    ids = [perspective.id for perspective in everyone]
    last = 3 + len(everyone)
    place = 1 + (1 + ids.index(decision.perspective) if decision.perspective else 0)
    yield [Cell("Perspectives", "Title")]
    yield [
        Cell(
            "Leaf criteria as each perspective weighs them; a group's weight is shared out in the "
            "stated proportions.",
            "Note",
        )
    ]
    match = f"=MATCH({CHOICE},$C$6:{fixed(last, 6)},0)"
    yield [Cell("Column in force", "Strong"), Cell(Formula(match, place), "Count")]
    yield []
    names = ["As on the sheet of weights", *(p.name for p in everyone)]
    yield [Cell("Criterion", "Head"), Cell("Id", "Head"), *(Cell(n, "Head number") for n in names)]
    blank = [Cell("", "Subhead")] * 2
    yield [*blank, *(Cell(text, "Subhead number") for text in (STATED, *ids))]
    stated = leaf_shares(subject.tree)
    for leaf in subject.leaves:
        whole = f"=Weights!{at(SHARE_OF_ALL, subject.node_rows[leaf.id])}"
        yield [
            Cell(leaf.name),
            Cell(leaf.id, "Plain"),
            Cell(Formula(whole, stated[leaf.id]), "Share"),
            *(Cell(own_numbers[leaf.id], "Input") for own_numbers in numbers),
        ]
    row = LEAVES_TOP + len(subject.leaves)
    sums = [sum(stated.values()), *(sum(n.values()) for n in numbers)]
    yield [
        Cell("Sum", "Strong"),
        None,
        *(
            Cell(
                Formula(f"=SUM({at(column, LEAVES_TOP)}:{at(column, row - 1)})", total),
                "Share" if column == 3 else "Amount",
            )
            for column, total in enumerate(sums, 3)
        ),
    ]
    if any(perspective.because for perspective in everyone):
        why = [Cell(perspective.because) for perspective in everyone]
        yield [Cell("Why", "Strong"), None, None, *why]
