"""The best package of options for people at a terminal, or for a pipe."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ukjapan_cli.features.portfolio import words as say
from ukjapan_cli.features.portfolio.analysis.frontier import Efficient, Frontier
from ukjapan_cli.features.portfolio.analysis.portfolio import Portfolio
from ukjapan_cli.features.portfolio.step_chart import column, step_chart
from ukjapan_cli.formats.frame import grid, indented, line_colour_of, plain
from ukjapan_cli.formats.phrases import number, points, signed, stand, title
from ukjapan_cli.formats.terminal import Screen

_WIDEST_CHART = 72
_HEIGHT = 12
_NAME = 24
_NUMBER = 8
_GAP = 2
_WIDE = 70


def table(found: Portfolio, screen: Screen) -> str:
    """The package, what is next, what is left out and why, how sure it is, and the frontier."""
    parts: list[RenderableType] = [
        plain(title(found.decision), "bold"),
        plain(stand(found.decision), "dim"),
        Text(),
        _best(found, screen),
        Text(),
        *_said(say.nothing_taken(found), style="bold"),
        *_said(say.proof(found), style="bold"),
        *_said(say.no_limit(found), say.rules(found), say.ran_out(found)),
        *_said(say.over(found), *say.units(found), style="dim"),
    ]
    if len(found.next_best) > 1:
        parts += [Text(), _next_best(found, screen)]
    if found.left_out or found.unexplained or say.not_ranked(found):
        parts += [Text(), Text("Left out", "bold"), *_left_out(found, screen)]
    if found.core:
        parts += [Text(), *_said(*say.how_sure(found), style="dim")]
    if found.frontier:
        parts += [Text(), *_frontier(found, found.frontier, screen)]
    return screen.drawn(*parts)


def _said(*sentences: str, style: str = "") -> Iterator[Text]:
    return (plain(sentence, style) for sentence in sentences if sentence)


def _best(found: Portfolio, screen: Screen) -> Table:
    """Options with what they take in columns, or under their names where those do not fit."""
    model, keys = found.model, list(found.model.costs)
    widths = sum(max(len(key), _NUMBER) + _GAP for key in keys)
    has_columns = screen.width is None or _NAME + 2 * (_NUMBER + _GAP) + widths <= screen.width
    columns = keys if has_columns else []
    header = ["Best package", "Value", *columns, *(["Core"] if found.core else [])]
    drawn = grid(screen, header, right=range(1, len(header)))

    def add(name: str, value: str, costs: dict[str, str], core: str = "", style: str = "") -> None:
        cell = plain(name)
        if not has_columns and costs:
            cell.append("\n" + ", ".join(f"{key} {costs[key]}" for key in costs), "dim")
        cells = (Text(costs.get(key, "")) for key in columns)
        drawn.add_row(cell, Text(value), *cells, *([Text(core)] if found.core else []), style=style)

    for place in found.best.members:
        costs = {key: say.amount(model.costs[key][place]) for key in keys}
        core = say.share(found.core, place)
        add(model.options[place].name, signed(float(model.gains[place])), costs, core)
    for synergy in found.synergies_of(found.best):
        add(say.synergy_name(found, synergy.options), signed(synergy.value), {})
    taken = found.costs_of(found.best)
    add("Together", points(found.best.value), {k: say.amount(taken[k]) for k in keys}, style="bold")
    if model.budgets:
        left = {key: say.amount(most - taken[key]) for key, most in model.budgets.items()}
        add("Budget", "", {key: say.amount(most) for key, most in model.budgets.items()})
        add("Left", "", left)
    return drawn


def _next_best(found: Portfolio, screen: Screen) -> Table:
    drawn = grid(screen, ["", "Value", "Next best, against the best"], right=(0, 1))
    for rank, package in enumerate(found.next_best[1:], 2):
        drawn.add_row(
            Text(str(rank)),
            Text(points(package.value)),
            plain(say.instead(found.model, package, found.best)),
        )
    return drawn


def _left_out(found: Portfolio, screen: Screen) -> Iterator[RenderableType]:
    for told in found.left_out:
        option, gain = found.model.options[told.place], float(found.model.gains[told.place])
        core = f", core index {say.share(found.core, told.place)}" if found.core else ""
        line = f"{option.name} ({signed(gain)}{core}): {say.why_left_out(found, told)}"
        yield indented(plain(line), screen)
    if not_ranked := say.not_ranked(found):
        yield indented(plain(not_ranked), screen)
    if unexplained := say.unexplained(found):
        yield indented(plain(unexplained), screen)


def _frontier(found: Portfolio, curve: Frontier, screen: Screen) -> Iterator[RenderableType]:
    others = ", other budgets kept" if set(found.model.budgets) - {curve.key} else ""
    yield plain(f"Value against {curve.key}{others}", "bold")
    if len(curve.packages) > 1:
        yield Text()
        yield from _chart(curve, screen)
    yield Text()
    yield _efficient(curve, screen)
    yield Text()
    yield plain(say.agreement(curve))
    yield from _said(*say.curve_notes(curve), style="dim")


def _efficient(curve: Frontier, screen: Screen) -> Table:
    is_wide = screen.width is None or screen.width >= _WIDE
    header = [curve.key, "Value", "A point", "One more", "By ranking"]
    if is_wide:
        header.append("Package, against the one above")
    drawn = grid(screen, header, right=(0, 1, 2, 3))
    above: Efficient | None = None
    for point in say.shown(curve):
        package = point.package
        marginal = None if above is None else point.cost_per_point_over(above)
        cells = [
            Text(say.amount(point.cost)),
            Text(points(package.value)),
            Text(say.rate(point.cost_per_point)),
            Text(say.rate(marginal)),
            Text(say.by_ranking(point)),
        ]
        if is_wide:
            cells.append(plain(say.against_above(curve, point, above)))
        drawn.add_row(*cells)
        above = point
    return drawn


def _chart(curve: Frontier, screen: Screen) -> Iterator[Text]:
    """The staircase of efficient packages, with the budget under it."""
    steps = [(float(point.cost), point.package.value) for point in curve.packages]
    lower = [(float(p.cost), p.greedy.value) for p in curve.packages if p.greedy is not None]
    values = [value for _, value in (*steps, *lower)]
    low, high = min(values), max(values)
    labels = {0: points(high), _HEIGHT - 1: points(low)}
    margin = max(map(len, labels.values()))
    width = _WIDEST_CHART
    if screen.width is not None:
        width = max(20, min(_WIDEST_CHART, screen.width - margin - 3))
    end = max(steps[-1][0] * 1.05, float(curve.budget or 0))
    lines = step_chart(steps, lower, width, _HEIGHT, end)
    for y, line in enumerate(lines):
        edge = f"{labels.get(y, ''):>{margin}} {'┤' if y in labels else '│'}"
        yield Text(edge).append(line, line_colour_of(1))
    yield Text(f"{' ' * margin} └{'─' * width}")
    start = " " * (margin + 2)
    first, last = "0", number(float(f"{end:.3g}"))
    yield Text(f"{start}{first}{last:>{width - len(first)}}")
    notes = []
    if curve.budget is not None:
        at = column(float(curve.budget), steps[0][0], end, width)
        yield Text(f"{start}{' ' * at}^")
        notes.append(f"^ the budget, {say.amount(curve.budget)}")
    if any("·" in line for line in lines):
        notes.append("· by value per cost, one option after the other")
    if notes:
        yield Text("   ".join(notes), "dim")
