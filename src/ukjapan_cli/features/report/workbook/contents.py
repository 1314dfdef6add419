"""What a workbook is about, and where on its sheets everything stands."""

from typing import NamedTuple

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option
from ukjapan_cli.decision.scales import Levels, Piecewise
from ukjapan_cli.features.report.contents import Paper
from ukjapan_cli.features.report.workbook.page import at, down, fixed
from ukjapan_cli.model.matrix import Matrix, matrix
from ukjapan_cli.model.scoring import Scoring, Standing

STATED = "Stated weights"
"""What the weights of the tree are called; no perspective's id has a space."""

CHOICE = "Weights!$B$3"
"""The cell that says whose weights are in force."""

TOP = 7
"""The first option's row on every sheet of options × criteria."""

LEFT = 4
"""The first criterion's column on every such sheet."""

NODES_TOP = 6
"""The first row of the tree on the sheet of weights."""

LEAVES_TOP = 7
"""The first leaf criterion's row on the sheet of perspectives."""

SCALES_TOP = 6
"""The first row of the first scale."""

SLOPE = 8
"""The column, on the sheet of scales, of what a unit of performance is worth."""

SHARE_OF_ALL = 7
"""The column of the stated shares on the sheet of weights."""


class Subject(NamedTuple):
    """A decision, its numbers, and its places on the sheets.

    A criterion has the same column, and an option the same row, on the sheets of performances,
    values and scores.

    Attributes:
        paper: what is told.
        table: the decision as arrays.
        tree: the value tree with the stated weights.
        nodes: of the tree, with their depths, in the order of the rows.
        node_rows: on the sheet of weights, by id.
        scale_rows: the first and the last row of each criterion's scale, by id.
        standings: of the options, in the file's order.
    """

    paper: Paper
    table: Matrix
    tree: tuple[Criterion, ...]
    nodes: tuple[tuple[Criterion, int], ...]
    node_rows: dict[str, int]
    scale_rows: dict[str, tuple[int, int]]
    standings: tuple[Standing, ...]

    @property
    def scoring(self) -> Scoring:
        """The ranking that is told."""
        return self.paper.appraisal.scoring

    @property
    def decision(self) -> Decision:
        """With the weights and date in force."""
        return self.scoring.decision

    @property
    def options(self) -> tuple[Option, ...]:
        """In the file's order, which is that of the rows."""
        return self.decision.options

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria with scales, in the order of the columns."""
        return self.table.criteria

    @property
    def gated(self) -> tuple[tuple[int, Criterion], ...]:
        """The criteria with a `must`, each with its place among the criteria."""
        return tuple((place, c) for place, c in enumerate(self.leaves) if c.gate is not None)

    @property
    def bottom(self) -> int:
        """The last option's row."""
        return TOP + len(self.options) - 1

    @property
    def right(self) -> int:
        """The last criterion's column."""
        return LEFT + len(self.leaves) - 1

    @property
    def in_force(self) -> int:
        """The column of the shares in force on the sheet of weights."""
        return SHARE_OF_ALL + bool(self.decision.perspectives)

    def column(self, sheet: str, column: int) -> str:
        """The fixed address of a column's cells for all options."""
        return f"{sheet}!{down(column, TOP, self.bottom)}"

    def scale(self, leaf: Criterion, column: int) -> str:
        """The fixed address of a column of a criterion's scale."""
        return f"Scales!{down(column, *self.scale_rows[leaf.id])}"

    def scale_end(self, leaf: Criterion, end: int) -> str:
        """The fixed address of the first (0) or the last (-1) performance of a scale."""
        return f"Scales!{fixed(4, self.scale_rows[leaf.id][end])}"


def number_at(place: int, row: int) -> tuple[str, str]:
    """Where a criterion's performance and its value stand in an option's row."""
    address = at(LEFT + place, row)
    return f"Performances!{address}", f"Values!{address}"


def subject_of(paper: Paper) -> Subject:
    """Lay a paper's decision out on sheets."""
    scoring = paper.appraisal.scoring
    decision = scoring.decision
    tree = decision.stated if decision.perspective else decision.criteria
    nodes = tuple(_with_depth(tree))
    scale_rows, row = {}, SCALES_TOP
    for leaf in decision.leaves:
        length = _length(leaf)
        scale_rows[leaf.id] = row, row + length - 1
        row += length
    by_id = {s.option.id: s for s in (*scoring.ranking, *scoring.excluded)}
    return Subject(
        paper=paper,
        table=matrix(decision),
        tree=tree,
        nodes=nodes,
        node_rows={node.id: NODES_TOP + place for place, (node, _) in enumerate(nodes)},
        scale_rows=scale_rows,
        standings=tuple(by_id[option.id] for option in decision.options),
    )


def _with_depth(siblings: tuple[Criterion, ...], depth: int = 0) -> "list[tuple[Criterion, int]]":
    found = []
    for node in siblings:
        found.append((node, depth))
        found += _with_depth(node.criteria, depth + 1)
    return found


def _length(leaf: Criterion) -> int:
    match leaf.scale:
        case Piecewise(points=points):
            return len(points)
        case Levels(levels=levels):
            return len(levels)
    return 2
