"""An explanation in sentences, the same for a terminal and for Markdown."""

from ukjapan_cli.decision.options import Option
from ukjapan_cli.decision.performances import Exact
from ukjapan_cli.decision.scales import Levels
from ukjapan_cli.features.explain.analysis.explanation import Account, Explanation
from ukjapan_cli.features.explain.analysis.to_be_first import WeightChange
from ukjapan_cli.formats.phrases import (
    in_unit,
    number,
    on_scale,
    percent,
    points,
    signed,
    value_of,
    why_not_ranked,
    with_unit,
)
from ukjapan_cli.model.scoring import Difference

_MOST_WEIGHTS = 3
_WORTH_TELLING = 0.005  # of the whole weight


def standing(explanation: Explanation) -> str:
    """Where the option stands, in one line."""
    subject, ranking = explanation.subject, explanation.scoring.ranking
    value = f"{value_of(subject)} points"
    if subject.place is None:
        leader = explanation.leader
        behind = _apart(subject.value - leader.value, leader.option.name)
        return f"Not ranked ({why_not_ranked(subject)}) · {value} · {behind}"
    line = f"Rank {subject.place} of {len(ranking)} · {value}"
    if not explanation.is_first:
        leader = explanation.leader
        return f"{line} · {_apart(subject.value - leader.value, leader.option.name)}"
    others = [s for s in ranking if s is not subject]
    if not others:
        return f"{line} · the only option that is ranked"
    return f"{line} · {_apart(subject.value - others[0].value, others[0].option.name)}"


def introduction(option: Option) -> list[str]:
    """What the option is, and why it is among the options, as far as the file says so."""
    because = f"It is among the options because: {option.because}" if option.because else ""
    return [text for text in (option.summary, because) if text]


def _apart(difference: float, name: str) -> str:
    if abs(difference) < 0.05:
        return f"level with {name}"
    return f"{points(abs(difference))} {'ahead of' if difference > 0 else 'behind'} {name}"


def carries(explanation: Explanation) -> str:
    """What carries the option, in a sentence."""
    return _against_field(explanation, explanation.subject.strongest, carries=True)


def holds_back(explanation: Explanation) -> str:
    """What holds the option back, in a sentence."""
    return _against_field(explanation, explanation.subject.weakest, carries=False)


def _against_field(
    explanation: Explanation, difference: Difference | None, *, carries: bool
) -> str:
    what = "carries it" if carries else "holds it back"
    if difference is None:
        return f"Nothing {what} against other options: there is no field to compare it with."
    if (difference.points <= 0) if carries else (difference.points >= 0):
        side = "above" if carries else "below"
        return f"Nothing {what}: on no criterion is it {side} the mean of the ranked options."
    account = next(a for a in explanation.accounts if a.criterion == difference.criterion)
    side = "above" if carries else "below"
    does = with_unit(account.criterion.scale, account.own.performance.point)
    return (
        f"{account.criterion.name} {what}: {does} is worth {points(account.own.contribution)} of "
        f"{points(100 * account.weight)} points, {points(abs(difference.points))} {side} the mean "
        "of the ranked options."
    )


def to_be_first(explanation: Explanation) -> list[str]:
    """What would put the option first, in a sentence for weights and one for scores."""
    if explanation.subject.place is None:
        return ["It is not ranked, so what would put it first is not looked for."]
    if explanation.is_first:
        return []
    return [
        _weight_sentence(explanation.weight_change),
        _score_sentence(explanation),
    ]


def in_draws(explanation: Explanation) -> list[str]:
    """How often the option is first in draws, and which weights it needs; in at most a sentence."""
    draws = explanation.draws
    if draws is None:
        return []
    of = f"of {draws.draws:,} draws from the stated ranges of scores and weights"
    if draws.central_weights is None:
        return [f"It is first in none {of}."]
    line = f"It is first in {percent(draws.first.value)} {of}"
    needed = [
        (draws.central_weights[account.criterion.id] - account.weight, account)
        for account in explanation.accounts
    ]
    apart = [entry for entry in needed if abs(entry[0]) >= _WORTH_TELLING]
    if explanation.is_first or not apart:
        return [f"{line}."]
    apart.sort(key=lambda entry: -abs(entry[0]))
    told = [
        f"{percent(account.weight + by)} on {account.criterion.name} ({signed(100 * by)})"
        for by, account in apart[:_MOST_WEIGHTS]
    ]
    return [f"{line}, on average with weights of {', '.join(told)}."]


def _weight_sentence(change: WeightChange | None) -> str:
    if change is None:
        return "No single weight puts it first, whatever its size."
    node, side = change.node, "above" if change.is_raised else "below"
    return (
        f"The weight of {node.name} {side} {number(change.threshold)} would put it first "
        f"(now {number(node.weight.value)}; its share among its siblings from "
        f"{percent(change.share)} to {percent(change.threshold_share)}): "
        f"--weight {node.id}={number(change.enough).replace(',', '')}"
    )


def _score_sentence(explanation: Explanation) -> str:
    change = explanation.score_change
    if change is None:
        return "No single score puts it first, even at the best end of its scale."
    scale = change.criterion.scale
    now = on_scale(scale, change.performance)
    beyond = with_unit(scale, change.threshold)
    if not isinstance(scale, Levels):
        beyond = f"{'above' if change.is_raised else 'below'} {beyond}"
    stated = explanation.subject.option.scores[change.criterion.id].performance
    where = "outside its stated range"
    if change.within_range:
        where = "within its stated range"
    elif isinstance(stated, Exact):
        where = "stated as exact"
    return f"{change.criterion.name} {beyond} would put it first (now {now}; {where})."


def comparison(explanation: Explanation) -> str:
    """The difference between two options, in a sentence."""
    gaps = sorted(explanation.accounts, key=lambda account: account.gap)
    subject, other = explanation.subject.option.name, explanation.other.option.name
    total = explanation.subject.value - explanation.other.value
    better, worse = gaps[-1], gaps[0]
    parts = [f"{subject} is {_apart(total, other)}"]
    if better.gap > 0:
        parts.append(f"it gains most on {better.criterion.name} ({points(better.gap)} points)")
    if worse.gap < 0:
        parts.append(f"it loses most on {worse.criterion.name} ({points(-worse.gap)} points)")
    return "; ".join(parts) + "."


def in_order(explanation: Explanation) -> tuple[Account, ...]:
    """The criteria as they are shown: in the file's order, or against another by difference."""
    if not explanation.is_against:
        return explanation.accounts
    return tuple(sorted(explanation.accounts, key=lambda account: -abs(account.gap)))


def links(explanation: Explanation) -> list[tuple[str, list[str]]]:
    """Headings with lines: enablers, requirements, exclusions, synergies, costs."""
    option = explanation.subject.option
    names = {o.id: o.name for o in explanation.scoring.decision.options}
    units = explanation.scoring.decision.cost_units
    synergies = []
    for synergy in explanation.synergies:
        others = " and ".join(names[id_] for id_ in synergy.options if id_ != option.id)
        worth = f"with {others}: {'+' if synergy.value >= 0 else ''}{number(synergy.value)} points"
        synergies.append(worth + reason(synergy.because, synergy.source))
    costs = []
    for budget, cost in option.costs.items():
        unit = units.get(budget, "")
        amount = f"{budget}: {in_unit(number(cost.amount.point), unit)}"
        costs.append(amount + reason(cost.because, cost.source))
    found = [
        ("It needs", list(option.enablers)),
        ("It requires", [names[id_] for id_ in option.requires]),
        ("It excludes", [names[id_] for id_ in option.excludes]),
        ("It is worth more together", synergies),
        ("It costs", costs),
    ]
    return [(heading, lines) for heading, lines in found if lines]


def reason(because: str, source: object) -> str:
    """A reason and its source as the end of a line; empty where there is neither."""
    cited = f" [{source}]" if source else ""
    return f" — {because}{cited}" if because else cited
