"""The options document's data → options, sources and synergies.

What does not have its structure is passed over: the schema has reported it.
"""

from collections.abc import Collection, Container, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from ukjapan_cli.decision.options import Citation, Cost, Option, Score, Source, Synergy
from ukjapan_cli.decision.performances import Exact, Performance, Triangular, Uniform
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.build.requirements import can_be_compared, contradictions, cycles
from ukjapan_cli.documents.build.scores import Scorer, distribution
from ukjapan_cli.documents.yaml.data import are_all_named, citation, items, text_of
from ukjapan_cli.documents.yaml.finding import Fix, NodePath, cut
from ukjapan_cli.documents.yaml.reader import MOST_VALUES
from ukjapan_cli.documents.yaml.report import Report, listed

MOST_OPTIONS = 100_000


class Scorers(NamedTuple):
    """What scores are held against.

    Attributes:
        by_id: each leaf criterion's scorer, or None for a criterion whose scale is unusable.
        groups: the ids of the groups.
        are_all: whether there are no other criteria, so that another name is wrong.
        built: what came of a mapping of scores, by its identity, for aliases of it.
    """

    by_id: Mapping[str, Scorer | None]
    groups: Container[str]
    are_all: bool
    built: dict[int, dict[str, Score]]


class OptionSet:
    """What the options document says, as it was built."""

    def __init__(self) -> None:
        self.options: list[Option] = []
        self.sources: dict[str, Source] = {}
        self.has_all_sources = True
        self.is_scored = False
        self.synergies: tuple[Synergy, ...] = ()
        self.cost_units: dict[str, str] = {}


def build_options(data: Any, scorers: Scorers | None, report: Report) -> OptionSet:
    """Build the options, and report what cannot be meant; without `scorers`, not the scores."""
    built = OptionSet()
    if not isinstance(data, dict):
        built.has_all_sources = False
        return built
    _sources(data.get("sources"), built, report)
    node = data.get("options")
    if _are_too_many(node, scorers, report):
        node, scorers = None, None
    built.is_scored = scorers is not None
    named: list[tuple[NodePath, Option]] = []
    paths: dict[str, NodePath] = {}
    baseline: NodePath | None = None
    for path, item in items(node, ("options",)):
        option = _option(item, path, scorers, report)
        built.options.append(option)
        if isinstance(item.get("id"), str):
            report.check_unique("options", option.id, path, paths)
            named.append((path, option))
        if option.is_baseline and baseline is not None:
            report.add(
                rules.NOT_ALLOWED,
                "two options are the baseline",
                "keep the role on one of them",
                (*path, "role"),
                first=(*baseline, "role"),
            )
        elif option.is_baseline:
            baseline = path
    names = (((*path, "name"), item.get("name")) for path, item in items(node, ("options",)))
    report.check_names("options", names)
    known = paths if are_all_named(node) else None
    _check_names_in_links(named, known, report)
    _check_links([option for _, option in named], paths, report)
    built.synergies = _synergies(data.get("synergies"), known, report)
    units = data.get("cost_units")
    built.cost_units = dict(units) if isinstance(units, dict) else {}
    if built.has_all_sources:
        _check_citations(data, built.sources, report)
    return built


def _are_too_many(options: Any, scorers: Scorers | None, report: Report) -> bool:
    count = len(options) if isinstance(options, list) else 0
    criteria = 0 if scorers is None else len(scorers.by_id)
    if count > MOST_OPTIONS:
        message = f"there are more than {MOST_OPTIONS:,} options"
    elif count * criteria > MOST_VALUES:
        message = (
            f"{count:,} options on {criteria:,} criteria take more than {MOST_VALUES:,} scores"
        )
    else:
        return False
    report.add(rules.NOT_ALLOWED, message, "split the decision", ("options",), on_key=True)
    return True


def _sources(node: Any, built: OptionSet, report: Report) -> None:
    built.has_all_sources = node is None or are_all_named(node)
    seen: dict[str, NodePath] = {}
    for path, item in items(node, ("sources",)):
        id_ = item.get("id")
        if not isinstance(id_, str):
            continue
        report.check_unique("sources", id_, path, seen)
        built.sources[id_] = Source(
            id_,
            text_of(item.get("title")),
            text_of(item.get("author")),
            _day(item.get("date")),
            text_of(item.get("url")),
        )


def _day(node: Any) -> date | None:
    try:
        return date.fromisoformat(node)
    except (TypeError, ValueError):
        return None


def _option(
    node: Mapping[str, Any], path: NodePath, scorers: Scorers | None, report: Report
) -> Option:
    costs = node.get("costs")
    return Option(
        id=str(node.get("id")),
        name=text_of(node.get("name")),
        summary=text_of(node.get("summary")),
        scores=_scores(node, path, scorers, report),
        costs={
            key: cost
            for key, item in (costs.items() if isinstance(costs, dict) else ())
            if (cost := _cost(item, (*path, "costs", key), report)) is not None
        },
        requires=_texts(node.get("requires")),
        excludes=_texts(node.get("excludes")),
        enablers=tuple(text.strip() for text in _texts(node.get("enablers"))),
        is_baseline=node.get("role") == "baseline",
        because=text_of(node.get("because")),
    )


def _texts(node: Any) -> tuple[str, ...]:
    return tuple(item for item in node if isinstance(item, str)) if isinstance(node, list) else ()


def _scores(
    option: Mapping[str, Any], path: NodePath, scorers: Scorers | None, report: Report
) -> dict[str, Score]:
    node = option.get("scores")
    if scorers is None or not isinstance(node, dict):
        return {}
    if id(node) in scorers.built:
        return scorers.built[id(node)]
    scores = scorers.built[id(node)] = {}
    misspelt: set[str | None] = set()
    for key, item in node.items():
        scorer = scorers.by_id.get(key)
        if scorer is None:
            if key not in scorers.by_id:
                misspelt.add(_report_unknown_criterion(key, path, node, scorers, report))
            continue
        score = scorer.build(item, path)
        if score is not None:
            scores[key] = score
    for key in scorers.by_id:
        if key not in node and key not in misspelt:
            message = f"'{cut(str(option.get('id')))}' has no score on '{cut(key)}'"
            hint = "score it, or rank on intervals with `ukjapan score --allow-missing`"
            report.add(rules.MISSING_SCORE, message, hint, (*path, "scores"), on_key=True)
    return scores


def _report_unknown_criterion(
    key: str, option: NodePath, scored: Container[str], scorers: Scorers, report: Report
) -> str | None:
    """Report a score on what is no leaf criterion; the answer is the one that was meant."""
    at = (*option, "scores", key)
    if key in scorers.groups:
        message = f"'{cut(key)}' is a group; its criteria have scores"
        hint = "score the criteria in the group"
        report.add(rules.UNKNOWN_REFERENCE, message, hint, at, on_key=True)
        return None
    if not scorers.are_all:
        return None
    message = f"no criterion is called '{cut(key)}'"
    hint = report.suggest(key, scorers.by_id, f"the criteria are: {listed(scorers.by_id)}")
    fix = report.fix(key, scorers.by_id, scored)
    report.add(rules.UNKNOWN_REFERENCE, message, hint, at, on_key=True, fix=fix)
    return report.near(key, scorers.by_id)


def _cost(node: Any, path: NodePath, report: Report) -> Cost | None:
    amount: Performance
    match node:
        case int() | float():
            return Cost(Exact(float(node)))
        case {"low": int() | float() as low, "high": int() | float() as high}:
            value = node.get("value", low)
            if not isinstance(value, (int, float)):
                return None
            if not low <= value <= high:
                middle = f", value {value:g}" if "value" in node else ""
                message = f"low {low:g}{middle} and high {high:g} are not in order"
                hint = "put low, value and high in order"
                report.add(rules.IMPOSSIBLE_RANGE, message, hint, path, on_key=True)
            amount = Triangular(value, low, high) if "value" in node else Uniform(low, high)
        case {"value": int() | float() as value}:
            amount = Exact(float(value))
        case dict():
            stated = distribution(node, path, report)
            if stated is None:
                return None
            if stated.point < 0:
                message = f"a cost cannot be {stated.point:g}, the mean of this distribution"
                report.add(rules.IMPOSSIBLE_RANGE, message, "give a mean of 0 or more", path)
                return None
            amount = stated
        case _:
            return None
    return Cost(amount, text_of(node.get("because")), citation(node.get("source")))


def _check_names_in_links(
    options: Iterable[tuple[NodePath, Option]], known: Mapping[str, NodePath] | None, report: Report
) -> None:
    for path, option in options:
        named = {option.id, *option.requires, *option.excludes}
        for link, others in (("requires", option.requires), ("excludes", option.excludes)):
            known_here = None if report.aliases.is_alias((*path, link)) else known
            for index, other in enumerate(others):
                at = (*path, link, index)
                if other == option.id:
                    message = f"'{cut(option.id)}' {link} itself"
                    report.add(rules.IMPOSSIBLE_REQUIREMENTS, message, "delete it", at)
                else:
                    _check_option(other, at, known_here, named, report)


def _check_links(
    options: Collection[Option], paths: Mapping[str, NodePath], report: Report
) -> None:
    requires = {
        option.id: [other for other in option.requires if other in paths and other != option.id]
        for option in options
        if option.requires
    }
    excludes = {
        option.id: [other for other in option.excludes if other in paths and other != option.id]
        for option in options
        if option.excludes
    }
    circles = cycles(requires)
    for circle in circles:
        way = " → ".join([*map(cut, circle), cut(circle[0])])
        report.add(
            rules.IMPOSSIBLE_REQUIREMENTS,
            f"requirements go in a circle: {way}",
            "delete one of them; what is only done together can be one option",
            (*paths[circle[0]], "requires"),
            on_key=True,
        )
    if circles:
        return
    needs = {option.id: requires.get(option.id, []) for option in options if option.excludes}
    needs |= requires
    if not can_be_compared(needs, excludes):
        message = "so many requirements and exclusions cannot be held against each other"
        report.add(rules.NOT_ALLOWED, message, "split the decision", ("options",), on_key=True)
        return
    for option_id, one, other in contradictions(needs, excludes):
        if option_id == one:
            message = f"'{cut(one)}' excludes '{cut(other)}', which it requires"
        elif option_id == other:
            message = f"'{cut(other)}' requires '{cut(one)}', which excludes it"
        else:
            pair = f"'{cut(one)}' and '{cut(other)}'"
            message = f"'{cut(option_id)}' requires both {pair}, which exclude each other"
        link = "requires" if option_id in requires else "excludes"
        report.add(
            rules.IMPOSSIBLE_REQUIREMENTS,
            message,
            "delete the requirement or the exclusion",
            (*paths[option_id], link),
            on_key=True,
        )


def _check_option(
    given: str,
    path: NodePath,
    known: Mapping[str, NodePath] | None,
    taken: Container[str],
    report: Report,
) -> None:
    """Report a name that no option has; what is meant may not be `taken` there already."""
    if known is None or given in known:
        return
    hint = report.suggest(given, known, f"the options are: {listed(known)}")
    message = f"no option is called '{cut(given)}'"
    fix = report.fix(given, known, taken)
    report.add(rules.UNKNOWN_REFERENCE, message, hint, path, fix=fix)


def _synergies(
    node: Any, known: Mapping[str, NodePath] | None, report: Report
) -> tuple[Synergy, ...]:
    built: list[Synergy] = []
    for path, item in items(node, ("synergies",)):
        options = _texts(item.get("options"))
        for index, option in enumerate(options):
            _check_option(option, (*path, "options", index), known, options, report)
        value = item.get("value")
        if isinstance(value, (int, float)):
            because, source = text_of(item.get("because")), citation(item.get("source"))
            built.append(Synergy(options, float(value), because, source))
    return tuple(built)


def _check_citations(
    data: Mapping[str, Any], sources: Mapping[str, Source], report: Report
) -> None:
    for path, option in items(data.get("options"), ("options",)):
        for key in ("scores", "costs"):
            held = option.get(key)
            for name, item in held.items() if isinstance(held, dict) else ():
                if isinstance(item, dict):
                    check_citation(item.get("source"), (*path, key, name), sources, report)
    for path, item in items(data.get("synergies"), ("synergies",)):
        check_citation(item.get("source"), path, sources, report)


def check_citation(
    node: Any, path: NodePath, sources: Mapping[str, Source], report: Report
) -> None:
    """Report a citation at `path` whose source is not among the sources."""
    cited: Citation | None = citation(node)
    if cited is None or cited.source in sources:
        return
    hint = report.suggest(
        cited.source,
        sources,
        f"the sources are: {listed(sources)}" if sources else "list it under sources",
    )
    message = f"no source is called '{cut(cited.source)}'"
    fix = report.fix(cited.source, sources)
    if fix is not None:
        fix = Fix(node, f"{fix.new}{node.removeprefix(cited.source)}")
    report.add(rules.UNKNOWN_REFERENCE, message, hint, (*path, "source"), fix=fix)
