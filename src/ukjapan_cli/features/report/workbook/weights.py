"""The sheet of weights: the value tree, its numbers and what they come to."""

from collections.abc import Iterator

from ukjapan_cli.decision.criteria import Criterion, leaves
from ukjapan_cli.features.report.workbook.contents import (
    LEAVES_TOP,
    NODES_TOP,
    SHARE_OF_ALL,
    STATED,
    Subject,
)
from ukjapan_cli.features.report.workbook.page import (
    Cell,
    Formula,
    Page,
    Row,
    Rule,
    at,
    fixed,
    summed,
)

_NUMBER, _SIBLINGS = 3, 6


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
            of_all += f"*{at(SHARE_OF_ALL, subject.node_rows[parent])}"
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
    row, total = LEAVES_TOP + places[node.id], LEAVES_TOP + len(subject.leaves)
    last = 3 + len(subject.decision.perspectives)

    def chosen(row: int) -> str:
        return f"INDEX(Perspectives!{at(3, row)}:{at(last, row)},Perspectives!$B$3)"

    return f"={chosen(row)}/{chosen(total)}"
