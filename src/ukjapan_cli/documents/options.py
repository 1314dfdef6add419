"""The options document's data → options, sources and synergies.

What does not have its structure is passed over: the schema has reported it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from ukjapan_cli.decision.options import Citation, Cost, Option, Score, Source, Synergy
from ukjapan_cli.decision.performances import Exact, Performance, Triangular, Uniform
from ukjapan_cli.documents import rules
from ukjapan_cli.documents.data import citation, items, text_of
from ukjapan_cli.documents.finding import Path
from ukjapan_cli.documents.report import Report, listed
from ukjapan_cli.documents.requirements import contradictions, cycles
from ukjapan_cli.documents.scores import Scorer

Scorers: TypeAlias = Mapping[str, Scorer | None]


class OptionSet:
    """What the options document says, as it was built."""

    def __init__(self) -> None:
        self.options: list[Option] = []
        self.sources: dict[str, Source] = {}
        self.synergies: tuple[Synergy, ...] = ()
        self.cost_units: dict[str, str] = {}


def build_options(
    data: Any, scorers: Scorers | None, groups: Iterable[str], report: Report
) -> OptionSet:
    """Build the options, and report what cannot be meant.

    `scorers` has each leaf criterion's by its id, or None for one whose scale is unusable; without
    any, scores are not held against criteria.
    """
    built = OptionSet()
    if not isinstance(data, dict):
        return built
    _sources(data.get("sources"), built, report)
    groups = frozenset(groups)
    paths: dict[str, Path] = {}
    baseline: Path | None = None
    for path, item in items(data.get("options"), ("options",)):
        option = _option(item, path, scorers, groups, report)
        built.options.append(option)
        report.check_unique("options", option.id, path, paths)
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
    if len(built.options) > 1 and all(option.is_baseline for option in built.options):
        message = "there is nothing to rank beside the baseline"
        report.add(rules.TOO_FEW, message, "take the role from all but one", ("options",))
    _check_links(built.options, paths, report)
    built.synergies = _synergies(data.get("synergies"), paths, report)
    units = data.get("cost_units")
    built.cost_units = dict(units) if isinstance(units, dict) else {}
    _check_citations(data, built.sources, report)
    return built


def _sources(node: Any, built: OptionSet, report: Report) -> None:
    seen: dict[str, Path] = {}
    for path, item in items(node, ("sources",)):
        id_ = str(item.get("id"))
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
    node: Mapping[str, Any],
    path: Path,
    scorers: Scorers | None,
    groups: frozenset[str],
    report: Report,
) -> Option:
    scores = node.get("scores")
    costs = node.get("costs")
    return Option(
        id=str(node.get("id")),
        name=text_of(node.get("name")),
        summary=text_of(node.get("summary")),
        scores=_scores(scores, path, scorers, groups, report) if isinstance(scores, dict) else {},
        costs={
            key: cost
            for key, item in (costs.items() if isinstance(costs, dict) else ())
            if (cost := _cost(item, (*path, "costs", key), report)) is not None
        },
        requires=_texts(node.get("requires")),
        excludes=_texts(node.get("excludes")),
        enablers=tuple(text.strip() for text in _texts(node.get("enablers"))),
        is_baseline=node.get("role") == "baseline",
    )


def _texts(node: Any) -> tuple[str, ...]:
    return tuple(item for item in node if isinstance(item, str)) if isinstance(node, list) else ()


def _scores(
    node: Mapping[str, Any],
    path: Path,
    scorers: Scorers | None,
    groups: frozenset[str],
    report: Report,
) -> dict[str, Score]:
    if scorers is None:
        return {}
    scores: dict[str, Score] = {}
    for key, item in node.items():
        scorer = scorers.get(key)
        if scorer is None:
            if key in scorers:
                continue
            _report_unknown_criterion(key, (*path, "scores", key), scorers, groups, report)
            continue
        score = scorer.build(item, path)
        if score is not None:
            scores[key] = score
    misspelt = {report.suggested.get(key) for key in node if key not in scorers}
    for key in scorers:
        if key not in node and key not in misspelt:
            message = f"no score on '{key}'"
            hint = "score it, or rank on intervals with `ukjapan score --allow-missing`"
            report.add(rules.MISSING_SCORE, message, hint, (*path, "scores"), on_key=True)
    return scores


def _report_unknown_criterion(
    key: str,
    path: Path,
    scorers: Scorers,
    groups: frozenset[str],
    report: Report,
) -> None:
    if key in groups:
        message = f"'{key}' is a group; its criteria have scores"
        hint = "score the criteria in the group"
    else:
        message = f"no criterion is called '{key[:60]}'"
        hint = report.suggest(key, scorers, f"the criteria are: {listed(scorers)}")
    report.add(rules.UNKNOWN_REFERENCE, message, hint, path, on_key=True)


def _cost(node: Any, path: Path, report: Report) -> Cost | None:
    amount: Performance
    match node:
        case int() | float():
            return Cost(Exact(float(node)))
        case {"low": int() | float() as low, "high": int() | float() as high}:
            value = node.get("value", low)
            if not isinstance(value, (int, float)):
                return None
            if not low <= value <= high:
                message = f"low {low:g}, value {value:g} and high {high:g} are not in order"
                hint = "put low, value and high in order"
                report.add(rules.IMPOSSIBLE_RANGE, message, hint, path, on_key=True)
            amount = Triangular(value, low, high) if "value" in node else Uniform(low, high)
        case {"value": int() | float() as value}:
            amount = Exact(float(value))
        case _:
            return None
    return Cost(amount, text_of(node.get("because")), citation(node.get("source")))


def _check_links(options: list[Option], paths: Mapping[str, Path], report: Report) -> None:
    for option in options:
        path = paths[option.id]
        for link, others in (("requires", option.requires), ("excludes", option.excludes)):
            for index, other in enumerate(others):
                at = (*path, link, index)
                if other == option.id:
                    message = f"'{option.id}' {link} itself"
                    report.add(rules.IMPOSSIBLE_REQUIREMENTS, message, "delete it", at)
                elif other not in paths:
                    _report_unknown_option(other, at, paths, report)
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
        way = " → ".join([*circle[:10], *(["…"] if len(circle) > 10 else []), circle[0]])
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
    for option_id, one, other in contradictions({**needs, **requires}, excludes):
        if option_id == one:
            message = f"'{one}' excludes '{other}', which it requires"
        elif option_id == other:
            message = f"'{other}' requires '{one}', which excludes it"
        else:
            message = f"'{option_id}' requires both '{one}' and '{other}', which exclude each other"
        link = "requires" if option_id in requires else "excludes"
        report.add(
            rules.IMPOSSIBLE_REQUIREMENTS,
            message,
            "delete the requirement or the exclusion",
            (*paths[option_id], link),
            on_key=True,
        )


def _report_unknown_option(
    given: str, path: Path, paths: Mapping[str, Path], report: Report
) -> None:
    hint = report.suggest(given, paths, f"the options are: {listed(paths)}")
    report.add(rules.UNKNOWN_REFERENCE, f"no option is called '{given[:60]}'", hint, path)


def _synergies(node: Any, paths: Mapping[str, Path], report: Report) -> tuple[Synergy, ...]:
    built: list[Synergy] = []
    for path, item in items(node, ("synergies",)):
        options = _texts(item.get("options"))
        for index, option in enumerate(options):
            if option not in paths:
                _report_unknown_option(option, (*path, "options", index), paths, report)
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


def check_citation(node: Any, path: Path, sources: Mapping[str, Source], report: Report) -> None:
    """Report a citation at `path` whose source is not among the sources."""
    cited: Citation | None = citation(node)
    if cited is None or cited.source in sources:
        return
    hint = report.suggest(
        cited.source,
        sources,
        f"the sources are: {listed(sources)}" if sources else "list it under sources",
    )
    message = f"no source is called '{cited.source[:60]}'"
    report.add(rules.UNKNOWN_REFERENCE, message, hint, (*path, "source"))
