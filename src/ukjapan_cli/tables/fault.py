"""What keeps a table from being read or written."""

from ukjapan_cli.diagnostics import InputError


class TableError(InputError, ValueError):
    """What was given as a table cannot be used as one."""


class MissingExtraError(InputError, ImportError):
    """A library that tables need is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is not installed; pip install 'ukjapan-cli[{extra}]'")
