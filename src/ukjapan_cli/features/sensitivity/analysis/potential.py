"""Potential optimality: whether any weights at all put an option first.

Hazen (1986), "Partial information, dominance, and potential optimality in multiattribute utility
theory", *Operations Research* 34(2). By the duality of linear programs either some weights put an
option first, or some mixture of other options is worth more on every criterion; both are checked by
arithmetic, so that the answer does not rest on a solver's tolerances.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import numpy as np

from ukjapan_cli.model.solver import Program, Row, UnsolvedError
from ukjapan_cli.model.values import TIE, Floats

_DRAWS = 2_000


class Box(NamedTuple):
    """Between which ends each weight lies, apart from all weights adding up to 1.

    Attributes:
        low: shape (criteria,), the least share of each; together at most 1.
        high: the greatest; together at least 1.
    """

    low: Floats
    high: Floats


class NeverFirst(NamedTuple):
    """The certificate that no weights put an option first, not even in a tie.

    Attributes:
        row: the option.
        mixture: shares of other options, by row, that sum to 1; together they are worth more than
            the option on every criterion.
        margin: by how much on the criterion where that is least, in points of value; another
            mixture may do better still.
    """

    row: int
    mixture: Mapping[int, float]
    margin: float


def never_first(values: Floats, rows: Sequence[int], skip: Sequence[int] = ()) -> list[NeverFirst]:
    """The options that no weights put first.

    Weights that put an option first are looked for among those of one criterion alone and among
    random ones; a linear program settles what is left. Without anything left no solver is loaded.

    Args:
        values: shape (options, criteria), 0-100, none missing.
        rows: the options that compete.
        skip: rows of those that need no answer, dominated ones for instance.

    Returns:
        in the order of `rows`.
    """
    competing = list(rows)
    held = values[competing]
    place = {row: index for index, row in enumerate(competing)}
    open_ = set(range(len(competing))) - {place[row] for row in skip}
    seen = set(np.nonzero(held >= held.max(axis=0) - TIE)[0].tolist())
    if not open_ <= seen:
        seen |= _seen_first(held)
    open_ -= seen
    if not open_:
        return []
    found = []
    box = Box(np.zeros(held.shape[1]), np.ones(held.shape[1]))
    for index, mixture in mixtures_ahead(held, sorted(open_), sorted(seen), box):
        margin = least_lead(held, index, mixture, box)
        if margin > TIE:
            total = sum(mixture.values())
            shares = {competing[other]: share / total for other, share in mixture.items()}
            found.append(NeverFirst(competing[index], shares, margin))
    return found


def _seen_first(held: Floats) -> set[int]:
    """Options that are first under some weights drawn at random."""
    draws = np.random.default_rng(0).dirichlet(np.ones(held.shape[1]), size=_DRAWS)
    first: set[int] = set(np.unique((held @ draws.T).argmax(axis=0)).tolist())
    return first


def mixtures_ahead(
    held: Floats, wanted: Sequence[int], seen: Sequence[int], box: Box, *, furthest: bool = False
) -> Iterator[tuple[int, dict[int, float]]]:
    """A mixture that is ahead of each wanted option whatever the weights in the box, if one is.

    One program serves all: the least ceiling t over options' values, v_j w <= t, less the value
    v_i w of the wanted one; only its objective changes. It begins with the ceilings of the options
    that were `seen`, one or more, to be first; others are added when the weights found put them
    higher. The duals of the ceilings are the mixture: the first one that is ahead, or the one that
    is `furthest` ahead where it is least so.
    """
    columns = held.shape[1]
    low, high = np.append(box.low, -np.inf), np.append(box.high, np.inf)
    room = np.column_stack([-held, np.ones(len(held))])  # t less an option's value
    ceilings = list(seen)
    rows = [Row.of_first(1.0, 1.0, np.ones(columns))]
    rows += [Row.of_first(0.0, np.inf, room[index]) for index in ceilings]
    program = Program(low, high, rows, {"presolve": "off"})
    for index in wanted:
        program.minimise(room[index])
        with suppress(UnsolvedError):  # nothing is said without a mixture to show
            while solution := program.solve():
                highest = int((held @ solution.columns[:-1]).argmax())
                is_best = highest in ceilings
                if solution.cost > TIE and (is_best or not furthest):
                    prices = zip(ceilings, solution.prices[1:].tolist(), strict=True)
                    yield index, {other: price for other, price in prices if price > 1e-9}
                    break
                if is_best:
                    break
                program.add([Row.of_first(0.0, np.inf, room[highest])])
                ceilings.append(highest)


def least_lead(held: Floats, index: int, mixture: Mapping[int, float], box: Box) -> float:
    """The least lead of a mixture over an option that any weights in the box leave it; exact.

    The lead is linear in the weights, so that it is least where all the weight that the box leaves
    free goes to the criteria on which the mixture is least ahead, one after the other.
    """
    from fractions import Fraction  # most decisions need no certificate

    total = sum((Fraction(share) for share in mixture.values()), Fraction(0))
    if not total:
        return 0.0
    margins = [
        sum((Fraction(share) * Fraction(held[j, k]) for j, share in mixture.items()), Fraction(0))
        / total
        - Fraction(held[index, k])
        for k in range(held.shape[1])
    ]
    low, high = ([Fraction(end) for end in ends.tolist()] for ends in box)
    lead = sum((margin * least for margin, least in zip(margins, low, strict=True)), Fraction(0))
    free = 1 - sum(low)
    for margin, least, most in sorted(zip(margins, low, high, strict=True)):
        given = min(free, most - least)
        lead, free = lead + margin * given, free - given
    return float(lead)
