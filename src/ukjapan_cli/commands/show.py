"""A result in the format that was asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from ukjapan_cli.commands.arguments import Format
from ukjapan_cli.commands.output import emit, screen, tell

if TYPE_CHECKING:
    from ukjapan_cli.render.screen import Screen

Result = TypeVar("Result", contravariant=True)


class Rendering(Protocol[Result]):
    """A module of `render` that writes one kind of result."""

    def table(self, result: Result, screen: "Screen", /) -> str:
        """What people read in a terminal or a pipe."""

    def json(self, result: Result, /) -> str:
        """The contract."""

    def csv(self, result: Result, /) -> str:
        """Rows for a spreadsheet."""

    def markdown(self, result: Result, /) -> str:
        """A section of a page."""


def show(
    result: Result,
    format: Format,  # noqa: A002 (the flag's name)
    render: Rendering[Result],
    omissions: Sequence[str] = (),
) -> None:
    """Write a result to stdout; what is left out of it to stderr where CSV has no place for it."""
    match format:
        case Format.TABLE:
            emit(render.table(result, screen()))
        case Format.JSON:
            emit(render.json(result))
        case Format.CSV:
            emit(render.csv(result))
            for line in omissions:
                tell(f"ukjapan: {line}\n")
        case Format.MARKDOWN:
            emit(render.markdown(result))
