"""Packages in words: the same for a terminal and for Markdown."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ukjapan_cli.features.portfolio.analysis.core_index import CoreIndex
from ukjapan_cli.features.portfolio.analysis.frontier import Efficient, Frontier
from ukjapan_cli.features.portfolio.analysis.model import PackageModel
from ukjapan_cli.features.portfolio.analysis.portfolio import Portfolio
from ukjapan_cli.features.portfolio.analysis.program import PACKAGE_TIE, Package
from ukjapan_cli.features.portfolio.analysis.why_not import LeftOut
from ukjapan_cli.formats.phrases import listed, name_of, number, percent, points, signed
from ukjapan_cli.model.spread import spread

FRONTIER_SHOWN = 20
"""So many efficient packages are listed for people; CSV and JSON have all."""


def amount(exactly: Fraction) -> str:
    """An amount of a cost, without its unit."""
    return number(float(exactly))


def over(found: Portfolio) -> str:
    """What values are counted over."""
    baseline = found.scoring.baseline
    if baseline is None:
        return "There is no baseline: values are counted over zero."
    return f"Values are points over {name_of(baseline)}, which is worth {points(baseline.value)}."


def units(found: Portfolio) -> Iterator[str]:
    """What each cost is counted in."""
    for key in found.model.costs:
        unit = found.decision.cost_units.get(key)
        if unit:
            yield f"{key}: {unit}"


def rules(found: Portfolio) -> str:
    """What is asked of a package beside budgets; empty where nothing is."""
    model, parts = found.model, []
    if model.must:
        musts = listed(model.options[place].name for place in sorted(model.must))
        parts.append(f"it must have {musts}")
    if model.at_least:
        parts.append(f"it has at least {model.at_least}")
    if model.at_most < len(model.options):
        parts.append(f"it has at most {model.at_most}")
    return f"Asked of the package: {', '.join(parts)}." if parts else ""


def proof(found: Portfolio) -> str:
    """Whether the package is proven to be the best."""
    limit = "" if found.time_limit is None else f" after {found.time_limit:g} seconds"
    if found.is_optimal:
        return "Proven: no package is worth more."
    return (
        f"Not proven: the search stopped{limit}; another package may be worth up to "
        f"{points(found.gap)} points more. Give it longer with --time-limit."
    )


def nothing_taken(found: Portfolio) -> str:
    """That the best package is empty, and why; empty where it is not."""
    if found.best.members:
        return ""
    if found.left_out and not found.unexplained and not any(o.forced for o in found.left_out):
        return "No option is taken: none can be, within the budgets and the rules."
    return "No option is taken: no package that can be had is worth more than none."


def no_limit(found: Portfolio) -> str:
    """That there is no budget; empty where there is one."""
    if found.model.budgets:
        return ""
    return "No budget limits the package: it has whatever adds value. Set one with --budget."


def ran_out(found: Portfolio) -> str:
    """What there was no time for; empty where there was for all."""
    if not found.ran_out or not found.is_optimal or found.time_limit is None:
        return ""
    return (
        f"Time ran out after {found.time_limit:g} seconds: not everything below is there. "
        "Give it longer with --time-limit."
    )


def instead(model: PackageModel, package: Package, of: Package) -> str:
    """How a package differs from another, as in `without a; with b and c`."""
    options = model.options
    less = [options[place].name for place in sorted({*of.members} - {*package.members})]
    more = [options[place].name for place in sorted({*package.members} - {*of.members})]
    parts = [f"without {listed(less)}"] if less else []
    parts += [f"with {listed(more)}"] if more else []
    return "; ".join(parts) or "the same"


def why_left_out(found: Portfolio, told: LeftOut) -> str:
    """What must give way for an option, and which budget brings it in."""
    options = found.model.options
    if told.forced is None:
        first = f"it {told.obstacle}"
    else:
        leaves = listed(options[place].name for place in told.leaves)
        joins = listed(options[place].name for place in told.joins)
        if told.worth_less is not None and told.worth_less <= PACKAGE_TIE:
            first = "a package that is worth as much has it"
        else:
            first = f"the best package with it is worth {points(told.worth_less or 0)} less"
        if leaves:
            first += f", without {leaves}"
        if joins:
            first += f"{' and' if leaves else ','} with {joins} too"
    ways = [
        f"{amount(way.budget)} of {way.key} ({amount(way.extra)} more)"
        for way in told.brought_in
        if way.extra
    ]
    if ways:
        return f"{first}. In a best package with {' or '.join(ways)}."
    is_in_reach = told.place in found.model.barred or any(not w.extra for w in told.brought_in)
    if is_in_reach or not found.model.budgets:
        return f"{first}."
    return f"{first}. No budget alone brings it in."


def unexplained(found: Portfolio) -> str:
    """How many options are left out beside those of which it is said why; empty for none."""
    count = len(found.unexplained)
    if not count:
        return ""
    if not found.left_out:
        return f"{count} are left out."
    return (
        f"{count} more are left out; of those that are worth most it is said why: --full says it "
        "of all."
    )


def synergy_name(found: Portfolio, ids: Sequence[str]) -> str:
    """The options of a synergy."""
    by_id = {option.id: option.name for option in found.model.options}
    return f"together: {listed(by_id[id_] for id_ in ids)}"


def share(core: CoreIndex | None, place: int) -> str:
    """An option's core index."""
    return percent(core.options[place].value) if core else "-"


def not_ranked(found: Portfolio) -> str:
    """The options that no package may have since they fail a `must`; empty where there is none."""
    failed = [s.option.name for s in found.scoring.excluded if not s.option.is_baseline]
    return f"Not ranked, and in no package: {listed(failed)}." if failed else ""


def how_sure(found: Portfolio) -> list[str]:
    """What the core index is, of how many draws, and how sure the package is."""
    core = found.core
    if core is None:
        return []
    error = 100 * max(estimate.error for estimate in core.options)
    way = "" if core.is_enumerated else ", each solved by itself,"
    stopped = "" if core.is_complete else ", when time ran out"
    what = (
        f"Core index: in how many of {core.draws:,} draws of scores, weights and costs{way} an "
        f"option is in the best package; seed {core.seed}; standard error {error:.2g} points of "
        f"100 at most{stopped}."
    )
    chosen = f"This package is the best in {percent(core.chosen.value)} of them"
    if found.model.budgets:
        chosen += f", and keeps the budgets in {percent(core.affordable.value)}"
    lines = [what, f"{chosen}."]
    if core.none:
        lines.append(f"In {percent(core.none)} no package keeps everything that is asked of it.")
    return lines


def agreement(curve: Frontier) -> str:
    """Where taking options by their value per cost falls short of the best packages."""
    if not curve.packages:
        return ""
    apart = [point for point in curve.packages if not point.greedy_agrees]
    if not apart:
        return "By value per cost, one after the other: as good with each of these amounts."
    text = (
        "By value per cost, one after the other: worse with "
        f"{len(apart)} of {len(curve.packages)} amounts"
    )
    behind = [(behind_best(point), point) for point in apart if point.greedy is not None]
    if not behind:
        return f"{text}."
    most, where = max(behind, key=lambda pair: pair[0])
    return (
        f"{text}, by most with {amount(where.cost)} of {curve.key}, where it is "
        f"{points(most)} points behind."
    )


def behind_best(point: Efficient) -> float:
    """How far the simple ranking's package is behind an efficient one of the same cost."""
    if point.greedy is None or point.greedy_agrees:
        return 0.0
    return point.package.value - point.greedy.value


def by_ranking(point: Efficient) -> str:
    """What the simple ranking comes to at an efficient package's cost."""
    if point.greedy is None:
        return "no package"
    if point.greedy_agrees:
        return "as good"
    behind = signed(-behind_best(point))
    return "almost" if behind == "0.0" else behind


def rate(cost_per_point: float | None) -> str:
    """A cost for each point of value."""
    return "-" if cost_per_point is None else f"{cost_per_point:,.3g}"


def shown(curve: Frontier) -> list[Efficient]:
    """The efficient packages that are listed for people, spread over all."""
    packages = list(curve.packages)
    if len(packages) <= FRONTIER_SHOWN:
        return packages
    return [packages[place] for place in spread(len(packages), FRONTIER_SHOWN)]


def omissions(found: Portfolio) -> list[str]:
    """What is left out for time or size, and how to have it; empty where nothing is."""
    told = ["" if found.is_optimal else proof(found), ran_out(found), unexplained(found)]
    told += _not_kept(found.frontier) if found.frontier else []
    return [line for line in told if line]


def _not_kept(curve: Frontier) -> list[str]:
    kept = len(curve.packages)
    if kept == curve.count:
        return []
    return [f"{kept:,} of {curve.count:,} efficient packages are kept: --full keeps all."]


def against_above(curve: Frontier, point: Efficient, above: Efficient | None) -> str:
    """An efficient package by what it has more and less than the one that is listed above it."""
    if not point.package.members:
        return "none"
    return instead(curve.model, point.package, above.package if above else Package((), 0.0))


def curve_notes(curve: Frontier) -> list[str]:
    """What has to be said of the list of efficient packages."""
    notes = ["A point: cost over value. One more: cost of each point more than the one above."]
    if len(curve.packages) > FRONTIER_SHOWN:
        notes.append(
            f"{FRONTIER_SHOWN} of {len(curve.packages):,} efficient packages are listed; "
            "--format csv has all."
        )
    notes += _not_kept(curve)
    if not curve.is_complete:
        notes.append("Time ran out: cheaper packages are missing.")
    return notes
