"""Numbers and findings in words, the same in every format that people read."""

from collections.abc import Iterable, Sequence

from ukjapan_cli.decision.decision import Decision
from ukjapan_cli.decision.performances import Exact, Performance, bounds
from ukjapan_cli.decision.scales import Levels, Scale
from ukjapan_cli.formats.digits import significant
from ukjapan_cli.model.scoring import FailedGate, Scoring, Standing

MOST_NAMED = 25
"""So many names stand in a sentence, the last of them how many more there are."""

_CURRENCIES = tuple("£$€¥")


def number(value: float) -> str:
    """A number of a file's own units, with as many digits as mean something."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    value = significant(value)
    if 1 <= abs(value) < 1e9:
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:.3g}"


def points(value: float) -> str:
    """Points of value, to one decimal; what rounding may have put in the tenth does not count."""
    return f"{round(value, 9) + 0.0:.1f}".replace("-0.0", "0.0")


def signed(value: float) -> str:
    """A difference in points, with its sign."""
    text = points(value)
    return text if text.startswith("-") or text == "0.0" else f"+{text}"


def percent(share: float) -> str:
    """A share of the whole."""
    return f"{points(100 * share)}%"


def on_scale(scale: Scale | None, performance: float) -> str:
    """A performance in the criterion's own terms, without its unit."""
    if isinstance(scale, Levels):
        return " or ".join(scale.names_at(performance)) or f"between levels ({number(performance)})"
    return number(performance)


def with_unit(scale: Scale | None, performance: float) -> str:
    """A performance in the criterion's own terms."""
    return in_unit(on_scale(scale, performance), scale.unit if scale else "")


def in_unit(amount: str, unit: str) -> str:
    """A written number with its unit where readers look for it: £85k a year, 30% saved, 3 days."""
    sign, rest = unit[:1], unit[1:]
    if sign in _CURRENCIES and (not rest or rest[0].isalpha() or rest[0] in " /"):
        minus = "-" if amount.startswith("-") else ""
        return f"{minus}{sign}{amount.removeprefix('-')}{rest}"
    space = "" if sign == "%" else " "
    return f"{amount}{space}{unit}".rstrip()


def performance(scale: Scale | None, stated: Performance) -> str:
    """A performance with its stated range."""
    return f"{with_unit(scale, stated.point)}{stated_range(scale, stated)}"


def stated_range(scale: Scale | None, stated: Performance) -> str:
    """The range of a performance in brackets, or how it is distributed; empty for an exact one."""
    if isinstance(stated, Exact):
        return ""
    ends = bounds(stated)
    if ends is None:
        return f" ({type(stated).__name__.lower()})"
    return f" ({on_scale(scale, ends[0])} to {on_scale(scale, ends[1])})"


def why_excluded(standing: Standing) -> str:
    """Why an option is not ranked, and why it is there all the same, if the file says so."""
    reasons, because = why_not_ranked(standing), standing.option.because
    return f"{reasons} — {because}" if because else reasons


def why_not_ranked(standing: Standing) -> str:
    """What keeps an option out of the ranking."""
    if not standing.failed:
        return "the baseline, shown as the reference"
    reasons = "; ".join(_failed(gate) for gate in standing.failed)
    return f"the baseline; {reasons}" if standing.option.is_baseline else reasons


def _failed(failed: FailedGate) -> str:
    scale, gate = failed.criterion.scale, failed.criterion.gate
    does = with_unit(scale, failed.performance)
    bounds_in_words = [
        f"{words} {with_unit(scale, bound)}"
        for words, bound in (
            ("at least", gate.at_least if gate else None),
            ("at most", gate.at_most if gate else None),
        )
        if bound is not None
    ]
    return f"{failed.criterion.name} is {does}, must be {' and '.join(bounds_in_words)}"


def value_of(standing: Standing) -> str:
    """An overall value, or its range where scores are missing."""
    if standing.most > standing.value:
        return f"{points(standing.value)}-{points(standing.most)}"
    return points(standing.value)


def name_of(standing: Standing) -> str:
    """An option's name; the baseline's says so."""
    return standing.option.name + (" (baseline)" if standing.option.is_baseline else "")


def left_out(excluded: Sequence[Standing]) -> str:
    """Which options take no part in an analysis of the ranked ones; empty where all do."""
    names = ", ".join(some([standing.option.name for standing in excluded]))
    return f"Not ranked, and not in these figures: {names}." if names else ""


def some(names: Sequence[str], most: int = MOST_NAMED) -> list[str]:
    """The names; of more than anybody reads the first, and how many more there are."""
    if len(names) <= most:
        return [*names]
    return [*names[: most - 1], f"{len(names) - most + 1:,} more"]


def listed(names: Iterable[str], last: str = "and") -> str:
    """One name, two with a word between them, or more with commas too; of many some."""
    few = some([*names])
    return f" {last} ".join(filter(None, (", ".join(few[:-1]), *few[-1:])))


def title(decision: Decision) -> str:
    """The decision's question."""
    return decision.title or "Untitled decision"


def stand(decision: Decision) -> str:
    """What an analysis of the decision stands on: date, weights, files."""
    day = f"As of {decision.as_of.day} {decision.as_of:%B %Y}" if decision.as_of else "Undated"
    whose = "stated weights"
    if decision.perspective:
        name = next(p.name for p in decision.perspectives if p.id == decision.perspective)
        whose = f"weights of {name}"
    if decision.changed_weights:
        whose += f" but for {', '.join(decision.changed_weights)}"
    files = ", ".join(file.path for file in decision.files)
    return " · ".join(part for part in (day, whose, files) if part)


def ordered(scoring: Scoring) -> list[Standing]:
    """The ranking with the baseline where its value puts it."""
    standings = list(scoring.ranking)
    baseline = scoring.baseline
    if baseline is not None:
        above = [i for i, s in enumerate(standings) if s.value >= baseline.value]
        standings.insert(above[-1] + 1 if above else 0, baseline)
    return standings
