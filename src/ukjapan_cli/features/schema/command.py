"""`ukjapan schema`."""

from enum import StrEnum
from typing import Annotated

import typer

from ukjapan_cli.cli.output import emit

EXAMPLES = """Examples:

\b
  ukjapan schema options
  ukjapan schema criteria > criteria.schema.json
  ukjapan schema score > score.schema.json
"""


class SchemaName(StrEnum):
    """What has a schema: the two files, then the outputs of `--format json`."""

    OPTIONS = "options"
    CRITERIA = "criteria"
    SCORE = "score"
    EXPLAIN = "explain"
    ROBUSTNESS = "robustness"
    SENSITIVITY = "sensitivity"
    METHODS = "methods"
    PERSPECTIVES = "perspectives"
    PORTFOLIO = "portfolio"
    TIMELINE = "timeline"
    CHECK = "check"
    RULE = "rule"
    SCORE_TABLE = "score-table"


OUTPUTS = tuple(SchemaName)[2:]
"""The names of outputs, each that of its first key: `score` of `ukjapan/score/1`."""


def schema(
    name: Annotated[
        SchemaName,
        typer.Argument(
            metavar="NAME",
            help=f"A file: options or criteria; or the output of a command: {', '.join(OUTPUTS)}.",
        ),
    ],
) -> None:
    """Print the JSON Schema of a file or of an output, for editors and other checkers."""
    from ukjapan_cli.documents.schemas.schema import schema_text
    from ukjapan_cli.features.schema.contracts import contract_text

    match name:
        case SchemaName.OPTIONS:
            text = schema_text("options")
        case SchemaName.CRITERIA:
            text = schema_text("criteria")
        case output:
            text = contract_text(output)
    emit(text)
