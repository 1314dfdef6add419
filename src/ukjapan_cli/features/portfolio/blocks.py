"""Packages: blocks, and the Markdown that they make."""

from ukjapan_cli.features.portfolio import words as say
from ukjapan_cli.features.portfolio.analysis.frontier import Efficient, Frontier
from ukjapan_cli.features.portfolio.analysis.portfolio import Portfolio
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import Block, Bullets, Grid, Own, Strong, sentences
from ukjapan_cli.formats.phrases import points, signed, stand, title


def markdown(found: Portfolio) -> str:
    """The package, what is next, what is left out and why, how sure it is, and the frontier."""
    told = md.written([sentences(stand(found.decision)), *blocks(found)])
    return f"## {md.escaped(title(found.decision))}\n\n{told}"


def blocks(found: Portfolio) -> list[Block]:
    """The package, what is next, what is left out and why, how sure it is, and the frontier."""
    told: list[Block] = [
        sentences(say.over(found), say.no_limit(found), say.rules(found), *say.units(found)),
        _best(found),
        sentences(say.nothing_taken(found), say.proof(found), say.ran_out(found)),
    ]
    if len(found.next_best) > 1:
        rows = [
            [Own(rank), Own(points(package.value)), say.instead(found.model, package, found.best)]
            for rank, package in enumerate(found.next_best[1:], 2)
        ]
        header = [Own(), "Value", "Next best"]
        told.append(Grid("The next best packages", header, rows, numbers=(0, 1)))
    if found.left_out:
        lines = tuple(
            f"{_worth(found, left.place)}: {say.why_left_out(found, left)}"
            for left in found.left_out
        )
        told.append(Bullets(lines, "Left out:"))
    told.append(sentences(say.unexplained(found), say.not_ranked(found), *say.how_sure(found)))
    return [*told, *(frontier_blocks(found.frontier) if found.frontier else ())]


def frontier_blocks(curve: Frontier) -> list[Block]:
    """Every efficient package, each against the one above it."""
    above: Efficient | None = None
    rows = []
    for point in say.shown(curve):
        rows.append(_curve_row(curve, point, above))
        above = point
    header = [curve.key, "Value", "A point", "One more", "By ranking"]
    header.append("Package, against the one above")
    caption = f"Every package that nothing cheaper is worth as much as, by {curve.key}"
    return [
        Grid(caption, header, rows, numbers=(0, 1, 2, 3)),
        sentences(say.agreement(curve), *say.curve_notes(curve)),
    ]


def _worth(found: Portfolio, place: int) -> str:
    return f"{found.model.options[place].name} ({signed(float(found.model.gains[place]))})"


def _best(found: Portfolio) -> Grid:
    model, keys = found.model, [*found.model.costs]
    rows: list[list[str]] = [
        [
            model.options[place].name,
            Own(signed(float(model.gains[place]))),
            *(Own(say.amount(model.costs[key][place])) for key in keys),
            Own(say.share(found.core, place)),
        ]
        for place in found.best.members
    ]
    rows += [
        [
            say.synergy_name(found, synergy.options),
            Own(signed(synergy.value)),
            *(Own() for _ in keys),
            Own(),
        ]
        for synergy in found.synergies_of(found.best)
    ]
    costs = found.costs_of(found.best)
    together = [Own(say.amount(costs[key])) for key in keys]
    rows.append([Strong("Together"), Own(points(found.best.value)), *together, Own()])
    if model.budgets:
        budgets = {key: say.amount(most) for key, most in model.budgets.items()}
        left = {key: say.amount(most - costs[key]) for key, most in model.budgets.items()}
        rows.append(["Budget", Own(), *(Own(budgets.get(key, "–")) for key in keys), Own()])
        rows.append(["Left", Own(), *(Own(left.get(key, "–")) for key in keys), Own()])
    header = ["Best package", "Value", *keys, "Core index"]
    return Grid("The best package and what it takes", header, rows, range(1, len(header)))


def _curve_row(curve: Frontier, point: Efficient, above: Efficient | None) -> list[str]:
    return [
        Own(say.amount(point.cost)),
        Own(points(point.package.value)),
        Own(say.rate(point.cost_per_point)),
        Own(say.rate(None if above is None else point.cost_per_point_over(above))),
        Own(say.by_ranking(point)),
        say.against_above(curve, point, above),
    ]
