"""`ukjapan rule`."""

from enum import StrEnum
from typing import Annotated

import typer

from ukjapan_cli.cli.output import emit, width
from ukjapan_cli.features.check.completion import complete_rule

EXAMPLES = """Examples:

\b
  ukjapan rule
  ukjapan rule UKJ201
  ukjapan rule "zero weight"
  ukjapan rule --all --format markdown
"""


class RuleFormat(StrEnum):
    """How the documentation is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def rule(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE]",
            help="A rule's code or name; without it, the rules are listed.",
            autocompletion=complete_rule,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Print what is said of every rule.")
    ] = False,
    format: Annotated[  # noqa: A002 (the flag's name)
        RuleFormat, typer.Option(metavar="FORMAT", help="How to write it: text, markdown, json.")
    ] = RuleFormat.TEXT,
) -> None:
    """Say what a rule finds, why that matters, and what fails and passes it."""
    if code is not None and everything:
        raise typer.BadParameter("it takes no CODE", param_hint="'--all'")

    from ukjapan_cli.decision.names import find
    from ukjapan_cli.features.check.catalogue import BY_CODE, RULES
    from ukjapan_cli.features.check.manual import entries, entry
    from ukjapan_cli.features.rule import words as render

    if code is not None:
        known = {one.code: one.name for one in RULES}
        found = entry(BY_CODE[find("rule", code, known)])
        match format:
            case RuleFormat.TEXT:
                emit(render.text(found, width()))
            case RuleFormat.MARKDOWN:
                emit(render.markdown(found))
            case RuleFormat.JSON:
                emit(render.json([found]))
        return
    from ukjapan_cli.features.rule import page as rules_page

    match format:
        case RuleFormat.TEXT:
            emit(rules_page.text(entries(), width()) if everything else render.listing(RULES))
        case RuleFormat.MARKDOWN:
            page = rules_page.markdown(entries()) if everything else render.listing_markdown(RULES)
            emit(page)
        case RuleFormat.JSON:
            emit(render.json(entries()))
