"""Whether `requires` and `excludes` can be kept: no cycle, nothing that excludes what it needs."""

from collections.abc import Iterator, Mapping, Sequence

_PAIRS_AT_ONCE = 512
_MOST_STEPS = 20_000_000
_MOST_SHOWN = 10


def cycles(requires: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The circles among requirements, each from its first member on; "…" stands for a long rest."""
    return _walk(requires)[1]


def _walk(requires: Mapping[str, Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """Options that require others, each after all that it requires; and the circles in the way."""
    order: list[str] = []
    circles: list[list[str]] = []
    state: dict[str, int] = {}  # its place in the trail while open, then -1
    for start in requires:
        if start in state:
            continue
        trail: list[str] = [start]
        open_: list[Iterator[str]] = [iter(requires[start])]
        state[start] = 0
        while trail:
            step = next(open_[-1], None)
            if step is None:
                option = trail.pop()
                order.append(option)
                state[option] = -1
                open_.pop()
            elif step in requires and step not in state:
                state[step] = len(trail)
                trail.append(step)
                open_.append(iter(requires[step]))
            elif state.get(step, -1) >= 0:
                circle = trail[state[step] : state[step] + _MOST_SHOWN]
                circles.append(circle if circle[-1] == trail[-1] else [*circle, "…"])
    return order, circles


def can_be_compared(
    requires: Mapping[str, Sequence[str]], excludes: Mapping[str, Sequence[str]]
) -> bool:
    """Whether there are few enough of both that `contradictions` answers in seconds."""
    pairs = sum(map(len, excludes.values()))
    steps = len(requires) + sum(map(len, requires.values()))
    return pairs // _PAIRS_AT_ONCE * steps <= _MOST_STEPS


def contradictions(
    requires: Mapping[str, Sequence[str]], excludes: Mapping[str, Sequence[str]]
) -> list[tuple[str, str, str]]:
    """Options that need two options which exclude each other, as (option, one, other).

    An option needs itself and, step by step, what it requires. `requires` must be free of cycles.
    Pairs are taken a block at a time as bits of an integer, so that memory stays proportional to
    the options.
    """
    order, _ = _walk(requires)
    stated: dict[tuple[str, str], tuple[str, str]] = {}
    for one, excluded in excludes.items():
        for other in excluded:
            stated.setdefault((min(one, other), max(one, other)), (one, other))
    pairs = list(stated.values())
    found: list[tuple[str, str, str]] = []
    for block in range(0, len(pairs), _PAIRS_AT_ONCE):
        ones: dict[str, int] = {}
        others: dict[str, int] = {}
        for bit, (one, other) in enumerate(pairs[block : block + _PAIRS_AT_ONCE]):
            ones[one] = ones.get(one, 0) | 1 << bit
            others[other] = others.get(other, 0) | 1 << bit
        known: set[int] = set()
        for option in order:
            left, right = ones.get(option, 0), others.get(option, 0)
            for needed in requires.get(option, ()):
                left |= ones.get(needed, 0)
                right |= others.get(needed, 0)
            ones[option], others[option] = left, right
            both = left & right
            while both:
                bit = (both & -both).bit_length() - 1
                both &= both - 1
                if bit not in known:  # named once, at the first option that cannot be had
                    known.add(bit)
                    found.append((option, *pairs[block + bit]))
    return found
