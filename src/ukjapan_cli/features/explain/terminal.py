"""An explanation for people at a terminal, or for a pipe."""

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.features.explain import words as say
from ukjapan_cli.features.explain.analysis.explanation import Account, Explanation
from ukjapan_cli.formats.frame import grid, indented, plain
from ukjapan_cli.formats.phrases import (
    on_scale,
    percent,
    performance,
    points,
    signed,
    stand,
    title,
    with_unit,
)
from ukjapan_cli.formats.terminal import Screen

_BOTH_PERFORMANCES = 72


def table(explanation: Explanation, screen: Screen) -> str:
    """The option's place, its numbers, the reasons for them, and what would put it first."""
    option = explanation.subject.option
    decision = explanation.scoring.decision
    parts: list[RenderableType] = [
        plain(option.name, "bold"),
        plain(say.standing(explanation)),
        plain(title(decision), "dim"),
        plain(stand(decision), "dim"),
        Text(),
    ]
    for paragraph in say.introduction(option):
        parts += [plain(paragraph), Text()]
    parts += [_numbers(explanation, screen), Text()]
    if explanation.is_against:
        parts += [plain(say.comparison(explanation)), Text()]
    else:
        parts += [plain(say.carries(explanation)), plain(say.holds_back(explanation))]
        sentences = [*say.to_be_first(explanation), *say.in_draws(explanation)]
        parts += [plain(sentence) for sentence in sentences]
        parts.append(Text())
    for account in say.in_order(explanation):
        reasons = _reasons(account, explanation)
        if reasons:
            parts.append(plain(account.criterion.name, "bold"))
            parts += [indented(line, screen) for line in reasons]
    if not explanation.is_against:
        for heading, lines in say.links(explanation):
            parts += [Text(), Text(heading, "bold")]
            parts += [indented(plain(line), screen) for line in lines]
    return screen.drawn(*parts)


def _numbers(explanation: Explanation, screen: Screen) -> Table:
    other = explanation.other
    has_other = other is not explanation.subject
    if explanation.is_against:
        return _both(explanation, screen)
    header = ["Criterion", "Performance", "Value", "Weight", "Points"]
    if has_other:
        header.append("Lead" if explanation.is_first else "Gap")
    drawn = grid(screen, header, right=range(2, len(header)))
    for account in explanation.accounts:
        row = [
            plain(account.criterion.name),
            plain(with_unit(account.criterion.scale, account.own.performance.point)),
            Text(points(account.own.value)),
            Text(percent(account.weight)),
            Text(points(account.own.contribution)),
        ]
        drawn.add_row(*row, *([Text(signed(account.gap))] if has_other else []))
    total = [Text("Total"), Text(), Text(), Text("100.0%"), Text(points(explanation.subject.value))]
    if has_other:
        total.append(Text(signed(explanation.subject.value - other.value)))
    drawn.add_section()
    drawn.add_row(*total, style="bold")
    return drawn


def _both(explanation: Explanation, screen: Screen) -> Table:
    """The two options beside each other; narrow terminals read performances below the table."""
    is_wide = screen.width is None or screen.width >= _BOTH_PERFORMANCES
    performances = ["Performance", "Against"] if is_wide else []
    header = ["Criterion", *performances, "Weight", "Points", "Against", "Gap"]
    drawn = grid(screen, header, right=range(1 + len(performances), len(header)))
    for account in say.in_order(explanation):
        scale = account.criterion.scale
        parts = (account.own, account.other) if is_wide else ()
        drawn.add_row(
            plain(account.criterion.name),
            *(plain(on_scale(scale, part.performance.point)) for part in parts),
            Text(percent(account.weight)),
            Text(points(account.own.contribution)),
            Text(points(account.other.contribution)),
            Text(signed(account.gap)),
        )
    subject, other = explanation.subject, explanation.other
    drawn.add_section()
    drawn.add_row(
        Text("Total"),
        *(Text() for _ in performances),
        Text("100.0%"),
        Text(points(subject.value)),
        Text(points(other.value)),
        Text(signed(subject.value - other.value)),
        style="bold",
    )
    return drawn


def _reasons(account: Account, explanation: Explanation) -> list[Text]:
    """What there is to say of a criterion's numbers: ranges, reasons and sources."""
    scale = account.criterion.scale
    lines: list[Text] = []
    pairs = [(explanation.subject, account.own)]
    if explanation.is_against:
        pairs.append((explanation.other, account.other))
    for standing, part in pairs:
        because = say.reason(part.score.because, part.score.source)
        if because or explanation.is_against or not isinstance(part.performance, Exact):
            whose = f"{standing.option.name}: " if explanation.is_against else ""
            lines.append(plain(f"{whose}{performance(scale, part.performance)}{because}"))
    if account.criterion.because and not explanation.is_against:
        weight = f"Weight {percent(account.weight)} — {account.criterion.because}"
        lines.append(plain(weight, "dim"))
    return lines
