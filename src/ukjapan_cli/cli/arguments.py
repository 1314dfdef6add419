"""What commands have in common: the files, the way of looking at a decision, the format."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeAlias

import typer

from ukjapan_cli.cli.completion import complete_perspective, complete_weight
from ukjapan_cli.cli.output import tell
from ukjapan_cli.diagnostics import InputError

if TYPE_CHECKING:
    from ukjapan_cli.decision.decision import Decision
    from ukjapan_cli.documents.load import Loaded


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class UnfitArgumentError(InputError, ValueError):
    """An argument that does not go with another, or that another one needs."""


def refuse(because: str, given: Mapping[str, object]) -> None:
    """Refuse the flags that were given, of those that do not go with the rest.

    Raises:
        UnfitArgumentError: one was given.
    """
    names = [flag for flag, value in given.items() if value is not None]
    if names:
        raise UnfitArgumentError(f"{' and '.join(names)}: {because}")


def weights_in(given: list[str] | None) -> dict[str, float]:
    """Weights by the ids of criteria and groups, as `--weight` has them.

    Raises:
        typer.BadParameter: one is not of its form, or two are for the same node.
    """
    weights: dict[str, float] = {}
    for id_, number in map(_weight, given or ()):
        if id_ in weights:
            message = f"{id_!r} is given two weights; one would be without effect"
            raise typer.BadParameter(message, param_hint="'--weight'")
        weights[id_] = number
    return weights


def is_typed(context: typer.Context, parameter: str) -> bool:
    """Whether an argument was typed, and is not the environment's."""
    source = context.get_parameter_source(parameter)
    return source is not None and source.name == "COMMANDLINE"


def _weight(text: str) -> tuple[str, float]:
    id_, equals, number = text.rpartition("=")
    try:
        if equals and id_:
            return id_.strip(), float(number)
    except ValueError:
        pass
    message = f"{text!r} is not ID=NUMBER, such as running-cost=40"
    raise typer.BadParameter(message, param_hint="'--weight'")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a date such as 2026-04-01"
        raise typer.BadParameter(message, param_hint="'--as-of'") from None


OptionsFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--options",
        "-o",
        envvar="UKJAPAN_OPTIONS",
        metavar="FILE",
        readable=False,
        help="The options file; options.yaml here if not given.",
    ),
]
CriteriaFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--criteria",
        "-c",
        envvar="UKJAPAN_CRITERIA",
        metavar="FILE",
        readable=False,
        help="The criteria file; criteria.yaml here if not given.",
    ),
]
Perspective: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        help="Weigh the criteria as this perspective does.",
        autocompletion=complete_perspective,
    ),
]
Weights: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID=N",
        help="Give a criterion or group another weight, relative to its siblings. Repeatable.",
        autocompletion=complete_weight,
    ),
]
AsOf: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Read dated scores on this date instead of the file's as_of."
    ),
]
Full: TypeAlias = Annotated[
    bool, typer.Option("--full", help="Leave nothing out for its size, however long it takes.")
]
Seed: TypeAlias = Annotated[
    int, typer.Option(metavar="N", min=0, help="The same seed gives the same draws.")
]
OutputFormat: TypeAlias = Annotated[
    Format,
    typer.Option(metavar="FORMAT", help="How to write the result: table, json, csv, markdown."),
]


class Asked(NamedTuple):
    """The decision that is asked for, and how it is to be looked at, as every analysis has it."""

    options: OptionsFile = None
    criteria: CriteriaFile = None
    perspective: Perspective = None
    weight: Weights = None
    as_of: AsOf = None

    def decision(self, *, allow_missing: bool = False) -> "Decision":
        """The decision; see `read`."""
        return self.read(allow_missing=allow_missing)[0]

    def read(self, *, allow_missing: bool = False) -> "tuple[Decision, Loaded]":
        """Load the decision, look at it as is asked; and the files that it is from.

        Warnings are told; so is that the packaged decision was taken.

        Raises:
            InvalidDecisionError: the files do not make a decision.
            UnknownNameError: there is no such perspective or criterion.
            UnusableWeightsError: the weights make no shares.
            typer.BadParameter: an argument is not of its form.
        """
        weights = weights_in(self.weight)
        day = _date(self.as_of) if self.as_of is not None else None

        from ukjapan_cli.diagnostics import InvalidDecisionError
        from ukjapan_cli.documents.files.locations import locate_files
        from ukjapan_cli.documents.load import load_files
        from ukjapan_cli.formats.diagnostics import text

        locations = locate_files(self.options, self.criteria, Path())
        if locations.is_packaged:
            tell_packaged()
        loaded = load_files(locations, allow_missing=allow_missing)
        if loaded.decision is None:
            raise InvalidDecisionError(loaded.diagnostics)
        tell(text(loaded.diagnostics))
        decision = loaded.decision
        if day is not None:
            decision = decision.as_at(day)
        return look_at(decision, self.perspective, weights), loaded


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the flags of `Asked` in place of its parameter `asked`.

    What is asked for is read by the command, so that its own flags are judged first.
    """

    @wraps(command)
    def run(**given: Any) -> None:
        command(asked=Asked(*(given.pop(name) for name in Asked._fields)), **given)

    own = signature(command).parameters.values()
    flags = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in Asked.__annotations__.items()
    ]
    parameters = [one for each in own for one in (flags if each.name == "asked" else [each])]
    by_keyword = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters]
    run.__signature__ = Signature(by_keyword)  # type: ignore[attr-defined]
    return run


def look_at(
    decision: "Decision", perspective: str | None, weights: Mapping[str, float]
) -> "Decision":
    """The decision with the weights that were asked for.

    Raises:
        UnknownNameError: there is no such perspective or criterion.
        UnusableWeightsError: the weights make no shares.
    """
    if perspective is not None:
        decision = decision.seen_from(perspective)
    return decision.reweighted(weights) if weights else decision


def tell_packaged() -> None:
    """Say that the decision is not the user's own."""
    tell(
        "ukjapan: no options.yaml or criteria.yaml here; "
        "this is the packaged decision (packaged:options.yaml, packaged:criteria.yaml)\n"
    )
