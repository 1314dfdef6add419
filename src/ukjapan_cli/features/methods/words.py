"""What methods make of a decision in sentences, the same for a terminal and for Markdown."""

from collections import Counter

from ukjapan_cli.features.methods.analysis.methods import CrossCheck, MethodResult, RankChange
from ukjapan_cli.features.methods.analysis.promethee import Comparisons
from ukjapan_cli.features.methods.analysis.topsis import Distance
from ukjapan_cli.features.methods.analysis.vikor import Regret
from ukjapan_cli.features.methods.analysis.weighted_product import LowValue
from ukjapan_cli.formats import phrases as wording
from ukjapan_cli.formats.phrases import listed, percent, points

BASIS = (
    "All methods take the same values (0-100) and the same weights, so that only the aggregation "
    "differs. VIKOR's score is the better the lower it is."
)
CAUTION = (
    "A cross-check, never the recommendation: swing weights are made for the additive sum, and "
    "TOPSIS, VIKOR and PROMETHEE II can turn the order of two options when a third is listed or "
    "dropped."
)
MOST_CHANGES = 10
"""How many changes of rank are told of each method where people read."""

_WAYS = {
    "weighted-product": "a product punishes low values",
    "topsis": "squared distances make the most of wide gaps",
    "vikor": "the largest single regret counts half",
    "promethee-ii": "winning counts, not by how much",
}
_POINTS = frozenset({"weighted-product"})


def score(method: MethodResult, number: float) -> str:
    """A method's score of an option."""
    return points(number) if method.id in _POINTS else f"{number + 0.0:.3f}"


def ranks(found: tuple[int, ...]) -> list[str]:
    """Ranks, with a sign where other options have the same."""
    held = Counter(found)
    return [f"{rank}{'=' if held[rank] > 1 else ''}" for rank in found]


def tau(method: MethodResult) -> str:
    """The agreement with the additive ranks."""
    return "-" if method.tau is None else f"{method.tau + 0.0:.2f}".replace("-0.00", "0.00")


def heading(method: MethodResult) -> str:
    """What stands above a method's changes: how many there are, and what is behind them."""
    told = f"{method.name} ranks {len(method.changes)} of {len(method.ranks)} options otherwise"
    return f"{told} ({_WAYS[method.id]})"


def most_moved(method: MethodResult) -> list[RankChange]:
    """The changes that are told: those that move furthest, best first in the additive order."""
    furthest = sorted(method.changes, key=lambda c: -abs(c.rank - c.additive_rank))
    told = {change.standing.option.id for change in furthest[:MOST_CHANGES]}
    return [change for change in method.changes if change.standing.option.id in told]


def rest(method: MethodResult) -> str:
    """How many changes are not told; empty where all are."""
    more = len(method.changes) - MOST_CHANGES
    return f"and {more} more, which move no further: --format csv has them all" if more > 0 else ""


def change(found: RankChange) -> str:
    """An option's other rank, and why."""
    name = found.standing.option.name
    return f"{name}, {found.rank} instead of {found.additive_rank}: {because(found)}"


def because(found: RankChange) -> str:
    """Why a method ranks an option otherwise, in the method's own terms."""
    on = found.criterion.name
    match found.cause:
        case LowValue(value=value) if value == 0:
            return f"its value of 0 on {on} makes its whole product 0"
        case LowValue(value=value):
            even = "its values are more even, and " if found.is_up else ""
            return f"{even}what costs it most is {points(value)} on {on}"
        case Distance(part=part, is_from_best=is_from_best):
            end = "best" if is_from_best else "worst"
            return f"{percent(part)} of its squared distance from the {end} is on {on}"
        case Regret(regret=regret, other=other):
            extreme = "greatest" if found.is_up else "least"
            if regret == other:
                return (
                    f"its largest regret, {regret:.3f} on {on}, is the {extreme} of any option's, "
                    "but regrets run from the best to the worst option, not over the whole scale"
                )
            own = f"its largest regret is {regret:.3f} on {on}"
            return f"{own}; the {extreme} of any option's is {other:.3f}"
        case Comparisons() as pairs:
            side = "for" if found.is_up else "against"
            return (
                f"it wins {pairs.all_wins} and loses {pairs.all_losses} of {pairs.all_others} "
                f"comparisons; most {side} it is {on}, where it wins {pairs.wins} and loses "
                f"{pairs.losses} of {pairs.others}"
            )


def agreement(found: CrossCheck) -> str:
    """Whether the others put the same option first, in a sentence."""
    if len(found.ranks) == 1:
        return "Only one option is ranked: there is nothing to disagree on."
    first = found.ranks.count(1)
    leaders = {row for row, rank in enumerate(found.ranks) if rank == 1}
    same = [m.name for m in found.methods if leaders == _first(m)]
    others = [m.name for m in found.methods if leaders != _first(m)]
    who = "the same option" if first == 1 else "the same options"
    if not others:
        return f"Every other method puts {who} first."
    if not same:
        return f"No other method puts {who} first."
    puts, does = ("puts" if len(same) == 1 else "put"), ("does" if len(others) == 1 else "do")
    return f"{listed(same)} {puts} {who} first; {listed(others)} {does} not."


def _first(method: MethodResult) -> set[int]:
    return {row for row, rank in enumerate(method.ranks) if rank == 1}


def left_out(found: CrossCheck) -> str:
    """Which options take no part; empty where all do."""
    return wording.left_out(found.scoring.excluded)
