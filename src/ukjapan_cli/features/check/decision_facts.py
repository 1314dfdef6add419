"""The decision that rules look at, with what several of them need worked out once."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.documents.schemas.schema import Kind
from ukjapan_cli.documents.yaml.finding import NodePath
from ukjapan_cli.features.check.fault import Where
from ukjapan_cli.features.check.settings import Thresholds

if TYPE_CHECKING:
    from ukjapan_cli.model.matrix import Matrix
    from ukjapan_cli.model.ranges import Ranges
    from ukjapan_cli.model.scoring import FailedGate
    from ukjapan_cli.model.values import Floats


from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ukjapan_cli.decision.criteria import nodes_of


class Subject:
    """A decision that loaded, and where its parts stand in its documents.

    What is computed loads NumPy, and only when a rule asks for it.

    Attributes:
        decision: on its own date, with the stated weights.
        thresholds: what counts as too much or too little.
    """

    def __init__(
        self,
        decision: Decision,
        criterion_paths: Mapping[str, NodePath],
        thresholds: Thresholds = Thresholds(),  # noqa: B008 (immutable)
    ) -> None:
        self.decision = decision
        self.thresholds = thresholds
        self._criterion_paths = criterion_paths

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria with scales, in the file's order."""
        return self.decision.leaves

    @cached_property
    def shares(self) -> dict[str, float]:
        """Each leaf criterion's share of the whole, by id."""
        return self.decision.weights

    @cached_property
    def matrix(self) -> "Matrix":
        """Performances and values of all options, the baseline too."""
        from ukjapan_cli.model.matrix import matrix

        return matrix(self.decision)

    @cached_property
    def ranges(self) -> "Ranges":
        """Between which performances and values the scores range, on the decision's date."""
        from ukjapan_cli.model.ranges import ranges

        return ranges(self.decision, self.matrix)

    @cached_property
    def overall(self) -> "Floats":
        """Overall values, shape (options,)."""
        from ukjapan_cli.model.values import overall

        return overall(self.matrix.values, self.matrix.weights)

    @cached_property
    def failed_gates(self) -> "dict[int, tuple[FailedGate, ...]]":
        """The gates that options fail, by row."""
        if not any(leaf.gate for leaf in self.leaves):
            return {}
        from ukjapan_cli.model.scoring import failed_gates

        return failed_gates(self.matrix)

    @cached_property
    def ranked(self) -> tuple[int, ...]:
        """The rows of the options that are ranked, best first; ties in the file's order."""
        rows = (
            row
            for row, option in enumerate(self.decision.options)
            if not option.is_baseline and row not in self.failed_gates
        )
        overall = self.overall.tolist()
        return tuple(sorted(rows, key=lambda row: -overall[row]))

    @cached_property
    def dominators(self) -> dict[int, int]:
        """For each ranked option that is dominated, by a ranked one or the baseline: by which."""
        from ukjapan_cli.model.dominance import dominators

        options = self.decision.options
        rivals = [*self.ranked, *(row for row, o in enumerate(options) if o.is_baseline)]
        return dominators(self.matrix.values, self.overall, sorted(self.ranked), rivals)

    @property
    def is_led(self) -> bool:
        """Whether one option alone is first, with another behind it."""
        from ukjapan_cli.model.values import TIE

        rows = self.ranked[:2]
        return len(rows) == 2 and bool(self.overall[rows[0]] - self.overall[rows[1]] > TIE)

    def at_criterion(self, id_: str, *steps: str | int, key: bool = True) -> Where:
        """A criterion's or group's id, or what stands under its keys."""
        path = self._criterion_paths[id_]
        return Where("criteria", (*path, *steps), key) if steps else _id("criteria", path)

    def at_perspective(self, index: int, *steps: str | int, key: bool = True) -> Where:
        """A perspective's id, or what stands under its keys."""
        path = ("perspectives", index)
        return Where("criteria", (*path, *steps), key) if steps else _id("criteria", path)

    def at_option(self, row: int, *steps: str | int, key: bool = True) -> Where:
        """An option's id, or what stands under its keys."""
        path = ("options", row)
        return Where("options", (*path, *steps), key) if steps else _id("options", path)

    def at_source(self, index: int, *steps: str | int, key: bool = True) -> Where:
        """A source's id, or what stands under its keys."""
        path = ("sources", index)
        return Where("options", (*path, *steps), key) if steps else _id("options", path)


def _id(kind: Kind, path: NodePath) -> Where:
    return Where(kind, (*path, "id"))


class Siblings(NamedTuple):
    """The criteria and groups that one group holds, or the top of the tree, with no parent."""

    parent: Criterion | None
    nodes: tuple[Criterion, ...]


def siblings_in(criteria: tuple[Criterion, ...]) -> Iterator[Siblings]:
    """Every set of siblings in a value tree, from the top, in the file's order."""
    yield Siblings(None, criteria)
    for node in nodes_of(criteria):
        if node.criteria:
            yield Siblings(node, node.criteria)


def leaf_counts(criteria: Iterable[Criterion]) -> dict[str, int]:
    """How many leaf criteria each node holds; a leaf holds itself."""
    counts: dict[str, int] = {}

    def count(node: Criterion) -> int:
        held = sum(map(count, node.criteria)) if node.criteria else 1
        counts[node.id] = held
        return held

    for node in criteria:
        count(node)
    return counts
