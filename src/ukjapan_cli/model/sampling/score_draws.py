"""Draws of values from the distributions of the scores."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.performances import (
    Beta,
    Exact,
    Lognormal,
    Normal,
    Performance,
    Triangular,
    Uniform,
)
from ukjapan_cli.decision.scales import Linear, Piecewise
from ukjapan_cli.model.matrix import Matrix
from ukjapan_cli.model.values import FixedScale, Floats, values

_HUGE = 1e150
"""What is further out counts as this, so that sums of values stay numbers."""

BUNDLE = 20
"""So many options are drawn together, whose scores on one criterion a processor's cache holds."""

Rows: TypeAlias = NDArray[np.intp] | slice
_Draw: TypeAlias = Callable[[Generator, int], Floats]


class _Group(NamedTuple):
    """Scores of one family on one criterion, drawn together."""

    bundle: int
    column: int
    rows: Rows
    draw: _Draw


class Drawn(NamedTuple):
    """Values of some options on one criterion: shape (rows, draws)."""

    column: int
    rows: Rows
    values: Floats


class ScoreDraws(NamedTuple):
    """What options are worth on each criterion, known or to be drawn.

    Attributes:
        known: shape (options, criteria); 0 where the value is drawn.
        groups: the scores that are drawn, bundle by bundle.
        cells: how many scores all bundles have, whether they are here or not.
    """

    known: Floats
    groups: tuple[_Group, ...]
    cells: int

    @property
    def unknown(self) -> int:
        """How many scores are drawn."""
        sizes = (
            group.rows.stop - group.rows.start if isinstance(group.rows, slice) else len(group.rows)
            for group in self.groups
        )
        return int(sum(sizes))

    def draw(self, generator_of: Callable[[int], Generator], count: int) -> Iterator[Drawn]:
        """Independent draws of every score that is not known; a score is in one of the parts.

        Args:
            generator_of: a bundle's own, by its number, so that its draws are the same whichever
                other bundles are drawn.
            count: how many draws.
        """
        for bundle, groups in groupby(self.groups, key=lambda group: group.bundle):
            generator = generator_of(bundle)
            for group in groups:
                with np.errstate(over="ignore", invalid="ignore"):
                    drawn = group.draw(generator, count)
                yield Drawn(group.column, group.rows, drawn)


def score_draws(
    decision: Decision, table: Matrix, rows: Sequence[int], bundles: Sequence[int] | None = None
) -> ScoreDraws:
    """Draws for some options of a decision, with their scores on its date.

    A score outside a fixed scale is extrapolated along the end segment, and a local scale keeps the
    ends that the point performances give it. A distribution without width is known.

    Args:
        decision: with the date that is to count.
        table: its matrix, without missing scores.
        rows: the options, as rows of the matrix.
        bundles: which of the rows are drawn, by the numbers of their bundles of `BUNDLE` rows from
            the first on; all if not given.
    """
    if bundles is None:
        bundles = range(-(-len(rows) // BUNDLE))
    bundled = [
        (bundle, row) for bundle in bundles for row in rows[bundle * BUNDLE : (bundle + 1) * BUNDLE]
    ]
    known = np.clip(table.values[[row for _, row in bundled]], -_HUGE, _HUGE)
    families: dict[tuple[int, int, type[Performance]], list[tuple[int, Performance]]]
    families = defaultdict(list)
    for place, (bundle, row) in enumerate(bundled):
        scores = decision.options[row].scores
        for column, criterion in enumerate(table.criteria):
            performance = scores[criterion.id].on(decision.as_of)
            if _has_width(performance):
                families[bundle, column, type(performance)].append((place, performance))
                known[place, column] = 0.0
    groups = []
    for (bundle, column, family), members in families.items():
        places, performances = zip(*members, strict=True)
        draw = _FAMILIES[family](performances, table.scales[column])
        groups.append(_Group(bundle, column, _rows(places), draw))
    return ScoreDraws(known, tuple(groups), len(rows) * len(table.criteria))


def _rows(places: Sequence[int]) -> Rows:
    """The places as an index, which is quicker where they follow one another."""
    span = slice(places[0], places[-1] + 1)
    return span if len(places) == span.stop - span.start else np.array(places)


def _has_width(performance: Performance) -> bool:
    match performance:
        case Exact():
            return False
        case Triangular(low=low, high=high) | Uniform(low=low, high=high):
            return low < high
        case Normal(sd=sd) | Lognormal(sd=sd):
            return sd > 0
        case Beta():
            return True


def _uniform(performances: Sequence[Uniform], scale: FixedScale) -> _Draw:
    low, high = _worth(scale, [(p.low, p.high) for p in performances])
    span = high - low

    def draw(generator: Generator, count: int) -> Floats:
        drawn = generator.random((len(low), count))
        drawn *= span
        drawn += low
        return drawn

    return _through(scale, draw)


def _triangular(performances: Sequence[Triangular], scale: FixedScale) -> _Draw:
    """Mode + (U - mode) √V, with U uniform over the range and V over 0 to 1.

    Beyond the mode, at a part y of the way to the end, that exceeds with probability (1 - y)²
    times the end's part of the range, which is the triangular distribution.
    """
    low, mode, high = _worth(scale, [(p.low, p.point, p.high) for p in performances])
    span, from_mode = high - low, low - mode

    def draw(generator: Generator, count: int) -> Floats:
        drawn = generator.random((len(low), count))
        drawn *= span
        drawn += from_mode
        towards = generator.random(drawn.shape)
        drawn *= np.sqrt(towards, out=towards)
        drawn += mode
        return drawn

    return _through(scale, draw)


def _normal(performances: Sequence[Normal], scale: FixedScale) -> _Draw:
    mean, above = _worth(scale, [(p.mean, p.mean + p.sd) for p in performances])
    sd = above - mean

    def draw(generator: Generator, count: int) -> Floats:
        drawn = generator.standard_normal((len(mean), count))
        drawn *= sd
        drawn += mean
        return drawn

    return _through(scale, draw)


def _lognormal(performances: Sequence[Lognormal], scale: FixedScale) -> _Draw:
    mean, sd = _columns([(p.mean, p.sd) for p in performances])

    def draw(generator: Generator, count: int) -> Floats:
        drawn = generator.standard_normal((len(mean), count))
        drawn *= sd
        drawn += mean
        return _valued(np.exp(drawn, out=drawn), scale)

    return draw


def _beta(performances: Sequence[Beta], scale: FixedScale) -> _Draw:
    alpha, beta = _columns([(p.alpha, p.beta) for p in performances])

    def draw(generator: Generator, count: int) -> Floats:
        return _valued(generator.beta(alpha, beta, (len(alpha), count)), scale)

    return draw


_FAMILIES: dict[type[Performance], Callable[..., _Draw]] = {
    Uniform: _uniform,
    Triangular: _triangular,
    Normal: _normal,
    Lognormal: _lognormal,
    Beta: _beta,
}


def _columns(numbers: Sequence[Sequence[float]]) -> Floats:
    """One column for each of the parameters, with a row for each score."""
    return np.array(numbers, dtype=np.float64).T[:, :, None]


def _worth(scale: FixedScale, numbers: Sequence[Sequence[float]]) -> Floats:
    """Columns of performances, as values where the scale is straight all along."""
    columns = _columns(numbers)
    if not isinstance(scale, Piecewise):
        with np.errstate(over="ignore", invalid="ignore"):
            columns = values(columns.reshape(-1, 1), (scale,)).reshape(columns.shape)
    return np.clip(columns, -_HUGE, _HUGE)


def _through(scale: FixedScale, draw: _Draw) -> _Draw:
    """Draws as they are where `_worth` has made values of them, otherwise through the scale."""
    if not isinstance(scale, Piecewise):
        return draw
    return lambda generator, count: _valued(draw(generator, count), scale)


def _valued(performances: Floats, scale: FixedScale) -> Floats:
    worth = values(performances.reshape(-1, 1), (scale,)).reshape(performances.shape)
    return np.clip(worth, -_HUGE, _HUGE, out=worth)


_UNITS = Linear(0.0, 100.0)


def amount_draws(amounts: Sequence[Performance], generator: Generator, count: int) -> Floats:
    """Independent draws of amounts in their own units: shape (amounts, draws)."""
    drawn = np.repeat(np.array([[amount.point] for amount in amounts]), count, axis=1)
    for row, amount in enumerate(amounts):
        if _has_width(amount):
            draw = _FAMILIES[type(amount)]((amount,), _UNITS)
            drawn[row] = draw(generator, count)[0]
    return drawn
