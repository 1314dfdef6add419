"""What perspectives make of a decision in sentences, the same for a terminal and for Markdown."""

from collections.abc import Sequence

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.options import Option
from ukjapan_cli.features.perspectives.analysis.perspectives import (
    Disagreement,
    OptionSeen,
    Perspectives,
    Tau,
)
from ukjapan_cli.formats import phrases as wording
from ukjapan_cli.formats.phrases import listed, percent, points
from ukjapan_cli.model.values import TIE

MOST_CRITERIA = 10
"""How many criteria are shown where people read; JSON has all."""

MOST_PERSPECTIVES = 100
"""How many perspectives have a column where people read; JSON and CSV have all."""

_MOST_PAYING = 20

RANKS = "Ranks. Mean: the mean of the perspectives, each of them counting the same."
REGRETS = (
    "Regret: how many points of overall value an option is behind the best one under a perspective."
)
SHARES = (
    "Shares of the weight. Moves: by how many points of overall value the two perspectives "
    "furthest apart can move two options apart, which is the difference of their shares times the "
    "options' range of values."
)

_SMALLEST = 0.05
# Schmidt (1997), Managing Delphi surveys using nonparametric statistical techniques, *Decision
# Sciences* 28(3), 763-774, puts these words to these values of W.
_WORDS = ((0.9, "very strong"), (0.7, "strong"), (0.5, "moderate"), (0.3, "weak"))


def in_force(decision: Decision) -> str:
    """What heads the ranks that stand beside the perspectives'."""
    return "In force" if decision.perspective or decision.changed_weights else "Stated"


def regret(amount: float) -> str:
    """A regret in points."""
    return f"<{_SMALLEST:g}" if TIE < amount < _SMALLEST else points(amount)


def sentences(found: Perspectives) -> list[str]:
    """What follows from the ranks."""
    told = [first(found), agreement(found), pairs(found)]
    if len(found.options) > 1:
        told += [top_two(found), mean(found), disagreement(found), compromise(found)]
    return [sentence for sentence in told if sentence]


def first(found: Perspectives) -> str:
    """Who is first for whom."""
    backers: dict[tuple[str, ...], list[str]] = {}
    for perspective, view in zip(found.perspectives, found.views, strict=True):
        backers.setdefault(_names(view.first), []).append(perspective.name)
    if len(backers) == 1 and len(found.perspectives) > 1:
        ((names, everyone),) = backers.items()
        who = "both" if len(everyone) == 2 else f"all {len(everyone)}"
        return f"First for {who} perspectives: {listed(names)}."
    return f"First: {'; '.join(f'{listed(n)} for {listed(who)}' for n, who in backers.items())}."


def agreement(found: Perspectives) -> str:
    """How far the perspectives agree, in a word and a number."""
    if len(found.options) == 1:
        return "Only one option is ranked: there is nothing to disagree on."
    if len(found.perspectives) == 1:
        return "There is only one perspective: none to agree or disagree with."
    w = found.concordance
    if w is None:
        return "Every perspective ties all options: there is no order to agree on."
    word = next((word for least, word in _WORDS if w >= least), "very weak")
    return (
        f"Agreement on the order is {word}: Kendall's W is {w:.2f}, where 1 is one order for all "
        "and 0 is none in common."
    )


def pairs(found: Perspectives) -> str:
    """Which two perspectives are the closest, and which are the furthest apart."""
    taus = [(pair.tau, pair) for pair in found.taus if pair.tau is not None]
    if not taus:
        return ""
    scale = "1 is the same order, -1 the reverse"
    (most, closest), (least, furthest) = max(taus, key=_tau), min(taus, key=_tau)
    if most == least:
        who = _both(closest) if len(taus) == 1 else "any two of them"
        return f"Kendall's tau of {who} is {_number(most)}; {scale}."
    return (
        f"Closest are {_both(closest)} (Kendall's tau {_number(most)}), furthest apart "
        f"{_both(furthest)} ({_number(least)}); {scale}."
    )


def top_two(found: Perspectives) -> str:
    """The options that nobody ranks below second."""
    names = [seen.option.name for seen in found.always_in_top_two]
    if not names:
        return "No option is in every perspective's top two."
    return f"In every perspective's top two: {', '.join(names)}."


def mean(found: Perspectives) -> str:
    """Who is first in the mean of the perspectives, and who could change that by staying away."""
    told = f"The mean of the perspectives puts {listed(_names(found.mean.first))} first"
    if len(found.perspectives) == 1:
        return ""
    if not found.absences:
        return f"{told}, whichever one is left out."
    others: dict[tuple[str, ...], list[str]] = {}
    for absence in found.absences:
        others.setdefault(_names(absence.first), []).append(absence.perspective.name)
    without = (f"without {listed(who, 'or')} {listed(n)}" for n, who in others.items())
    return f"{told}; {'; '.join(without)}."


def disagreement(found: Perspectives) -> str:
    """The criterion on which the most hangs."""
    worst = found.disagreements[0]
    if len(found.perspectives) == 1:
        return ""
    if worst.moves <= TIE:
        return "They disagree on no criterion on which the options differ."
    low, high = (_holder(found, worst, share) for share in (min(worst.shares), max(worst.shares)))
    return (
        f"They disagree most on {worst.criterion.name}: {percent(min(worst.shares))} of the weight "
        f"for {low}, {percent(max(worst.shares))} for {high}, which can move two options apart by "
        f"{points(worst.moves)} points."
    )


def compromise(found: Perspectives) -> str:
    """The option with the least largest regret, and what it costs whom."""
    names = [seen.option.name for seen in found.compromise]
    seen = found.compromise[0]
    if len(names) > 1:
        largest = regret(seen.largest_regret)
        return f"The compromise is {listed(names, 'or')}: the largest regret of each is {largest}."
    return f"The compromise, by the least largest regret, is {names[0]}: {_cost(found, seen)}."


def _cost(found: Perspectives, seen: OptionSeen) -> str:
    costs = sorted(
        zip(seen.regrets, found.perspectives, strict=True), key=lambda pair: pair[0], reverse=True
    )
    paying = [f"{p.name} {regret(amount)}" for amount, p in costs if amount > TIE]
    if not paying:
        return "it costs nobody anything"
    paying[0] += " points" if regret(costs[0][0]) != "1.0" else " point"
    rest = len(costs) - len(paying)
    if (more := len(paying) - _MOST_PAYING) > 0:
        paying = [*paying[:_MOST_PAYING], f"{more:,} others no more than that"]
    return f"it costs {listed(paying if not rest else [*paying, _rest(found, seen, rest)])}"


def _rest(found: Perspectives, seen: OptionSeen, count: int) -> str:
    if count > 1:
        return "the others nothing"
    gains = zip(seen.regrets, found.perspectives, strict=True)
    return f"{next(p.name for amount, p in gains if amount <= TIE)} nothing"


def more_criteria(found: Perspectives) -> str:
    """How many criteria are not shown; empty where all are."""
    more = len(found.disagreements) - MOST_CRITERIA
    if more <= 0:
        return ""
    return f"{more} more {'moves' if more == 1 else 'move'} no more: --format json has them all."


def left_out(found: Perspectives) -> str:
    """Which options take no part; empty where all do."""
    return wording.left_out(found.scoring.excluded)


def omissions(found: Perspectives) -> list[str]:
    """What is left out for the decision's size, and how to have it; empty where nothing is."""
    count = len(found.perspectives)
    if count == 1 or found.taus:
        return []
    return [f"How far each two of {count:,} perspectives agree is left out: --full has it."]


def columns(found: Perspectives) -> str:
    """How many perspectives have a column where people read; empty where all have."""
    count = len(found.perspectives)
    if count <= MOST_PERSPECTIVES:
        return ""
    return (
        f"The first {MOST_PERSPECTIVES} of {count:,} perspectives have a column: "
        "--format csv has all."
    )


def _holder(found: Perspectives, one: Disagreement, share: float) -> str:
    return found.perspectives[one.shares.index(share)].name


def _names(options: Sequence[Option]) -> tuple[str, ...]:
    return tuple(option.name for option in options)


def _both(pair: Tau) -> str:
    return f"{pair.one.name} and {pair.other.name}"


def _tau(pair: tuple[float, Tau]) -> float:
    return pair[0]


def _number(tau: float) -> str:
    return f"{tau + 0.0:.2f}".replace("-0.00", "0.00")
