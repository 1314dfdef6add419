"""Robustness: blocks, and the Markdown that they make."""

from ukjapan_cli.decision.criteria import Criterion
from ukjapan_cli.features.robustness import words as say
from ukjapan_cli.features.robustness.analysis.robustness import Robustness
from ukjapan_cli.features.verdict.words import sentence
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import Block, Grid, Own, Rows, sentences
from ukjapan_cli.formats.phrases import percent, stand, title

_MOST_RANKS = 20


def markdown(found: Robustness) -> str:
    """How often options take each rank, the weights that put them first, and who beats whom."""
    told = [sentences(stand(found.decision)), *blocks(found)]
    if found.verdict:
        told.append(sentences(sentence(found.verdict)))
    told.append(sentences(say.left_out(found)))
    return f"## {md.escaped(title(found.decision))}\n\n" + md.written(told)


def blocks(found: Robustness) -> list[Block]:
    """How often options take each rank, the weights that put them first, and who beats whom."""
    return [
        sentences(Own(say.drawn(found)), *map(Own, say.omissions(found))),
        _ranks(found),
        sentences(Own(say.ranks(found, _ranks_shown(found))), Own(say.confidence(found))),
        _central_weights(found),
        sentences(Own(say.CENTRAL_WEIGHTS)),
        *_pairwise(found),
    ]


def _ranks(found: Robustness) -> Grid:
    shown = _ranks_shown(found)
    below = [Own("Below")] if shown < len(found.options) else []
    ranks = [Own(rank) for rank in range(1, shown + 1)]
    header = [Own("Option"), *ranks, *below, Own("Mean rank"), Own("Confidence")]
    rows = [
        [
            one.option.name,
            *(Own(percent(estimate.value)) for estimate in one.acceptability[:shown]),
            *(Own(percent(sum(e.value for e in one.acceptability[shown:]))) for _ in below),
            Own(say.rank(one.expected_rank)),
            Own(percent(one.confidence.value) if one.confidence else "–"),
        ]
        for one in found.options
    ]
    return Grid("How often each option takes each rank", header, rows, range(1, len(header)))


def _ranks_shown(found: Robustness) -> int:
    """How many ranks have a column of their own."""
    return len(found.options) if len(found.options) <= _MOST_RANKS else _MOST_RANKS - 1


def _central_weights(found: Robustness) -> Grid:
    can_be_first = [one for one in found.options if one.central_weights]
    header = ["Criterion", "Stated", *(one.option.name for one in can_be_first)]

    def row_of(criterion: Criterion) -> list[str]:
        return [
            criterion.name,
            Own(percent(found.shares[criterion.id])),
            *(
                Own(percent(one.central_weights[criterion.id].value))
                for one in can_be_first
                if one.central_weights
            ),
        ]

    rows = Rows(found.criteria, row_of)
    return Grid("The weights that put each option first", header, rows, range(1, len(header)))


def _pairwise(found: Robustness) -> list[Block]:
    if not 1 < len(found.options) <= say.MOST_COMPARED:
        return []
    names = [one.option.name for one in found.options]
    rows = [
        [one.option.name, *(Own(say.beats(one, other)) for other in found.options)]
        for one in found.options
    ]
    caption = "How often one option is worth more than another"
    grid = Grid(caption, ["Ahead of", *names], rows, range(1, len(names) + 1))
    return [grid, sentences(Own(say.PAIRWISE))]
