"""`ukjapan plot`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ukjapan_cli.cli.arguments import Asked, asks
from ukjapan_cli.cli.completion import complete_cost
from ukjapan_cli.cli.out import check_out, write_out
from ukjapan_cli.cli.output import emit, tell
from ukjapan_cli.cli.pictures import check_charts, report_extra
from ukjapan_cli.cli.progress import progress
from ukjapan_cli.diagnostics import InputError
from ukjapan_cli.features.portfolio.command import limit_of
from ukjapan_cli.model.estimate import MOST_DRAWS

if TYPE_CHECKING:
    from ukjapan_cli.decision.decision import Decision
    from ukjapan_cli.features.robustness.analysis.robustness import Robustness
    from ukjapan_cli.features.sensitivity.analysis.sensitivity import Sensitivity
    from ukjapan_cli.features.timeline.analysis.timeline import Timeline
    from ukjapan_cli.formats.charts.figure import Figure
    from ukjapan_cli.model.scoring import Scoring

EXAMPLES = """Which charts there are:

\b
  contributions  what each option is worth, and by which criteria
  values         what each option is worth on each criterion
  sensitivity    what each weight does to the ranking
  tornado        what the range of each score does to the lead
  robustness     how often each option takes each rank
  timeline       what each option is worth when
  frontier       the most that can be had for each amount of a cost

Examples:

\b
  ukjapan plot contributions --out ranking.svg
  ukjapan plot robustness --seed 7 --out robustness.png
  ukjapan plot frontier --cost money --out frontier.pdf
  ukjapan plot tornado --perspective treasury --format vega
"""


class ChartKind(StrEnum):
    """What can be drawn."""

    CONTRIBUTIONS = "contributions"
    VALUES = "values"
    SENSITIVITY = "sensitivity"
    TORNADO = "tornado"
    ROBUSTNESS = "robustness"
    TIMELINE = "timeline"
    FRONTIER = "frontier"


class PlotFormat(StrEnum):
    """What is written instead of a picture."""

    VEGA = "vega"


class NothingToDrawError(InputError, ValueError):
    """The decision has no data for a chart."""


_PICTURES = (".svg", ".png", ".pdf")
_SPECIFICATIONS = (".json",)


@asks
def plot(
    *,
    chart: Annotated[
        ChartKind,
        typer.Argument(
            metavar="CHART",
            help="contributions, values, sensitivity, tornado, robustness, timeline or frontier.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            readable=False,
            help="Draw into this file: .svg, .png or .pdf.",
            show_default=False,
        ),
    ] = None,
    asked: Asked,
    cost: Annotated[
        str | None,
        typer.Option(
            metavar="KEY",
            help="Of the frontier: value against this cost; the first if not given.",
            autocompletion=complete_cost,
            show_default=False,
        ),
    ] = None,
    draws: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=MOST_DRAWS,
            help="Of robustness: how many draws; 10000 if not given, fewer for large decisions.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            help="Of robustness: the same seed gives the same draws; 1 if not given.",
            show_default=False,
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            help="Of the frontier: stop after so long; 6 if not given.",
            show_default=False,
        ),
    ] = None,
    full: Annotated[
        bool,
        typer.Option("--full", help="Of the frontier: all of it, however long it takes."),
    ] = False,
    format: Annotated[  # noqa: A002 (the flag's name)
        PlotFormat | None,
        typer.Option(
            metavar="FORMAT",
            help="vega: write the chart's Vega-Lite specification, to stdout without --out.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Draw a chart as a picture for a paper, or print what it is drawn from."""
    _refuse_elsewhere(chart, ChartKind.FRONTIER, "--cost", cost)
    _refuse_elsewhere(chart, ChartKind.ROBUSTNESS, "--draws", draws)
    _refuse_elsewhere(chart, ChartKind.ROBUSTNESS, "--seed", seed)
    _refuse_elsewhere(chart, ChartKind.FRONTIER, "--time-limit", time_limit)
    _refuse_elsewhere(chart, ChartKind.FRONTIER, "--full", full or None)
    suffix = _suffix(out, format)
    if out is not None:
        check_out(out, asked.options, asked.criteria)
    decision = asked.decision()
    with report_extra():
        check_charts(are_drawn=suffix in _PICTURES)
        from ukjapan_cli.formats.charts import drawing

        match chart:
            case ChartKind.CONTRIBUTIONS:
                from ukjapan_cli.features.score.chart import contributions

                figure = contributions(_scoring(decision))
            case ChartKind.VALUES:
                from ukjapan_cli.features.score.values_chart import values

                figure = values(_scoring(decision))
            case ChartKind.SENSITIVITY:
                from ukjapan_cli.features.sensitivity.chart import sensitivity

                figure = sensitivity(_sensitivity(decision))
            case ChartKind.TORNADO:
                from ukjapan_cli.features.sensitivity.tornado_chart import tornado

                figure = tornado(_with_ranges(_sensitivity(decision)))
            case ChartKind.ROBUSTNESS:
                from ukjapan_cli.features.robustness.chart import robustness

                figure = robustness(_robustness(decision, draws, 1 if seed is None else seed))
            case ChartKind.TIMELINE:
                from ukjapan_cli.features.timeline.chart import timeline

                figure = timeline(_timeline(decision))
            case ChartKind.FRONTIER:
                limit = limit_of(time_limit, full=full)
                figure = _frontier(decision, cost, limit, full=full)
    if figure.note:
        tell(f"ukjapan: {figure.note}\n")
    match suffix:
        case ".svg":
            raw = drawing.svg(figure).encode()
        case ".png":
            raw = drawing.png(figure)
        case ".pdf":
            raw = drawing.pdf(figure)
        case _:
            from ukjapan_cli.formats.json_and_csv import json_document

            text = json_document(drawing.specification(figure))
            if out is None:
                emit(text)
                return
            raw = text.encode()
    if out is not None:
        write_out(out, raw)


def _refuse_elsewhere(chart: ChartKind, only: ChartKind, flag: str, given: object) -> None:
    if given is not None and chart is not only:
        message = f"is for {only.value}, not for {chart.value}"
        raise typer.BadParameter(message, param_hint=f"'{flag}'")


def _suffix(out: Path | None, format: PlotFormat | None) -> str:  # noqa: A002
    """What kind of file to write, as its name or the flag says; both where they agree."""
    if out is None:
        if format is None:
            message = "is needed, as in --out chart.svg; or --format vega"
            raise typer.BadParameter(message, param_hint="'--out'")
        return _SPECIFICATIONS[0]
    possible = _SPECIFICATIONS if format is PlotFormat.VEGA else (*_PICTURES, *_SPECIFICATIONS)
    suffix = out.suffix.casefold()
    if suffix not in possible:
        *some, last = possible
        names = f"{', '.join(some)} or {last}" if some else last
        with_format = " with --format vega" if format else ""
        message = f"'{out}' is not called {names}{with_format}"
        raise typer.BadParameter(message, param_hint="'--out'")
    return suffix


def _scoring(decision: "Decision") -> "Scoring":
    from ukjapan_cli.model.scoring import score

    scoring = score(decision)
    if not scoring.ranking:
        raise NothingToDrawError("every option fails a must or is the baseline: none is ranked")
    return scoring


def _refuse_without_rivals(decision: "Decision") -> None:
    ranked = len(_scoring(decision).ranking)
    if ranked < 2:
        raise NothingToDrawError("only one option is ranked: nothing can take its first place")


def _sensitivity(decision: "Decision") -> "Sensitivity":
    from ukjapan_cli.features.sensitivity.analysis.sensitivity import sensitivity

    _refuse_without_rivals(decision)
    return sensitivity(decision)


def _with_ranges(found: "Sensitivity") -> "Sensitivity":
    if not found.tornado:
        one, other = (standing.option.id for standing in found.scoring.ranking[:2])
        message = (
            f"no score of '{one}' or '{other}', the first two, has a range that moves the lead"
        )
        raise NothingToDrawError(message)
    return found


def _robustness(decision: "Decision", draws: int | None, seed: int) -> "Robustness":
    from ukjapan_cli.features.robustness.analysis.robustness import robustness

    _refuse_without_rivals(decision)
    with progress("Drawing") as shown:
        return robustness(decision, draws=draws, seed=seed, progress=shown)


def _timeline(decision: "Decision") -> "Timeline":
    from ukjapan_cli.features.timeline.analysis.timeline import timeline

    found = timeline(decision)
    if found.course is None:
        raise NothingToDrawError("no score is dated: add 'over_time' to a score for a timeline")
    return found


def _frontier(
    decision: "Decision", cost: str | None, time_limit: float | None, *, full: bool
) -> "Figure":
    from ukjapan_cli.features.portfolio.analysis.frontier import cost_frontier
    from ukjapan_cli.features.portfolio.analysis.model import cost_key, cost_keys
    from ukjapan_cli.features.portfolio.chart import frontier

    scoring = _scoring(decision)
    stated = {key for standing in scoring.ranking for key in standing.option.costs}
    keys = [key for key in cost_keys(scoring) if key in stated]
    if not keys:
        raise NothingToDrawError("no ranked option has a cost: add 'costs' to options")
    against = keys[0] if cost is None else cost_key(cost, keys)
    with progress("Solving") as shown:
        found = cost_frontier(scoring, against, time_limit=time_limit, full=full, progress=shown)
    if not found.packages:
        raise NothingToDrawError("there was no time for a package: --time-limit gives it longer")
    return frontier(found, scoring)
