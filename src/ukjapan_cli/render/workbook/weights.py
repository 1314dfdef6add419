"""The sheet of weights: the value tree, its numbers and what they come to."""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import Criterion, leaf_shares, leaves
from ukjapan_cli.render.workbook.page import Cell, Formula, Page, Row, Rule, at, fixed, summed
from ukjapan_cli.render.workbook.subject import CHOICE, NODES_TOP, STATED, Subject

_NUMBER, _SIBLINGS, _WHOLE = 3, 6, 7


def weights(subject: Subject) -> Page:
    """The tree with its weights: numbers that may be changed, and live shares."""
    decision = subject.decision
    has_choice = bool(decision.perspectives)
    last = NODES_TOP + len(subject.nodes) - 1
    rules = [
        Rule(
            f"{at(_NUMBER, NODES_TOP)}:{at(_NUMBER, last)}",
            "decimal",
            "0",
            "",
            "A weight is a number of 0 or more.",
        )
    ]
    if has_choice:
        width = 3 + len(decision.perspectives)
        choices = f"Perspectives!$C$6:{fixed(width, 6)}"
        rules.append(Rule("B3", "list", choices, "", "Choose one of the list."))
    return Page(
        "Weights",
        _rows(subject, has_choice=has_choice),
        (34, 24, 10, 8, 8, 11, 11, *((11,) if has_choice else ()), 60, 20),
        head=5,
        side=2,
        rules=tuple(rules),
    )


def _rows(subject: Subject, *, has_choice: bool) -> Iterator[Row]:
    decision = subject.decision
    yield [Cell("Weights", "Title")]
    yield [Cell(_note(subject), "Note")]
    choice = Cell(decision.perspective or STATED, "Input text" if has_choice else "Text")
    yield [Cell("Weights in force", "Strong"), choice]
    yield []
    numbers = ["Weight", "Low", "High", "Share among siblings", "Share of all"]
    numbers += ["Share in force"] if has_choice else []
    yield [
        *(Cell(head, "Head") for head in ("Criterion", "Id")),
        *(Cell(head, "Head number") for head in numbers),
        *(Cell(head, "Head") for head in ("Why this weight", "Source")),
    ]
    whole: dict[str, float] = {}
    in_force = decision.weights
    siblings_of, parents = _families(subject.tree)
    for node, depth in subject.nodes:
        row, siblings = subject.node_rows[node.id], siblings_of[node.id]
        parent = parents.get(node.id)
        total = summed(_NUMBER, [subject.node_rows[sibling.id] for sibling in siblings])
        share = node.weight.value / sum(sibling.weight.value for sibling in siblings)
        whole[node.id] = share * (whole[parent] if parent else 1.0)
        of_all = at(_SIBLINGS, row)
        if parent:
            of_all += f"*{at(_WHOLE, subject.node_rows[parent])}"
        cells = [
            Cell(node.name, "Strong" if node.criteria else "Text", indent=depth),
            Cell(node.id, "Plain"),
            Cell(node.weight.value, "Input"),
            Cell(node.weight.low, "Amount"),
            Cell(node.weight.high, "Amount"),
            Cell(Formula(f"={at(_NUMBER, row)}/({total})", share), "Share"),
            Cell(Formula(f"={of_all}", whole[node.id]), "Share"),
        ]
        if has_choice:
            got = sum(in_force[leaf.id] for leaf in leaves([node]))
            cells.append(Cell(Formula(_in_force(subject, node), got), "Share"))
        yield [*cells, Cell(node.because, indent=1), Cell(str(node.source or ""))]


def _note(subject: Subject) -> str:
    decision = subject.decision
    note = "A weight counts against its siblings: those in the same group. Change the tinted cells."
    if decision.changed_weights:
        where = " on the sheet of perspectives" if decision.perspective else ""
        note += f" Other than in the file{where}: {', '.join(decision.changed_weights)}."
    return note


def _families(
    tree: tuple[Criterion, ...],
) -> tuple[dict[str, tuple[Criterion, ...]], dict[str, str]]:
    """Each node's siblings, itself among them, and its parent, by id."""
    siblings: dict[str, tuple[Criterion, ...]] = {}
    parents: dict[str, str] = {}
    waiting: list[tuple[tuple[Criterion, ...], str]] = [(tree, "")]
    while waiting:
        family, parent = waiting.pop()
        for node in family:
            siblings[node.id] = family
            if parent:
                parents[node.id] = parent
            if node.criteria:
                waiting.append((node.criteria, node.id))
    return siblings, parents


def _in_force(subject: Subject, node: Criterion) -> str:
    if node.criteria:
        return "=" + summed(
            subject.in_force, [subject.node_rows[inner.id] for inner in node.criteria]
        )
    places = {leaf.id: place for place, leaf in enumerate(subject.leaves)}
    row, total = 7 + places[node.id], 7 + len(subject.leaves)
    last = 3 + len(subject.decision.perspectives)

    def chosen(row: int) -> str:
        return f"INDEX(Perspectives!{at(3, row)}:{at(last, row)},Perspectives!$B$3)"

    return f"={chosen(row)}/{chosen(total)}"


def perspectives(subject: Subject) -> Page:
    """What each perspective weighs each leaf criterion with, beside the stated weights."""
    count = len(subject.decision.perspectives)
    last = 7 + len(subject.leaves) - 1
    rule = Rule(
        f"D7:{at(3 + count, last)}", "decimal", "0", "", "A weight is a number of 0 or more."
    )
    return Page(
        "Perspectives",
        _perspective_rows(subject),
        (34, 24, 26),
        head=6,
        side=2,
        rules=(rule,),
    )


def _perspective_rows(subject: Subject) -> Iterator[Row]:
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
        whole = f"=Weights!{at(_WHOLE, subject.node_rows[leaf.id])}"
        yield [
            Cell(leaf.name),
            Cell(leaf.id, "Plain"),
            Cell(Formula(whole, stated[leaf.id]), "Share"),
            *(Cell(own_numbers[leaf.id], "Input") for own_numbers in numbers),
        ]
    row = 7 + len(subject.leaves)
    sums = [sum(stated.values()), *(sum(n.values()) for n in numbers)]
    yield [
        Cell("Sum", "Strong"),
        None,
        *(
            Cell(
                Formula(f"=SUM({at(column, 7)}:{at(column, row - 1)})", total),
                "Share" if column == 3 else "Amount",
            )
            for column, total in enumerate(sums, 3)
        ),
    ]
    if any(perspective.because for perspective in everyone):
        why = [Cell(perspective.because) for perspective in everyone]
        yield [Cell("Why", "Strong"), None, None, *why]
