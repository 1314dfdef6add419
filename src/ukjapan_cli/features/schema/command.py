"""`ukjapan schema`."""

from enum import StrEnum
from typing import Annotated

import typer

from ukjapan_cli.cli.output import emit

EXAMPLES = """Examples:

\b
  ukjapan schema options
  ukjapan schema criteria > criteria.schema.json
"""


class SchemaKind(StrEnum):
    """Which of the two files."""

    OPTIONS = "options"
    CRITERIA = "criteria"


def schema(
    kind: Annotated[
        SchemaKind, typer.Argument(metavar="FILE", help="Which file's: options or criteria.")
    ],
) -> None:
    """Print the JSON Schema of a file, for editors and other checkers."""
    from ukjapan_cli.documents.schemas.schema import schema_text

    emit(schema_text(kind.value))
