"""`ukjapan report`."""

import shlex
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ukjapan_cli.commands.arguments import (
    AsOf,
    CriteriaFile,
    OptionsFile,
    Perspective,
    Weights,
    open_decision,
)
from ukjapan_cli.commands.output import emit
from ukjapan_cli.commands.pictures import check_out, report_extra, write_out
from ukjapan_cli.commands.progress import progress

if TYPE_CHECKING:
    from ukjapan_cli.checks.checked import Checked
    from ukjapan_cli.render.paper import Paper

EXAMPLES = """The page is one file that opens without a network: its charts, its sliders for
every weight and everything they stand on are in it. Markdown has its figures
in a folder beside it; a spreadsheet has live formulas.

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


def report(
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write the report here: .html, .md or .xlsx; to stdout if not given.",
            show_default=False,
        ),
    ] = None,
    options: OptionsFile = None,
    criteria: CriteriaFile = None,
    perspective: Perspective = None,
    weight: Weights = None,
    as_of: AsOf = None,
    draws: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="How many draws of scores and weights: 100000 if not given.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="N", min=0, help="The same seed gives the same draws.")
    ] = 1,
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
        check_out(out)
    decision = open_decision(options, criteria, perspective, weight, as_of)

    from ukjapan_cli.analysis.appraisal import appraise

    with progress("Drawing") as shown:
        appraisal = appraise(decision, draws=draws, seed=seed, progress=shown)

    from ukjapan_cli.render.paper import Paper

    paper = Paper(
        appraisal,
        _checked(options, criteria),
        seed,
        _command(
            ("--options", options),
            ("--criteria", criteria),
            ("--perspective", perspective),
            *(("--weight", text) for text in weight or ()),
            ("--as-of", as_of),
            ("--draws", draws),
            ("--seed", seed if seed != 1 else None),
            ("--format", format and format.value),
            ("--out", out),
        ),
    )
    with report_extra():
        _write(paper, wanted, out)


def _format(out: Path | None, given: ReportFormat | None) -> ReportFormat:
    """What to write, as the flag or the file's name says; both where they agree."""
    if out is None:
        if given is ReportFormat.XLSX:
            message = "is needed for a workbook, as in --out report.xlsx"
            raise typer.BadParameter(message, param_hint="'--out'")
        return given or ReportFormat.HTML
    by_name = _BY_SUFFIX.get(out.suffix.casefold())
    if given is None and by_name is None:
        message = f"'{out}' is not called .html, .md or .xlsx; say --format"
        raise typer.BadParameter(message, param_hint="'--out'")
    if given and by_name and given is not by_name:
        message = f"'{out}' is called as {by_name.value} is, not as {given.value}"
        raise typer.BadParameter(message, param_hint="'--out'")
    return given or by_name or ReportFormat.HTML


def _checked(options: Path | None, criteria: Path | None) -> "Checked":
    """What a check of the same files finds."""
    from ukjapan_cli.checks.checking import check
    from ukjapan_cli.documents.locations import locate_files
    from ukjapan_cli.documents.pairing import pair_of

    return check([pair_of(locate_files(options, criteria, Path()))])


def _command(*flags: tuple[str, object]) -> str:
    given = [word for flag, value in flags if value is not None for word in (flag, str(value))]
    return shlex.join(["ukjapan", "report", *given])


def _write(paper: "Paper", wanted: ReportFormat, out: Path | None) -> None:
    match wanted:
        case ReportFormat.HTML:
            from ukjapan_cli.render.page.page import html

            text = html(paper)
        case ReportFormat.MARKDOWN:
            from ukjapan_cli.render.report_markdown import figures, markdown

            text = markdown(paper, None if out is None else _folder(out).name)
            if out is not None:
                _write_figures(_folder(out), figures(paper))
        case ReportFormat.XLSX:
            from ukjapan_cli.render.workbook import xlsx

            if out is not None:
                write_out(out, xlsx(paper))
            return
    if out is None:
        emit(text)
    else:
        write_out(out, text.encode())


def _folder(out: Path) -> Path:
    """Where the figures of a Markdown report stand."""
    return out.with_name(f"{out.stem}-figures")


def _write_figures(folder: Path, figures: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, svg in figures.items():
        write_out(folder / f"{name}.svg", svg.encode())
