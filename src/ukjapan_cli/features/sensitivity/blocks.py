"""Sensitivity: blocks, and the Markdown that they make."""

from ukjapan_cli.features.sensitivity import words as say
from ukjapan_cli.features.sensitivity.analysis.scores import ScoreSensitivity
from ukjapan_cli.features.sensitivity.analysis.sensitivity import Sensitivity
from ukjapan_cli.features.sensitivity.analysis.weights import WeightSensitivity
from ukjapan_cli.formats import markdown as md
from ukjapan_cli.formats.blocks import Block, Grid, Own, Rows, sentences
from ukjapan_cli.formats.phrases import percent, stand, title, with_unit


def markdown(sensitivity: Sensitivity) -> str:
    """The weights, the lead at the ends of ranges, the scores that move first place."""
    decision = sensitivity.scoring.decision
    return f"## {md.escaped(title(decision))}\n\n" + md.written(
        [sentences(stand(decision)), *blocks(sensitivity)]
    )


def blocks(sensitivity: Sensitivity) -> list[Block]:
    """The weights, the lead at the ends of ranges, the scores that move first place."""
    return [
        sentences(say.lead(sensitivity.scoring)),
        weights_grid(sensitivity),
        *_tornado(sensitivity),
        *_within_ranges(sensitivity),
        *_joint(sensitivity),
    ]


def weights_grid(sensitivity: Sensitivity) -> Grid:
    """Within which shares of the whole each weight leaves first place as it is."""
    decision = sensitivity.scoring.decision
    names = [option.name for option in decision.options]
    leader = decision.options.index(sensitivity.leader.option)

    def row_of(found: WeightSensitivity) -> list[str]:
        return [
            found.node.name,
            Own(percent(found.weight)),
            Own(say.stays_first(found)),
            say.others_first(found, leader, names),
        ]

    return Grid(
        "Within which share of the weight first place stays as it is, one weight at a time",
        ["Criterion", "Weight", "Stays first", "Others first"],
        Rows(sensitivity.weights, row_of),
        numbers=(1,),
        depths=[found.depth for found in sensitivity.weights],
    )


def _tornado(sensitivity: Sensitivity) -> list[Block]:
    if not sensitivity.tornado:
        return []
    options = sensitivity.scoring.decision.options
    rows = [
        [
            options[swing.row].name,
            swing.criterion.name,
            say.score_range(swing),
            Own(say.lead_between(swing)),
        ]
        for swing in sensitivity.tornado
    ]
    caption = (
        "The lead of the first option over the second, with one score at the ends of its range"
    )
    return [Grid(caption, ["Option", "Criterion", "Range", "Lead"], rows)]


def _within_ranges(sensitivity: Sensitivity) -> list[Block]:
    options = sensitivity.scoring.decision.options
    inside = say.within_ranges(sensitivity)
    if inside:

        def row_of(found: ScoreSensitivity) -> list[str]:
            return [
                options[found.row].name,
                found.criterion.name,
                with_unit(found.criterion.scale, found.performance),
                say.beyond(found),
                options[found.first].name if found.first is not None else Own(),
            ]

        header = ["Option", "Criterion", "Now", "First place changes", "First then"]
        caption = "Scores that move first place within their own ranges"
        return [Grid(caption, header, Rows(inside, row_of))]
    return [sentences(Own(say.NO_SCORE))] if sensitivity.scores else []


def _joint(sensitivity: Sensitivity) -> list[Block]:
    change = sensitivity.joint
    if change is None:
        return []
    told: list[Block] = [sentences(say.joint(sensitivity, change))]
    if change.is_needed and change.least_total and change.least_largest:
        rows = [
            [
                criterion.name,
                Own(percent(sensitivity.scoring.weights[criterion.id])),
                Own(percent(change.least_total.shares[criterion.id])),
                Own(percent(change.least_largest.shares[criterion.id])),
            ]
            for criterion in sensitivity.scoring.criteria
        ]
        header = ["Criterion", "Now", "Least sum", "Least largest"]
        told.append(Grid("The least change of all weights", header, rows, numbers=(1, 2, 3)))
    return told
