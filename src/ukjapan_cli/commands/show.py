"""A result in the format that was asked for."""

from typing import TYPE_CHECKING, Protocol, TypeVar

from ukjapan_cli.commands.arguments import Format
from ukjapan_cli.commands.output import emit, screen

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


def show(result: Result, format: Format, render: Rendering[Result]) -> None:  # noqa: A002
    """Write a result to stdout."""
    match format:
        case Format.TABLE:
            emit(render.table(result, screen()))
        case Format.JSON:
            emit(render.json(result))
        case Format.CSV:
            emit(render.csv(result))
        case Format.MARKDOWN:
            emit(render.markdown(result))
