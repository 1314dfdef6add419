"""`ukjapan report`."""

import shlex
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from ukjapan_cli.cli.arguments import Asked, Full, Seed, asks
from ukjapan_cli.cli.out import check_out, write_out
from ukjapan_cli.cli.output import emit_bytes, width
from ukjapan_cli.cli.pictures import check_charts, figures_folder, report_extra
from ukjapan_cli.cli.progress import progress
from ukjapan_cli.model.estimate import MOST_DRAWS

if TYPE_CHECKING:
    from ukjapan_cli.decision.decision import Decision
    from ukjapan_cli.features.report.contents import Paper

    Writer: TypeAlias = Callable[[Paper, Path | None], tuple[bytes, dict[Path, bytes]]]

EXAMPLES = """The page is one file that opens without a network: its charts, its sliders for
every weight and everything they stand on are in it. Markdown has its figures
in a folder beside it, which it lacks on stdout; a workbook has live formulas.

Examples:

\b
  ukjapan report --out report.html
  ukjapan report --out report.xlsx --perspective treasury
  ukjapan report --out report.md --seed 7
  ukjapan report --format markdown
"""


class ReportFormat(StrEnum):
    """What a report is written as."""

    HTML = "html"
    MARKDOWN = "markdown"
    XLSX = "xlsx"


_BY_SUFFIX = {
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".md": ReportFormat.MARKDOWN,
    ".markdown": ReportFormat.MARKDOWN,
    ".xlsx": ReportFormat.XLSX,
}


@asks
def report(
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            readable=False,
            help="Write the report here: .html, .md or .xlsx; to stdout if not given.",
            show_default=False,
        ),
    ] = None,
    asked: Asked,
    draws: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=MOST_DRAWS,
            help="How many draws of scores and weights: 10000 if not given, as for every verdict, "
            "fewer for large decisions.",
            show_default=False,
        ),
    ] = None,
    seed: Seed = 1,
    full: Full = False,
    format: Annotated[  # noqa: A002 (the flag's name)
        ReportFormat | None,
        typer.Option(
            metavar="FORMAT",
            help="How to write it: html, markdown, xlsx; as --out is called, or html, if not "
            "given.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the decision as a paper: a page with sliders, Markdown with figures, a workbook."""
    wanted = _format(out, format)
    if out is not None:
        check_out(out, asked.options, asked.criteria)
        _check_figures(out, wanted)
    decision, files = asked.read()
    with report_extra():
        if wanted is not ReportFormat.XLSX:
            check_charts(are_drawn=wanted is ReportFormat.HTML or out is not None)
        write = _writer(wanted, decision)

    from ukjapan_cli.features.report.analysis import appraise

    with progress("Drawing") as shown:
        appraisal = appraise(
            decision,
            draws=draws,
            seed=seed,
            full=full,
            is_short=wanted is ReportFormat.XLSX,
            progress=shown,
        )

    from ukjapan_cli.features.check.run import check_loaded
    from ukjapan_cli.features.report.contents import Paper

    named = ("--options", asked.options), ("--criteria", asked.criteria)
    paper = Paper(
        appraisal,
        check_loaded(files),
        seed,
        _command(
            "report",
            *named,
            ("--perspective", asked.perspective),
            *(("--weight", text) for text in asked.weight or ()),
            ("--as-of", asked.as_of),
            ("--draws", draws),
            ("--seed", seed if seed != 1 else None),
            ("--full", full or None),
            ("--format", format and format.value),
            ("--out", out),
        ),
        _command("score", *named, ("--as-of", asked.as_of)),
        full=full,
    )
    raw, figures = write(paper, out)
    if out is None:
        emit_bytes(raw)
    else:
        write_out(out, raw, figures)


def _format(out: Path | None, given: ReportFormat | None) -> ReportFormat:
    """What to write, as the flag or the file's name says; both where they agree."""
    if out is None:
        wanted = given or ReportFormat.HTML
        if wanted is not ReportFormat.MARKDOWN and width() is not None:
            message = f"is needed on a terminal, as in --out report.{wanted.value}"
            raise typer.BadParameter(message, param_hint="'--out'")
        return wanted
    by_name = _BY_SUFFIX.get(out.suffix.casefold())
    if given is None and by_name is None:
        message = f"'{out}' is not called .html, .md or .xlsx; say --format"
        raise typer.BadParameter(message, param_hint="'--out'")
    if given and by_name and given is not by_name:
        message = f"'{out}' is called as {by_name.value} is, not as {given.value}"
        raise typer.BadParameter(message, param_hint="'--out'")
    return given or by_name or ReportFormat.HTML


def _check_figures(out: Path, wanted: ReportFormat) -> None:
    folder = figures_folder(out)
    if wanted is ReportFormat.MARKDOWN and folder.exists() and not folder.is_dir():
        message = f"'{folder}' is a file, and the figures need a folder of that name"
        raise typer.BadParameter(message, param_hint="'--out'")


def _command(name: str, *flags: tuple[str, object]) -> str:
    given = []
    for flag, value in flags:
        if value is not None:
            given += [flag] if value is True else [flag, str(value)]
    return shlex.join(["ukjapan", name, *given])


def _writer(wanted: ReportFormat, decision: "Decision") -> "Writer":
    """What makes a report's bytes and its figures; what it needs, and can do, is found first."""
    match wanted:
        case ReportFormat.HTML:
            from ukjapan_cli.features.report.page.page import html

            return lambda paper, _: (html(paper).encode(), {})
        case ReportFormat.MARKDOWN:
            from ukjapan_cli.features.report.with_figures import markdown

            return markdown
        case ReportFormat.XLSX:
            from ukjapan_cli.features.report.workbook import check_size, xlsx

            check_size(decision)
            return lambda paper, _: (xlsx(paper), {})
