"""What a rule finds: a fault in a decision, at a place in one of its two documents."""

from typing import NamedTuple

from ukjapan_cli.documents.schemas.schema import Kind
from ukjapan_cli.documents.yaml.finding import NodePath


class Where(NamedTuple):
    """A place in one of a decision's documents.

    Attributes:
        kind: which document.
        path: to the value.
        on_key: whether the key is meant rather than the value.
    """

    kind: Kind
    path: NodePath
    on_key: bool = False


class Fault(NamedTuple):
    """Something bad at a place: what it is, as a sentence without a full stop, and a fix."""

    where: Where
    message: str
    hint: str = ""


class NotRunError(Exception):
    """A rule was not run on this decision; the message says why, for the summary."""
