"""A decision, and the ways of looking at the same one: another date, other weights, other eyes."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ukjapan_cli.decision.criteria import Criterion, Weight, leaf_shares, leaves, nodes_of
from ukjapan_cli.decision.names import UnknownNameError, find, nearest
from ukjapan_cli.decision.options import Option, Source, Synergy
from ukjapan_cli.decision.perspectives import leaf_weights
from ukjapan_cli.diagnostics import InputError


class UnusableWeightsError(InputError, ValueError):
    """Weights from which no shares can be made."""


@dataclass(frozen=True, slots=True)
class Perspective:
    """Somebody's weights: numbers for the criteria and groups they care about, by id."""

    id: str
    name: str
    weights: Mapping[str, float]
    because: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file that a decision was read from, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Options, and what they are judged by.

    Attributes:
        title: the question.
        as_of: the date the analysis stands on; dated scores are read on it.
        criteria: the top of the value tree; under a perspective, its leaves.
        options: in the file's order, the baseline among them.
        perspectives: everybody's weights.
        perspective: the id of the perspective whose weights are in force, or None for the stated.
        synergies: what options are worth together.
        cost_units: by budget.
        sources: by id.
        files: where it was read from; empty for one made in memory.
        changed_weights: the ids of nodes with weights other than the file's or the perspective's.
        stated: the value tree with the stated weights, where `criteria` is another; else empty.
    """

    criteria: tuple[Criterion, ...]
    options: tuple[Option, ...]
    title: str = ""
    as_of: date | None = None
    perspectives: tuple[Perspective, ...] = ()
    perspective: str | None = None
    synergies: tuple[Synergy, ...] = ()
    cost_units: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    changed_weights: tuple[str, ...] = ()
    stated: tuple[Criterion, ...] = ()

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        """The criteria with scales, in the file's order."""
        return tuple(leaves(self.criteria))

    @property
    def weights(self) -> dict[str, float]:
        """Each leaf criterion's share of the whole, by id; they sum to 1."""
        return leaf_shares(self.criteria)

    def option(self, given: str) -> Option:
        """The option with this id, this beginning of an id, or this name.

        Raises:
            UnknownNameError: none has, or several do.
        """
        found = find("option", given, {option.id: option.name for option in self.options})
        return next(option for option in self.options if option.id == found)

    def as_at(self, day: date) -> "Decision":
        """The same decision standing on another date."""
        return replace(self, as_of=day)

    def weights_of(self, perspective: Perspective) -> dict[str, float]:
        """A number for each leaf criterion, relative to each other, as a perspective weighs them.

        See `ukjapan_cli.decision.perspectives` for what the weights of groups mean.

        Raises:
            UnusableWeightsError: nothing has a weight, or what shares a group's part has none.
        """
        try:
            weights = leaf_weights(self.stated or self.criteria, perspective.weights)
            if 0 < sum(weights.values()) < math.inf:
                return weights
        except ZeroDivisionError:
            pass
        raise UnusableWeightsError(f"no shares can be made of the weights of '{perspective.id}'")

    def seen_from(self, perspective: str) -> "Decision":
        """The same decision with a perspective's weights, its leaves side by side.

        Raises:
            UnknownNameError: no perspective has this id or name.
            UnusableWeightsError: no shares can be made of its weights.
        """
        found = find("perspective", perspective, {p.id: p.name for p in self.perspectives})
        weights = self.weights_of(next(p for p in self.perspectives if p.id == found))
        flat = tuple(replace(leaf, weight=Weight(weights[leaf.id])) for leaf in self.leaves)
        stated = self.stated or self.criteria
        return replace(self, criteria=flat, perspective=found, changed_weights=(), stated=stated)

    def reweighted(self, weights: Mapping[str, float]) -> "Decision":
        """The same decision with other swing weights for some criteria or groups, by id.

        Each number is relative to the node's siblings, as in the file.

        Raises:
            UnknownNameError: no criterion or group has one of the ids.
            UnusableWeightsError: a weight is negative or not finite, or siblings weigh nothing.
        """
        ids = [node.id for node in nodes_of(self.criteria)]
        for id_, number in weights.items():
            if id_ not in ids:
                near = nearest(id_, ids)
                kind = "leaf criterion" if self.perspective else "criterion"
                raise UnknownNameError(kind, id_, [near] if near else [])
            if not (math.isfinite(number) and number >= 0):
                raise UnusableWeightsError(
                    f"the weight of '{id_}' must be a finite number of 0 or more, not {number:g}"
                )
        if not weights:
            return self
        return replace(
            self,
            criteria=_reweighted(self.criteria, weights),
            changed_weights=tuple(dict.fromkeys((*self.changed_weights, *weights))),
            stated=self.stated or self.criteria,
        )


def _reweighted(
    siblings: Iterable[Criterion], weights: Mapping[str, float]
) -> tuple[Criterion, ...]:
    nodes = tuple(
        replace(
            node,
            weight=Weight(weights[node.id]) if node.id in weights else node.weight,
            criteria=_reweighted(node.criteria, weights),
        )
        for node in siblings
    )
    total = sum(node.weight.value for node in nodes)
    if nodes and not (0 < total < math.inf):
        names = ", ".join(f"'{node.id}'" for node in nodes)
        reason = "weigh nothing" if total == 0 else "weigh more than a number can hold"
        raise UnusableWeightsError(f"with these weights {names} together {reason}")
    return nodes
