"""Progress of an analysis that takes long: what it tells whoever waits."""

from typing import Protocol


class Progress(Protocol):
    """Told how much is done, and how much there is to do at most."""

    def __call__(self, done: int, of: int, /) -> None:
        """Show it."""
