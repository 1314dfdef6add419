"""Decisions of files under a megabyte that make somebody's analysis work hard.

Each is (criteria.yaml, options.yaml), made from a seed; options are `o0`, `o1` and so on, criteria
`c0`, costs `k0`. `DECISIONS` names them all.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

Files: TypeAlias = tuple[str, str]

_LINEAR = "{worst: 0, best: 100}"
_TRIANGLE = "{{value: {0}, low: {1}, high: {2}}}"


def _criteria(leaves: Iterable[str], more: Iterable[str] = ()) -> str:
    return "\n".join(["version: 1", "as_of: 2026-01-01", "criteria:", *leaves, *more]) + "\n"


def _leaves(count: int, scale: str = _LINEAR, more: str = "") -> list[str]:
    return [
        f"- {{id: c{c}, name: C{c}, weight: {c % 7 + 1}, scale: {scale}{more}}}"
        for c in range(count)
    ]


def _options(
    scores: Iterable[Iterable[str]],
    more: Callable[[int], str] = lambda _: "",
    before: Iterable[str] = (),
    after: Iterable[str] = (),
) -> str:
    lines = ["version: 1", *before, "options:"]
    for number, row in enumerate(scores):
        told = ", ".join(f"c{c}: {score}" for c, score in enumerate(row))
        lines.append(f"- {{id: o{number}, name: O{number}{more(number)}, scores: {{{told}}}}}")
    return "\n".join([*lines, *after]) + "\n"


def _exact(options: int, criteria: int, seed: int = 1) -> list[list[str]]:
    draw = random.Random(seed)
    return [[str(draw.randrange(101)) for _ in range(criteria)] for _ in range(options)]


def _ranged(options: int, criteria: int, seed: int = 1) -> list[list[str]]:
    draw = random.Random(seed)

    def score() -> str:
        at = draw.randrange(20, 80)
        return _TRIANGLE.format(at, at - draw.randrange(1, 20), at + draw.randrange(1, 20))

    return [[score() for _ in range(criteria)] for _ in range(options)]


def _series(days: Iterable[date], draw: random.Random, low: int = 0, high: int = 100) -> str:
    inner = ", ".join(f"{day}: {draw.randint(low, high)}" for day in days)
    return f"{{over_time: {{{inner}}}}}"


def _days(count: int, step: int, start: date = date(2026, 1, 1)) -> list[date]:
    return [start + timedelta(step * each) for each in range(count)]


def plain(options: int, criteria: int) -> Files:
    """Whole numbers for scores."""
    return _criteria(_leaves(criteria)), _options(_exact(options, criteria))


def ranged(options: int, criteria: int) -> Files:
    """A range for every score."""
    return _criteria(_leaves(criteria)), _options(_ranged(options, criteria))


def alike(options: int, criteria: int) -> Files:
    """Options with the same scores, so that all tie."""
    rows = [["{low: 40, high: 60}"] * criteria] * options
    return _criteria(_leaves(criteria)), _options(rows)


def undominated(options: int) -> Files:
    """Options on three criteria of which none dominates another, so that LPs decide."""
    draw = random.Random(1)
    rows = []
    for _ in range(options):
        at = [abs(draw.gauss(0, 1)) for _ in range(3)]
        length = sum(x * x for x in at) ** 0.5
        rows.append([f"{100 * x / length:.4f}" for x in at])
    return _criteria(_leaves(3)), _options(rows)


def local(options: int, criteria: int) -> Files:
    """Scales whose ends are the options' own, and ranges."""
    return (
        _criteria(_leaves(criteria, "{better: higher}")),
        _options(_ranged(options, criteria)),
    )


def gated(options: int, criteria: int) -> Files:
    """A `must` on every criterion, with dated scores that pass it to and fro."""
    draw = random.Random(1)
    days = _days(12, 90)
    rows = [[_series(days, draw, 30, 100) for _ in range(criteria)] for _ in range(options)]
    return _criteria(_leaves(criteria, more=", must: {at_least: 50}")), _options(rows)


def deep(levels: int, siblings: int, options: int) -> Files:
    """A tree as deep as a file may be, with siblings on each level."""
    leaves: list[str] = []

    def node(level: int) -> str:
        own = []
        for _ in range(siblings):
            name = f"c{len(leaves)}"
            leaves.append(name)
            own.append(f"{{id: {name}, name: L{name}, weight: 2, scale: {_LINEAR}}}")
        if level < levels:
            own.append(
                f"{{id: g{level}, name: G{level}, weight: 3, criteria: [{node(level + 1)}]}}"
            )
        return ", ".join(own)

    tree = node(0)
    return _criteria([f"  [{tree}]"]), _options(_ranged(options, len(leaves)))


def bends(options: int, criteria: int, points: int, dates: int) -> Files:
    """Scales of many points, and dated scores that pass them all again and again."""
    scale = ", ".join(f"[{x}, {100 * (x / (points - 1)) ** 0.5:.3f}]" for x in range(points))
    draw = random.Random(1)
    days = _days(dates, 30)
    rows = [[_series(days, draw, 0, points - 1) for _ in range(criteria)] for _ in range(options)]
    return _criteria(_leaves(criteria, f"{{points: [{scale}]}}")), _options(rows)


def levels(options: int, count: int) -> Files:
    """A scale of many levels."""
    names = ", ".join(f"l{x}: {100 * x / (count - 1):.4f}" for x in range(count))
    rows = [[f"l{number % count}", "1"] for number in range(options)]
    leaves = [
        f"- {{id: c0, name: C0, weight: 1, scale: {{levels: {{{names}}}}}}}",
        f"- {{id: c1, name: C1, weight: 1, scale: {_LINEAR}}}",
    ]
    return _criteria(leaves), _options(rows)


def dated(options: int, criteria: int, dates: int, step: int = 30) -> Files:
    """A performance on every date for every score."""
    draw = random.Random(1)
    days = _days(dates, step)
    rows = [[_series(days, draw) for _ in range(criteria)] for _ in range(options)]
    return _criteria(_leaves(criteria)), _options(rows)


def all_years(options: int) -> Files:
    """Scores that are dated in the years 1 and 9999."""
    rows = [
        [f"{{over_time: {{0001-01-01: {number % 90}, 9999-12-31: {number % 101}}}}}", "50"]
        for number in range(options)
    ]
    return _criteria(_leaves(2)), _options(rows)


def one_in_all_years() -> Files:
    """Three options, one of which is dated in the years 1 and 9999."""
    rows = [["{over_time: {0001-01-01: 0, 9999-12-31: 100}}"], ["50"], ["70"]]
    return _criteria(_leaves(1)), _options(rows)


def viewed(perspectives: int, options: int, criteria: int) -> Files:
    """So many perspectives, with weights for every criterion."""
    draw = random.Random(1)
    told = ["perspectives:"]
    for number in range(perspectives):
        weights = ", ".join(f"c{c}: {draw.randrange(1, 100)}" for c in range(criteria))
        told.append(f"- {{id: p{number}, name: P{number}, weights: {{{weights}}}}}")
    return _criteria(_leaves(criteria), told), _options(_exact(options, criteria))


def costly(
    options: int,
    *,
    cost: Callable[[int, int], str],
    keys: int = 1,
    synergies: int = 0,
    members: int = 2,
    criteria: int = 2,
    ranges: bool = False,
    rules: Callable[[int], str] = lambda _: "",
) -> Files:
    """Options with costs of so many kinds, and synergies among some."""
    draw = random.Random(1)
    rows = (_ranged if ranges else _exact)(options, criteria)

    def more(number: int) -> str:
        costs = ", ".join(f"k{key}: {cost(number, key)}" for key in range(keys))
        return f", costs: {{{costs}}}{rules(number)}"

    together = ["synergies:"] if synergies else []
    for _ in range(synergies):
        who = ", ".join(f"o{number}" for number in draw.sample(range(options), members))
        together.append(f"- {{options: [{who}], value: {draw.randint(-40, 60) / 10}}}")
    return _criteria(_leaves(criteria)), _options(rows, more, after=together)


def worth_its_cost(options: int, kind: str = "") -> Files:
    """A cost in proportion to value, so that every package is efficient."""
    rows = [[str(1 + 2 ** (number % 20) % 97 + number / 1000)] for number in range(options)]
    costs = [row[0] for row in rows]
    if kind == "powers":
        costs = [str(2**number) for number in range(options)]
        rows = [[f"{100 * 2**number / 2**options:.12f}"] for number in range(options)]
    return (
        _criteria(_leaves(1)),
        _options(rows, lambda number: f", costs: {{k0: {costs[number]}}}"),
    )


def _whole(number: int, key: int) -> str:
    return str(random.Random(1000 * key + number).randint(1, 20))


def _spread(number: int, key: int) -> str:
    return f"{random.Random(1000 * key + number).uniform(1, 100):.3f}"


def _uncertain(number: int, key: int) -> str:
    at = random.Random(1000 * key + number).randint(10, 90)
    return _TRIANGLE.format(at, at - 9, at + 9)


def _all(numbers: Iterable[int]) -> str:
    return f"[{', '.join(f'o{number}' for number in numbers)}]"


def requirements(options: int, kind: str) -> Files:
    """Options that require or exclude others: a chain, a ring, layers of twenty, neighbours."""
    rules: dict[str, Callable[[int], str]] = {
        "chain": lambda n: f", requires: [o{n + 1}]" if n + 1 < options else "",
        "ring": lambda n: f", requires: [o{(n + 1) % options}]",
        "layers": lambda n: (
            f", requires: {_all(range(n // 20 * 20 + 20, n // 20 * 20 + 40))}"
            if n // 20 * 20 + 40 <= options
            else ""
        ),
        "excludes": lambda n: (
            f", excludes: {_all(range(n + 1, min(n + 101, options)))}" if n + 1 < options else ""
        ),
    }
    return costly(options, cost=_spread, rules=rules[kind])


def unknown_requires(options: int) -> Files:
    """Every option requires the same many that there are not, by alias."""
    names = ", ".join(f"x{number}" for number in range(options))

    def more(number: int) -> str:
        return f", requires: &all [{names}]" if not number else ", requires: *all"

    return _criteria(_leaves(1)), _options([["50"]] * options, more)


def scores_by_alias(options: int, criteria: int, score: str = "50") -> Files:
    """The same scores for every option."""
    told = ", ".join(f"c{c}: {score}" for c in range(criteria))
    lines = ["version: 1", "options:", f"- {{id: o0, name: O0, scores: &s {{{told}}}}}"]
    lines += [f"- {{id: o{number}, name: O{number}, scores: *s}}" for number in range(1, options)]
    return _criteria(_leaves(criteria)), "\n".join(lines) + "\n"


def dates_by_alias(options: int, dates: int) -> Files:
    """The same dated score for every option."""
    series = _series(_days(dates, 3), random.Random(1))
    rows = [
        [f"&s {series}" if not number else "*s", str(number % 101)] for number in range(options)
    ]
    return _criteria(_leaves(2)), _options(rows)


def without_scores(options: int, criteria: int) -> Files:
    """No option has any score."""
    return _criteria(_leaves(criteria)), _options([[]] * options)


def reasoned(options: int, criteria: int, length: int) -> Files:
    """Long reasons for every score."""
    words = ("as it was assessed " * (length // 19 + 1))[:length]
    rows = [
        [f"{{value: {score}, because: {words}}}" for score in row]
        for row in _exact(options, criteria)
    ]
    return _criteria(_leaves(criteria)), _options(rows)


def sourced(sources: int) -> Files:
    """A source, an enabler and a reason for every score, and a name as long as names may be."""
    told = ["sources:"]
    told += [f"- {{id: s{number}, title: Source {number}}}" for number in range(sources)]
    rows = [[f"{{value: {number % 101}, source: s{number} p. 4}}"] for number in range(sources)]

    def more(number: int) -> str:
        return f", summary: {'long ' * 5}{number}, enablers: [Somebody agrees to {number}.]"

    return _criteria(_leaves(1)), _options(rows, more, before=told)


def citing(options: int, criteria: int) -> Files:
    """Criteria that move together, whose scores all cite the same place."""
    rows = [[f"{{value: {10 * number}, source: s p. 4}}"] * criteria for number in range(options)]
    return _criteria(_leaves(criteria)), _options(rows, before=["sources:", "- {id: s, title: S}"])


def waived(options: int) -> Files:
    """A waiver for every option."""
    criteria, text = plain(options, 1)
    waiver = "# ukjapan: ignore[UKJ301] because it is so\n"
    head, *rest = text.split("- {id: ")
    return criteria, head + "".join(f"{waiver}- {{id: {row}" for row in rest)


def named(options: int) -> Files:
    """Names of 200 characters, none of them narrow."""
    lines = ["version: 1", "options:"]
    for number in range(options):
        name = f"{number} {'選' * (190 - len(str(number)))}"
        lines.append(f"- {{id: o{number}, name: {name}, scores: {{c0: {number % 101}}}}}")
    return _criteria(_leaves(1)), "\n".join(lines) + "\n"


def grouped(groups: int, options: int) -> Files:
    """Groups of two criteria, with intervals for all weights."""
    weight = "{value: 3, low: 1, high: 5}"
    leaves = [
        f"- {{id: g{g}, name: G{g}, weight: {weight}, criteria: ["
        + ", ".join(
            f"{{id: c{c}, name: C{c}, weight: {weight}, scale: {_LINEAR}}}"
            for c in (2 * g, 2 * g + 1)
        )
        + "]}"
        for g in range(groups)
    ]
    return _criteria(leaves), _options(_ranged(options, 2 * groups))


def distributed(options: int, criteria: int) -> Files:
    """The distributions that take the longest to draw."""
    kinds = [
        "{beta: {alpha: 0.3, beta: 0.4}}",
        "{normal: {mean: 50, sd: 9}}",
        "{lognormal: {mean: 3, sd: 0.4}}",
    ]
    rows = [
        [kinds[(number + c) % len(kinds)] for c in range(criteria)] for number in range(options)
    ]
    return _criteria(_leaves(criteria)), _options(rows)


def everything(options: int, criteria: int, dates: int, perspectives: int) -> Files:
    """Ranges, dates, costs, synergies, requirements, perspectives and a baseline at once."""
    draw = random.Random(1)
    days = _days(dates, 60)
    ranges = _ranged(options, criteria)
    rows = [
        [_series(days, draw) if not (number + c) % 3 else row[c] for c in range(criteria)]
        for number, row in enumerate(ranges)
    ]

    def more(number: int) -> str:
        role = ", role: baseline" if not number else ""
        needs = f", requires: [o{number - 1}]" if number % 5 == 4 else ""
        return f"{role}, costs: {{k0: {_whole(number, 0)}, k1: {_uncertain(number, 1)}}}{needs}"

    together = ["synergies:"]
    for _ in range(options):
        one, other = draw.sample(range(options), 2)
        together.append(f"- {{options: [o{one}, o{other}], value: {draw.randint(-4, 6)}}}")
    told = ["perspectives:"]
    for number in range(perspectives):
        weights = ", ".join(f"c{c}: {draw.randrange(1, 100)}" for c in range(criteria))
        told.append(f"- {{id: p{number}, name: P{number}, weights: {{{weights}}}}}")
    return _criteria(_leaves(criteria), told), _options(rows, more, after=together)


DECISIONS: Mapping[str, Callable[[], Files]] = {
    "plain-1000x5": lambda: plain(1000, 5),
    "plain-1000x100": lambda: plain(1000, 100),
    "plain-3x3000": lambda: plain(3, 3000),
    "plain-2x10000": lambda: plain(2, 10_000),
    "plain-10x300": lambda: plain(10, 300),
    "plain-100x1000": lambda: plain(100, 1000),
    "plain-15000x2": lambda: plain(15_000, 2),
    "ranged-1000x20": lambda: ranged(1000, 20),
    "ranged-100x200": lambda: ranged(100, 200),
    "ranged-10x2500": lambda: ranged(10, 2500),
    "ranged-6500x3": lambda: ranged(6500, 3),
    "alike-1000x10": lambda: alike(1000, 10),
    "alike-12000x1": lambda: alike(12_000, 1),
    "undominated-1000": lambda: undominated(1000),
    "undominated-10000": lambda: undominated(10_000),
    "local-1000x20": lambda: local(1000, 20),
    "local-10x2000": lambda: local(10, 2000),
    "gated-100x20": lambda: gated(100, 20),
    "deep-28x40x10": lambda: deep(28, 40, 10),
    "bends-5x4x3000x40": lambda: bends(5, 4, 3000, 40),
    "bends-5x4x300x40": lambda: bends(5, 4, 300, 40),
    "bends-40x2x40x60": lambda: bends(40, 2, 40, 60),
    "bends-2x1x26000x26000": lambda: bends(2, 1, 26_000, 26_000),
    "bends-40x2x300x60": lambda: bends(40, 2, 300, 60),
    "levels-5000": lambda: levels(5000, 20_000),
    "dated-2x1x20000": lambda: dated(2, 1, 20_000, 3),
    "dated-3x1x15000": lambda: dated(3, 1, 15_000, 3),
    "dated-8x1x1500": lambda: dated(8, 1, 1500, 20),
    "dated-40x1x1000": lambda: dated(40, 1, 1000),
    "dated-40x10x100": lambda: dated(40, 10, 100),
    "dated-300x2x60": lambda: dated(300, 2, 60),
    "dated-3000x1x10": lambda: dated(3000, 1, 10),
    "all-years-40": lambda: all_years(40),
    "all-years-5000": lambda: all_years(5000),
    "one-in-all-years": one_in_all_years,
    "viewed-1000x5x3": lambda: viewed(1000, 5, 3),
    "viewed-10000x3x5": lambda: viewed(10_000, 3, 5),
    "viewed-300x1000x10": lambda: viewed(300, 1000, 10),
    "viewed-20x5x3000": lambda: viewed(20, 5, 3000),
    "worth-its-cost-14": lambda: worth_its_cost(14),
    "worth-its-cost-40": lambda: worth_its_cost(40),
    "powers-of-two-38": lambda: worth_its_cost(38, "powers"),
    "whole-costs-30": lambda: costly(30, cost=_whole),
    "spread-costs-40": lambda: costly(40, cost=_spread),
    "spread-costs-1000": lambda: costly(1000, cost=_spread),
    "uncertain-costs-40": lambda: costly(40, cost=_uncertain, ranges=True),
    "synergies-40x400": lambda: costly(40, cost=_whole, synergies=400),
    "synergies-40x3000x10": lambda: costly(40, cost=_spread, synergies=3000, members=10),
    "synergies-15x3000": lambda: costly(15, cost=_spread, synergies=3000),
    "synergies-1000x5000": lambda: costly(1000, cost=_spread, synergies=5000),
    "costs-20x500": lambda: costly(20, cost=_whole, keys=500),
    "costs-40x1000": lambda: costly(40, cost=_spread, keys=1000),
    "chain-5000": lambda: requirements(5000, "chain"),
    "ring-5000": lambda: requirements(5000, "ring"),
    "layers-2000": lambda: requirements(2000, "layers"),
    "layers-40": lambda: requirements(40, "layers"),
    "excludes-1000": lambda: requirements(1000, "excludes"),
    "excludes-40": lambda: requirements(40, "excludes"),
    "unknown-requires-1300": lambda: unknown_requires(1300),
    "scores-by-alias-22000x12": lambda: scores_by_alias(22_000, 12),
    "scores-by-alias-140x1400": lambda: scores_by_alias(140, 1400),
    "scores-by-alias-590x1500": lambda: scores_by_alias(590, 1500),
    "unknown-scores-by-alias": lambda: scores_by_alias(1000, 1500, "x"),
    "dates-by-alias-800x1000": lambda: dates_by_alias(800, 1000),
    "without-scores-15000x10000": lambda: without_scores(15_000, 10_000),
    "sourced-5000": lambda: sourced(5000),
    "citing-4x4000": lambda: citing(4, 4000),
    "waived-9000": lambda: waived(9000),
    "named-1400": lambda: named(1400),
    "grouped-2000x4": lambda: grouped(2000, 4),
    "grouped-20x300": lambda: grouped(20, 300),
    "distributed-1000x20": lambda: distributed(1000, 20),
    "reasoned-30x3": lambda: reasoned(30, 3, 9000),
    "reasoned-2000x4": lambda: reasoned(2000, 4, 80),
    "everything-40x10": lambda: everything(40, 10, 12, 20),
    "everything-200x20": lambda: everything(200, 20, 6, 30),
}
