"""An explanation: blocks, and the Markdown that they make."""

from ukjapan_cli.features.explain import words as say
from ukjapan_cli.features.explain.analysis.explanation import Account, Explanation
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import Block, Bullets, Grid, Own, Rows, sentences
from ukjapan_cli.formats.phrases import percent, performance, points, signed, stand, title


def markdown(explanation: Explanation) -> str:
    """The numbers, the reasons and what would put the option first."""
    decision = explanation.scoring.decision
    told = [sentences(text) for text in (say.standing(explanation), title(decision))]
    told += [sentences(stand(decision))]
    written = md.written([*told, *blocks(explanation)])
    return f"## {md.escaped(explanation.subject.option.name)}\n\n{written}"


def blocks(explanation: Explanation, *, with_reasons: bool = True) -> list[Block]:
    """The numbers, the reasons and what would put the option first.

    Args:
        explanation: of one option.
        with_reasons: whether each score's reason and source stand beside it.
    """
    told: list[Block] = [
        *(sentences(text) for text in say.introduction(explanation.subject.option)),
        _grid(explanation, with_reasons=with_reasons),
    ]
    if explanation.is_against:
        return [*told, sentences(say.comparison(explanation))]
    lines = [say.carries(explanation), say.holds_back(explanation)]
    lines += [*say.to_be_first(explanation), *say.in_draws(explanation)]
    told.append(Bullets(tuple(lines)))
    told += [Bullets(tuple(lines), f"{lead}:") for lead, lines in say.links(explanation)]
    return told


def _grid(explanation: Explanation, *, with_reasons: bool) -> Grid:
    has_other = explanation.other is not explanation.subject
    header = ["Criterion", "Performance", "Value", "Weight", "Points"]
    if has_other:
        header.append(f"Gap to {explanation.other.option.name}")
    numbers = range(2, len(header))
    if with_reasons:
        header.append("Because")

    def row_of(account: Account) -> list[str]:
        row = [
            account.criterion.name,
            performance(account.criterion.scale, account.own.performance),
            Own(points(account.own.value)),
            Own(percent(account.weight)),
            Own(points(account.own.contribution)),
        ]
        if has_other:
            row.append(Own(signed(account.gap)))
        if with_reasons:
            because = say.reason(account.own.score.because, account.own.score.source)
            row.append(because.removeprefix(" — "))
        return row

    rows = Rows([*say.in_order(explanation)], row_of)
    name = explanation.subject.option.name
    return Grid(f"What the value of {name} is made of", header, rows, numbers)
