"""The command line; the one place where an error becomes a message and an exit code."""

import io
import sys
import traceback
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ukjapan_cli.cli.output import data_alone, emit, tell
from ukjapan_cli.cli.signals import signalled
from ukjapan_cli.version import __version__

OUR_FAULT = 70
_UsageError: Any = typer.BadParameter.__base__  # Typer gives it no public name

COMMANDS = {
    "score": "Rank the options.",
    "explain": "Say why an option stands where it does.",
    "robustness": "Say how often each option is first while numbers are uncertain.",
    "sensitivity": "Say at which weights and scores another option is first.",
    "methods": "Rank the options by other methods too.",
    "perspectives": "Compare the rankings of all perspectives.",
    "portfolio": "Find the best package under budgets.",
    "timeline": "Say who is first when, and until when to act.",
    "plot": "Draw a chart as a picture.",
    "report": "Write the decision as a page, Markdown or a workbook.",
    "check": "Find everything that is wrong with the files.",
    "table": "Rank or check options that are the rows of a table.",
    "schema": "Print the JSON Schema of a file or an output.",
    "rule": "Say what a rule finds, and why that matters.",
}
"""What each command does: the function of its name in `features/NAME/command.py`.

A module with `COMMANDS` of its own has a function for each of them, such as `table score`.
"""

_LOOK: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


class Commands(TyperGroup):
    """The commands, each of which is imported when it is asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        names: Any = dict.fromkeys(COMMANDS)
        self.commands = names  # of which one that is near is proposed

    def get_command(self, _: Any, name: str) -> Any:
        """The command of this name, or None."""
        return _command(name) if name in COMMANDS else None

    def resolve_command(self, context: Any, args: list[str]) -> Any:
        """The command that the words begin with, and the rest of them."""
        if any(word.startswith("--table") for word in args) and not context.resilient_parsing:
            from ukjapan_cli.cli.moved import refuse_moved

            refuse_moved(*args)
        return super().resolve_command(context, args)

    def format_commands(self, _: Any, formatter: Any) -> None:
        """The list in the help, for which none is imported."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@cache
def _command(name: str) -> Any:
    module = import_module(f"ukjapan_cli.features.{name}.command")
    alone = typer.Typer(name=name, help=COMMANDS[name], add_completion=False, **_LOOK)
    commands = getattr(module, "COMMANDS", None) or {name: (COMMANDS[name], module.EXAMPLES)}
    for called, (does, examples) in commands.items():
        define = alone.command(called, short_help=does, epilog=examples)
        define(data_alone()(getattr(module, called)))
    return typer.main.get_command(alone)


app = typer.Typer(
    name="ukjapan",
    cls=Commands,
    help="Score policy options against weighted criteria: every number with its reason and source.",
    epilog="\b\nExamples:\n\n\b\n  ukjapan score\n  ukjapan explain crisis-management\n"
    "  ukjapan check options.yaml criteria.yaml",
    **_LOOK,
)


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
