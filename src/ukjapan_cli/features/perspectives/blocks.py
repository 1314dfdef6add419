"""Perspectives: blocks, and the Markdown that they make."""

from collections.abc import Sequence

from ukjapan_cli.features.perspectives import words as say
from ukjapan_cli.features.perspectives.analysis.perspectives import OptionSeen, Perspectives
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import Block, Bullets, Grid, Own, sentences
from ukjapan_cli.formats.phrases import percent, points, stand, title


def markdown(found: Perspectives) -> str:
    """Ranks side by side, what follows from them, regrets, and the weights that differ."""
    decision = found.scoring.decision
    told = [sentences(stand(decision)), *blocks(found), sentences(say.left_out(found))]
    return f"## {md.escaped(title(decision))}\n\n" + md.written(told)


def blocks(found: Perspectives) -> list[Block]:
    """Ranks side by side, what follows from them, regrets, and the weights that differ."""
    most = say.MOST_PERSPECTIVES
    names = [perspective.name for perspective in found.perspectives[:most]]
    in_force = Own(say.in_force(found.scoring.decision))
    ranks = [[*_ranks(seen), str(found.mean.places[row])] for row, seen in enumerate(found.options)]
    regrets = [
        [
            *(say.regret(amount) for amount in seen.regrets[:most]),
            say.regret(seen.largest_regret),
            str(seen.worst_rank),
        ]
        for seen in found.options
    ]
    shares = [
        [
            one.criterion.name,
            *(Own(percent(share)) for share in one.shares[:most]),
            Own(points(one.moves)),
        ]
        for one in found.disagreements[: say.MOST_CRITERIA]
    ]
    header = ["Criterion", *names, "Moves"]
    disagreements = Grid("Where weights differ", header, shares, range(1, len(header)))
    return [
        _by_option(
            "Ranks under each perspective", ["Option", in_force, *names, "Mean"], found, ranks
        ),
        sentences(Own(say.RANKS), Own(say.columns(found))),
        Bullets(tuple(say.sentences(found))),
        _by_option(
            "Regret under each perspective",
            ["Option", *names, "Largest regret", "Worst rank"],
            found,
            regrets,
        ),
        sentences(Own(say.REGRETS)),
        disagreements,
        sentences(Own(say.SHARES), Own(say.more_criteria(found))),
        sentences(*map(Own, say.omissions(found))),
    ]


def _ranks(seen: OptionSeen) -> list[str]:
    return [str(place) for place in (seen.standing.place, *seen.places[: say.MOST_PERSPECTIVES])]


def _by_option(
    caption: str, header: Sequence[str], found: Perspectives, cells: Sequence[Sequence[str]]
) -> Grid:
    rows = [
        [seen.option.name, *map(Own, row)] for seen, row in zip(found.options, cells, strict=True)
    ]
    return Grid(caption, header, rows, numbers=range(1, len(header)))
