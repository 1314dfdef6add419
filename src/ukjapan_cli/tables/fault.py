"""What keeps a table from being read or written."""

from ukjapan_cli.diagnostics import InputError


class TableError(InputError, ValueError):
    """What was given as a table cannot be used as one."""
