"""Shell completion: the ids of the decision that the command line names."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from ukjapan_cli.decision.decision import Decision

# Typer reads Rich markup in what it gives to shells, and leaves backslashes in what zsh evaluates.
_HARMLESS = str.maketrans("[]\\", "()/")


def complete_option(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Option ids, with their names."""
    decision = _decision(context)
    if decision is not None:
        yield from beginning(incomplete, {o.id: o.name for o in decision.options})


def complete_perspective(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Perspective ids, with their names."""
    decision = _decision(context)
    if decision is not None:
        yield from beginning(incomplete, {p.id: p.name for p in decision.perspectives})


def complete_criterion(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Criterion and group ids, with their names."""
    from ukjapan_cli.decision.criteria import nodes_of

    decision = _decision(context)
    if decision is not None:
        nodes = nodes_of(decision.criteria)
        yield from beginning(incomplete, {node.id: node.name for node in nodes})


def complete_weight(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Criterion and group ids, ready for a number."""
    from ukjapan_cli.decision.criteria import nodes_of

    decision = _decision(context)
    if decision is not None:
        nodes = nodes_of(decision.criteria)
        yield from beginning(incomplete, {f"{node.id}=": node.name for node in nodes})


def complete_cost(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Costs, with their units."""
    decision = _decision(context)
    if decision is not None:
        yield from beginning(incomplete, _costs(decision))


def complete_budget(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Costs, ready for an amount."""
    decision = _decision(context)
    if decision is not None:
        costs = {f"{key}=": unit for key, unit in _costs(decision).items()}
        yield from beginning(incomplete, costs)


def _costs(decision: "Decision") -> dict[str, str]:
    """The unit of every cost, by its key; empty for one without."""
    stated = dict.fromkeys((key for option in decision.options for key in option.costs), "")
    return {**decision.cost_units, **{key: decision.cost_units.get(key, "") for key in stated}}


def beginning(incomplete: str, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Those of some words that begin so, with what each is called, as shells may show it."""
    from ukjapan_cli.formats.escape import visible

    for id_, name in names.items():
        if id_.startswith(incomplete):
            yield id_, visible(name).translate(_HARMLESS)


def _decision(context: typer.Context) -> "Decision | None":
    from ukjapan_cli.documents.files.locations import (
        NoFilesError,
        locate_criteria,
        locate_files,
        packaged,
    )
    from ukjapan_cli.documents.load import load_criteria, load_files

    def named(parameter: str) -> Path | None:
        given = context.params.get(parameter) or os.environ.get(f"UKJAPAN_{parameter.upper()}")
        return Path(given) if given else None

    try:
        if "table" in context.params:  # whose rows are the options
            criteria = locate_criteria(named("criteria"), Path())
            return load_criteria(criteria or packaged().criteria).decision
        locations = locate_files(named("options"), named("criteria"), Path())
    except NoFilesError:
        return None
    return load_files(locations, allow_missing=True).decision
