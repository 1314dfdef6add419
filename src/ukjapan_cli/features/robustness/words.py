"""What the numbers of a robustness analysis mean, in words."""

from ukjapan_cli.features.robustness.analysis.robustness import (
    MOST_IN_PAIRS,
    OptionRobustness,
    Robustness,
)
from ukjapan_cli.formats import phrases as wording
from ukjapan_cli.model.estimate import Estimate
from ukjapan_cli.model.sampling.draw_blocks import DRAWS

MOST_COMPARED = 12
"""With more options than this, who beats whom is left to JSON and CSV."""

CENTRAL_WEIGHTS = (
    "Central weights: the mean of the weights that put an option first, "
    "beside those that are stated."
)
PAIRWISE = "Ahead of: how often the row's option is worth more than the column's."

_ROUNDING = 1e-9
_WEIGHTS = {
    "stated": "weights drawn from their stated ranges, or within 25% where none is stated",
    "ranked": "weights drawn from all that keep the order of the stated ones",
    "any": "weights drawn from all there are, whatever is stated",
    "exact": "the stated weights",
}


def drawn(found: Robustness) -> str:
    """What was drawn, how often, and how exact the result is."""
    error = f"{100 * found.largest_error:.2g}"
    return (
        f"{found.draws:,} draws of the scores from their ranges, {_WEIGHTS[found.weights]}; "
        f"seed {found.seed}; a share of first places has a standard error of "
        f"{error} points of 100 at most."
    )


def omissions(found: Robustness) -> list[str]:
    """What is left out for the decision's size, and how to have it; empty where nothing is."""
    told = []
    if not found.is_reached:
        told.append(f"The error of {found.until:g} is not reached: --draws N allows more draws.")
    if found.is_cut:
        told.append(
            f"For the decision's size the draws are fewer than {DRAWS:,}: --draws N makes more."
        )
    if not found.has_pairs:
        told.append(
            f"Who is ahead of whom is left out, since more than {MOST_IN_PAIRS} options are "
            "ranked: --full has it."
        )
    return told


def ranks(found: Robustness, shown: int) -> str:
    """What the columns of ranks are, and what is left of them where only some are shown."""
    text = "The columns of ranks say how often an option takes that rank."
    if shown < len(found.options):
        text += " Below: all ranks after these, which JSON and CSV have one by one."
    return text


def confidence(found: Robustness) -> str:
    """What the confidence factor is."""
    text = "Confidence: how often an option is first with its central weights"
    if found.confidence_draws < found.draws:
        text += f", over {found.confidence_draws:,} draws"
    return f"{text}; where that is seldom, the scores are too uncertain to settle its place."


def rank(estimate: Estimate) -> str:
    """A mean rank."""
    return f"{estimate.value:.2f}"


def whole_percent(share: float) -> str:
    """A share in the fewest characters that still tell never from seldom and often from always."""
    if share < _ROUNDING:
        return "0"
    if share < 0.01:
        return "<1"
    if 0.99 < share < 1 - _ROUNDING:
        return ">99"
    return f"{100 * share:.0f}"


def beats(one: OptionRobustness, other: OptionRobustness) -> str:
    """How often one option is ahead of another; a dash for itself."""
    share = one.beats.get(other.option.id)
    return "–" if share is None else f"{whole_percent(share.value)}%"


def left_out(found: Robustness) -> str:
    """Which options take no part; empty where all do."""
    return wording.left_out(found.excluded)
