"""The command line; the one place where an error becomes a message and an exit code."""

import io
import sys
import traceback
from typing import Annotated, Any

import typer

from ukjapan_cli.cli.output import data_alone, emit, tell
from ukjapan_cli.cli.signals import signalled
from ukjapan_cli.features.check import command as check
from ukjapan_cli.features.explain import command as explain
from ukjapan_cli.features.methods import command as methods
from ukjapan_cli.features.perspectives import command as perspectives
from ukjapan_cli.features.plot import command as plot
from ukjapan_cli.features.portfolio import command as portfolio
from ukjapan_cli.features.report import command as report
from ukjapan_cli.features.robustness import command as robustness
from ukjapan_cli.features.rule import command as rule
from ukjapan_cli.features.schema import command as schema
from ukjapan_cli.features.score import command as score
from ukjapan_cli.features.sensitivity import command as sensitivity
from ukjapan_cli.features.timeline import command as timeline
from ukjapan_cli.version import __version__

OUR_FAULT = 70
_UsageError: Any = typer.BadParameter.__base__  # Typer gives it no public name

app = typer.Typer(
    name="ukjapan",
    help="Score policy options against weighted criteria: every number with its reason and source.",
    epilog="\b\nExamples:\n\n\b\n  ukjapan score\n  ukjapan explain crisis-management\n"
    "  ukjapan check options.yaml criteria.yaml",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command, short_help, examples in (
    (score.score, "Rank the options.", score.EXAMPLES),
    (explain.explain, "Say why an option stands where it does.", explain.EXAMPLES),
    (
        robustness.robustness,
        "Say how often each option is first while numbers are uncertain.",
        robustness.EXAMPLES,
    ),
    (
        sensitivity.sensitivity,
        "Say at which weights and scores another option is first.",
        sensitivity.EXAMPLES,
    ),
    (methods.methods, "Rank the options by other methods too.", methods.EXAMPLES),
    (perspectives.perspectives, "Compare the rankings of all perspectives.", perspectives.EXAMPLES),
    (portfolio.portfolio, "Find the best package under budgets.", portfolio.EXAMPLES),
    (timeline.timeline, "Say who is first when, and until when to act.", timeline.EXAMPLES),
    (plot.plot, "Draw a chart as a picture.", plot.EXAMPLES),
    (report.report, "Write the decision as a page, Markdown or a workbook.", report.EXAMPLES),
    (check.check, "Find everything that is wrong with the files.", check.EXAMPLES),
    (schema.schema, "Print a file's JSON Schema.", schema.EXAMPLES),
    (rule.rule, "Say what a rule finds, and why that matters.", rule.EXAMPLES),
):
    app.command(short_help=short_help, epilog=examples)(data_alone()(command))


def _show_version(wanted: bool) -> None:
    if wanted:
        emit(f"ukjapan {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _ukjapan(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        tell(f"{context.get_help()}\n")
        raise typer.Exit(2)


def main() -> None:
    """Run the command line and exit.

    Exit codes: 0 done; 1 a judgement that failed; 2 wrong usage or invalid input; 70 a fault of
    ours; 128 and a signal's number where one ended it.
    """
    try:
        code = app(standalone_mode=False)
    except SystemExit as end:  # of Typer, where the reader of what it writes has gone away
        code = 0 if isinstance(end.__context__, BrokenPipeError) else end.code
    except Exception as error:
        code = signalled() or _explain_failure(error)
    sys.exit(signalled() or code)


def _explain_failure(error: Exception) -> int:
    """Say what went wrong, and give the exit code for it."""
    from ukjapan_cli.diagnostics import InputError, InvalidDecisionError
    from ukjapan_cli.formats.diagnostics import counts, text
    from ukjapan_cli.formats.escape import visible

    if isinstance(error, _UsageError):
        error.message = visible(error.message)
        usage = io.StringIO()
        error.show(usage)
        tell(usage.getvalue())
        return 2
    if isinstance(error, InvalidDecisionError):
        tell(text(error.diagnostics) + counts(error.diagnostics, files=2))
        return 2
    if isinstance(error, OSError):
        what = f"'{visible(str(error.filename))}'" if error.filename else "cannot write"
        tell(f"ukjapan: error: {what}: {error.strerror or error}\n")
        return 2
    if isinstance(error, InputError):
        tell(f"ukjapan: error: {visible(str(error))}\n")
        return 2
    if isinstance(error, MemoryError):
        tell("ukjapan: error: there is not enough memory for this\n")
        return 2
    tell("".join(traceback.format_exception(error)))
    tell("ukjapan: this is a fault of ours; please report it with the lines above\n")
    return OUR_FAULT
